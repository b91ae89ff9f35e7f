"""Leads of one parent that another could have instead, without any other part of the plan being otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from homecall.plan.plan import Cover
from homecall.planner.lift import merged
from homecall.rules.base import Case
from homecall.rules.book import RULES
from homecall.rules.value import value
from homecall.spans.span import Span, intersect, union

LEAST = 30
"""Minutes of a swap that is worth a word."""


@dataclass(frozen=True, slots=True)
class Swap:
    """All children that a parent has in a span, taken over by `who`, another parent.

    `cost` is what the plan's third tier would have more, below 0 where it has less; the tiers before are the same.
    """

    span: Span
    who: str
    cost: float


def swaps(case: Case, parent: str, over: Span) -> tuple[Swap, ...]:
    """The swaps of a parent's leads that begin in a span, by time: none breaks a rule that the plan keeps."""
    before = value(case)
    broken = _breaches(case)
    found: list[Swap] = []
    for who, span in _candidates(case, parent, over):
        other = _swapped(case, parent, who, span)
        worth = value(other)
        same = (worth.uncovered_minutes, worth.must_missed) == (before.uncovered_minutes, before.must_missed)
        if same and _breaches(other) <= broken:
            found.append(Swap(span, who, round(worth.cost - before.cost, 2)))
    return tuple(sorted(found, key=lambda one: (one.span, one.who)))


def _candidates(case: Case, parent: str, over: Span) -> Iterator[tuple[str, Span]]:
    """Each stretch of time with the children as far as another parent is free in it."""
    begins = min((mark for mark in case.facts.marks if mark >= over.start), default=over.end)
    if begins >= over.end:
        return
    led = union(c.span for c in case.led_by[parent])
    ahead = [span for span in intersect(led, [Span(begins, case.plan.span.end)]) if span.start < over.end]
    for who, facts in case.facts.parents.items():
        if who != parent:
            yield from ((who, span) for span in intersect(ahead, facts.free) if span.minutes >= LEAST)


def _swapped(case: Case, parent: str, who: str, span: Span) -> Case:
    cover = merged(part for one in case.plan.cover for part in _parts(one, parent, who, span))
    return Case(case.facts, replace(case.plan, cover=cover))


def _parts(cover: Cover, parent: str, who: str, span: Span) -> Iterator[Cover]:
    """A lead with the part in the span given to another."""
    shared = cover.span.clip(span)
    if cover.lead != parent or shared is None:
        yield cover
        return
    if cover.span.start < shared.start:
        yield replace(cover, span=Span(cover.span.start, shared.start))
    yield replace(cover, span=shared, lead=who)
    if shared.end < cover.span.end:
        yield replace(cover, span=Span(shared.end, cover.span.end))


def _breaches(case: Case) -> int:
    return sum(1 for rule in RULES for _ in rule.check(case))
