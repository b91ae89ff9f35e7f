"""The days that a change touches: those, and no others, are decided anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from homecall.planner.worth.hurts import Free, Hurts
from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty, ParentFacts
from homecall.rules.facts.carers import CarerFacts
from homecall.rules.facts.facts import Week
from homecall.rules.shifts import week_limit
from homecall.spans.span import DAY, Span, intersect, minutes_in, subtract, union

MOST_A_WEEK = 2
"""So many days of a week are decided anew for a limit: those that hurt most."""
NEAR = 60
"""Minutes within which a plan is near a limit."""


def parts(before: Facts, after: Facts, hurts: Hurts) -> tuple[Free, ...]:
    """The days that the change touches, in groups that have nothing to do with each other.

    Days of one week and days that follow each other are one group: limits, pay and goals are a week's. Where a carer
    whose uses run out could come in several, all are one.
    """
    days = sorted(_days(before, after, hurts))
    groups: list[list[date]] = []
    for day in days:
        last = groups[-1][-1] if groups else None
        if last and (_monday(last) == _monday(day) or day - last <= timedelta(days=1)):
            groups[-1].append(day)
        else:
            groups.append([day])
    wall = before.horizon.wall
    found = [union(wall.day(d) for d in group) for group in groups]
    return (union(s for free in found for s in free),) if _share_uses(after, found) else tuple(found)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _share_uses(facts: Facts, found: list[Free]) -> bool:
    """Whether what is used in one group is missing in another."""
    limited = [facts.carers[c.id] for c in facts.household.carers if c.uses_left]
    return len(found) > 1 and any(sum(bool(intersect(c.available, free)) for free in found) > 1 for c in limited)


def _days(before: Facts, after: Facts, hurts: Hurts) -> set[date]:
    wall, frame = before.horizon.wall, before.horizon.span
    spans = [c for s in _spans(before, after, hurts) if (c := s.clip(frame))]
    found = {wall.date(m) for s in spans for m in (*range(s.start, s.end, DAY), s.end - 1)}
    for carer, facts in after.carers.items():
        if before.carers[carer].limits != facts.limits:
            found.update(_of_limit(before, before.carers[carer], facts, hurts))
    return found


def _spans(before: Facts, after: Facts, hurts: Hurts) -> Iterator[Span]:
    yield from (night for _, night in {*before.before_operating} ^ {*after.before_operating})
    for parent, facts in after.parents.items():
        if facts is not before.parents[parent]:
            yield from _of_parent(before.parents[parent], facts)
    for carer, offers in after.carers.items():
        was = before.carers[carer]
        if offers is not was:
            yield from _differ(was.hours, offers.hours)
            yield from _differ(was.on_request, offers.on_request)
            yield from _in_time(was, offers)
            lost = subtract(was.available, offers.available)
            yield from (s for s in hurts.case.on_duty[carer] if any(s.overlaps(one) for one in lost))


def _of_parent(was: ParentFacts, now: ParentFacts) -> Iterator[Span]:
    yield from (_whole(d) for d in set(was.duties) ^ set(now.duties))
    yield from _differ(was.free, now.free)
    yield from _differ(was.no_drive, now.no_drive)
    yield from _differ(was.amber, now.amber)


def _whole(duty: Duty) -> Span:
    return Span(duty.leaves, max(duty.home, duty.rest.end if duty.rest else duty.home))


def _differ(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    one, other = tuple(one), tuple(other)
    return (*subtract(one, other), *subtract(other, one))


def _in_time(was: CarerFacts, now: CarerFacts) -> tuple[Span, ...]:
    """What can be asked for by one of the two notices alone."""
    first, last = sorted((was.earliest_ask, now.earliest_ask))
    return intersect(now.on_request, [Span(first, last)]) if first < last else ()


def _of_limit(facts: Facts, was: CarerFacts, now: CarerFacts, hurts: Hurts) -> Iterator[date]:
    """Days on which the carer could be had and something hurts, where the plan is near their limit or leaves a gap."""
    wall, duty = facts.horizon.wall, hurts.case.on_duty[was.id]
    for week in facts.weeks:
        tight = was.limits.week != now.limits.week and minutes_in(duty, week.span) + NEAR > _most(was, week)
        days = [d for d in week.days if intersect(now.available, [d])]
        days = [d for d in days if tight or _near(was, now, duty, d) or hurts.gap_for(now.id, d)]
        days = [d for d in days if any(hurts.lying((d,)))]
        worst = sorted(days, key=lambda d: (tuple(-x for x in hurts.lying((d,))), d.start))[:MOST_A_WEEK]
        yield from (wall.date(d.start) for d in worst)


def _most(carer: CarerFacts, week: Week) -> float:
    return week_limit(carer, week) if carer.limits.week is not None else 0.0


def _near(was: CarerFacts, now: CarerFacts, duty: tuple[Span, ...], day: Span) -> bool:
    if was.limits.shortest != now.limits.shortest:
        return any(s.overlaps(day) and s.minutes < was.limits.shortest + NEAR for s in duty)
    limit = was.limits.day
    return was.limits.day != now.limits.day and limit is not None and minutes_in(duty, day) + NEAR > limit
