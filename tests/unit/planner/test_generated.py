"""Any household: the plan keeps every rule, the model's values are the judge's, and the bound is a bound.

Households are small and generated from seeds, one to three days long, so that each is solved in a blink.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import families
from homecall.plan.codec import read, write
from homecall.plan.plan import Plan
from homecall.planner.compose import Bounds, compose
from homecall.planner.lift import lift
from homecall.planner.model.build import build
from homecall.planner.plan import make_plan
from homecall.planner.problem import Problem
from homecall.planner.solve import Solved, solve
from homecall.rules.base import Case
from homecall.rules.book import Verdict, judge, judge_case
from homecall.rules.facts import facts_of

SEEDS = st.integers(0, 10_000)
DAYS = st.integers(1, 3)
CENT = 0.01


@dataclass(frozen=True)
class Answer:
    """What the solver said, the plan read out of it, and what the judge says of that."""

    solved: Solved
    plan: Plan
    verdict: Verdict


@cache
def answer(seed: int, days: int) -> Answer:
    """One stretch, solved to the end."""
    facts = facts_of(families.small(seed), families.horizon(seed, days))
    problem = Problem(facts)
    model = build(problem)
    found = solve(model.program, 60)
    assert isinstance(found, Solved)
    bounds = Bounds(found.bound["uncovered"], found.bound["must"], found.bound["cost"])
    plan = compose(facts, lift(problem, model, found.values), bounds)
    return Answer(found, plan, judge_case(Case(facts, plan)))


@settings(max_examples=40)
@given(SEEDS, DAYS)
def test_the_models_values_are_the_judges(seed: int, days: int) -> None:
    """What the solver thinks a plan is worth and what the plan is worth agree within a cent, tier by tier."""
    found = answer(seed, days)
    assert found.verdict.breaches == ()
    assert found.solved.value["uncovered"] == found.verdict.value.uncovered_minutes
    assert found.solved.value["must"] == found.verdict.value.must_missed
    assert abs(found.solved.value["cost"] - found.verdict.value.cost) < CENT


@settings(max_examples=20)
@given(SEEDS, DAYS)
def test_a_bound_is_never_above_its_value(seed: int, days: int) -> None:
    """As the solver gives it, before anything is rounded for the plan; and with time enough they meet."""
    found = answer(seed, days).solved
    for tier in ("uncovered", "must", "cost"):
        assert found.bound[tier] <= found.value[tier]
    assert found.proven
    assert answer(seed, days).plan.status == "optimal"


@settings(max_examples=10)
@given(SEEDS)
def test_the_same_family_has_the_same_plan(seed: int) -> None:
    """As an object and byte for byte; and what is written reads back as it was."""
    plans = [make_plan(families.small(seed), families.horizon(seed, 2)) for _ in range(2)]
    assert plans[0] == plans[1]
    assert write(plans[0]) == write(plans[1])
    assert read(write(plans[0])) == plans[0]


@settings(max_examples=10)
@given(SEEDS)
def test_the_judge_reads_a_plan_from_its_text(seed: int) -> None:
    """Written, read and judged from the household alone, it is as clean as it was."""
    household = families.small(seed)
    assert judge(household, read(write(answer(seed, 2).plan))).clean
