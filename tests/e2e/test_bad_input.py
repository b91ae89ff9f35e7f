"""What bad input gets: one clear sentence, the right exit code, bounded memory, and nothing written."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.e2e.door import NOW, WEEK, homecall, peak, refusal, small
from tests.fitness.reading import PACKAGE

ENVELOPE = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n%sEND:VCALENDAR\r\n"
EVENT = b"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Tick\r\nDTSTART:20261130T080000Z\r\n%sEND:VEVENT\r\n"


class Answer(BaseHTTPRequestHandler):
    """Answers everything with status 200 and the bytes given, chunk by chunk, as often as told."""

    body: ClassVar[bytes] = b""
    times: ClassVar[int] = 1

    def do_GET(self) -> None:
        """The answer; a caller who hangs up has seen enough."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(self.times):
                self.wfile.write(self.body)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@contextmanager
def served(body: bytes, times: int = 1) -> Iterator[str]:
    """An address on this machine that answers with the body."""
    Answer.body, Answer.times = body, times
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/ocs?Lo=secretword"
        finally:
            server.shutdown()
            thread.join()


CHANGES = {
    "a wrong zone": ("America/Chicago", "America/Chicgo", ":4: ", "is not a time zone"),
    "a place that opens after it closes": ('end = "15:00"', 'end = "07:00"', ":108: ", "opens after it closes"),
    "two parents with one id": ('id = "ben"', 'id = "ana"', ":47: ", 'the id "ana"'),
    "a moment for an unknown child": ('children = ["mia"', 'children = ["mya"', "household.toml:", 'names "mya"'),
    "a minimum shift that never fits": ("min_shift = 3", "min_shift = 30", "household.toml:", "shortest shift of 30"),
    "a missing feed": ("feeds/amion-619.csv", "feeds/none.csv", "feeds/none.csv", "There is no such file."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_household_that_cannot_be_is_refused(name: str, tmp_path: Path) -> None:
    """The sentence names the place and the thing, and nothing is written."""
    old, new, where, said = CHANGES[name]
    family = tmp_path / "family"
    shutil.copytree(PACKAGE / "cases" / "two-residents", family)
    text = (family / "household.toml").read_text("utf-8")
    assert old in text
    (family / "household.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    done = homecall("plan", family / "household.toml", *WEEK, "--out", tmp_path / "out")
    sentence = refusal(done, 3 if "feed" in name else 2)
    assert where in sentence
    assert said in sentence
    assert not (tmp_path / "out").exists()


MISUSE = {
    "a missing file": (["plan", "none.toml"], "none.toml: The household file cannot be read: No such file"),
    "a folder": (["plan", "."], ".: The household file cannot be read: Is a directory."),
    "a naive now": (["plan", "x", "--now", "2026-11-29T18:30:00"], "--now '2026-11-29T18:30:00' has no zone. Add"),
    "no instant": (["worst", "x", "--now", "soon"], "--now 'soon' is not an instant. Write it as"),
    "the year one": (["plan", "x", "--now", "0001-01-01T00:00:00Z"], "--now '0001-01-01T00:00:00Z' is too far away"),
    "the last year": (["plan", "x", "--now", NOW, "--start", "9999-12-31"], "--start '9999-12-31' is too far away"),
    "no date": (["sources", "x", "--now", NOW, "--start", "2026-13-01"], "--start '2026-13-01' is not a date. Write"),
    "54 weeks": (["plan", "x", "--weeks", "54"], "Invalid value for '--weeks': it should be less than or equal to 53."),
    "weeks in words": (["plan", "x", "--weeks", "two"], "Invalid value for '--weeks': it should be a valid integer"),
    "no time at all": (["plan", "x", "--seconds", "0"], "Invalid value for '--seconds': it should be greater than"),
    "not a number": (["plan", "x", "--seconds", "nan"], "Invalid value for '--seconds': it should be"),
    "a strange format": (["plan", "x", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of"),
    "an unknown option": (["plan", "x", "--nope"], "No such option: --nope"),
    "an unknown command": (["xyzzy"], "No such command 'xyzzy'. See homecall --help."),
    "a mistyped command": (["plna"], "No such command 'plna'. Did you mean 'plan', 'replan'? See homecall --help."),
    "too little": (["judge", "x"], "Missing argument 'PLAN.json'. See homecall judge --help."),
    "too much": (["plan", "x", "y"], "Got unexpected extra argument(s) (y). See homecall plan --help."),
}


@pytest.mark.parametrize("name", MISUSE)
def test_misuse_is_one_kind_sentence(name: str, tmp_path: Path) -> None:
    """A slip of the fingers ends with 2 and says what would help."""
    words, said = MISUSE[name]
    assert refusal(homecall(*words, at=tmp_path), 2).startswith(said)


PAGES = {
    "a page": b"<!DOCTYPE html><html><body>Please sign in</body></html>",
    "a password error": b"NOFI=bad password\r\n",
    "an empty answer": b"",
    "a calendar that breaks off": ENVELOPE[:20],
}


@pytest.mark.parametrize("name", PAGES)
def test_an_answer_that_is_no_calendar_is_refused(name: str, tmp_path: Path) -> None:
    """Status 200 proves nothing; the sentence names the host and never the rest of the link."""
    with served(PAGES[name]) as address:
        done = homecall("plan", small(tmp_path, f'url = "{address}"'), *WEEK, "--out", tmp_path / "out")
    sentence = refusal(done, 3)
    assert "127.0.0.1" in sentence
    assert "secretword" not in sentence
    assert not (tmp_path / "out").exists()


def test_an_empty_calendar_leaves_a_parent_unknown(tmp_path: Path) -> None:
    """A calendar without an entry says nothing, least of all that its owner is free."""
    (tmp_path / "ana.ics").write_bytes(ENVELOPE % b"")
    done = homecall("sources", small(tmp_path), *WEEK)
    assert done.returncode == 0
    assert b"speaks for no day" in done.stdout
    assert b"unknown, not free" in done.stdout


def test_a_recurrence_each_second_ends_soon(tmp_path: Path) -> None:
    """An event without end is followed only as far as it could matter."""
    (tmp_path / "ana.ics").write_bytes(ENVELOPE % (EVENT % b"RRULE:FREQ=SECONDLY\r\n"))
    done = homecall("sources", small(tmp_path), *WEEK)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"not read" in done.stdout


def test_a_feed_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """Neither a file nor a stream of that size is taken into memory."""
    chunk = b"X-JUNK:" + b"x" * 999_992 + b"\r\n"
    with (tmp_path / "ana.ics").open("wb") as file:
        for _ in range(100):
            file.write(chunk)
    assert "the limit is 20 MB" in refusal(homecall("sources", small(tmp_path), *WEEK), 3)
    assert peak("sources", small(tmp_path), *WEEK) < 300
    with served(chunk, times=100) as address:
        family = small(tmp_path, f'url = "{address}"')
        assert "20 MB" in refusal(homecall("sources", family, *WEEK), 3)
        assert peak("sources", family, *WEEK) < 300


def test_a_match_that_fits_nobody_leaves_a_parent_unknown(tmp_path: Path) -> None:
    """A misspelled name is no holiday."""
    family = tmp_path / "family"
    shutil.copytree(PACKAGE / "cases" / "two-residents", family)
    text = (family / "household.toml").read_text("utf-8").replace('match = "Rivera', 'match = "Zzz')
    (family / "household.toml").write_text(text, encoding="utf-8")
    done = homecall("sources", family / "household.toml", *WEEK)
    assert b"unknown, not free" in done.stdout
