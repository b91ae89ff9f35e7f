"""Whether one person more could stand in for a carer, seen by the rules at a glance and without a search."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.changed import facts_for, settled
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.rules.facts.carers import CarerFacts
from homecall.spans.span import HOUR, Minute, Span, covers, intersect, minutes_in, subtract, union


def one_could(household: Household, plan: Plan, gone: str, known: Collection[str], span: Span, now: Minute) -> bool:
    """Whether some one carer who is not `known` might be asked for what `gone`, who is `known`, leaves in the span.

    No means that hours would be left open there, or that two would have to be asked. Yes means that only a search can
    tell: it looks at hours, notice and the limits of a day, and at nothing else. The household is the one that the
    schedules speak of. Raises as a re-plan does where the plan is none of this household's.
    """
    if any(s.carer == gone and s.span.start <= now for s in plan.shifts if s.span.overlaps(span)):
        return True  # somebody who is there already leaves when they are done driving
    if any(c.lead is None and c.span.overlaps(span) for c in plan.cover):
        return True  # one gap might be filled for another
    facts = settled(facts_for(facts_of(household, horizon_of(household, plan)), plan), plan, now)
    left = union(part for c in plan.cover if c.lead == gone and (part := c.span.clip(span)))
    rest = subtract(left, _others(facts, gone, known, now))
    carers = (one for id, one in facts.carers.items() if id not in known)
    return any(_fits(facts, one, rest, _reach(facts, one, now)) for one in carers)


def _others(facts: Facts, gone: str, known: Collection[str], now: Minute) -> Iterable[Span]:
    """When somebody may lead who need not be asked, or who is asked already."""
    for parent in facts.parents.values():
        yield from parent.free
    for id, one in facts.carers.items():
        if id != gone:
            yield from _reach(facts, one, now) if id in known else one.hours


def _reach(facts: Facts, one: CarerFacts, now: Minute) -> tuple[Span, ...]:
    """All the time in which a carer may be had by an ask that is made now."""
    first = next(now + round(c.notice * HOUR) for c in facts.household.carers if c.id == one.id)
    asked = (Span(max(s.start, first), s.end) for s in one.on_request if s.end > first)
    return union([*one.hours, *asked, *intersect(one.on_request, one.agreed)])


def _fits(facts: Facts, one: CarerFacts, rest: tuple[Span, ...], reach: tuple[Span, ...]) -> bool:
    """Whether one carer could be there for all of the rest, within what they work in a day."""
    if not all(covers(reach, part) for part in rest):
        return False
    most = one.limits.day
    days = (day for week in facts.weeks for day in week.days) if most is not None else ()
    return all(minutes_in(rest, day) <= (most or 0) for day in days)
