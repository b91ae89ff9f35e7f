"""Every calendar of the corpus, in whatever zone the machine stands and in whatever order the events come."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from homecall.errors import SourceError
from homecall.sources.ics.read import read
from tests.unit.sources.corpus import FEEDS, expected, spec, told

FILES = sorted((FEEDS / "ics").glob("*.ics"))
SOUND = [file for file in FILES if not expected(file).error]
BROKEN = [file for file in FILES if expected(file).error]


def name(file: Path) -> str:
    """The trap that a file holds."""
    return file.stem


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("machine_zone", ["UTC", "Pacific/Apia"], indirect=True)
@pytest.mark.parametrize("file", SOUND, ids=name)
def test_gives_the_expected_entries_rejects_and_last_day(file: Path) -> None:
    """A calendar gives what stands in the file beside it."""
    want = expected(file)

    intake = read(file.read_bytes(), spec("ics", file.name), want.horizon)

    assert told(intake) == want.entries
    assert str(intake.through).lower() == want.through
    assert len(intake.rejects) == len(want.rejects)
    assert all(words in one.why for words, one in zip(want.rejects, intake.rejects, strict=True))


@pytest.mark.parametrize("file", BROKEN, ids=name)
def test_refuses_what_is_no_whole_calendar(file: Path) -> None:
    """What is no calendar is an error that names the file, never an empty schedule."""
    want = expected(file)

    with pytest.raises(SourceError, match=re.escape(want.error)) as caught:
        read(file.read_bytes(), spec("ics", file.name), want.horizon)

    assert caught.value.where == file.name
    assert caught.value.cure


def reversed_components(content: bytes) -> bytes:
    """The same calendar with its events and zones in the opposite order."""
    parts = re.split(rb"(?=BEGIN:(?:VEVENT|VTIMEZONE))|(?<=END:VEVENT\r\n)|(?<=END:VTIMEZONE\r\n)", content)
    return b"".join([parts[0], *reversed(parts[1:-1]), parts[-1]])


TURNED = [
    file for file in SOUND if file.read_bytes().count(b"BEGIN:VEVENT\r\n") > 1 and "never-closed" not in name(file)
]


@pytest.mark.parametrize("file", TURNED, ids=name)
def test_the_order_of_events_does_not_matter(file: Path) -> None:
    """Overrides may stand before their series, and the good before the bad."""
    want = expected(file)

    intake = read(reversed_components(file.read_bytes()), spec("ics", file.name), want.horizon)

    assert told(intake) == want.entries
    assert str(intake.through).lower() == want.through


def test_every_expectation_has_its_calendar() -> None:
    """No expectation is left over from a file that was renamed."""
    assert {file.stem for file in (FEEDS / "ics").glob("*.expect")} == {file.stem for file in FILES}
    assert len(TURNED) > 10
