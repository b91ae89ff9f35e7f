"""A draft as values of variables: the place to start a search from, or what a search must hold to."""

from __future__ import annotations

from collections.abc import Sequence

from homecall.planner.lift import Draft
from homecall.planner.model.build import Model
from homecall.planner.problem import Problem
from homecall.spans.span import Span


def start_of(problem: Problem, model: Model, draft: Draft) -> dict[int, float]:
    """The variables that a draft settles, with their values: leads, gaps, shifts, and what moments there are."""
    led = {(c.child, i): c.lead for c in draft.cover for i in problem.slots(c.span)}
    on = {(k, i) for k, spans in draft.duty.items() for s in spans for i in problem.slots(s)}
    values = {v: float(led.get((c, i)) == a) for (c, a, i), v in model.leads.lead.items()}
    values |= {v: float((k, i) in on) for (k, i), v in model.shifts.on.items()}
    kept = {(k.moment, k.day.toordinal(), k.span.start, p) for k in draft.moments if k.kept for p in k.parents}
    for (moment, day, parents, place), variable in model.moments.happens.items():
        values[variable] = float(all((moment, day, problem.marks[place[0]], p) in kept for p in parents))
    there = {(moment, parent) for moment, _, _, parent in kept}
    return values | {v: float(key in there) for key, v in model.moments.attend.items()}


def pin(problem: Problem, model: Model, draft: Draft, free: Sequence[Span]) -> None:
    """Hold the leads and shifts of a draft but in the free time, whose spans are sorted and disjoint."""
    values = start_of(problem, model, draft)
    loose = {i for span in free for i in problem.touched(span)}
    held = {v for (_, _, i), v in model.leads.lead.items() if i not in loose}
    held |= {v for (_, i), v in model.shifts.on.items() if i not in loose}
    for variable in held:
        model.program.lower[variable] = model.program.upper[variable] = values[variable]
