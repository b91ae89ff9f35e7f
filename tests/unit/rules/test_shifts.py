"""Carers' shifts: each rule kept, and broken by so many minutes, days or uses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.household.carers import Carer
from homecall.rules.base import Case
from homecall.rules.facts import facts_of
from homecall.rules.shifts import (
    ANY24_LIMIT,
    DAY_LIMIT,
    DAYS_OFF,
    LONG_ENOUGH,
    NOTICE,
    OFFERED,
    REST,
    USES,
    WEEK_LIMIT,
    week_limit,
)
from homecall.spans.wall import Horizon
from tests.unit.helpers import WALL, at, breaches, carer, case, household, span


def worked(who: Carer, *shifts: str, days: int = 1, now: str = "1 12:00") -> Case:
    """A plan with these shifts of Rosa's."""
    return case(household(carers=[who]), [], [f"rosa {s}" for s in shifts], days=days, now=now)


def test_a_shift_lies_inside_what_is_offered() -> None:
    """Hours and what may be asked for count together; an hour beyond both is a breach."""
    rosa = carer("Mon 08:00-12:00", "Mon 12:00-14:00")
    assert breaches(OFFERED, worked(rosa, "4 08:00-14:00")) == []
    assert breaches(OFFERED, worked(rosa, "4 07:30-14:30")) == [("rosa", 30), ("rosa", 30)]


def test_a_night_of_the_day_before_is_offered_into_the_horizon() -> None:
    """Sunday's window reaches into Monday."""
    rosa = carer("Sun 20:00-08:00")
    assert breaches(OFFERED, worked(rosa, "4 00:00-08:00")) == []


def test_shifts_that_touch_are_one() -> None:
    """Two that touch are to be written as one."""
    assert breaches(OFFERED, worked(carer(), "4 08:00-10:00", "4 10:00-12:00")) == [("rosa", 1)]
    assert breaches(OFFERED, worked(carer(), "4 08:00-10:00", "4 10:15-12:00")) == []


def test_a_shift_of_nobody_here_is_not_offered() -> None:
    """A plan of another household is refused in words, not by a crash."""
    made = case(household(), [], ["zoe 4 08:00-10:00"])
    assert breaches(OFFERED, made) == [("zoe", 120)]
    assert made.blocks["zoe"]


def test_a_shift_is_as_long_as_its_minimum() -> None:
    """Two hours and a half of three are half an hour short."""
    rosa = carer(min_shift=3.0)
    assert breaches(LONG_ENOUGH, worked(rosa, "4 08:00-11:00")) == []
    assert breaches(LONG_ENOUGH, worked(rosa, "4 08:00-10:30")) == [("rosa", 30)]


@pytest.mark.parametrize("shift", ["4 00:00-01:00", "4 23:00-24:00"])
def test_a_shift_at_the_edge_of_the_horizon_may_be_shorter(shift: str) -> None:
    """Nobody sees the rest of it."""
    assert breaches(LONG_ENOUGH, worked(carer(min_shift=3.0), shift)) == []


def test_a_days_limit_is_per_local_day() -> None:
    """A shift from 20:00 to 06:00 puts four hours on one day and six on the next."""
    rosa = carer(max_day=5.0)
    assert breaches(DAY_LIMIT, worked(rosa, "4 20:00-06:00", days=2)) == [("rosa", 60)]
    assert breaches(DAY_LIMIT, worked(rosa, "4 08:00-13:00", days=2)) == []


def test_the_stricter_of_pack_and_carer_holds() -> None:
    """An au pair's ten hours hold where she would do twelve, and her own eight where she will not do ten."""
    assert breaches(DAY_LIMIT, worked(carer(rules="us-au-pair", max_day=12.0), "4 08:00-19:00")) == [("rosa", 60)]
    assert breaches(DAY_LIMIT, worked(carer(rules="us-au-pair", max_day=8.0), "4 08:00-17:00")) == [("rosa", 60)]


def test_ten_hours_in_any_twenty_four() -> None:
    """Seven hours on an evening and four on the next morning keep each day, and break the 24 hours by one.

    The window may be read from the start of the first shift and from the end of the last: two breaches.
    """
    rosa = carer(rules="us-au-pair")
    made = worked(rosa, "4 15:00-22:00", "5 08:00-12:00", days=2)
    assert breaches(ANY24_LIMIT, made) == [("rosa", 60), ("rosa", 60)]
    assert breaches(DAY_LIMIT, made) == []
    assert breaches(ANY24_LIMIT, worked(rosa, "4 15:00-22:00", "5 15:00-22:00", days=2)) == []


def test_a_weeks_limit_shrinks_with_a_clipped_week() -> None:
    """Of 21 hours a week a single day may use three."""
    rosa = carer(max_week=21.0)
    assert breaches(WEEK_LIMIT, worked(rosa, "4 08:00-11:00")) == []
    ((who, over),) = breaches(WEEK_LIMIT, worked(rosa, "4 08:00-11:15"))
    assert (who, round(over, 6)) == ("rosa", 15)


