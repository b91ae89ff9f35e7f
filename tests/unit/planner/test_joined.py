"""Weeks planned one by one and joined: clean plans, and a bound that holds for the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import families
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.prices import Prices
from homecall.plan.plan import Plan
from homecall.planner import plan as planner
from homecall.planner.model.build import build
from homecall.planner.plan import Effort, make_plan
from homecall.planner.problem import Past, Problem
from homecall.planner.solve import Solved, solve
from homecall.rules.book import judge
from homecall.rules.facts import facts_of
from homecall.spans.wall import Horizon
from homecall.timeline.period import Overrun
from tests.unit.helpers import ANA, BEN, WALL, at, carer, child, clocks, duty, household, moment, span

SUNDAY = date(2027, 1, 10)
TIERS = ("uncovered", "must", "cost")


@pytest.fixture(scope="module", autouse=True)
def _weeks_apart() -> Iterator[None]:
    """A few days over an edge of two weeks are joined here as weeks are, though they could be searched at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner, "WEEK", 0)
        yield


def over(days: int = 2, first: date = SUNDAY, now: str = "1 12:00") -> Horizon:
    """A horizon from that Sunday on: two weeks touch in it."""
    return Horizon(WALL, first, days, at(now))


def joined(family: Household, frame: Horizon | None = None) -> Plan:
    """A plan over the edge of two weeks, judged."""
    made = make_plan(family, frame or over(), Effort(30))
    assert judge(family, made).breaches == ()
    return made


def at_once(family: Household, frame: Horizon) -> Solved:
    """The same planned in one stretch, to the end."""
    found = solve(build(Problem(facts_of(family, frame))).program, 60)
    assert isinstance(found, Solved)
    return found


def apart(family: Household, frame: Horizon) -> list[Solved]:
    """Each week for itself with loose edges, as the bound is made."""
    parts = [facts_of(family, replace(frame, first=week[0], days=len(week))) for week in frame.weeks]
    past = [Past(edge=n == 0, loose=n > 0, goes_on=n + 1 < len(parts)) for n in range(len(parts))]
    found = [solve(build(Problem(part, before)).program, 60) for part, before in zip(parts, past, strict=True)]
    return [one for one in found if isinstance(one, Solved)]


def sunday(seed: int) -> Horizon:
    """Three days of a generated family around the Sunday nearest its schedule's start."""
    first = families.first(seed)
    back = (first.weekday() + 1) % 7
    start = first - timedelta(days=back) if first.weekday() < 3 else first + timedelta(days=6 - first.weekday())
    return replace(families.horizon(seed, 3), first=start)


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_the_weeks_bounds_sum_to_a_bound(seed: int) -> None:
    """Compared as plans are, the sum of the weeks apart is never worse than the best plan of the whole."""
    family, frame = families.small(seed), sunday(seed)
    whole, weeks = at_once(family, frame), apart(family, frame)
    for tier in TIERS:
        bound = sum(week.bound[tier] for week in weeks)
        assert bound <= whole.value[tier] + 1e-3
        if bound < whole.value[tier] - 1e-3:
            break


@settings(max_examples=8)
@given(st.integers(0, 10_000))
def test_a_joined_plan_is_clean_and_no_better_than_the_best(seed: int) -> None:
    """No rule broken at the edge, and no value below what one stretch could reach."""
    family, frame = families.small(seed), sunday(seed)
    made, whole = joined(family, frame), at_once(family, frame)
    for tier, name in zip(TIERS, ("uncovered_minutes", "must_missed", "cost"), strict=True):
        assert made.tier(name).value >= whole.value[tier] - 1e-3
        if made.tier(name).value > whole.value[tier] + 1e-3:
            break


def test_a_night_over_the_edge_costs_once() -> None:
    """Ana is away from Sunday noon to Monday noon; Rosa has the night, which is one night and one price of 30."""
    family = household(
        duty("10 12:00 - 11 09:00"), carers=[carer()], prices=Prices(night_without_parent=30), children=[child()]
    )
    plan = joined(family)
    assert plan.tier("cost").parts["nights"] == 30
    assert plan.tier("cost").bound <= at_once(family, over()).value["cost"]


