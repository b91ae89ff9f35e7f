"""Weeks that begin anywhere, months searched at once, seams, and horizons of many months."""

from __future__ import annotations

import pytest

from benchmarks import families
from homecall.plan.plan import Plan
from homecall.planner import plan as planner
from homecall.planner.lift import Draft, lift
from homecall.planner.model.build import build
from homecall.planner.plan import Effort, make_plan
from homecall.planner.problem import Problem
from homecall.planner.solve import Solved, solve
from homecall.planner.start import pin, start_of
from homecall.rules.book import judge
from homecall.rules.facts import facts_of
from homecall.spans.span import DAY, Span


def planned(seed: int, days: int, effort: Effort | None = None, made: int = 42) -> Plan:
    """A generated family's plan, which the judge has looked at."""
    family = families.family(seed, made)
    plan = make_plan(family, families.horizon(seed, days), effort)
    assert judge(family, plan).clean
    return plan


@pytest.mark.parametrize("seed", [17, 26])
def test_seven_days_from_the_middle_of_a_week_are_proven(seed: int) -> None:
    """They lie in two calendar weeks, and are searched as one."""
    assert planned(seed, 7).status == "optimal"


def test_a_month_whose_joins_cost_something_is_proven_at_once() -> None:
    """Joined week by week, the plan of this family lies 12 above the bound."""
    assert planned(18, 28).status == "optimal"


def test_a_search_may_stop_within_a_gap() -> None:
    """Then the plan may lie above its bound, by no more than it was allowed."""
    cost = planned(18, 28, Effort(gap=0.05)).tier("cost")
    assert cost.bound <= cost.value <= cost.bound * 1.05


def test_a_month_too_large_is_mended_at_its_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan is no worse than the proven one by more than its own bound allows."""
    best = planned(18, 28).tier("cost").value
    monkeypatch.setattr(planner, "LARGE", 1)
    cost = planned(18, 28).tier("cost")
    assert cost.bound <= best <= cost.value <= best + 4


def test_many_months_are_joined_with_a_bound_for_the_whole() -> None:
    """Twelve weeks: cover and musts are as good as can be, and the cost is within 1 %."""
    plan = planned(19, 84, made=84)
    uncovered, must, cost = plan.tiers
    assert uncovered.value == uncovered.bound
    assert must.value == must.bound
    assert cost.bound <= cost.value <= cost.bound * 1.01


def test_cores_change_nothing() -> None:
    """Two weeks side by side or one after the other: the same plan."""
    assert planned(2, 21, Effort(cores=2)) == planned(2, 21, Effort(cores=1))


def drafted(seed: int) -> tuple[Problem, Draft, float]:
    """A generated week with its best draft, and what that costs."""
    problem = Problem(facts_of(families.family(seed), families.horizon(seed, 7)))
    model = build(problem)
    found = solve(model.program, 20.0)
    assert isinstance(found, Solved)
    return problem, lift(problem, model, found.values), found.value["cost"]


@pytest.mark.parametrize("seed", [3, 27])
def test_a_draft_held_everywhere_is_worth_what_it_was(seed: int) -> None:
    """From values to a draft and back to values, nothing is lost."""
    problem, draft, cost = drafted(seed)
    model = build(problem)
    pin(problem, model, draft, ())
    found = solve(model.program, 20.0)
    assert isinstance(found, Solved)
    assert found.value["cost"] == pytest.approx(cost, abs=0.01)


def test_what_is_free_is_not_held() -> None:
    """On the first day every lead may still be another."""
    problem, draft, _ = drafted(3)
    model = build(problem)
    start = problem.marks[0]
    pin(problem, model, draft, [Span(start, start + DAY)])
    first = set(problem.slots(Span(start, start + DAY)))
    program = model.program
    held = {i in first for (_, _, i), v in model.leads.lead.items() if program.lower[v] == program.upper[v]}
    assert held == {False}


def test_a_start_names_one_lead_for_each_slot() -> None:
    """The shares of who has a child come to one wherever somebody does."""
    problem, draft, _ = drafted(3)
    model = build(problem)
    values = start_of(problem, model, draft)
    for child, needs in problem.needs.items():
        for slot in needs:
            leads = [v for (c, _, i), v in model.leads.lead.items() if (c, i) == (child, slot)]
            gap = next(c.lead is None for c in draft.cover if c.child == child and c.span.covers(problem.span(slot)))
            assert sum(values[v] for v in leads) == (0.0 if gap else 1.0)
