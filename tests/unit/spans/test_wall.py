"""Clocks on walls: days of 23 and 25 hours, times that do not exist or exist twice, windows over midnight."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from homecall.errors import TimeError
from homecall.spans.span import DAY, Span, instant
from homecall.spans.wall import Clock, Wall, parse_weekly

CHICAGO = Wall("America/Chicago")
LORD_HOWE = Wall("Australia/Lord_Howe")
SPRING, FALL = date(2027, 3, 14), date(2026, 11, 1)


def clock(text: str) -> Clock:
    """A clock time."""
    return Clock.parse(text)


@pytest.mark.parametrize(
    ("wall", "day", "minutes"),
    [
        (CHICAGO, SPRING, 23 * 60),
        (CHICAGO, FALL, 25 * 60),
        (CHICAGO, date(2027, 1, 4), DAY),
        (LORD_HOWE, date(2026, 10, 4), 23 * 60 + 30),
        (LORD_HOWE, date(2027, 4, 4), 24 * 60 + 30),
    ],
)
def test_a_local_day_is_as_long_as_its_clock_makes_it(wall: Wall, day: date, minutes: int) -> None:
    """Chicago changes by an hour, Lord Howe by half an hour."""
    assert wall.day(day).minutes == minutes


def test_a_time_that_does_not_exist_is_as_far_past_the_jump() -> None:
    """02:30 on the day the clocks go forward is 03:30, which is half an hour after 02:00 would have been."""
    missing = CHICAGO.at(SPRING, clock("02:30"))
    assert CHICAGO.iso(missing) == "2027-03-14T03:30:00-05:00"
    assert LORD_HOWE.iso(LORD_HOWE.at(date(2026, 10, 4), clock("02:10"))) == "2026-10-04T02:40:00+11:00"


def test_a_time_that_exists_twice_is_the_first() -> None:
    """01:30 on the day the clocks go back is still in summer time."""
    assert CHICAGO.iso(CHICAGO.at(FALL, clock("01:30"))) == "2026-11-01T01:30:00-05:00"
    assert LORD_HOWE.iso(LORD_HOWE.at(date(2027, 4, 4), clock("01:45"))) == "2027-04-04T01:45:00+11:00"


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 27), (FALL, 29), (date(2027, 1, 4), 28)])
def test_a_call_is_as_long_as_the_night_is(day: date, hours: int) -> None:
    """07:00 to 11:00 the next day is 28 hours, one less or one more over a change of clocks."""
    before = date.fromordinal(day.toordinal() - 1)
    assert CHICAGO.span(before, clock("07:00"), clock("11:00+1")).minutes == hours * 60


def test_an_end_not_after_its_start_is_on_the_next_day() -> None:
    """19:00 to 07:00 and 07:00 to 07:00 both end tomorrow."""
    day = date(2027, 1, 4)
    assert CHICAGO.span(day, clock("19:00"), clock("07:00")).minutes == 12 * 60
    assert CHICAGO.span(day, clock("07:00"), clock("07:00")).minutes == DAY


def test_twenty_four_hundred_is_the_next_midnight() -> None:
    """A window may end at 24:00."""
    day = date(2027, 1, 4)
    assert CHICAGO.at(day, clock("24:00")) == CHICAGO.midnight(date(2027, 1, 5))
    assert CHICAGO.span(day, clock("00:00"), clock("24:00")) == CHICAGO.day(day)


def test_a_weekly_window_belongs_to_the_day_it_starts_on() -> None:
    """A Friday night reaches into Saturday; a Saturday has none of its own."""
    friday, saturday = date(2027, 1, 8), date(2027, 1, 9)
    (night,) = CHICAGO.weekly(parse_weekly("Fri 22:00-06:00"), [friday, saturday])
    assert night == Span(CHICAGO.at(friday, clock("22:00")), CHICAGO.at(saturday, clock("06:00")))


def test_a_weekly_window_that_the_clocks_swallow_is_left_out() -> None:
    """02:30 to 03:00 holds nothing on the morning the clocks go forward, and half an hour on the day after."""
    days = [SPRING, date(2027, 3, 15)]
    assert [s.minutes for s in CHICAGO.weekly(parse_weekly("Mon-Sun 02:30-03:00"), days)] == [30]


def test_local_date_and_iso_carry_the_offset_of_their_season() -> None:
    """06:00 UTC is midnight in a Chicago winter, and the evening before by one minute less."""
    midnight = CHICAGO.midnight(date(2027, 1, 4))
    assert CHICAGO.iso(midnight) == "2027-01-04T00:00:00-06:00"
    assert CHICAGO.date(midnight) == date(2027, 1, 4)
    assert CHICAGO.date(midnight - 1) == date(2027, 1, 3)


def test_localize_and_local_are_each_others_inverse() -> None:
    """A local time away from any change comes back as it was."""
    naive = datetime(2027, 7, 1, 13, 45)
    assert CHICAGO.local(CHICAGO.localize(naive)).replace(tzinfo=None) == naive
    assert CHICAGO.localize(naive) == instant(naive.replace(tzinfo=CHICAGO.info))


def test_midnight_where_clocks_change_at_midnight() -> None:
    """In Havana the day of the jump begins at one o'clock, and still at its own first minute."""
    havana, day = Wall("America/Havana"), date(2027, 3, 14)
    assert havana.iso(havana.midnight(day)) == "2027-03-14T01:00:00-04:00"
    assert havana.date(havana.midnight(day) - 1) == date(2027, 3, 13)
    assert havana.day(day).minutes == 23 * 60


def test_noon_halves_the_day_by_the_clock() -> None:
    """On a day of 25 hours the morning has 13."""
    assert CHICAGO.noon(FALL) - CHICAGO.midnight(FALL) == 13 * 60


def test_an_unknown_zone_is_refused_with_a_cure() -> None:
    """Central Time is no IANA name."""
    with pytest.raises(TimeError, match=r"'Central Time' is not a time zone.*America/Chicago"):
        Wall("Central Time")
