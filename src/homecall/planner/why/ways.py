"""Which duty of which parent stands in the way of a span of time."""

from __future__ import annotations

from homecall.rules.base import Case
from homecall.rules.facts.adults import Duty
from homecall.spans.span import Span, intersect


def in_the_way(case: Case, span: Span, parents: tuple[str, ...] | None = None) -> list[tuple[str, Duty]]:
    """The duties whose work, travel or rest falls into the span, the shortest overlap first.

    The shortest is the easiest to give up: a meeting before a call. `parents` restricts whose are looked at.
    """
    found: list[tuple[int, str, Duty]] = []
    for parent in parents if parents is not None else tuple(case.facts.parents):
        for duty in case.facts.parents[parent].duties:
            if not Span(duty.leaves, max(duty.home, duty.rest.end if duty.rest else 0)).overlaps(span):
                continue
            held = [Span(duty.leaves, duty.home), *([duty.rest] if duty.rest else [])]
            shared = sum(s.minutes for s in intersect(held, [span]))
            if shared:
                found.append((shared, parent, duty))
    return [(parent, duty) for _, parent, duty in sorted(found, key=lambda f: (f[0], f[1], f[2].span))]
