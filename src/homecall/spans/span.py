"""Half-open spans of time in whole minutes since 1970-01-01T00:00Z.

A minute is the finest grain that rosters, nurseries and people speak in; an integer has no zone to get wrong,
compares fast, and subtracts to elapsed time on the nights when clocks change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

from homecall.errors import TimeError

Minute = int
"""An instant: whole minutes since the Unix epoch, UTC."""

HOUR = 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Time from `start` up to, not including, `end`, both in minutes since the epoch. Never empty."""

    start: Minute
    end: Minute

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise TimeError(f"A span must end after it starts; this one runs {show(self.start)} to {show(self.end)}.")

    @property
    def minutes(self) -> int:
        """Elapsed minutes; a 24-hour wall day is 1380 or 1500 of them when clocks change."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share any time; touching is not sharing."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, instant: Minute) -> bool:
        """Whether the instant is inside; the end is not."""
        return self.start <= instant < self.end

    def clip(self, other: Span) -> Span | None:
        """The time the two share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def instant(moment: datetime) -> Minute:
    """The minute that holds an aware datetime; seconds are dropped. Raises TimeError on a naive one."""
    if moment.tzinfo is None:
        raise TimeError(f"{moment.isoformat()} has no zone.", cure="Write it with an offset, such as -06:00 or Z.")
    return int(moment.timestamp() // 60)


def show(minute: Minute) -> str:
    """The minute in UTC, for messages to engineers."""
    return datetime.fromtimestamp(minute * 60, UTC).strftime("%Y-%m-%dT%H:%MZ")


_BOUNDS = attrgetter("start", "end")
"""Sorts spans as they compare, without asking each pair in turn."""


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as sorted, disjoint spans; touching ones are joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=_BOUNDS):
        if joined and span.start <= joined[-1].end:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def intersect(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The time that is in both, sorted and disjoint."""
    ours, others = union(left), union(right)
    shared: list[Span] = []
    here = there = 0
    while here < len(ours) and there < len(others):
        both = ours[here].clip(others[there])
        if both is not None:
            shared.append(both)
        if ours[here].end <= others[there].end:
            here += 1
        else:
            there += 1
    return tuple(shared)


def subtract(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The time of `left` that is not in `right`, sorted and disjoint."""
    holes = union(right)
    rest: list[Span] = []
    first = 0
    for span in union(left):
        at = span.start
        while first < len(holes) and holes[first].end <= at:
            first += 1
        for hole in islice(holes, first, None):
            if hole.start >= span.end:
                break
            if hole.start > at:
                rest.append(Span(at, hole.start))
            at = hole.end
        if at < span.end:
            rest.append(Span(at, span.end))
    return tuple(rest)


def minutes_in(spans: Iterable[Span], window: Span) -> int:
    """Elapsed minutes of the (disjoint) spans that fall inside the window."""
    return sum(max(0, min(s.end, window.end) - max(s.start, window.start)) for s in spans)


def covers(spans: Sequence[Span], window: Span) -> bool:
    """Whether sorted, disjoint, joined spans hold the whole window."""
    at = bisect_right(spans, window.start, key=lambda s: s.start) - 1
    return at >= 0 and spans[at].end >= window.end


def holds(spans: Sequence[Span], instant_: Minute) -> bool:
    """Whether sorted, disjoint spans hold the instant."""
    at = bisect_right(spans, instant_, key=lambda s: s.start) - 1
    return at >= 0 and instant_ < spans[at].end
