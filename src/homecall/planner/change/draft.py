"""From a solved re-plan to decisions: what is past stays to the minute, what did not change keeps its shape."""

from __future__ import annotations

from dataclasses import replace

from homecall.plan.plan import Kept
from homecall.planner.change.held import Held
from homecall.planner.lift import Draft, lift, on_duty
from homecall.planner.model.build import Model
from homecall.spans.span import Minute, Span


def draft_of(problem: Held, model: Model, values: tuple[float, ...], now: Minute) -> Draft:
    """The decisions of a re-plan over the whole horizon."""
    lifted = lift(problem, model, values)
    duty = {k: _duty(problem, model, values, lifted, k, now) for k in problem.facts.carers}
    return replace(lifted, duty=duty, moments=_moments(problem, lifted))


def _duty(
    problem: Held, model: Model, values: tuple[float, ...], lifted: Draft, carer: str, now: Minute
) -> tuple[Span, ...]:
    """A carer's shifts: as they were where nothing changed, with no trimming of what has begun, else trimmed."""
    before = {s.span for s in problem.plan.shifts if s.carer == carer}
    led = [c.span for c in lifted.cover if c.lead == carer]
    found: list[Span] = []
    for span in on_duty(problem, model, values, carer):
        if span in before or span.end <= now:
            found.append(span)
        elif span.start < now:
            found.append(_begun(problem, carer, span, led, now))
        else:
            found += [s for s in lifted.duty[carer] if span.covers(s)]
    return tuple(found)


def _begun(problem: Held, carer: str, span: Span, led: list[Span], now: Minute) -> Span:
    """A shift under way, without idle time at its end as far as the minimum and the past allow."""
    shortest = span.start + problem.facts.carers[carer].limits.shortest
    busy = max((s.end for s in led if s.overlaps(span)), default=now)
    wanted = max(now, min(span.end, busy), min(span.end, shortest))
    return Span(span.start, min(m for m in problem.marks if m >= wanted))


def _moments(problem: Held, lifted: Draft) -> tuple[Kept, ...]:
    """The dated moments, then the recurring ones, settled and new, by day."""
    dated = {m.id for m in problem.household.moments if m.dated}
    first = [k for k in lifted.moments if k.moment in dated]
    rest = [*problem.settled, *(k for k in lifted.moments if k.moment not in dated)]
    return (*first, *sorted(rest, key=lambda k: (k.day, k.moment, k.span, k.parents)))
