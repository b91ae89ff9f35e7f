"""Getting the bytes: files, and a server on this machine that behaves badly in every way we know."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from homecall.errors import FetchError, SourceError
from homecall.household.people import SourceSpec
from homecall.household.places import Place
from homecall.sources.fetch import fetch
from homecall.sources.web import ask as asking
from homecall.sources.web.body import LIMIT
from homecall.sources.web.hosts import SETTING
from homecall.spans.wall import parse_weekly

SECRET = "s3cret-token"


class Handler(BaseHTTPRequestHandler):
    """Answers each path with one kind of behaviour."""

    def do_GET(self) -> None:
        """Looks the path up among the behaviours."""
        path = self.path.partition("?")[0].strip("/")
        getattr(self, f"on_{path}")()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def answer(self, body: bytes, code: int = 200, **headers: str) -> None:
        """One whole answer."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_plain(self) -> None:
        """The bytes as they are, with what was asked as proof."""
        self.answer(b"BEGIN:VCALENDAR " + self.headers["User-Agent"].encode())

    def on_packed(self) -> None:
        """The bytes packed."""
        self.answer(gzip.compress(b"hello " * 100), Content_Encoding="gzip")

    def on_bomb(self) -> None:
        """A few kilobytes that unfold into many times the limit."""
        self.answer(gzip.compress(bytes(LIMIT * 3)), Content_Encoding="gzip")

    def on_broken(self) -> None:
        """What claims to be packed and is not."""
        self.answer(b"not packed at all", Content_Encoding="gzip")

    def on_moved(self) -> None:
        """A redirect to the plain answer."""
        self.answer(b"", 302, Location="/plain")

    def on_loop(self) -> None:
        """A redirect to itself."""
        self.answer(b"", 302, Location="/loop?again")

    def on_file(self) -> None:
        """A redirect to this machine's own files."""
        self.answer(b"", 302, Location="file:///etc/hostname")

    def on_gone(self) -> None:
        """An old link."""
        self.answer(b"gone", 410)

    def on_busy(self) -> None:
        """A server that has no time."""
        self.answer(b"busy", 503)

    def on_large(self) -> None:
        """A length that is told beforehand."""
        self.send_response(200)
        self.send_header("Content-Length", str(100 * 1024 * 1024))
        self.end_headers()

    def on_stream(self) -> None:
        """A body without a length that does not end."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(bytes(1024 * 1024))
        except OSError:
            self.close_connection = True

    def on_drip(self) -> None:
        """A byte now and then."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def on_cut(self) -> None:
        """Less than was promised."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests ask a server on this machine, which is a setting."""
    monkeypatch.setenv(SETTING, "127.0.0.0/8")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


def get(server: str, path: str) -> bytes:
    """What comes from a path with a secret in its query."""
    return fetch(SourceSpec("ics", url=f"{server}/{path}?key={SECRET}"), Path())


def refusal(server: str, path: str) -> SourceError:
    """The error that comes from a path, which never tells the address."""
    with pytest.raises(SourceError) as caught:
        get(server, path)
    assert SECRET not in str(caught.value)
    assert f"/{path}" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.cure
    return caught.value