def test_a_whole_week_has_its_whole_limit() -> None:
    """Three days of seven hours are 21; a quarter more is too much."""
    rosa = carer(max_week=21.0)
    days = ["4 08:00-15:00", "6 08:00-15:00"]
    assert breaches(WEEK_LIMIT, worked(rosa, *days, "8 08:00-15:00", days=7)) == []
    assert breaches(WEEK_LIMIT, worked(rosa, *days, "8 08:00-15:15", days=7)) == [("rosa", 15)]


def test_a_clipped_week_has_what_is_left_of_it_where_the_days_before_are_known() -> None:
    """Of 21 hours eight are worked by Saturday: thirteen are left, not the six of two days in seven."""
    rosa = carer(max_week=21.0, worked=(span("5 08:00-16:00"),), since=at("4 00:00"))
    weekend = facts_of(household(carers=[rosa]), Horizon(WALL, date(2027, 1, 9), 9, at("9 00:05")))
    this, whole = weekend.weeks
    assert week_limit(weekend.carers["rosa"], this) == pytest.approx(13 * 60)
    assert week_limit(weekend.carers["rosa"], whole) == 21 * 60
    unknown = replace(weekend.carers["rosa"], since=None)
    assert week_limit(unknown, this) == pytest.approx(6 * 60)


def test_of_a_week_known_in_part_a_share_holds_since_then() -> None:
    """From Thursday on there are four days in seven of 21 hours, less the two that were worked."""
    rosa = carer(max_week=21.0, worked=(span("7 08:00-10:00"),), since=at("7 00:00"))
    weekend = facts_of(household(carers=[rosa]), Horizon(WALL, date(2027, 1, 9), 2, at("9 00:05")))
    assert week_limit(weekend.carers["rosa"], weekend.weeks[0]) == pytest.approx(10 * 60)


NEW_YORK = carer(rules="us-ny-nanny")
DAILY = [f"{day} 06:00-18:00" for day in range(4, 11)]


def test_new_york_rests_a_whole_day_in_a_whole_week() -> None:
    """Twelve hours on every day leave twelve hours running at most; without the Wednesday there are 36."""
    assert breaches(REST, worked(NEW_YORK, *DAILY, days=7)) == [("rosa", 12 * 60)]
    assert breaches(REST, worked(NEW_YORK, *DAILY[:2], *DAILY[3:], days=7)) == []


def test_a_clipped_week_asks_for_no_day_of_rest() -> None:
    """Six days may be worked through."""
    assert breaches(REST, worked(NEW_YORK, *DAILY[:6], days=6)) == []


AU_PAIR = carer(rules="us-au-pair")
EVENINGS = [f"{day} 16:00-18:00" for day in range(4, 11)]


def test_an_au_pair_has_a_day_and_a_half_off() -> None:
    """Afternoons on six days leave the Sunday and six free mornings; on all seven, only a morning."""
    assert breaches(DAYS_OFF, worked(AU_PAIR, *EVENINGS[:6], days=7)) == []
    assert breaches(DAYS_OFF, worked(AU_PAIR, *EVENINGS, days=7)) == [("rosa", 1.0)]


def test_the_half_day_is_beside_the_whole_one() -> None:
    """Six days that lie on both sides of noon leave one day and no half."""
    noons = [f"{day} 11:00-13:00" for day in range(4, 10)]
    assert breaches(DAYS_OFF, worked(AU_PAIR, *noons, days=7)) == [("rosa", 0.5)]
    assert breaches(DAYS_OFF, worked(AU_PAIR, *noons[:5], days=7)) == []


def test_an_ask_keeps_its_notice() -> None:
    """48 hours from Saturday 08:00 end on Monday at 08:00."""
    rosa = carer("", "Mon 06:00-20:00", notice=48.0)
    assert breaches(NOTICE, worked(rosa, "4 08:00-12:00", now="2 08:00")) == []
    assert breaches(NOTICE, worked(rosa, "4 07:15-12:00", now="2 08:00")) == [("rosa", 45)]


def test_usual_hours_need_no_notice() -> None:
    """What may be used without asking may be used at once; the hour before is an ask."""
    rosa = carer("Mon 08:00-20:00", "Mon 06:00-20:00", notice=48.0)
    assert breaches(NOTICE, worked(rosa, "4 08:00-12:00", now="4 00:00")) == []
    assert breaches(NOTICE, worked(rosa, "4 07:00-12:00", now="4 00:00")) == [("rosa", 41 * 60)]


def test_uses_that_are_left_bound_the_shifts() -> None:
    """Two of one are one too many; no bound is none."""
    shifts = ("4 08:00-10:00", "4 14:00-16:00")
    assert breaches(USES, worked(carer(uses_left=2), *shifts)) == []
    assert breaches(USES, worked(carer(uses_left=1), *shifts)) == [("rosa", 1)]
    assert breaches(USES, worked(carer(), *shifts)) == []
