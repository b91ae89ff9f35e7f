"""Predicted sleep: each rule against the figure that it was published with, and the edges between them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import RestError
from homecall.rest.sleep import predicted, with_log
from homecall.rest.sleeper import Sleeper
from homecall.spans.span import DAY, HOUR, Span
from homecall.spans.wall import Clock
from tests.unit.rest.made import MONDAY, SLEEPER, WALL, at, duty, near, week

NIGHTS = tuple(duty(day, "19:00", "07:00+1") for day in (1, 2, 3))


def test_a_free_week_is_slept_by_habit() -> None:
    """Every night from bed to waking, and nothing by day."""
    sleeps = week()
    assert {one.rule for one in sleeps} == {"R1"}
    assert [(one.span.start, one.span.end) for one in sleeps[1:3]] == [
        (at(day, "23:00"), at(day + 1, "07:00")) for day in (0, 1)
    ]


@pytest.mark.parametrize(("start", "hours"), [("04:30", 5.0), ("06:00", 6.05), ("07:30", 7.1), ("08:15", 7.625)])
def test_an_early_start_costs_the_sleep_that_was_measured(start: str, hours: float) -> None:
    """Five hours before 04:30 and 0.7 more for each hour later (Ingre 2008), where the evening leaves room for it."""
    sleep = near(week(duty(1, start, "17:00")), at(1, "00:00"))
    assert sleep.rule == "R2"
    assert sleep.span.minutes == pytest.approx(hours * HOUR, abs=1)
    assert sleep.span.end == duty(1, start, "17:00").start - SLEEPER.commute - SLEEPER.prepare


def test_nobody_falls_asleep_at_seven_in_the_evening() -> None:
    """A start at four needs a waking at 02:30; bed is not before 21:15 all the same."""
    assert near(week(duty(1, "04:00", "12:00")), at(1, "00:00")).span.start >= at(0, "21:15")


def test_between_nights_one_sleeps_what_was_measured() -> None:
    """5.74 hours with a spread of 1.3 (Ganesan 2019), from an hour and a commute after the end."""
    sleep = near(week(*NIGHTS), at(2, "08:00"))
    assert (sleep.rule, sleep.span.start) == ("R3", at(2, "08:30"))
    assert (sleep.span.minutes, sleep.low, sleep.high) == (344, 266, 422)


def test_after_the_last_night_one_sleeps_less_and_then_long() -> None:
    """Three to four and a half hours by homeostat and clock, then a night of 8 to 9.5 hours."""
    first, second = (one for one in week(*NIGHTS) if one.rule == "R4")
    assert 3 * HOUR <= first.span.minutes <= 4.5 * HOUR
    assert second.span.start == at(4, "22:30")
    assert 8 * HOUR <= second.span.minutes <= 9.5 * HOUR


def test_a_nap_before_the_first_night_is_taken_only_by_those_who_say_so() -> None:
    """And not before the second, after which one has slept."""
    napper = Sleeper(commute=30, naps_before_nights=True)
    assert [one.span.start for one in week(*NIGHTS, sleeper=napper) if one.rule == "R5"] == [at(1, "15:00")]
    assert not [one for one in week(*NIGHTS) if one.rule == "R5"]


def test_an_extended_call_is_slept_two_hours_and_made_up_for_with_a_nap() -> None:
    """2.19 hours on call and 2.84 after it (Basner 2017)."""
    on_call, nap = (one for one in week(duty(2, "07:30", "11:30+1")) if one.rule == "R6")
    assert (on_call.span.start, on_call.span.minutes) == (at(3, "02:30"), 131)
    assert (nap.span.start, nap.span.minutes) == (at(3, "13:00"), 170)


def test_a_quick_return_leaves_five_hours_at_most() -> None:
    """5.20 hours (Ganesan 2019), or what the clock leaves."""
    sleep = near(week(duty(1, "14:00", "23:00"), duty(2, "07:00", "15:00")), at(1, "23:00"))
    assert sleep.rule == "R7"
    assert sleep.span == Span(at(2, "00:30"), at(2, "05:30"))


def test_a_late_evening_is_slept_out_where_the_morning_is_free() -> None:
    """Home at two: sleep until homeostat and clock are as high as on a usual morning, not only until seven."""
    sleep = near(week(duty(1, "13:00", "01:00+1")), at(2, "01:00"))
    assert sleep.span.start == at(2, "02:30")
    assert sleep.span.end > at(2, "07:00")


def test_children_take_their_share_of_the_night_only() -> None:
    """A tenth of eight hours; sleep by day is when somebody else has them."""
    awake = week(*NIGHTS, sleeper=Sleeper(commute=30, share=0.1))
    assert near(awake, at(1, "00:00")).span.minutes == 432
    assert near(awake, at(2, "08:00")) == near(week(*NIGHTS), at(2, "08:00"))


def test_the_night_on_which_clocks_change_is_as_long_as_it_was() -> None:
    """On 14 March 2027 an hour is missing between bed and waking."""
    sunday = MONDAY + timedelta(days=13)
    sleeps = predicted((), WALL, Span(WALL.midnight(sunday), WALL.noon(sunday)), SLEEPER)
    assert [one.span.minutes for one in sleeps] == [7 * HOUR]


def test_a_logged_sleep_stands_for_what_was_predicted_near_it() -> None:
    """The night that was logged replaces the predicted one; the others stay."""
    logged = Span(at(2, "01:10"), at(2, "05:40"))
    sleeps = with_log(week(), [logged])
    assert [one.span for one in sleeps if one.rule == "logged"] == [logged]
    assert len(sleeps) == len(week())


@pytest.mark.parametrize("wrong", [{"share": 0.9}, {"bed": Clock(420), "wake": Clock(480)}])
def test_habits_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    """Children do not take nine tenths of a night, and a night is no hour."""
    with pytest.raises(RestError):
        Sleeper(**wrong)  # type: ignore[arg-type] # both kinds of wrong in one table


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(1, 30)), max_size=6))
def test_sleeps_never_overlap_each_other_or_the_road(drawn: list[tuple[int, int, int]]) -> None:
    """Whatever the duties: in order, apart, outside of duty but for extended calls, low under high."""
    duties: list[Span] = []
    for day, hour, length in sorted(drawn):
        span = Span(at(day, f"{hour:02}:00"), at(day, f"{hour:02}:00") + length * HOUR)
        if not duties or span.start >= duties[-1].end + HOUR:
            duties.append(span)
    sleeps = week(*duties)
    assert all(one.span.end <= other.span.start for one, other in pairwise(sleeps))
    assert all(one.low <= one.span.minutes <= max(one.high, one.span.minutes) for one in sleeps)
    for one in sleeps:
        inside = [d for d in duties if d.overlaps(one.span)]
        assert all(d.minutes >= 20 * HOUR and d.covers(one.span) for d in inside)
    assert all(one.span.minutes <= DAY / 1.5 for one in sleeps)
