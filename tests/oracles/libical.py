"""Debian's libical by way of a small program in C, with changed instances put in their places."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from tests.oracles.asked import SECONDS, Found, answer, around, told
from tests.oracles.zones import definitions

HERE = Path(__file__).parent
PROGRAM = HERE / "built" / "libical"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the program's answer. `stands_for` is 0 for an event that replaces no instance."""

    uid: str
    stands_for: int
    sequence: int
    status: str
    kind: str
    start: int
    end: int
    summary: str


def built() -> Path:
    """The program, compiled if it is not there or older than its text. Raises CalledProcessError."""
    source = HERE / "libical.c"
    if not PROGRAM.exists() or PROGRAM.stat().st_mtime < source.stat().st_mtime:
        PROGRAM.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=PROGRAM.parent) as folder:
            made = Path(folder) / "libical"
            subprocess.run(["cc", "-O1", "-o", made, source, "-lical"], check=True)
            made.replace(PROGRAM)  # in one step: another worker may be at it too
    return PROGRAM


def read(content: bytes, first: date, until: date, zone: tzinfo) -> list[Found]:
    """What libical finds in and around a window. Raises ValueError for what it does not take for a calendar."""
    edges = [str(int(one.timestamp())) for one in around(first, until, zone)]
    environment = os.environ | {"TZ": "UTC"}
    zones = "".join(definitions(content)).encode()
    content = content.replace(b"BEGIN:VEVENT", zones + b"BEGIN:VEVENT", 1)
    done = subprocess.run(
        [PROGRAM, *edges], input=content, capture_output=True, timeout=SECONDS, env=environment, check=False
    )
    if done.returncode:
        raise ValueError(done.stderr.decode(errors="replace").strip() or f"ended with {done.returncode}")
    lines = [_line(one.split("\t")) for one in done.stdout.decode(errors="replace").splitlines()]
    return [_told(one) for one in _in_place(lines)]


def _line(words: list[str]) -> Line:
    uid, stands_for, sequence, status, kind, start, end, summary = words
    return Line(uid, int(stands_for), int(sequence), status, kind, int(start), int(end), summary)


def _in_place(lines: list[Line]) -> Iterator[Line]:
    """The instances that nothing replaces, and the newest of those that replace one."""
    newest: dict[tuple[str, int], Line] = {}
    for one in lines:
        at = (one.uid, one.stands_for)
        if one.stands_for and (at not in newest or one.sequence > newest[at].sequence):
            newest[at] = one
    yield from (one for one in lines if not one.stands_for and (one.uid, one.start) not in newest)
    yield from newest.values()


def _told(one: Line) -> Found:
    return told(one.uid, one.summary, one.status, _at(one.kind, one.start), _at(one.kind, one.end))


def _at(kind: str, seconds: int) -> date:
    at = datetime.fromtimestamp(seconds, UTC)
    if kind == "date":
        return at.date()
    return at if kind == "utc" else at.replace(tzinfo=None)


if __name__ == "__main__":
    built()
    answer(read)
