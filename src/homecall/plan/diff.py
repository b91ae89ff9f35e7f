"""What is different between two plans, by person."""

from __future__ import annotations

from collections import defaultdict

from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, union

Doings = dict[str, dict[str, tuple[Span, ...]]]
"""What each adult does: the time with each child, and under the empty name the time on shift."""


def doings(plan: Plan, window: Span) -> Doings:
    """What each adult does inside a window, however the plan cuts it into pieces."""
    raw: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for cover in plan.cover:
        if cover.lead is not None and (inside := cover.span.clip(window)):
            raw[cover.lead][cover.child].append(inside)
    for shift in plan.shifts:
        if inside := shift.span.clip(window):
            raw[shift.carer][""].append(inside)
    return {adult: {what: union(spans) for what, spans in does.items()} for adult, does in raw.items()}


def told(old: Plan, new: Plan, since: Minute, until: Minute) -> frozenset[str]:
    """The adults who do anything else between the two instants than they would have: who must be told."""
    before, after = doings(old, Span(since, until)), doings(new, Span(since, until))
    return frozenset(a for a in before.keys() | after.keys() if before.get(a) != after.get(a))
