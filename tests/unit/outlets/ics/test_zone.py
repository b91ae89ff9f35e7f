"""VTIMEZONE: right to the minute wherever clocks change, by a reading apart from the writing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from homecall.outlets.ics.zone import vtimezone
from homecall.spans.span import HOUR, instant
from homecall.spans.wall import Wall
from tests.unit.outlets.ics.strict import offset_by

ZONES = (
    "America/Chicago",
    "Australia/Lord_Howe",
    "UTC",
    "Pacific/Apia",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "America/St_Johns",
)


def shown(wall: Wall, minute: int) -> int:
    """Minutes east of UTC on the family's clock."""
    offset = wall.local(minute).utcoffset()
    assert offset is not None
    return int(offset.total_seconds()) // 60


@pytest.mark.parametrize("zone", ZONES)
def test_all_of_two_years_has_its_offset(zone: str) -> None:
    """Every three hours the written rules give the zone's own offset, half-hour and backward changes included."""
    wall, lines = Wall(zone), vtimezone(zone, 2026, 2027)
    years = range(wall.midnight(date(2026, 1, 1)), wall.midnight(date(2028, 1, 1)), 3 * HOUR)
    assert [m for m in years if offset_by(lines, m) != shown(wall, m)] == []


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("America/Chicago", datetime(2026, 3, 8, 8, tzinfo=UTC)),
        ("America/Chicago", datetime(2026, 11, 1, 7, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("Europe/Dublin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ],
)
def test_the_minute_of_a_change_is_exact(zone: str, change: datetime) -> None:
    """The minute before has the old offset, the minute itself the new one."""
    wall, lines, at = Wall(zone), vtimezone(zone, 2026, 2026), instant(change)
    before, after = offset_by(lines, at - 1), offset_by(lines, at)
    assert before != after
    assert (before, after) == (shown(wall, at - 1), shown(wall, at))


def test_the_onset_is_written_on_the_clock_before() -> None:
    """In Chicago clocks jump at 02:00 standard time; 03:00 there would be an hour late."""
    lines = vtimezone("America/Chicago", 2026, 2026)
    start = lines.index("BEGIN:DAYLIGHT")
    assert lines[start + 1 : start + 4] == ["DTSTART:20260308T020000", "TZOFFSETFROM:-0600", "TZOFFSETTO:-0500"]


def test_a_zone_that_never_changes_has_one_rule() -> None:
    """Apia has kept its clock since 2021."""
    assert vtimezone("Pacific/Apia", 2026, 2030).count("BEGIN:STANDARD") == 1


@pytest.mark.parametrize("zone", ZONES)
def test_icalendar_reads_the_zone(zone: str) -> None:
    """Another reader finds the zone's name and at least one rule."""
    text = "\r\n".join(["BEGIN:VCALENDAR", *vtimezone(zone, 2026, 2027), "END:VCALENDAR", ""])
    (found,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    assert (str(found["TZID"]), bool(found.subcomponents)) == (zone, True)