def test_what_may_be_used_once_is_used_once() -> None:
    """Work on the Sunday and on the Monday, and one booking left for both."""
    works = (duty("10 09:00-15:00"), duty("11 09:00-17:00"))
    backup = carer("", "Mon-Sun 07:00-19:00", uses_left=1, min_shift=4.0, rate=6.0)
    plan = joined(household(*works, carers=[backup]))
    assert [clocks([s.span]) for s in plan.shifts] == [["11 09:00-17:00"]]
    assert plan.tier("uncovered_minutes").value == 360


def test_an_hour_without_cover_is_worth_a_search_of_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One booking for a Sunday that is short and a Monday that is long: by weeks it is no seam that has to be moved.

    However large the month is, all of it is searched while minutes without cover are open, and they are proven.
    """
    monkeypatch.setattr(planner, "LARGE", 1)
    monkeypatch.setattr(planner, "SEAM", 1)
    works = (duty("10 09:00-15:00"), duty("11 09:00-17:00"))
    backup = carer("", "Mon-Sun 07:00-19:00", uses_left=1, min_shift=4.0, rate=6.0)
    plan = joined(household(*works, carers=[backup]))
    assert plan.tier("uncovered_minutes").value == plan.tier("uncovered_minutes").bound == 360
    assert plan.status == "optimal"


def test_ten_hours_in_twenty_four_hold_over_the_edge() -> None:
    """An au pair may have seven hours of Sunday's evening, and then three of Monday's morning."""
    works = (duty("10 14:00-24:00"), duty("11 00:00-12:00"))
    pair: Carer = carer("Sun 14:00-24:00;Mon 05:00-12:00", rules="us-au-pair")
    plan = joined(household(*works, carers=[pair], children=[child("mia", "05:00-24:00")]), over())
    assert sum(s.span.minutes for s in plan.shifts) <= 10 * 60


def test_a_shift_over_midnight_is_one_shift() -> None:
    """Rosa has the late evening from Sunday to Monday: one fee, one ask, no handoff at midnight."""
    nights = carer("", "Sun 18:00-12:00", per_use=15.0, min_shift=5.0, rate=6.0)
    family = household(duty("10 20:00 - 11 01:30"), carers=[nights])
    plan = joined(family)
    assert [clocks([s.span]) for s in plan.shifts] == [["10 20:00-01:30"]]
    assert plan.tier("cost").parts["asks"] == 15
    assert plan.tier("cost").parts["pay"] == 15 + 5.5 * 6


def test_nobody_hands_over_at_sunday_midnight() -> None:
    """Two free parents and a quiet night: nothing to pay, and proven."""
    plan = joined(household(parents=[ANA, BEN]))
    assert plan.tier("cost").value == 0
    assert plan.status == "optimal"
    assert len(plan.cover) == 1


def test_a_weekend_away_ends_on_monday() -> None:
    """Ana's wedding weekend lasts until Monday noon: Leo, who is not of it, is with somebody else until then."""
    away: Moment = moment(dated="10 10:00 - 11 12:00", importance="must", who="listed", parents=("ana",))
    family = household(parents=[ANA, BEN], children=[child(), child("leo")], moments=(away,))
    plan = joined(family)
    assert plan.tier("must_missed").value == 0
    weekend = span("10 10:00 - 11 12:00")
    assert {c.lead for c in plan.cover if c.child == "leo" and c.span.overlaps(weekend)} == {"ben"}


@pytest.mark.slow
def test_four_weeks_are_planned_and_judged() -> None:
    """A resident's month with a nanny and a neighbour, in a few seconds and without a breach."""
    late = Overrun(45, 120)
    works = [duty(f"{day} 07:00-17:00", overrun=late) for day in range(4, 30) if date(2027, 1, day).weekday() < 5]
    rosa = carer("Mon-Fri 06:30-18:00", rate=25.0, guaranteed=40.0, rules="us-nanny", overnight=False)
    family = household(*works, carers=[rosa], moments=(moment("Mon-Sun 18:00-19:30", goal=4),))
    plan = joined(family, over(28, date(2027, 1, 4)))
    assert plan.tier("uncovered_minutes").value == 0
    assert plan.tier("cost").bound <= plan.tier("cost").value
