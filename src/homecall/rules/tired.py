"""What tiredness costs a plan, where rest is by the model: an amber wheel, and nights before operating.

A leg may not be led by a parent whom the evidence keeps from the wheel (`leads.may_drive`); by one who is only tired it
may, at a price (reading R44). A night before operating has a price where another parent could have it (reading R46).
"""

from __future__ import annotations

from collections.abc import Iterator

from homecall.rules.base import Case
from homecall.rules.facts import Facts
from homecall.spans.span import Span, intersect

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
