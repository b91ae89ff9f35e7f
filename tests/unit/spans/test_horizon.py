"""Horizons: whole local days, from one to a year, cut into Monday-to-Sunday weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from homecall.errors import TimeError
from homecall.spans.wall import Horizon, Wall

CHICAGO = Wall("America/Chicago")


def horizon(first: date, days: int) -> Horizon:
    """A horizon made at the epoch."""
    return Horizon(CHICAGO, first, days, 0)


def test_one_day_is_one_clipped_week() -> None:
    """A Wednesday alone."""
    wednesday = date(2027, 1, 6)
    one = horizon(wednesday, 1)
    assert one.weeks == ((wednesday,),)
    assert one.span == CHICAGO.day(wednesday)


def test_a_year_has_every_day_once() -> None:
    """365 days from a Friday: two clipped weeks and 51 whole ones; the clock changes cancel out."""
    year = horizon(date(2027, 1, 1), 365)
    assert len(year.dates) == 365 == sum(len(week) for week in year.weeks)
    assert [len(year.weeks[0]), len(year.weeks[-1])] == [3, 5]
    assert {len(week) for week in year.weeks[1:-1]} == {7}
    assert year.span.minutes == 365 * 24 * 60


def test_weeks_begin_on_monday() -> None:
    """Two weeks from a Thursday touch three weeks."""
    weeks = horizon(date(2027, 1, 7), 14).weeks
    assert [len(week) for week in weeks] == [4, 7, 3]
    assert all(week[0].weekday() == 0 for week in weeks[1:])


def test_the_span_follows_the_clocks() -> None:
    """The week of the autumn change has 169 hours."""
    assert horizon(date(2026, 10, 26), 7).span.minutes == 169 * 60


def test_around_adds_days_on_both_sides() -> None:
    """Days before and after, for windows that reach in."""
    first = date(2027, 1, 4)
    assert horizon(first, 1).around(before=1, after=1) == [first + timedelta(days=n) for n in (-1, 0, 1)]


def test_a_horizon_needs_a_day() -> None:
    """Nothing to plan is refused in words."""
    with pytest.raises(TimeError, match="at least one day"):
        horizon(date(2027, 1, 4), 0)
