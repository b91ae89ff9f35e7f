"""From the values of variables back to people and hours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homecall.household.moments import Moment
from homecall.plan.plan import Cover, Kept, Shift
from homecall.planner.model.build import Model
from homecall.planner.problem import Problem
from homecall.spans.span import Span, union

HALF = 0.5


@dataclass(frozen=True)
class Draft:
    """What was decided: cover, shift time and moments; everything else in a plan follows from it."""

    cover: tuple[Cover, ...]
    duty: dict[str, tuple[Span, ...]]
    moments: tuple[Kept, ...]


def lift(problem: Problem, model: Model, values: tuple[float, ...]) -> Draft:
    """Read the decisions out of the values of the variables."""
    cover = merged(_cover(problem, model, values))
    return Draft(cover, _duty(problem, model, values, cover), tuple(_moments(problem, model, values)))


def _cover(problem: Problem, model: Model, values: tuple[float, ...]) -> Iterable[Cover]:
    lead = {(c, i): a for (c, a, i), v in model.leads.lead.items() if values[v] > HALF}
    for child, needs in problem.needs.items():
        for slot in needs:
            yield Cover(child, problem.span(slot), lead.get((child, slot)))


def _duty(
    problem: Problem, model: Model, values: tuple[float, ...], cover: tuple[Cover, ...]
) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    for carer in problem.facts.carers:
        led = [c.span for c in cover if c.lead == carer]
        found[carer] = tuple(
            t for span in on_duty(problem, model, values, carer) if (t := trimmed(problem, carer, span, led))
        )
    return found


def on_duty(problem: Problem, model: Model, values: tuple[float, ...], carer: str) -> tuple[Span, ...]:
    """A carer's shifts as the search left them, idle time and all."""
    return union(problem.span(i) for i in problem.open[carer] if values[model.shifts.on[carer, i]] > HALF)


def trimmed(problem: Problem, carer: str, span: Span, led: list[Span]) -> Span | None:
    """The shift without idle time at its ends, as far as the carer's minimum allows; None where nobody needs it.

    Idle minutes inside guaranteed hours cost nothing, so the search may leave some; a family would not.
    """
    inside = [c for s in led if (c := s.clip(span))]
    if not inside:
        return None
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    shortest = problem.facts.carers[carer].limits.shortest
    if end - start < shortest:
        end = min(span.end, start + shortest)
        start = max(span.start, min(start, end - shortest))
    at_edge = span.start == problem.marks[0] or span.end == problem.marks[-1]
    return span if at_edge and end - start < shortest else _on_marks(problem, Span(start, end), span)


def _on_marks(problem: Problem, wanted: Span, span: Span) -> Span:
    """The smallest span between marks that holds `wanted`, inside the shift as it was."""
    start = problem.marks[bisect_right(problem.marks, wanted.start) - 1]
    end = problem.marks[bisect_left(problem.marks, wanted.end)]
    return Span(max(start, span.start), min(end, span.end))


def merged(covers: Iterable[Cover]) -> tuple[Cover, ...]:
    """The same cover, sorted by child and time, with neighbours of one lead as one."""
    found: list[Cover] = []
    for one in sorted(covers, key=lambda c: (c.child, c.span)):
        last = found[-1] if found else None
        if last and (last.child, last.lead, last.span.end) == (one.child, one.lead, one.span.start):
            found[-1] = Cover(one.child, Span(last.span.start, one.span.end), one.lead)
        else:
            found.append(one)
    return tuple(found)


def _moments(problem: Problem, model: Model, values: tuple[float, ...]) -> Iterable[Kept]:
    for dated in problem.facts.dated:
        there = tuple(p for p in dated.able if _is_one(model.moments.attend.get((dated.moment.id, p)), values))
        kept = bool(there) if dated.moment.who == "any" else set(there) == set(dated.wanted)
        parents = there if kept else ()
        yield Kept(dated.moment.id, dated.day, dated.span, parents, dated.moment.children, kept)
    happened = [(m, d, p, place) for (m, d, p), place in model.moments.given.items()]
    happened += [key for key, v in model.moments.happens.items() if values[v] > HALF]
    by_id = {m.id: m for m in problem.household.moments}
    for moment, day, parents, (first, stop) in sorted(happened, key=lambda h: (h[1], h[0], h[3], h[2])):
        span = Span(problem.marks[first], problem.marks[stop])
        yield _kept(by_id[moment], date.fromordinal(day), span, parents)


def _kept(moment: Moment, day: date, span: Span, parents: tuple[str, ...]) -> Kept:
    return Kept(moment.id, day, span, parents, moment.children, kept=True)


def _is_one(variable: int | None, values: tuple[float, ...]) -> bool:
    return variable is not None and values[variable] > HALF


def shifts_of(
    draft: Draft, pays: dict[str, tuple[float, ...]], asked: dict[str, tuple[Span, ...]]
) -> tuple[Shift, ...]:
    """The shifts of a plan: each carer's duty with its pay, and whether any of it had to be asked for."""
    found = [
        Shift(carer, span, any(b.overlaps(span) for b in asked[carer]), pay)
        for carer, spans in draft.duty.items()
        for span, pay in zip(spans, pays[carer], strict=True)
    ]
    return tuple(sorted(found, key=lambda s: (s.span, s.carer)))
