"""A plan that says of itself what is not so does not leave the house."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import make_plan
from homecall.rules.book import RULES, judge
from tests.unit.helpers import carer, duty, horizon, household


@pytest.fixture(scope="module")
def family() -> Household:
    """Ana works from 09:00 to 17:00; Rosa is asked for it at 20 an hour: 160 and 15, and two handoffs."""
    return household(duty("4 09:00-17:00"), carers=[carer("", "Mon 00:00-24:00", rate=20.0)])


@pytest.fixture(scope="module")
def plan(family: Household) -> Plan:
    """Its best plan."""
    return make_plan(family, horizon())


def said(family: Household, plan: Plan) -> list[tuple[str, str, float]]:
    """What the judge holds against the plan."""
    return [(b.rule, b.who, round(b.amount, 3)) for b in judge(family, plan).breaches]


def tier(plan: Plan, which: str, **changes: Any) -> Plan:
    """The plan with one tier told otherwise."""
    return replace(plan, tiers=tuple(replace(t, **changes) if t.name == which else t for t in plan.tiers))


def test_the_plan_as_it_was_made_is_clean(family: Household, plan: Plan) -> None:
    """Worth 160 + 15 + 8, and said so."""
    verdict = judge(family, plan)
    assert verdict.clean
    assert verdict.value.cost == plan.tier("cost").value == 183
    assert plan.status == "optimal"


@pytest.mark.parametrize("which", ["uncovered_minutes", "must_missed", "cost"])
def test_a_wrong_value_is_refused(family: Household, plan: Plan, which: str) -> None:
    """By how much it is wrong; a hundredth is too much, too."""
    wrong = tier(plan, which, value=plan.tier(which).value + 0.01)
    assert ("plans-say-what-is", which, 0.01) in said(family, wrong)


def test_a_bound_above_its_value_is_refused(family: Household, plan: Plan) -> None:
    """Nothing could beat the plan, and the plan beats that."""
    assert said(family, tier(plan, "cost", bound=184.0)) == [("plans-say-what-is", "cost", 1.0)]


def test_a_plan_called_proven_has_its_bounds_at_its_values(family: Household, plan: Plan) -> None:
    """A bound below is honest only where the plan is called feasible."""
    low = tier(plan, "cost", bound=100.0)
    assert said(family, low) == [("plans-say-what-is", "cost", 83.0)]
    assert said(family, replace(low, status="feasible")) == []


def test_a_missing_tier_is_refused(family: Household, plan: Plan) -> None:
    """All three are said."""
    assert said(family, replace(plan, tiers=plan.tiers[:2])) == [("plans-say-what-is", "cost", 1)]


def test_wrong_pay_is_refused(family: Household, plan: Plan) -> None:
    """Rosa would be told five too little."""
    (shift,) = plan.shifts
    assert said(family, replace(plan, shifts=(replace(shift, pay=155.0),))) == [("plans-say-what-is", "rosa", 5.0)]


def test_an_ask_that_is_not_said_is_refused(family: Household, plan: Plan) -> None:
    """Rosa would not know that she has to be asked."""
    (shift,) = plan.shifts
    assert shift.asked
    assert said(family, replace(plan, shifts=(replace(shift, asked=False),))) == [("plans-say-what-is", "rosa", 0)]


def test_a_plan_without_its_shift_breaks_a_rule_and_its_word(family: Household, plan: Plan) -> None:
    """Rosa leads off shift, and the cost said is not the cost."""
    bare = said(family, replace(plan, shifts=()))
    assert ("carers-lead-on-shift", "rosa", 480) in bare
    assert ("plans-say-what-is", "cost", 175.0) in bare


def test_a_plan_of_another_household_is_refused_and_not_fallen_over(plan: Plan) -> None:
    """Rosa and what she does are unknown there."""
    found = {rule for rule, _, _ in said(household(duty("4 09:00-17:00")), plan)}
    assert {"leads-are-known", "shifts-are-offered"} <= found


def test_every_rule_has_its_own_name_and_a_sentence() -> None:
    """Nineteen rules, and no two alike."""
    assert len({rule.name for rule in RULES}) == len(RULES) == 19
    assert all(rule.sentence.endswith(".") for rule in RULES)
