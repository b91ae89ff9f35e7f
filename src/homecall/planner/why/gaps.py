"""The nearest ways to close a gap: whom to ask, which limit stands in the way, which shift would have to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from homecall.household.carers import Carer
from homecall.plan.plan import Cover
from homecall.plan.voice import lasting
from homecall.planner.why.ways import in_the_way
from homecall.rules.base import Case
from homecall.rules.facts.adults import Duty, ParentFacts
from homecall.rules.leads import may_drive
from homecall.rules.shifts import week_limit
from homecall.rules.value import week_pay
from homecall.spans.span import DAY, Span, intersect, minutes_in, subtract, union
from homecall.tongue import joined, say

TRADE = 10_000.0
"""Trades at work rank after everything that money and a friendly word can do."""
UNKNOWN = 5_000.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to close a gap: who, what it would cost in the household's currency at least, and a sentence.

    `price` only ranks; trades and unknown schedules have a price above any carer's.
    """

    who: str
    price: float
    text: str


def ways(case: Case, gap: Cover) -> tuple[Way, ...]:
    """The ways to close a gap, cheapest first."""
    found = [_carer(case, gap, carer) for carer in case.facts.household.carers]
    found += [way for parent in case.facts.parents.values() for way in _parent(case, gap, parent)]
    return tuple(sorted(found, key=lambda w: (w.price, w.who, w.text)))


def _carer(case: Case, gap: Cover, carer: Carer) -> Way:
    obstacles = list(_obstacles(case, gap, carer))
    price = _price(case, carer, gap.span)
    why = joined("; ", obstacles) or say(
        "these hours alone would do; a shortest visit or a free day may stand in the way"
    )
    said = [say("Ask {name}: {why}.", name=carer.name, why=why)]
    if price >= 1:
        said.append(say("It would cost about {price} more.", price=f"{price:.0f}"))
    return Way(carer.id, price + 100 * max(0, len(obstacles) - 1), joined(" ", said))


def _price(case: Case, carer: Carer, gap: Span) -> float:
    """What these hours would add to the week's pay, with the ask."""
    facts, duty = case.facts.carers[carer.id], case.on_duty[carer.id]
    more, before, after = union([*duty, gap]), 0.0, 0.0
    for week in case.facts.weeks:
        before += week_pay(carer, [minutes_in(duty, d) for d in week.days], week.share)
        after += week_pay(carer, [minutes_in(more, d) for d in week.days], week.share)
    uses = (len(more) - len(duty)) * carer.per_use
    asked = case.facts.household.prices.ask if subtract([gap], facts.hours) else 0.0
    return after - before + asked + max(0.0, uses)


def _obstacles(case: Case, gap: Cover, carer: Carer) -> Iterator[str]:
    facts, duty = case.facts.carers[carer.id], case.on_duty[carer.id]
    missing = subtract([gap.span], facts.available)
    for span in missing:
        yield say("{hours} is outside the hours they offer", hours=case.when(span))
    late_asks = [s for s in intersect([gap.span], facts.on_request) if s.start < facts.earliest_ask]
    if late_asks and not missing:
        yield say("they would like {hours} hours' notice, and it is too late for that", hours=f"{carer.notice:g}")
    yield from _nature(case, gap, carer)
    more = union([*duty, gap.span])
    yield from _limits(case, carer, more)
    if carer.uses_left is not None and len(more) > carer.uses_left:
        yield say("all that is left of them, {count}, is in the plan already", count=carer.uses_left)


def _nature(case: Case, gap: Cover, carer: Carer) -> Iterator[str]:
    child = case.facts.children[gap.child]
    if not carer.overnight and intersect([gap.span], child.asleep):
        yield say("{name} is asleep then, and they do not do nights", name=case.name(gap.child))
    if any(leg.overlaps(gap.span) and not may_drive(case, carer.id, leg) for leg in child.legs):
        yield say("there is a journey in it, and they do not drive")
    if case.facts.carers[carer.id].limits.infant_months and gap.span.start < child.young_until:
        yield say("{name} is too young to be alone with an au pair", name=case.name(gap.child))


def _limits(case: Case, carer: Carer, duty: tuple[Span, ...]) -> Iterator[str]:
    facts = case.facts.carers[carer.id]
    limits = facts.limits
    for week in case.facts.weeks:
        worked = minutes_in(duty, week.span)
        if limits.week is not None and worked > (most := week_limit(facts, week)):
            values = {"time": lasting(worked), "limit": lasting(round(most))}
            yield say("they would work {time} that week, over their limit of {limit}", **values)
        for day in week.days:
            if limits.day is not None and minutes_in(duty, day) > limits.day:
                values = {"time": lasting(minutes_in(duty, day)), "limit": lasting(limits.day)}
                yield say("they would work {time} that day, over their limit of {limit}", **values)
    if limits.any24 is not None:
        most = max((minutes_in(duty, Span(s.start, s.start + DAY)) for s in duty), default=0)
        if most > limits.any24:
            values = {"time": lasting(most), "limit": lasting(limits.any24)}
            yield say("they would work {time} within 24 hours, over the limit of {limit}", **values)


def _parent(case: Case, gap: Cover, parent: ParentFacts) -> Iterator[Way]:
    name = case.name(parent.id)
    for _, duty in in_the_way(case, gap.span, (parent.id,)):
        values = {
            "name": name,
            "duty": duty.title,
            "hours": case.when(duty.span),
            "gain": _freed(case, gap, name, duty),
        }
        text = say("Trade {name}'s {duty}, {hours}; {gain}.", **values)
        yield Way(parent.id, TRADE + duty.span.minutes, text)
    for span in intersect([gap.span], parent.rest):
        text = say(
            "{name} is resting after a long duty, {hours}; that rest is protected.", name=name, hours=case.when(span)
        )
        yield Way(parent.id, TRADE, text)
    for span in intersect([gap.span], parent.unknown):
        text = say(
            "{name}'s schedule is not out yet for {hours}; ask when it will be.", name=name, hours=case.when(span)
        )
        yield Way(parent.id, UNKNOWN, text)
    legs = [leg for leg in case.facts.children[gap.child].legs if leg.overlaps(gap.span)]
    if any(intersect([leg], parent.free) and not may_drive(case, parent.id, leg) for leg in legs):
        text = say(
            "{name} is at home but should not drive then; somebody who drives could take the journey alone.", name=name
        )
        yield Way(parent.id, UNKNOWN, text)


def _freed(case: Case, gap: Cover, name: str, duty: Duty) -> str:
    """What a trade would give: the whole gap, or the part of it that lies between leaving and being home."""
    shared = Span(duty.leaves, duty.home).clip(gap.span)
    if shared is None or shared == gap.span:
        return say("then {name} could have {child}", name=name, child=case.name(gap.child))
    return say("that would free {name} {hours}", name=name, hours=case.when(shared))
