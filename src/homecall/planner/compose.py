"""From decisions to a whole plan: values, pay, asks, risks, what is unknown, what the family should know."""

from __future__ import annotations

from dataclasses import dataclass, replace

from homecall.plan.plan import Plan, Status, Tier, Unknown
from homecall.planner.findings import findings
from homecall.planner.lift import Draft, shifts_of
from homecall.planner.why.asks import asks
from homecall.planner.why.risks import risks
from homecall.rules.base import Case
from homecall.rules.facts import Facts
from homecall.rules.value import shift_pay, value
from homecall.tongue import say

PLACES = 4
"""Decimals of money in a plan."""
CENT = 0.01
"""A cost within a cent of its bound is the bound: the model leaves out costs far smaller than that."""


@dataclass(frozen=True)
class Bounds:
    """What no plan could beat, by tier."""

    uncovered: float
    must: float
    cost: float


def bare_plan(facts: Facts, draft: Draft) -> Plan:
    """The decisions as a plan that says nothing yet of its worth, its risks or what to ask."""
    return Plan(
        household=facts.household.name,
        timezone=facts.household.timezone,
        span=facts.horizon.span,
        now=facts.horizon.now,
        status="feasible",
        tiers=(),
        cover=draft.cover,
        shifts=shifts_of(draft, {k: (0.0,) * len(s) for k, s in draft.duty.items()}, {k: () for k in draft.duty}),
        moments=draft.moments,
        unknown=tuple(_unknown(facts)),
    )


def compose(facts: Facts, draft: Draft, bounds: Bounds) -> Plan:
    """The plan that follows from the decisions. Its values are worked out as the judge does it."""
    bare = bare_plan(facts, draft)
    case = Case(facts, bare)
    pays = {c.id: tuple(round(p, PLACES) for p in shift_pay(case, c)) for c in facts.household.carers}
    shifts = shifts_of(draft, pays, case.blocks)
    tiers, status = _tiers(case, bounds)
    plan = replace(bare, shifts=shifts, tiers=tiers, status=status)
    case = Case(facts, plan)
    return replace(plan, risks=tuple(risks(case)), asks=tuple(asks(case)), findings=tuple(findings(case)))


def _tiers(case: Case, bounds: Bounds) -> tuple[tuple[Tier, ...], Status]:
    worth = value(case)
    cost = round(worth.cost, PLACES)
    covered = worth.uncovered_minutes <= bounds.uncovered
    must = bounds.must if covered else 0.0  # a bound of a tier holds only beside the best values of those before it
    kept = covered and worth.must_missed <= must
    least = bounds.cost if kept else 0.0
    floor = cost if cost - least <= CENT else round(least, PLACES)
    proven = kept and floor == cost
    parts = {name: round(part, PLACES) for name, part in worth.parts.items()}
    tiers = (
        Tier("uncovered_minutes", worth.uncovered_minutes, min(bounds.uncovered, worth.uncovered_minutes)),
        Tier("must_missed", worth.must_missed, min(must, worth.must_missed)),
        Tier("cost", cost, min(floor, cost), parts),
    )
    return tiers, "optimal" if proven else "feasible"


def _unknown(facts: Facts) -> list[Unknown]:
    found: list[Unknown] = []
    for parent in facts.parents.values():
        if parent.unknown:
            timeline = facts.household.schedules[parent.id]
            through = timeline.through.isoformat() if timeline.through and timeline.through.year > 1 else ""
            found.append(Unknown(parent.id, parent.unknown[0].start, _why(through)))
    return found


def _why(through: str) -> str:
    if not through:
        return say("the schedule holds nothing yet")
    return say("the schedule is published through {day}", day=through)
