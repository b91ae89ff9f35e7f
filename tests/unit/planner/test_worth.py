"""What each thing is worth, held against whole new plans of the family in which it is so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.families import horizon as horizon_of_family
from benchmarks.families import small
from homecall.errors import HouseholdError, PlanError
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort, make_plan
from homecall.planner.worth.best import best, relied, worths
from homecall.planner.worth.otherwise import (
    DayLimit,
    FromHome,
    Later,
    NoDuty,
    Otherwise,
    ShorterDuty,
    ShorterNotice,
    ShorterShift,
    Sooner,
    WeekLimit,
    Without,
    otherwise,
)
from homecall.planner.worth.search import Found, search
from homecall.planner.worth.things import relied_on, things
from homecall.planner.worth.weigh import Scale, scale
from homecall.planner.worth.worth import Values, Worth, worth_of
from homecall.rules.base import Case
from homecall.rules.book import RULES
from tests.unit.helpers import ANA, BEN, at, carer, duty, horizon, household, span

WORK = duty("4 08:00-17:00")
"""Ana's Monday."""


def planned(family: Household, days: int = 1) -> Plan:
    """The best plan of the first days, proven."""
    made = make_plan(family, horizon(days))
    assert made.status == "optimal"
    return made


def anew(family: Household, plan: Plan, change: Otherwise, days: int = 1) -> tuple[float, ...]:
    """The tiers of a whole new plan of the family with the change."""
    on = scale(family, plan)
    return tuple(round(value, 2) for value in planned(otherwise(on.facts, change), days).rank)


def after(worth: Worth) -> tuple[float, ...]:
    """The tiers with the change."""
    return tuple(round(value, 2) for value in _tiers(worth.after))


def _tiers(values: Values) -> tuple[float, ...]:
    return values.uncovered_minutes, values.must_missed, values.cost


def alone(*carers: Carer, **more: object) -> Household:
    """Ana works on Monday, and these carers may help."""
    return household(WORK, parents=(ANA,), carers=carers, **more)  # type: ignore[arg-type] # fields by name, as the case has them


ROSA = carer("Mon 08:00-16:00", rate=20.0)
ASKED = carer("", "Mon 08:00-16:00", rate=20.0)
KINDS: dict[str, tuple[Household, Otherwise, float, float]] = {
    "later": (alone(ROSA), Later("rosa", 0), 60, -24.0),
    "later, half an hour": (alone(ROSA), Later("rosa", 0, 30), 30, -10.0),
    "sooner": (alone(carer("Mon 09:00-17:00", rate=20.0)), Sooner("rosa", 0), 60, -24.0),
    "later, to be asked for": (alone(ASKED), Later("rosa", 0), 60, -24.0),
    "day limit": (alone(carer(rate=20.0, max_day=8.0)), DayLimit("rosa"), 60, -28.0),
    "week limit": (alone(carer(rate=20.0, max_week=56.0)), WeekLimit("rosa", 7.0), 60, -28.0),
    "shorter notice": (alone(carer("", "Mon 08:00-17:00", notice=70.0)), ShorterNotice("rosa", 10.0), 120, -4.0),
    "shorter shift": (alone(carer("Mon 08:00-17:00", min_shift=10.0)), ShorterShift("rosa"), 540, -8.0),
    "no duty": (alone(ROSA), NoDuty("ana", at("4 08:00")), 60, 164.0),
    "shorter duty": (alone(ROSA), ShorterDuty("ana", at("4 08:00")), 60, -4.0),
    "from home": (
        household(WORK, parents=(replace(ANA, commute=30),), carers=(ROSA,)),
        FromHome("ana", at("4 08:00")),
        60,
        -4.0,
    ),
    "without": (alone(ROSA), Without("rosa", span("4 08:00-16:00")), -480, 164.0),
    "without some of it": (alone(ROSA), Without("rosa", span("4 12:00-13:00")), -60, 20.0),
}
"""For each kind a family, a change, and the minutes and the money that it saves."""


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_worth_what_a_whole_new_plan_says(kind: str) -> None:
    """One day is all that there is, so nothing is held back: the two must be equal."""
    family, change, _, _ = KINDS[kind]
    plan = planned(family)
    worth = worth_of(family, plan, change)
    assert worth.proven
    assert _tiers(worth.before) == plan.rank
    assert after(worth) == anew(family, plan, change)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_saves_what_one_can_count_on_fingers(kind: str) -> None:
    """Minutes of cover, and pay, asks and handoffs at their prices."""
    family, change, minutes, money = KINDS[kind]
    worth = worth_of(family, planned(family), change)
    assert worth.gain == pytest.approx((minutes, 0.0, money))


