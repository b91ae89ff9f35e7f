"""Several feeds about one person: the same shift told twice is one, and what contradicts itself is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from homecall.timeline.disagreement import About, Disagreement
from homecall.timeline.period import BUSY, Kind, Period

_WORKING = BUSY - {Kind.UNMAPPED}


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods in order; of those that two feeds tell with one kind and one span, only the first feed's is kept.

    Within one feed only what is equal to the letter is one: two titles at the same hours are both on the roster.
    """
    kept: dict[tuple[object, ...], list[Period]] = {}
    for period in periods:
        # Unmapped titles stay apart: each is a question of its own for the family.
        title = period.title if period.kind is Kind.UNMAPPED else ""
        same = kept.setdefault((period.kind, period.span, title), [])
        if not any(_told_again(period, one) for one in same):
            same.append(period)
    every = (period for same in kept.values() for period in same)
    return tuple(sorted(every, key=lambda p: (p.span, p.kind, p.title, p.source)))


def _told_again(period: Period, before: Period) -> bool:
    return period.source != before.source or period.title == before.title


def disagreements(earlier: Sequence[Period], later: Sequence[Period]) -> tuple[Disagreement, ...]:
    """One disagreement for each day on which a later feed contradicts an earlier one, in order of days.

    They contradict where one says leave and the other work, or where different duties overlap.
    """
    found: dict[date, Disagreement] = {}
    others = sorted(later, key=lambda p: p.span)
    longest = max((other.span.minutes for other in others), default=0)
    for one in sorted(earlier, key=lambda p: (p.day, p.span)):
        for other in near(one, others, longest):
            if contradict(one, other):
                day = max(one.day, other.day)
                about = About.LEAVE if Kind.LEAVE in (one.kind, other.kind) else About.DUTY
                found.setdefault(day, Disagreement(day, about, one, other))
    return tuple(found.values())


def near(one: Period, others: Sequence[Period], longest: int) -> list[Period]:
    """Those of the sorted others that overlap; none of them is longer than `longest` minutes."""
    first = bisect_left(others, one.span.start - longest, key=lambda p: p.span.start)
    last = bisect_left(others, one.span.end, key=lambda p: p.span.start)
    return [other for other in others[first:last] if one.span.overlaps(other.span)]


def contradict(one: Period, other: Period) -> bool:
    """Whether two periods of two feeds cannot both be true."""
    kinds = {one.kind, other.kind}
    if Kind.LEAVE in kinds:
        return bool(kinds & _WORKING)
    if not kinds <= _WORKING or (one.kind, one.span) == (other.kind, other.span):
        return False
    # A duty without hours fills its day; the same duty with hours in the other feed is no quarrel.
    return not (one.kind == other.kind and (one.whole_day or other.whole_day))


def contradictions(feeds: Sequence[Sequence[Period]]) -> list[tuple[Disagreement, ...]]:
    """For each feed, where it contradicts the feeds before it."""
    before: list[Period] = []
    found: list[tuple[Disagreement, ...]] = []
    for feed in feeds:
        found.append(disagreements(before, feed))
        before += feed
    return found
