"""The things that are asked about: only where something hurts, small steps before larger ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from homecall.planner.worth.otherwise import (
    DayLimit,
    FromHome,
    Later,
    NoDuty,
    Otherwise,
    ShorterDuty,
    ShorterNotice,
    ShorterShift,
    Sooner,
    WeekLimit,
    Without,
)
from homecall.planner.worth.weigh import Changes, Scale, small
from homecall.rules.facts.adults import Duty
from homecall.spans.span import HOUR, Span, intersect, minutes_in
from homecall.timeline.period import BUSY, Kind

AT_HOME = frozenset({Kind.WORK, Kind.CLINIC})
"""Kinds of which a day may be done from home."""
LONGEST_AT_HOME = 12 * HOUR
ALL_WEEK = range(7)


@dataclass(frozen=True, slots=True)
class Thing:
    """One change, and changes that together allow all that it does: what they gain, it cannot gain more."""

    change: Otherwise
    above: Changes

    @property
    def alone(self) -> bool:
        """Whether there is nothing above it but itself."""
        return self.above == (self.change,)


def things(scale: Scale) -> tuple[Thing, ...]:
    """Every change that the list of the best looks at, in the order that decides between equals."""
    return tuple([*_hours(scale), *_limits(scale), *_duties(scale)])


def _hours(scale: Scale) -> Iterator[Thing]:
    """An hour more of each carer at either end of each weekday; all of a weekday's together are above them."""
    carers = scale.facts.household.carers
    for day in ALL_WEEK:
        mine = [c for c in carers if any(day in w.days for w in (*c.hours, *c.on_request))]
        steps: tuple[Otherwise, ...] = tuple(kind(c.id, day) for c in mine for kind in (Later, Sooner))
        if steps and _hurts(scale, steps):
            yield from (Thing(step, steps) for step in steps)


def _limits(scale: Scale) -> Iterator[Thing]:
    for carer in scale.facts.household.carers:
        steps: list[Otherwise] = [DayLimit(carer.id), WeekLimit(carer.id)]
        steps += [ShorterNotice(carer.id, min(24.0, carer.notice))] if carer.notice else []
        steps += [ShorterShift(carer.id, min(1.0, carer.min_shift))] if carer.min_shift else []
        for step in steps:
            if _hurts(scale, (step,)):
                yield Thing(step, (step,))


def _duties(scale: Scale) -> Iterator[Thing]:
    """The duties to come: an hour shorter, from home where that can be, and not at all, which is above both."""
    for parent, facts in scale.facts.parents.items():
        for duty in facts.duties:
            whole = NoDuty(parent, duty.span.start)
            if _to_come(scale, duty) and _hurts(scale, (whole,)):
                yield from (Thing(step, (whole,)) for step in (*_steps(scale, parent, duty), whole))


def _to_come(scale: Scale, duty: Duty) -> bool:
    frame = scale.plan.span
    return max(scale.plan.now, frame.start) <= duty.span.start < frame.end


def _steps(scale: Scale, parent: str, duty: Duty) -> Iterator[Otherwise]:
    periods = scale.facts.household.schedules[parent].periods
    kinds = {p.kind for p in periods if p.kind in BUSY and duty.span.covers(p.span)}
    if duty.span.minutes > HOUR:
        yield ShorterDuty(parent, duty.span.start)
    if kinds <= AT_HOME and duty.span.minutes <= LONGEST_AT_HOME:
        yield FromHome(parent, duty.span.start)


def _hurts(scale: Scale, changes: Changes) -> bool:
    return not small(scale.lying(changes))


def relied_on(scale: Scale) -> tuple[Without, ...]:
    """What the plan rests on, in order of time: each ask, and each shift or what is left of it beside its asks."""
    case = scale.hurts.case
    found: list[tuple[Span, str]] = []
    for carer, duty in case.on_duty.items():
        asked = case.blocks[carer]
        found += [(span, carer) for span in asked]
        found += [(span, carer) for span in duty if not intersect([span], asked)]
    return tuple(Without(carer, span) for span, carer in sorted(found))


def led(scale: Scale, change: Without) -> float:
    """The child-minutes that a carer leads in the days concerned: no more can lose cover where they are not there."""
    mine = [c.span for c in scale.hurts.case.led_by[change.carer]]
    return float(sum(minutes_in(free, span) for free in scale.parts((change,)) for span in mine))
