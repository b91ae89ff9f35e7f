"""The line to a server: bounded, faithful to one host, and discreet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from email.message import Message
from http.client import HTTPConnection
from typing import Any
from urllib.parse import SplitResult

import pytest

from homecall.dav.login import Login
from homecall.dav.refusals import pause, refusal
from homecall.dav.wire import LIMIT, Answer, Wire
from homecall.errors import DavError, FetchError
from tests.unit.dav.stub import Asked, Said, Stub, stub

ANA = Login("ana", "s3cret")


@pytest.fixture(autouse=True)
def _hung_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hangs every line up that a test has left open."""
    wires: list[Wire] = []
    made = Wire.__init__

    def remembered(self: Wire, *given: Any, **named: Any) -> None:
        wires.append(self)
        self._line = None
        made(self, *given, **named)

    monkeypatch.setattr(Wire, "__init__", remembered)
    yield
    for wire in wires:
        wire.close()


def refused(wire: Wire, url: str = "") -> DavError:
    """The error that a question ends in."""
    with pytest.raises(DavError) as caught:
        wire.ask("PROPFIND", url or wire.url)
    return caught.value


def answering(said: Said) -> Callable[[Asked], Said]:
    """A script that always says the same."""
    return lambda _: said


@pytest.mark.parametrize(
    "url",
    [
        "", "family", "ftp://a.example/", "webcal://a.example/", "https://", "https://a b.example/", "http://[::1",
        "http://ana:x@[::1", "https://ä.example/", "https://a.example/\r\nX: 1",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused(url: str) -> None:
    """Before a word is sent, with an example of a good one."""
    with pytest.raises(DavError, match=r"not the address of a calendar server") as caught:
        Wire(url)
    assert caught.value.permanent


@pytest.mark.parametrize("host", ["calendar.example.org", "8.8.8.8", "example.org:8080"])
def test_no_password_goes_in_the_open(host: str) -> None:
    """Plain http over the internet is refused as soon as there is a password."""
    with pytest.raises(DavError, match="sent in the open"):
        Wire(f"http://{host}/cal/", ANA)
    assert Wire(f"http://{host}/cal/").host


@pytest.mark.parametrize("host", ["127.0.0.1:5232", "[::1]:5232", "192.168.1.5", "nas", "nas.local", "localhost"])
def test_plain_http_is_for_the_same_house(host: str) -> None:
    """A server at home seldom has a certificate."""
    assert Wire(f"http://{host}/cal/", ANA).host


def test_a_password_in_an_address_is_used_and_not_kept_there() -> None:
    """It is taken out, its escapes undone, and shown nowhere."""
    with stub(lambda asked: Said(207 if "Authorization" in asked.headers else 401, "", BASIC)) as server:
        wire = Wire(server.url.replace("//", "//ana:s%233cret@"))
        assert wire.ask("PROPFIND", wire.url).status == 207
    assert "3cret" not in wire.url
    assert server.asked[1].headers["Authorization"] == "Basic YW5hOnMjM2NyZXQ="


BASIC = {"WWW-Authenticate": 'Basic realm="here"'}
DIGEST = {"WWW-Authenticate": 'Digest realm="here", nonce="abc", qop="auth", algorithm=MD5'}


def test_the_login_is_shown_once_it_is_asked_for() -> None:
    """The first question is asked without it, all others with it."""
    with stub(lambda asked: Said(207 if "Authorization" in asked.headers else 401, "", BASIC)) as server:
        wire = Wire(server.url, ANA)
        assert [wire.ask("PROPFIND", wire.url).status for _ in range(3)] == [207, 207, 207]
    assert ["Authorization" in one.headers for one in server.asked] == [False, True, True, True]


def test_digest_is_answered_without_the_password() -> None:
    """Where the server asks for a digest, the password itself never goes over the line."""
    with stub(lambda asked: Said(207 if "Authorization" in asked.headers else 401, "", DIGEST)) as server:
        assert Wire(server.url, ANA).ask("PUT", f"{server.url}a.ics", b"x").status == 207
    said = server.asked[1].headers["Authorization"]
    assert said.startswith("Digest ")
    assert 'username="ana"' in said
    assert "s3cret" not in str([one.headers for one in server.asked])


@pytest.mark.parametrize("challenge", [BASIC, DIGEST, {}, {"WWW-Authenticate": "Negotiate"}])
def test_a_wrong_password_is_not_tried_for_ever(challenge: dict[str, str]) -> None:
    """Twice at most: servers lock accounts."""
    with stub(answering(Said(401, "", challenge))) as server:
        assert Wire(server.url, ANA).ask("PROPFIND", server.url).status == 401
    assert len(server.asked) <= 2


def test_a_redirect_on_the_server_is_followed() -> None:
    """A calendar that moved on the same server is found, with the same method."""

    def script(asked: Asked) -> Said:
        return Said(207) if asked.path == "/new/" else Said(308, "", {"Location": "/new/"})

    with stub(script) as server:
        assert Wire(server.url).ask("REPORT", server.url, b"<q/>").status == 207
    assert [(one.method, one.path, one.body) for one in server.asked] == [
        ("REPORT", "/cal/", "<q/>"), ("REPORT", "/new/", "<q/>"),
    ]  # fmt: skip


def test_redirects_in_a_circle_end() -> None:
    """A server that always leads on is given up."""
    with stub(answering(Said(302, "", {"Location": "/cal/"}))) as server:
        assert "circles" in refused(Wire(server.url)).message


def test_a_redirect_elsewhere_is_not_followed() -> None:
    """The password stays with the server that it is for."""
    with stub(answering(Said(207))) as other, stub(answering(Said(302, "", {"Location": other.url}))) as server:
        assert "leads to" in refused(Wire(server.url, ANA)).message
    assert other.asked == []


def test_a_path_on_another_server_is_not_asked() -> None:
    """Whatever a list names, nothing leaves the server of the address."""
    with stub(answering(Said(207))) as server:
        assert "leads to" in refused(Wire(server.url, ANA), "https://evil.example/cal/a.ics").message
    assert server.asked == []


def test_a_body_that_is_cut_short_is_no_answer() -> None:
    """Half a list would read as a list of half."""
    with stub(answering(Said(207, "<m>half", length=1000))) as server:
        error = refused(Wire(server.url))
    assert ("cut short" in error.message, error.permanent) == (True, False)


def test_a_body_that_is_too_large_is_given_up() -> None:
    """Nothing beyond the limit is held in memory."""
    with stub(answering(Said(207, b"x" * (LIMIT + 1)))) as server:
        assert "larger than 20 MB" in refused(Wire(server.url)).message


def test_a_packed_body_is_refused() -> None:
    """It was not asked for, and might unfold without end."""
    with stub(answering(Said(207, b"\x1f\x8b", {"Content-Encoding": "gzip"}))) as server:
        assert "garbled" in refused(Wire(server.url)).message


def test_a_server_that_drips_is_given_up() -> None:
    """A byte now and then never runs into a limit between bytes; the whole has one."""
    with stub(answering(Said(207, b"x" * 100, drip=0.1))) as server:
        began = time.monotonic()
        error = refused(Wire(server.url, timeout=0.5))
        assert time.monotonic() - began < 5
    assert not error.permanent


def test_nobody_there_is_worth_another_try() -> None:
    """A server that is down may be up later; the sentence names the host and not the path."""
    with stub(answering(Said())) as server:
        url = f"{server.url}very-secret-token/"
    error = refused(Wire(url))
    assert (error.permanent, error.where) == (False, "127.0.0.1")
    assert "secret" not in str(error)


def test_a_line_that_was_closed_is_dialled_again() -> None:
    """Servers hang up between two questions; that is no failure."""
    with stub(answering(Said(207, "<m/>", length=4))) as server:  # a stub that closes after each answer
        wire = Wire(server.url)
        assert [wire.ask("PROPFIND", wire.url).status for _ in range(3)] == [207, 207, 207]


def test_the_host_is_looked_at_first() -> None:
    """Whoever may not be asked is not dialled."""

    def nobody(parts: SplitResult, _: float) -> HTTPConnection:
        raise FetchError(f"{parts.hostname} is private.", permanent=True)

    with stub(answering(Said(207))) as server:
        wire = Wire(server.url, dial=nobody)
        with pytest.raises(FetchError, match=r"127\.0\.0\.1 is private"):
            wire.ask("PROPFIND", server.url)
    assert server.asked == []


def said(server: Stub, status: int, **headers: str) -> Answer:
    """What the wire makes of an answer."""
    server.script = answering(Said(status, "", {name.replace("_", "-"): value for name, value in headers.items()}))
    return Wire(server.url).ask("PUT", server.url, b"x")


@pytest.mark.parametrize(
    ("status", "words", "permanent"),
    [
        (401, "name or the password", True), (403, "does not allow", True), (404, "no calendar", True),
        (409, "holds", True), (412, "changed by somebody else", False), (418, "refuses", True), (429, "pause", False),
        (500, "trouble", False), (501, "takes no calendars", True), (503, "trouble", False), (507, "no room", True),
    ],
)  # fmt: skip
def test_each_refusal_has_a_sentence(status: int, words: str, permanent: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """With its cure, and with whether it is worth trying again."""
    with stub(answering(Said())) as server:
        error = refusal(said(server, status), "a.example")
    assert words in error.message
    assert (error.permanent, error.status, bool(error.cure)) == (permanent, status, True)


def test_who_gave_no_name_is_not_told_that_it_is_wrong() -> None:
    """A server that wants one says 401 as well."""
    with stub(answering(Said(401))) as server:
        wire = Wire(server.url)
        error = refusal(wire.ask("PROPFIND", server.url), "a.example", named=wire.named)
    assert (error.message, wire.named) == ("The calendar server wants a name and a password. (HTTP 401)", False)
    assert Wire("https://cal.example.org/", ANA).named


@pytest.mark.parametrize(
    ("after", "date", "seconds"),
    [("30", "", 30), ("0", "", 0), ("-5", "", 0), ("soon", "", 0), ("99999999999", "", 86400), ("", "", 0),
     ("Sun, 01 Nov 2026 08:02:00 GMT", "Sun, 01 Nov 2026 08:00:00 GMT", 120),
     ("Sun, 01 Nov 2026 07:00:00 GMT", "Sun, 01 Nov 2026 08:00:00 GMT", 0)],
)  # fmt: skip
def test_a_pause_is_read_in_either_form(after: str, date: str, seconds: int) -> None:
    """Seconds, or an instant held against the server's own date; nonsense is no pause."""
    headers = Message()
    headers["Retry-After"] = after
    if date:
        headers["Date"] = date
    assert pause(Answer(429, "", headers, b"")) == seconds


def test_a_login_does_not_show_its_password() -> None:
    """Not in a traceback's values either."""
    assert "s3cret" not in f"{ANA!r} {ANA}"
