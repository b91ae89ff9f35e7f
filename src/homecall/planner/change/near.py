"""The part of a household's facts that a re-plan has to look at: the time that is free, and what touches it.

Beyond a day on either side of the free time nothing that is decided there can be felt, but in the counts of a week:
so the shifts of those weeks are kept, and all else is left out. What is left out is the same in every answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from homecall.plan.plan import Plan, Shift
from homecall.rules.facts import Facts
from homecall.rules.facts.carers import CarerFacts
from homecall.rules.facts.children import ChildFacts
from homecall.spans.span import DAY, Span, covers, intersect, union

MARGIN = DAY
"""So far from the free time a decision can reach: the longest window of any limit but a week's."""


@dataclass(frozen=True)
class Near:
    """The time that is looked at, the shifts that count there, and how often each carer is used elsewhere."""

    spans: tuple[Span, ...]
    shifts: tuple[Shift, ...]
    uses: dict[str, int]


def near_of(facts: Facts, plan: Plan, free: tuple[Span, ...]) -> Near:
    """What touches the free spans. Nothing that is one thing, such as a shift or a journey, lies half inside."""
    spans = widened(_wide(facts, free), [*(s.span for s in plan.shifts), *_journeys(facts)])
    weeks = [w.span for w in facts.weeks if any(w.span.overlaps(s) for s in spans)]
    shifts = tuple(s for s in plan.shifts if any(w.overlaps(s.span) for w in weeks))
    uses = dict.fromkeys(facts.carers, 0)
    for shift in plan.shifts:
        uses[shift.carer] += shift not in shifts
    return Near(spans, shifts, uses)


def _wide(facts: Facts, free: tuple[Span, ...]) -> tuple[Span, ...]:
    """The free spans, a day on either side, and all of any moment, usual window or night that begins in one."""
    around = [Span(s.start - MARGIN, s.end + MARGIN) for s in free]
    whole = [d.away for d in facts.dated] + [u.window for u in facts.usual] + [*facts.nights]
    touched = [s for s in whole if _touches(free, s)]
    return intersect([*around, *touched], [facts.horizon.span])


def widened(spans: tuple[Span, ...], things: Iterable[Span]) -> tuple[Span, ...]:
    """The spans and all of the things that lie in them in part."""
    left = list(things)
    while torn := [t for t in left if _touches(spans, t) and not covers(spans, t)]:
        spans = union([*spans, *torn])
    return spans


def _journeys(facts: Facts) -> Iterable[Span]:
    return (leg for child in facts.children.values() for leg in child.legs)


def _touches(spans: Iterable[Span], other: Span) -> bool:
    return any(s.overlaps(other) for s in spans)


def facts_near(facts: Facts, near: Near, free: tuple[Span, ...]) -> Facts:
    """The facts as far as they are near: nobody needs, has or offers anything elsewhere."""
    on = {k: [s.span for s in near.shifts if s.carer == k] for k in facts.carers}
    return replace(
        facts,
        parents={p: replace(f, free=intersect(f.free, near.spans)) for p, f in facts.parents.items()},
        children=needing(facts.children, near.spans),
        carers={k: _carer(f, [*near.spans, *on[k]]) for k, f in facts.carers.items()},
        dated=tuple(d for d in facts.dated if _touches(free, d.away)),
        usual=tuple(u for u in facts.usual if _touches(free, u.window)),
        nights=tuple(n for n in facts.nights if _touches(free, n)),
        before_operating=tuple((p, n) for p, n in facts.before_operating if _touches(free, n)),
    )


def needing(children: dict[str, ChildFacts], spans: tuple[Span, ...]) -> dict[str, ChildFacts]:
    """The children as if they needed nobody outside the spans."""
    return {c: _child(facts, spans) for c, facts in children.items()}


def _child(facts: ChildFacts, spans: tuple[Span, ...]) -> ChildFacts:
    return replace(
        facts,
        needs=intersect(facts.needs, spans),
        asleep=intersect(facts.asleep, spans),
        legs=tuple(leg for leg in facts.legs if covers(spans, leg)),
    )


def _carer(facts: CarerFacts, spans: list[Span]) -> CarerFacts:
    return replace(
        facts,
        hours=intersect(facts.hours, spans),
        on_request=intersect(facts.on_request, spans),
        agreed=intersect(facts.agreed, spans),
    )
