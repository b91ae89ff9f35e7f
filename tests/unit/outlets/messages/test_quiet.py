"""Quiet hours end when the wall clock says so, also in the nights in which it is moved."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.outlets.messages.quiet import Quiet
from homecall.spans.wall import Clock, Wall

CHICAGO = Wall("America/Chicago")
USUAL = Quiet()


def over(day: str, clock: str, quiet: Quiet = USUAL) -> str:
    """When one may be told something, asked at a local time."""
    at = CHICAGO.at(date.fromisoformat(day), Clock.parse(clock))
    return CHICAGO.local(quiet.over(CHICAGO, at)).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("clock", "then"),
    [
        ("12:00", "01-04 12:00"),
        ("21:29", "01-04 21:29"),
        ("21:30", "01-05 06:30"),
        ("23:59", "01-05 06:30"),
        ("00:00", "01-04 06:30"),
        ("06:29", "01-04 06:30"),
        ("06:30", "01-04 06:30"),
    ],
)
def test_the_night_is_quiet(clock: str, then: str) -> None:
    """From 21:30 until 6:30; at 6:30 itself one may be told."""
    assert over("2027-01-04", clock) == then


@pytest.mark.parametrize("day", ["2027-03-14", "2027-11-07"])
def test_the_morning_of_a_clock_change_begins_by_the_clock(day: str) -> None:
    """Though the night has an hour less or more."""
    assert over(day, "00:30") == f"{day[5:]} 06:30"


def test_of_a_reading_that_there_is_twice_the_first_is_meant() -> None:
    """Quiet until 1:30 in the night in which the clocks go back ends at the first of the two."""
    assert over("2027-11-07", "01:10", Quiet(Clock.parse("23:00"), Clock.parse("01:30"))) == "11-07 01:30"


def test_hours_that_are_swallowed_disturb_nobody() -> None:
    """Quiet from 2 to 3 is no time at all where the clock jumps from 2 to 3."""
    short = Quiet(Clock.parse("02:00"), Clock.parse("03:00"))
    assert over("2027-03-14", "03:00", short) == "03-14 03:00"


def test_the_same_reading_twice_is_never_quiet() -> None:
    """So somebody says that they may always be told."""
    assert over("2027-01-04", "03:00", Quiet(Clock(0), Clock(0))) == "01-04 03:00"


def test_quiet_hours_may_lie_within_a_day() -> None:
    """As for whoever sleeps after a night shift."""
    day = Quiet(Clock.parse("09:00"), Clock.parse("16:00"))
    assert over("2027-01-04", "10:00", day) == "01-04 16:00"
    assert over("2027-01-04", "22:00", day) == "01-04 22:00"