@cache
def drawn(seed: int, days: int) -> tuple[Household, Plan]:
    """A small generated family and its plan."""
    family = small(seed)
    return family, make_plan(family, horizon_of_family(seed, days))


def every(on: Scale) -> list[Otherwise]:
    """All that the lists would ask about."""
    return [*(thing.change for thing in things(on)), *relied_on(on)]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_worth_more_than_a_whole_new_plan_finds(seed: int) -> None:
    """What is held can only make it worse, and where nothing is held it is the same."""
    family, plan = drawn(seed, 2)
    on = scale(family, plan)
    for change in every(on):
        whole = make_plan(otherwise(on.facts, change), on.facts.horizon)
        found = after(worth_of(family, plan, change))
        assert found >= tuple(round(tier.bound, 2) for tier in whole.tiers)
        if sum(s.minutes for free in on.parts((change,)) for s in free) == plan.span.minutes:
            assert found == pytest.approx(whole.rank, abs=0.02)


@pytest.mark.parametrize("seed", range(8))
def test_what_would_be_is_a_plan_that_could_be_taken(seed: int) -> None:
    """The judge finds nothing in it, and outside the touched days nothing has moved."""
    family, plan = drawn(seed, 3)
    on = scale(family, plan)
    for change in every(on)[::3]:
        for free in on.parts((change,)):
            found = search(on.changed((change,)), plan, free, 10.0)
            assert found is not None
            assert not [b for rule in RULES for b in rule.check(Case(on.changed((change,)), found.plan))]
            outside = [s for s in found.plan.shifts if not any(s.span.overlaps(f) for f in free)]
            assert {s.span for s in outside} <= {s.span for s in plan.shifts}


@pytest.mark.parametrize("seed", range(6))
def test_the_list_is_what_weighing_everything_gives(seed: int) -> None:
    """Whatever was not searched would not have been in it."""
    family, plan = drawn(seed, 3)
    on = scale(family, plan)
    weighed = [worth_of(family, plan, thing.change) for thing in things(on)]
    good = [w for w in weighed if w.gain > (0.0, 0.0, 0.005)]
    wanted = sorted(good, key=lambda w: tuple(-round(x, 2) for x in w.gain))[:4]
    assert worths(family, plan, most=4) == tuple(wanted)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_relied_on_is_what_taking_everything_away_gives(seed: int) -> None:
    """The losses of the list are the greatest there are."""
    family, plan = drawn(seed, 3)
    weighed = [worth_of(family, plan, one) for one in relied_on(scale(family, plan))]
    losses = sorted(w.gain for w in weighed if w.gain < (0.0, 0.0, -0.005))[:3]
    assert [w.gain for w in relied(family, plan, most=3)] == losses


def test_the_list_is_the_same_on_any_number_of_cores() -> None:
    """Nothing in it depends on who was ready first."""
    family, plan = drawn(3, 3)
    assert worths(family, plan, Effort(cores=1)) == worths(family, plan, Effort(cores=3))


def test_equals_stand_in_the_order_of_the_household() -> None:
    """Two carers who are alike but for their names: the first is named first."""
    twins = [carer("Mon 08:00-16:00", id=name) for name in ("rosa", "joan")]
    family = alone(*twins)
    found = [w.change for w in worths(family, planned(family))]
    work = at("4 08:00")
    assert found == [NoDuty("ana", work), Later("rosa", 0), Later("joan", 0), ShorterDuty("ana", work)]


