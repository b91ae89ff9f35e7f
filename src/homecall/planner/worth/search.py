"""Searches of a few days with one thing otherwise, all else held as the plan in force has it."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.plan.plan import Plan
from homecall.planner.change.draft import draft_of
from homecall.planner.change.gain import raise_floor
from homecall.planner.change.held import Held, held, hold
from homecall.planner.compose import bare_plan
from homecall.planner.model.build import Model, build
from homecall.planner.solve import Solved, solve
from homecall.planner.worth.hurts import Free, Gain
from homecall.rules.base import Case
from homecall.rules.facts import Facts
from homecall.rules.value import value
from homecall.spans.span import intersect, minutes_in


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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A model of the free days, with the most minutes without cover that can be saved in them by its relaxation."""

    facts: Facts
    problem: Held
    model: Model
    minutes: float


def search(facts: Facts, plan: Plan, free: Free, seconds: float) -> Found | None:
    """Decide the free days anew, under these facts. None where no plan was found, or none can be."""
    return decided(prepared(facts, plan, free, seconds), seconds)


def prepared(facts: Facts, plan: Plan, free: Free, seconds: float) -> Prepared:
    """What is to be decided, before it is: the model takes as long as most searches."""
    problem = held(facts, plan, free, frozenset())
    model = build(problem)
    hold(problem, model)
    if not _reachable(problem):
        return Prepared(facts, problem, model, 0.0)
    raise_floor(model.program, seconds)
    gaps = sum(minutes_in(problem.near.spans, c.span) for c in plan.cover if c.lead is None)
    return Prepared(facts, problem, model, max(0.0, gaps - model.program.lower[-1]))


def decided(ready: Prepared, seconds: float) -> Found | None:
    """The best plan of what is prepared. None where no plan was found, or none can be."""
    found = solve(ready.model.program, seconds)
    if not isinstance(found, Solved):
        return None
    plan = ready.problem.plan
    made = bare_plan(ready.facts, draft_of(ready.problem, ready.model, found.values, plan.span.start))
    return Found(made, tiers_of(ready.facts, made), found.proven)


def _reachable(problem: Held) -> bool:
    """Whether there is a gap in the free days that somebody could fill, seen at a glance."""
    gaps = ((c.child, s) for c in problem.plan.cover if c.lead is None for s in intersect([c.span], problem.free))
    slots = {(child, i) for child, span in gaps for i in problem.slots(span)}
    return any(i in able for child, i in slots for (c, _), able in problem.may_lead.items() if c == child)
