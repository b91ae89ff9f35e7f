"""What lies in which days, and which days a change touches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.planner.worth.hurts import Hurts
from homecall.planner.worth.otherwise import (
    DayLimit,
    Later,
    NoDuty,
    Otherwise,
    ShorterNotice,
    Sooner,
    WeekLimit,
    Without,
    otherwise,
)
from homecall.planner.worth.touched import MOST_A_WEEK, parts
from homecall.rules.base import Case
from homecall.rules.facts import facts_of
from homecall.rules.value import value
from homecall.spans.span import Span
from homecall.timeline.period import Kind
from tests.unit.helpers import ANA, WALL, at, carer, case, duty, household, moment, span, usual

MONDAY, TUESDAY = span("4 00:00-00:00"), span("5 00:00-00:00")
ROSA = carer("Mon-Fri 08:00-16:00", "Sat 08:00-16:00", rate=20.0, max_day=9.0, notice=48.0)


def fortnight(*shifts: str, cover: tuple[str, ...] = (), **more: object) -> Case:
    """Two weeks in which Ana works on the first Monday and on a night from Tuesday on."""
    night = duty("5 19:00-07:00", Kind.NIGHT)
    home = household(duty("4 08:00-17:00"), night, parents=(ANA,), carers=(ROSA,), **more)  # type: ignore[arg-type] # fields by name, as the case has them
    return case(home, cover, shifts, days=14)


def days(made: Case, change: Otherwise) -> list[list[str]]:
    """The touched days of January, by group."""
    after = facts_of(otherwise(made.facts, change), made.facts.horizon, made.facts)
    found = parts(made.facts, after, Hurts(made))
    return [[f"{WALL.date(s.start).day}-{WALL.date(s.end - 1).day}" for s in free] for free in found]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (Later("rosa", 3), [["7-7"], ["14-14"]]),
        (Sooner("rosa", 0), [["4-4"], ["11-11"]]),
        (NoDuty("ana", at("4 08:00")), [["4-4"]]),
        (NoDuty("ana", at("5 19:00")), [["5-6"]]),
        (Without("rosa", span("4 12:00-13:00")), [["4-4"]]),
        (ShorterNotice("rosa"), []),
    ],
)
def test_a_change_touches_the_days_on_which_something_is_otherwise(change: Otherwise, wanted: list[list[str]]) -> None:
    """Those of one week together, the others apart; the rest after a night belongs to it."""
    assert days(fortnight("rosa 4 08:00-16:00"), change) == wanted


def test_time_taken_away_touches_all_of_the_shift() -> None:
    """A shift over midnight is one thing."""
    made = fortnight("rosa 4 08:00-16:00")
    late = replace(made, facts=facts_of(household(carers=(carer(),)), made.facts.horizon))
    night = replace(late, plan=case(late.facts.household, (), ("rosa 6 20:00-06:00",), days=14).plan)
    assert days(night, Without("rosa", span("6 21:00-22:00"))) == [["6-7"]]


def test_a_limit_touches_the_days_near_it_on_which_something_hurts() -> None:
    """Nine hours on Monday are Rosa's limit, the gap on Wednesday lies in her hours; Thursday is neither."""
    shifts = ("rosa 4 08:00-16:30", "rosa 7 08:00-12:00")
    assert days(fortnight(*shifts, cover=("mia - 6 09:00-10:00",)), DayLimit("rosa")) == [["4-4", "6-6"]]


def test_a_limit_touches_no_more_than_two_days_of_a_week() -> None:
    """The longest gaps of five days, which grow towards Friday; a limit that is none touches nothing."""
    made = fortnight(cover=tuple(f"mia - {day} 09:00-{6 + day}:00" for day in range(4, 9)))
    tight = replace(made.facts.household, carers=(replace(ROSA, max_week=40.0),))
    assert MOST_A_WEEK == 2
    assert days(made, WeekLimit("rosa")) == []
    assert days(Case(facts_of(tight, made.facts.horizon), made.plan), WeekLimit("rosa")) == [["7-8"]]


def lying(made: Case, *free: Span) -> tuple[float, float, float]:
    """What lies in the free days."""
    return Hurts(made).lying(free)


def test_gaps_count_where_somebody_could_be() -> None:
    """An hour at noon on Monday, when Rosa could be there; not the one at five, when Ana is on her way from nowhere."""
    made = fortnight(cover=("mia - 4 12:00-13:00", "mia - 4 16:30-17:00"))
    assert lying(made, MONDAY)[0] == 60
    roomy = facts_of(otherwise(made.facts, Later("rosa", 0)), made.facts.horizon, made.facts)
    assert Hurts(made).lying((MONDAY,), roomy)[0] == 90


def test_pay_and_asks_lie_in_their_days() -> None:
    """Eight hours on Monday; a Saturday that had to be asked for."""
    made = fortnight("rosa 4 08:00-16:00", "rosa 9 08:00-16:00")
    assert lying(made, MONDAY) == pytest.approx((0.0, 0.0, 160.0))
    assert lying(made, span("9 00:00-00:00"))[2] == pytest.approx(175.0)
    assert lying(made, TUESDAY)[2] == 0.0


def test_handoffs_count_at_the_edges_of_the_days_too() -> None:
    """One at midnight lies in both days."""
    made = fortnight("rosa 4 08:00-00:00", cover=("mia rosa 4 20:00-00:00", "mia ana 5 00:00-08:00"))
    assert lying(made, TUESDAY)[2] == pytest.approx(25.0)


def test_moments_and_habits_count_where_they_could_be_kept() -> None:
    """A should of Tuesday, a usual day and nothing of Monday's."""
    more = {"moments": (moment("Tue 18:00-18:30"),), "usual": (usual("Tue 07:00-08:00"),)}
    made = fortnight(**more)  # type: ignore[arg-type] # fields by name, as the case has them
    prices = made.facts.household.prices
    assert lying(made, TUESDAY)[2] == pytest.approx(prices.should + prices.unusual)
    assert lying(made, MONDAY)[2] == 0.0


def test_a_must_that_is_missed_lies_in_its_day() -> None:
    """And in no other."""
    made = fortnight(moments=(moment(dated="5 14:00-15:00", importance="must"),))
    assert (lying(made, MONDAY)[1], lying(made, TUESDAY)[1]) == (0.0, 1.0)


def test_all_that_a_plan_costs_lies_in_all_of_its_days() -> None:
    """Nothing is left out, so that no gain could be greater."""
    made = fortnight("rosa 4 08:00-16:00", cover=("mia rosa 4 08:00-16:00", "mia ana 4 16:00-20:00"))
    assert lying(made, made.plan.span)[2] >= value(made).cost - 1e-6