def test_a_weekday_counts_on_each_of_its_days() -> None:
    """Two Mondays with a gap of an hour are two hours."""
    family = household(WORK, duty("11 08:00-17:00"), parents=(ANA,), carers=(ROSA,))
    plan = make_plan(family, horizon(14))
    assert worth_of(family, plan, Later("rosa", 0)).gain[0] == 120


def test_uses_that_run_out_are_not_spent_twice() -> None:
    """Joan may come once more; two Mondays that she could stay longer on are one gain."""
    joan = carer("Mon 08:00-16:00", id="joan", uses_left=1)
    family = household(WORK, duty("11 08:00-17:00"), parents=(ANA,), carers=(joan,))
    plan = make_plan(family, horizon(14))
    on = scale(family, plan)
    assert len(on.parts((Later("joan", 0),))) == 1
    assert worth_of(family, plan, Later("joan", 0)).gain[0] == 60


def test_what_could_be_had_anyway_is_not_the_change_s_doing() -> None:
    """A plan that leaves Rosa at home for no reason: coming sooner does not get the praise for her coming at all."""
    family = alone(ROSA)
    idle = replace(planned(alone()), status="feasible")
    worth = worth_of(family, idle, Later("rosa", 0))
    assert (worth.before.uncovered_minutes, worth.after.uncovered_minutes) == (60, 0)


def test_where_all_is_well_nothing_would_help() -> None:
    """Two parents at home."""
    family = household(parents=(ANA, BEN))
    assert worths(family, planned(family)) == relied(family, planned(family)) == ()


def test_without_carers_only_work_can_change() -> None:
    """Nobody is there who could do more."""
    family = household(WORK, parents=(ANA,))
    found = worths(family, planned(family))
    assert [w.change for w in found] == [NoDuty("ana", at("4 08:00")), ShorterDuty("ana", at("4 08:00"))]


def test_out_of_time_nothing_is_called_proven() -> None:
    """A clock that runs an hour at each look."""
    ticks = iter(range(0, 10**9, 3600))
    family = alone(ROSA)
    found = best(scale(family, planned(family), Effort(seconds=1.0, clock=lambda: float(next(ticks)))), 3)
    assert not any(w.proven for w in found)


@pytest.mark.parametrize(
    "change",
    [
        Later("zoe", 0),
        Later("rosa", 6),
        NoDuty("zoe", 0),
        NoDuty("ana", at("4 09:00")),
        ShorterDuty("ana", at("4 08:00"), 540),
    ],
)
def test_what_is_not_there_cannot_change(change: Otherwise) -> None:
    """Nobody of that id, no hours that day, no duty then, or not as long as that."""
    family = alone(ROSA)
    with pytest.raises(HouseholdError):
        worth_of(family, planned(family), change)


def test_a_search_that_was_cut_short_never_makes_a_harmless_change_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan in force could stay as it is, however poor the plan that was found."""
    family = alone(ROSA)
    plan = planned(family)
    poor = Found(plan, (900.0, 0.0, 900.0), proven=False)
    monkeypatch.setattr("homecall.planner.worth.weigh.decided", lambda *_: poor)
    assert worth_of(family, plan, Later("rosa", 0)).gain == (0.0, 0.0, 0.0)
    assert worth_of(family, plan, Without("rosa", span("4 08:00-16:00"))).gain[0] < 0


def test_where_no_plan_was_found_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than a number that means nothing; the list leaves out what it could not weigh, and proves nothing."""
    family = alone(ROSA)
    plan = planned(family)
    monkeypatch.setattr("homecall.planner.worth.weigh.decided", lambda *_: None)
    with pytest.raises(PlanError, match="No plan was found"):
        worth_of(family, plan, Later("rosa", 0))
    assert worths(family, plan) == relied(family, plan) == ()
