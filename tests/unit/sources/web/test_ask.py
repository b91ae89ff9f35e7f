"""One question to a real server: conditions, redirects, certificates, waiting, and no word of a secret."""

from __future__ import annotations

import gzip
import socket
import ssl
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import FetchError, SourceError
from homecall.sources.web import ask as asking
from homecall.sources.web.ask import Answer, Validators, address, ask
from homecall.sources.web.body import LIMIT
from homecall.sources.web.hosts import SETTING
from tests.unit.sources.web.serving import Asked, Reply, Served, serving

BODY = b"BEGIN:VCALENDAR"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests ask a server on this machine, which is a setting."""
    monkeypatch.setenv(SETTING, "127.0.0.0/8")


@pytest.fixture
def server() -> Iterator[Served]:
    """A server that gives one body."""
    with serving(lambda _: Reply(body=BODY)) as served:
        yield served


def test_a_first_question_has_no_conditions(server: Served) -> None:
    """Nothing is known yet, so the body is wanted."""
    assert ask(f"{server.address}/a?key=1#part") == Answer(BODY, Validators())
    assert server.asked[0].path == "/a?key=1"
    assert not {"If-None-Match", "If-Modified-Since", "Authorization"} & set(server.asked[0].headers)


def test_what_the_server_says_of_its_version_is_kept(server: Served) -> None:
    """For the next question."""
    server.answer = lambda _: Reply(
        body=BODY, headers={"ETag": '"v1"', "Last-Modified": "Sun, 01 Nov 2026 10:00:00 GMT"}
    )
    assert ask(server.address).validators == Validators('"v1"', "Sun, 01 Nov 2026 10:00:00 GMT")


def test_a_version_that_still_stands_has_no_body(server: Served) -> None:
    """304 answers the two conditions, and costs no download."""
    known = Validators('"v1"', "Sun, 01 Nov 2026 10:00:00 GMT")
    server.answer = lambda asked: Reply(304 if asked.headers["If-None-Match"] == '"v1"' else 200)
    assert ask(server.address, known) == Answer(None, known)
    assert server.asked[0].headers["If-Modified-Since"] == known.modified


def test_not_modified_without_a_condition_is_an_error(server: Served) -> None:
    """There is nothing here that could still stand."""
    server.answer = lambda _: Reply(304)
    with pytest.raises(FetchError, match="error 304"):
        ask(server.address)


def test_a_source_may_ask_under_another_name(server: Served) -> None:
    """Some systems let only names in that they know."""
    ask(server.address, agent="Mozilla/5.0 (family)")
    assert server.asked[0].headers["User-Agent"] == "Mozilla/5.0 (family)"


def test_the_first_door_that_opens_is_taken(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a dead address and a living one is reached."""
    port = int(server.address.rpartition(":")[2])
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("127.0.0.9", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert ask(f"http://rota.example:{port}").body == BODY
    assert server.asked[0].headers["Host"] == f"rota.example:{port}"


def test_a_name_is_looked_up_once_and_judged_by_that(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver that answers otherwise the second time is not asked a second time."""
    monkeypatch.setenv(SETTING, "127.0.0.1")
    port = int(server.address.rpartition(":")[2])
    answers = ["127.0.0.1", "10.0.0.1"]
    real = socket.getaddrinfo

    def rebinding(host: str, *more: Any, **named: Any) -> Any:
        return real(answers.pop(0) if host == "rota.example" else host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert ask(f"http://rota.example:{port}").body == BODY
    assert answers == ["10.0.0.1"]


def test_each_hop_is_judged_anew(server: Served) -> None:
    """A public host cannot send us where we would not go ourselves."""
    server.answer = lambda _: Reply(302, headers={"Location": "http://169.254.169.254/latest/meta-data?k=s3cret"})
    with pytest.raises(FetchError, match="private network") as caught:
        ask(server.address)
    assert caught.value.where == "169.254.169.254"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_by_its_address(server: Served, status: int) -> None:
    """Relative ones too; the conditions go along."""
    server.answer = lambda asked: Reply(body=BODY) if asked.path == "/b/c" else Reply(status, headers={"Location": "c"})
    assert ask(f"{server.address}/b/a", Validators('"v1"')).body == BODY
    assert [one.headers["If-None-Match"] for one in server.asked] == ['"v1"', '"v1"']


def test_a_password_in_the_address_is_sent_as_one(server: Served) -> None:
    """To the host that it belongs to, with its escapes undone."""
    ask(server.address.replace("//", "//ana:s%40d@"))
    assert server.asked[0].headers["Authorization"] == "Basic YW5hOnNAZA=="


def test_a_password_does_not_go_along_to_another_host(server: Served) -> None:
    """Where a redirect leads elsewhere, the password stays."""
    with serving(lambda _: Reply(302, headers={"Location": server.address})) as first:
        ask(first.address.replace("//", "//ana:word@"))
    assert "Authorization" in first.asked[0].headers
    assert "Authorization" not in server.asked[0].headers


def test_webcal_is_asked_over_https() -> None:
    """The calendar scheme is the protected one of the web."""
    assert address("webcal://rota.example/a.ics").geturl() == "https://rota.example/a.ics"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """An authority of our own."""
    return trustme.CA()


def protected(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """A server's side of https for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def trusting(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process trust the authority, as a person would on their machine."""
    authority.cert_pem.write_to_path(folder / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))


def test_a_certificate_of_the_name_is_trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to the judged address, while the name is what has to be proved."""
    trusting(authority, tmp_path, monkeypatch)
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *more, **named: real("127.0.0.1", *more, **named))
    with serving(lambda _: Reply(body=BODY), protected(authority, "rota.example")) as served:
        address = served.address.replace("127.0.0.1", "rota.example")
        assert ask(address.replace("https", "webcal")).body == BODY


def test_a_certificate_of_another_name_is_not(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot prove the name does not get the question, and so not the secret in it."""
    trusting(authority, tmp_path, monkeypatch)
    with (
        serving(lambda _: Reply(body=BODY), protected(authority, "other.example")) as served,
        pytest.raises(FetchError, match="could not be trusted") as caught,
    ):
        ask(f"{served.address}/s3cret")
    assert caught.value.permanent
    assert served.asked == []


def test_a_certificate_of_nobody_we_know_is_not(authority: trustme.CA) -> None:
    """Our own authority is a stranger unless the machine trusts it."""
    with (
        serving(lambda _: Reply(body=BODY), protected(authority, "127.0.0.1")) as served,
        pytest.raises(FetchError, match="could not be trusted"),
    ):
        ask(served.address)


def test_a_protected_address_never_leads_to_an_open_one(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Served
) -> None:
    """A redirect from https to http is refused."""
    trusting(authority, tmp_path, monkeypatch)
    away = Reply(302, headers={"Location": server.address})
    with (
        serving(lambda _: away, protected(authority, "127.0.0.1")) as served,
        pytest.raises(FetchError, match="leads to an unprotected one"),
    ):
        ask(served.address)
    assert server.asked == []


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Sun, 01 Nov 2026 10:05:00 GMT", "Date": "Sun, 01 Nov 2026 10:00:00 GMT"}, 300),
        ({"Retry-After": "soon"}, 0),
        ({}, 0),
    ],
)
def test_a_server_that_asks_us_to_wait_is_heard(
    server: Served, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], wait: int
) -> None:
    """In seconds, or by an instant on its own clock."""
    server.answer = lambda _: Reply(429, headers=headers)
    if "Date" in headers:  # the server of the standard library writes a date of its own before ours
        monkeypatch.setattr(
            "http.server.BaseHTTPRequestHandler.date_time_string", lambda *_: "Sun, 01 Nov 2026 10:00:00 GMT"
        )
    with pytest.raises(FetchError, match="error 429") as caught:
        ask(server.address)
    assert (caught.value.wait, caught.value.permanent) == (wait, False)


