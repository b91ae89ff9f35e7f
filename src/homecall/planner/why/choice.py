"""What the second-best lead would have cost, by solving again with the best one ruled out."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.planner.lift import lift
from homecall.planner.model.build import build
from homecall.planner.problem import Problem
from homecall.planner.solve import Solved, solve
from homecall.rules.facts import Facts, facts_of
from homecall.spans.span import Minute
from homecall.spans.wall import Horizon

SECONDS = 10.0
"""For each of the two searches; an answer that takes longer is not worth waiting for."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The best that could be done if one lead were not to be.

    `lead` is who would have the child instead (None: nobody). `minutes` more uncovered, `musts` more missed, and
    `cost` more, each against the best plan of the same week. `proven` says whether both were solved to the end.
    """

    lead: str | None
    minutes: float
    musts: float
    cost: float
    proven: bool


def otherwise(facts: Facts, child: str, lead: str, at: Minute, seconds: float = SECONDS) -> Otherwise | None:
    """Solve the week of `at` with and without this lead at that minute. None where time ran out.

    A local week is the stretch; its edges are left as the horizon's, on both sides of the comparison.
    """
    problem = Problem(_week_of(facts, at))
    model = build(problem)
    best = solve(model.program, seconds)
    slot = max(i for i, mark in enumerate(problem.marks[:-1]) if mark <= at)
    model.program.upper[model.leads.lead[child, lead, slot]] = 0.0
    second = solve(model.program, seconds)
    if not isinstance(best, Solved) or not isinstance(second, Solved):
        return None
    draft = lift(problem, model, second.values)
    there = next(c.lead for c in draft.cover if c.child == child and c.span.holds(problem.marks[slot]))
    return Otherwise(
        lead=there,
        minutes=second.value["uncovered"] - best.value["uncovered"],
        musts=second.value["must"] - best.value["must"],
        cost=second.value["cost"] - best.value["cost"],
        proven=best.proven and second.proven,
    )


def _week_of(facts: Facts, at: Minute) -> Facts:
    day = facts.horizon.wall.date(at)
    week = next(days for days in facts.horizon.weeks if day in days)
    return facts_of(facts.household, Horizon(facts.horizon.wall, week[0], len(week), facts.horizon.now))
