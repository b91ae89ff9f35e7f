"""From a solved re-plan to decisions: what is past stays to the minute, what did not change keeps its shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from homecall.plan.plan import Cover, Kept
from homecall.planner.change.held import Held
from homecall.planner.lift import Draft, lift, merged, on_duty
from homecall.planner.model.build import Model
from homecall.rules.facts.occasions import Dated
from homecall.spans.span import Minute, Span, subtract


def draft_of(problem: Held, model: Model, values: tuple[float, ...], now: Minute) -> Draft:
    """The decisions of a re-plan over the whole horizon."""
    lifted = lift(problem, model, values)
    duty = {k: _duty(problem, model, values, lifted, k, now) for k in problem.facts.carers}
    cover = merged([*lifted.cover, *_elsewhere(problem)])
    return replace(lifted, cover=cover, duty=duty, moments=_moments(problem, lifted))


def _elsewhere(problem: Held) -> Iterator[Cover]:
    """The leads of the plan in force that nobody looked at."""
    for one in problem.plan.cover:
        yield from (replace(one, span=part) for part in subtract([one.span], problem.near.spans))


def _duty(
    problem: Held, model: Model, values: tuple[float, ...], lifted: Draft, carer: str, now: Minute
) -> tuple[Span, ...]:
    """A carer's shifts: as they were where nothing changed, with no trimming of what has begun, else trimmed."""
    mine = [s for s in problem.plan.shifts if s.carer == carer]
    before = {s.span for s in mine}
    led = [c.span for c in lifted.cover if c.lead == carer]
    found: list[Span] = [s.span for s in mine if s not in problem.near.shifts]
    for span in on_duty(problem, model, values, carer):
        if span in before or span.end <= now:
            found.append(span)
        elif span.start < now:
            found.append(_begun(problem, carer, span, led, now))
        else:
            found += [s for s in lifted.duty[carer] if span.covers(s)]
    return tuple(sorted(found))


def _begun(problem: Held, carer: str, span: Span, led: list[Span], now: Minute) -> Span:
    """A shift under way, without idle time at its end as far as the minimum and the past allow."""
    shortest = span.start + problem.facts.carers[carer].limits.shortest
    busy = max((s.end for s in led if s.overlaps(span)), default=now)
    wanted = max(now, min(span.end, busy), min(span.end, shortest))
    return Span(span.start, min(m for m in problem.marks if m >= wanted))


def _moments(problem: Held, lifted: Draft) -> tuple[Kept, ...]:
    """The dated moments, then the recurring ones, settled and new, by day."""
    decided = {k.moment: k for k in lifted.moments}
    before = {k.moment: k for k in problem.plan.moments}
    dated = {d.moment.id: d for d in problem.whole.dated}
    first = [decided.get(m) or before.get(m) or _missed(d) for m, d in dated.items()]
    rest = [*problem.settled, *(k for k in lifted.moments if k.moment not in dated)]
    return (*first, *sorted(rest, key=lambda k: (k.day, k.moment, k.span, k.parents)))


def _missed(dated: Dated) -> Kept:
    return Kept(dated.moment.id, dated.day, dated.span, (), dated.moment.children, kept=False)
