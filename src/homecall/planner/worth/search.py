"""Searches of a few days with one thing otherwise, all else held as the plan in force has it."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.plan.plan import Plan
from homecall.planner.change.draft import draft_of
from homecall.planner.change.gain import raise_floor
from homecall.planner.change.held import Held, held, hold
from homecall.planner.compose import bare_plan
from homecall.planner.model.build import build
from homecall.planner.solve import Solved, solve
from homecall.planner.worth.hurts import Free, Gain
from homecall.rules.base import Case
from homecall.rules.facts import Facts
from homecall.rules.value import value
from homecall.spans.span import intersect


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan in which nothing but the free days differs: its tiers, and whether it is proven to be the best."""

    plan: Plan
    tiers: Gain
    proven: bool


def tiers_of(facts: Facts, plan: Plan) -> Gain:
    """The three tiers of a plan, counted as the judge counts them."""
    worth = value(Case(facts, plan))
    return float(worth.uncovered_minutes), float(worth.must_missed), worth.cost


def search(facts: Facts, plan: Plan, free: Free, seconds: float) -> Found | None:
    """Decide the free days anew, under these facts. None where no plan was found, or none can be."""
    problem = held(facts, plan, free, frozenset())
    model = build(problem)
    hold(problem, model)
    if _reachable(problem):
        raise_floor(model.program, seconds)
    found = solve(model.program, seconds)
    if not isinstance(found, Solved):
        return None
    made = bare_plan(facts, draft_of(problem, model, found.values, plan.span.start))
    return Found(made, tiers_of(facts, made), found.proven)


def _reachable(problem: Held) -> bool:
    """Whether there is a gap in the free days that somebody could fill, seen at a glance."""
    gaps = ((c.child, s) for c in problem.plan.cover if c.lead is None for s in intersect([c.span], problem.free))
    slots = {(child, i) for child, span in gaps for i in problem.slots(span)}
    return any(i in able for child, i in slots for (c, _), able in problem.may_lead.items() if c == child)
