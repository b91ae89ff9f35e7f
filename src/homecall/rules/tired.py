"""What tiredness costs a plan, where rest is by the model: an amber wheel, and nights before operating.

A leg may not be led by a parent whom the evidence keeps from the wheel (`leads.may_drive`); by one who is only tired it
may, at a price (reading R44). While nobody at home is rested a backup is named (R45). A night before operating has a
price where another parent could have it (R46).
"""

from __future__ import annotations

from collections.abc import Iterator

from homecall.rules.base import Case
from homecall.rules.facts import Facts
from homecall.spans.span import Minute, Span, intersect, subtract, union

LEAST = 30
"""Minutes for which nobody is rested before it is said (ours)."""
Priced = tuple[str, Span]
"""A parent, and the leg or the night that counts."""


def amber_legs(facts: Facts) -> Iterator[tuple[Priced, str]]:
    """Every leg that a parent would drive tired, with each child whose leg it is; legs of one span are one drive."""
    for parent, fact in facts.parents.items():
        amber = fact.amber
        for child, kid in facts.children.items() if amber else ():
            yield from (((parent, leg), child) for leg in kid.legs if intersect(amber, [leg]))


def driven_tired(case: Case) -> tuple[Priced, ...]:
    """The legs that are driven by a tired parent, siblings with the same leg in one car."""
    found = {one for one, child in amber_legs(case.facts) if _leads(case, one, child)}
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _leads(case: Case, one: Priced, child: str) -> bool:
    parent, leg = one
    return any(c.lead == parent and c.span.overlaps(leg) for c in case.covers_of[child])


def nights_before_operating(case: Case) -> tuple[Priced, ...]:
    """The nights in which a parent has children who operates in the morning, though another could have them."""
    return tuple(
        (parent, night)
        for parent, night in case.facts.before_operating
        if any(c.span.overlaps(night) for c in case.led_by[parent])
    )


def nobody_rested(case: Case) -> tuple[Priced, ...]:
    """When awake children have tired parents alone: no carer is there, and no other parent at home is fit.

    A parent is fit who is free, not away at a moment, and by the model present or at most in the first hour after
    waking. Named is who has a child as it begins.
    """
    found = {p: intersect(_leading(case, p), f.worn) for p, f in case.facts.parents.items() if f.worn}
    helped = [span for duty in case.on_duty.values() for span in duty]
    alone = {p: subtract(spans, [*helped, *_fit(case, but=p)]) for p, spans in found.items()}
    whole = union(span for spans in alone.values() for span in spans)
    return tuple((_first(alone, span.start), span) for span in whole if span.minutes >= LEAST)


def _leading(case: Case, parent: str) -> tuple[Span, ...]:
    """When a parent has a child that is awake."""
    children = case.facts.children
    led = (c for c in case.led_by[parent] if c.child in children)
    return union(span for c in led for span in subtract([c.span], children[c.child].asleep))


def _fit(case: Case, but: str) -> Iterator[Span]:
    """When any other parent is at home, and fit."""
    for parent, facts in case.facts.parents.items():
        if parent != but:
            yield from subtract(facts.free, [*facts.worn, *case.away[parent]])


def _first(alone: dict[str, tuple[Span, ...]], at: Minute) -> str:
    return next(parent for parent, spans in alone.items() if any(span.holds(at) for span in spans))