def test_a_file_is_read_beside_the_household(tmp_path: Path) -> None:
    """Paths are relative to the household file's folder."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.ics").write_bytes(b"hello")

    assert fetch(SourceSpec("ics", path="feeds/a.ics"), tmp_path) == b"hello"


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    """A slip in the name is told with the name that was meant."""
    (tmp_path / "amion-619.csv").write_bytes(b"x")

    with pytest.raises(
        FetchError, match=r'amion_619\.csv: There is no such file\. Did you mean "amion-619\.csv"'
    ) as caught:
        fetch(SourceSpec("ics", path="amion_619.csv"), tmp_path)

    assert caught.value.permanent


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """There is nothing near a folder that is not there."""
    with pytest.raises(FetchError, match="The folder is missing too"):
        fetch(SourceSpec("ics", path="feeds/a.ics"), tmp_path)


def test_a_folder_is_not_a_schedule(tmp_path: Path) -> None:
    """The file inside it is wanted."""
    (tmp_path / "feeds").mkdir()

    with pytest.raises(FetchError, match="is a folder, not a file"):
        fetch(SourceSpec("ics", path="feeds"), tmp_path)


def test_an_unreadable_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be opened is no traceback."""
    (tmp_path / "a.ics").write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(FetchError, match="could not be read"):
        fetch(SourceSpec("ics", path="a.ics"), tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_cannot_be_is_said(tmp_path: Path, name: str) -> None:
    """Names that no file system takes are refused in a sentence."""
    with pytest.raises(FetchError):
        fetch(SourceSpec("ics", path=name), tmp_path)


def test_a_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    """The size and the limit are named, and the file is not opened."""
    with (tmp_path / "a.ics").open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    with pytest.raises(SourceError, match="The schedule is 100 MB; the limit is 20 MB"):
        fetch(SourceSpec("ics", path="a.ics"), tmp_path)


def test_a_schedule_may_be_brought_along() -> None:
    """Where a household brings its schedules, a path is looked up among them and nowhere else."""
    assert fetch(SourceSpec("csv", path="/etc/hostname"), {"/etc/hostname": b"x"}) == b"x"


def test_a_schedule_that_was_not_brought_is_said() -> None:
    """With the nearest that was."""
    with pytest.raises(FetchError, match="does not bring") as told:
        fetch(SourceSpec("csv", path="ana.csv"), {"anna.csv": b""})
    assert (told.value.where, told.value.cure, told.value.permanent) == ("ana.csv", 'Did you mean "anna.csv"?', True)


def test_what_is_brought_has_the_same_limit() -> None:
    """A hundred megabytes are no schedule, wherever they come from."""
    with pytest.raises(SourceError, match="limit is 20 MB"):
        fetch(SourceSpec("csv", path="ana.csv"), {"ana.csv": b"x" * (LIMIT + 1)})


def test_a_source_needs_a_path_or_an_address(tmp_path: Path) -> None:
    """Neither is an error in words."""
    with pytest.raises(FetchError, match="neither a path nor a url"):
        fetch(SourceSpec("ics"), tmp_path)


def test_an_address_is_fetched_under_our_own_name(server: str) -> None:
    """The body comes as it is, and the server knows who asks."""
    assert get(server, "plain").startswith(b"BEGIN:VCALENDAR homecall/")


def test_a_packed_answer_is_unpacked(server: str) -> None:
    """gzip is understood."""
    assert get(server, "packed") == b"hello " * 100


def test_a_redirect_is_followed(server: str) -> None:
    """A calendar that moved is found."""
    assert get(server, "moved").startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("path", "words"),
    [("large", "100 MB; the limit is 20 MB"), ("stream", "more than 20 MB"), ("bomb", "more than 20 MB")],
)
def test_too_much_is_given_up(server: str, path: str, words: str) -> None:
    """By the length that is told, by what arrives, and by what it unfolds into."""
    assert words in refusal(server, path).message


@pytest.mark.parametrize(
    ("path", "words", "permanent"),
    [
        ("gone", "error 410", True),
        ("busy", "error 503", False),
        ("broken", "download broke off", False),
        ("cut", "download broke off", False),
        ("loop", "on and on", True),
        ("file", "not one of the web", True),
    ],
)
def test_a_bad_answer_says_whether_to_try_again(server: str, path: str, words: str, *, permanent: bool) -> None:
    """Each failure is one sentence, and knows whether another try can help."""
    error = refusal(server, path)

    assert words in error.message
    assert isinstance(error, FetchError)
    assert error.permanent is permanent


def test_a_dripping_answer_ends_in_time(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time counts for the whole answer, not for each of its bytes."""
    monkeypatch.setattr(asking, "TIMEOUT", 0.5)
    began = time.monotonic()

    error = refusal(server, "drip")

    assert "no full answer" in error.message
    assert time.monotonic() - began < 2


def test_an_answer_from_nobody_is_said() -> None:
    """A closed port names the host and nothing else."""
    error = refusal("http://127.0.0.1:9", "a")

    assert error.where == "127.0.0.1"
    assert isinstance(error, FetchError)
    assert not error.permanent


@pytest.mark.parametrize(
    "url",
    ["https://rota.example/s3cret", "https://rota.example?key=s3cret", "https://ana:s3cret@rota.example:8443/a"],
)
def test_a_source_is_called_by_its_host_alone(url: str) -> None:
    """Wherever an address hides its secret, the name of the source does not tell it."""
    assert SourceSpec("ics", url=url).name == "rota.example"


def test_what_stands_for_an_address_in_a_trace_does_not_tell_it() -> None:
    """Neither a source nor a place that a calendar closes shows its link where it is printed."""
    link = f"https://rota.example/{SECRET}"
    school = Place("School", parse_weekly("Mon-Fri 08:30-15:00"), closed_from=link)
    assert SECRET not in repr(SourceSpec("ics", url=link)) + repr(school)
