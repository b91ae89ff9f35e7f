"""MetricAid's calendar, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.sources.base import Intake
from homecall.sources.metricaid.read import read
from tests.unit.sources.corpus import FEEDS, horizon, spec, told

EVENING = "2026-11-03 | NGH - ED - PM2 | 2026-11-03T15:30:00-06:00 | 2026-11-04T00:30:00-06:00"


def shifts(name: str, match: str = "Rivera") -> Intake:
    """A corpus calendar, read for one doctor."""
    return read((FEEDS / "metricaid" / name).read_bytes(), spec("metricaid-ics", name, match=match), horizon())


@pytest.mark.parametrize(
    "name", ["overnight-in-two-parts.ics", "parts-out-of-order.ics", "parts-in-utc.ics", "second-part-alone.ics"]
)
def test_the_parts_of_a_shift_are_one(name: str) -> None:
    """Day 1/2 and Day 2/2 are one shift on its first day, whichever of them is there."""
    assert told(shifts(name)) == [EVENING]


def test_a_night_over_a_clock_change_ends_where_the_wall_says() -> None:
    """Eleven at night to seven in the morning lasts nine hours then."""
    assert told(shifts("night-over-a-clock-change.ics")) == [
        "2026-10-31 | NGH - ED - N | 2026-10-31T23:00:00-05:00 | 2026-11-01T07:00:00-06:00"
    ]


def test_the_hours_are_those_of_the_title() -> None:
    """An all-day event still has the hours that its title names."""
    assert told(shifts("whole-days-with-hours-in-the-title.ics")) == [
        "2026-11-05 | NGH - ED - AM | 2026-11-05T08:00:00-06:00 | 2026-11-05T17:00:00-06:00"
    ]


def test_equal_titles_on_two_days_are_two_shifts() -> None:
    """Only numbered parts are put together."""
    assert [entry.day for entry in shifts("two-equal-shifts-on-two-days.ics").entries] == [
        date(2026, 11, 5),
        date(2026, 11, 6),
    ]


def test_the_doctor_is_picked_by_match() -> None:
    """Colleagues are left out; an open shift shows how far the schedule goes."""
    intake = shifts("a-group-of-doctors.ics", "okafor")

    assert [entry.title for entry in intake.entries] == ["NGH - ED - R-PM2"]
    assert intake.through == date(2026, 11, 18)


def test_a_calendar_without_doctors_is_ones_own() -> None:
    """A subscription that leaves the name out is all theirs."""
    assert [entry.title for entry in shifts("without-a-doctor.ics").entries] == ["NGH - ED - Surge-AM"]


def test_an_event_that_is_no_shift_is_kept_as_it_stands() -> None:
    """A title without hours is not thrown away."""
    intake = shifts("an-event-that-is-no-shift.ics")

    assert told(intake)[1:] == ["2026-11-10 | Vacation request approved", "2026-11-11 | Vacation request approved"]
    assert intake.understood == "Understood as MetricAid's titles: shifts 1, other events 2."


def test_hours_that_cannot_be_are_a_reject() -> None:
    """28:00 is no time of day; the other shift is read all the same."""
    intake = shifts("hours-that-cannot-be.ics")

    assert [(one.where, one.text) for one in intake.rejects] == [
        ("the shift of 2026-11-05", "NGH - ED - AM 28:00-37:00")
    ]
    assert len(intake.entries) == 1


def test_a_doctor_whose_shifts_are_later_is_not_absent() -> None:
    """A month without shifts is free time, if the calendar speaks of them at all."""
    intake = shifts("their-shifts-are-next-month.ics")

    assert (intake.entries, intake.absent, intake.through) == ((), False, date(2026, 12, 5))


def test_a_doctor_of_whom_it_says_nothing_is_absent() -> None:
    """Their time is unknown, and the nearest name is told."""
    intake = shifts("a-group-of-doctors.ics", "Riviera")

    assert intake.absent
    assert 'the nearest name there is "Rivera"' in intake.notes[0]
