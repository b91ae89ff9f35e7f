"""The planner beside an independent model of the same contract: every tier the same, and each plan fit for the other.

The yardstick was written from the contract alone and shares no rule, price or variable with the planner.
"""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks import families
from benchmarks.yardstick.price import price
from benchmarks.yardstick.solve import Yardstick
from benchmarks.yardstick.solve import solve as measure
from homecall.plan.plan import Plan, Shift
from homecall.planner.plan import make_plan
from homecall.rules.base import Case
from homecall.rules.book import RULES
from homecall.rules.facts import facts_of
from homecall.rules.value import value

FAMILIES = [*((seed, 1) for seed in range(20, 32)), (9, 2), (14, 2), (33, 2)]
WITHIN = 0.01


@cache
def ours(seed: int, days: int) -> Plan:
    """The planner's answer."""
    return make_plan(families.small(seed), families.horizon(seed, days))


@cache
def theirs(seed: int, days: int) -> Yardstick:
    """The yardstick's answer."""
    return measure(families.small(seed), families.horizon(seed, days), 60)


@pytest.mark.parametrize(("seed", "days"), FAMILIES)
def test_both_models_reach_the_same_values(seed: int, days: int) -> None:
    """Uncovered minutes, musts missed and cost, both proven."""
    plan, other = ours(seed, days), theirs(seed, days)
    assert plan.status == "optimal"
    assert other.proven
    assert [t.value for t in plan.tiers] == pytest.approx([reached[1] for reached in other.tiers], abs=WITHIN)


@pytest.mark.parametrize(("seed", "days"), FAMILIES[:8])
def test_the_judge_prices_the_yardsticks_plan_as_the_yardstick_does(seed: int, days: int) -> None:
    """Its plan keeps every rule of the book, and is worth the same in every part."""
    household, other = families.small(seed), theirs(seed, days)
    facts = facts_of(household, families.horizon(seed, days))
    shifts = tuple(Shift(who, when, asked=False, pay=0.0) for who, when in other.shifts)
    frame, now = facts.horizon.span, facts.horizon.now
    plan = Plan(household.name, household.timezone, frame, now, "feasible", (), other.leads, shifts, other.moments)
    case = Case(facts, plan)
    assert [breach for rule in RULES for breach in rule.check(case)] == []
    assert value(case).parts == pytest.approx(dict(other.parts), abs=WITHIN)


@pytest.mark.parametrize(("seed", "days"), FAMILIES[:8])
def test_the_yardstick_prices_our_plan_as_the_judge_does(seed: int, days: int) -> None:
    """Minute by minute and with no model, every part of the cost is the same."""
    plan = ours(seed, days)
    kept = tuple(moment for moment in plan.moments if moment.kept)
    shifts = tuple((shift.carer, shift.span) for shift in plan.shifts)
    worth = price(families.small(seed), families.horizon(seed, days), plan.cover, shifts, kept)
    parts = plan.tier("cost").parts
    assert {name: worth[name] for name in parts} == pytest.approx(parts, abs=0.02)