def test_several_packed_parts_are_one_body(server: Served) -> None:
    """A gzip stream may have more than one member, and all of them count."""
    server.answer = lambda _: Reply(
        body=gzip.compress(b"one ") + gzip.compress(b"two"), headers={"Content-Encoding": "gzip"}
    )
    assert ask(server.address).body == b"one two"


def test_a_packed_body_that_is_cut_is_an_error(server: Served) -> None:
    """Half a schedule would read as free time."""
    server.answer = lambda _: Reply(body=gzip.compress(BODY * 99)[:-9], headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="download broke off"):
        ask(server.address)


def test_three_hundred_megabytes_in_a_small_packet_are_given_up(server: Served) -> None:
    """The limit is on what it unfolds into."""
    bomb = gzip.compress(bytes(LIMIT)) * 15
    server.answer = lambda _: Reply(body=bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceError, match="more than 20 MB"):
        ask(server.address)


def test_an_unknown_packing_is_refused(server: Served) -> None:
    """Nobody asked for it, and its bytes are no schedule."""
    server.answer = lambda _: Reply(body=BODY, headers={"Content-Encoding": "br"})
    with pytest.raises(FetchError, match="nobody asked for"):
        ask(server.address)


SECRET = st.text("abcdefghijklmnop0123456789%/?&=.:;~!@[]\\^|{}<> \n\t\x00é", min_size=6, max_size=30).map(
    lambda text: f"q7zz{text}zz7q"
)
SHAPES = [
    "http://127.0.0.1:{port}/{}",
    "http://127.0.0.1:{port}/a?k={}",
    "http://ana:{}@127.0.0.1:{port}/",
    "{}",
    "http://[{}",
]
REPLIES = [
    Reply(500),
    Reply(302, headers={"Location": "http://[q7zz"}),
    Reply(302, headers={"Location": "/q7zz again"}),
    Reply(body=b"x", headers={"Content-Encoding": "gzip"}),
]


@given(SECRET, st.sampled_from(SHAPES), st.sampled_from(REPLIES), st.booleans())
def test_no_error_tells_a_secret(secret: str, shape: str, reply: Reply, quoted: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """Whatever the address looks like and whatever goes wrong: neither the sentence, nor anything that hangs on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "127.0.0.0/8")
        with serving(lambda _: reply) as served:
            url = shape.replace("{port}", served.address.rpartition(":")[2])
            with pytest.raises(SourceError) as caught:
                ask(url.replace("{}", quote(secret, safe="") if quoted else secret))
    told = [repr(caught.value), str(caught.value.args), caught.value.where, caught.value.cure]
    hanging = [caught.value.__cause__, caught.value.__context__]
    assert "q7zz" not in "".join([*told, *traceback.format_exception(caught.value)])
    assert hanging == [None, None]


def test_a_dripping_name_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking a name up counts as well."""
    monkeypatch.setattr(asking, "TIMEOUT", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: __import__("time").sleep(1))
    with pytest.raises(FetchError, match="no full answer"):
        ask("http://rota.example")


def test_asked_remembers(server: Served) -> None:
    """The server of these tests tells what it was asked."""
    ask(f"{server.address}/x")
    assert isinstance(server.asked[0], Asked)
