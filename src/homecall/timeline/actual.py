"""What was really worked, and how late it made the duties that were scheduled: the past, and never a duty to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import median

from homecall.spans.span import HOUR, Span
from homecall.timeline.period import ON_SITE, Period

BREAK = HOUR
"""Minutes; a shorter gap between two logged stretches is a break within one duty, however it was logged."""

LATEST = 12 * HOUR
"""Minutes; who is logged longer past the end of a duty was at another one that the schedule does not show."""

ENOUGH = 8
"""From so many duties on, a 90th percentile is worth a word."""


@dataclass(frozen=True, slots=True)
class Actual:
    """A stretch of time that somebody says they worked. `day` is the local date that it is logged under."""

    person: str
    span: Span
    day: date
    title: str


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late the duties of one title ended, in minutes past the schedule; an early end counts as none.

    `count` duties were compared and `early` of them ended before their time. `unlogged` ones are not in the log, and
    those `followed` at once by another duty do not show when they ended. `p90` is the nearest rank. Without any duty
    to compare, `median` and `p90` are 0.
    """

    title: str
    count: int
    median: float
    p90: float
    early: int
    unlogged: int
    followed: int

    @property
    def enough(self) -> bool:
        """Whether there are enough duties to go by."""
        return self.count >= ENOUGH


class Unseen(Enum):
    """Why a log does not show how late a duty ended."""

    UNLOGGED = "unlogged"
    FOLLOWED = "followed"


def lateness(periods: Iterable[Period], actuals: Sequence[Actual]) -> tuple[Lateness, ...]:
    """The lateness of each title of duties on site, with hours, between the first and the last logged day."""
    worked = stretches(actuals)
    days = [one.day for one in actuals]
    duties = sorted((one for one in periods if one.kind in ON_SITE and not one.whole_day), key=lambda one: one.span)
    found: dict[str, list[int | Unseen]] = {}
    for duty in duties:
        if days and min(days) <= duty.day <= max(days):
            found.setdefault(duty.title, []).append(_late(duty, duties, worked))
    return tuple(_summed(title, said) for title, said in sorted(found.items()))


def stretches(actuals: Iterable[Actual]) -> tuple[Span, ...]:
    """The logged time as sorted, disjoint spans, with breaks of less than an hour closed."""
    joined: list[Span] = []
    for span in sorted(one.span for one in actuals):
        if joined and span.start - joined[-1].end < BREAK:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _late(duty: Period, duties: Iterable[Period], worked: Iterable[Span]) -> int | Unseen:
    """Minutes past the end, below 0 for an early one; or why its end does not show."""
    after = (other.span for other in duties if other is not duty)
    if any(other.start < duty.span.end + BREAK and other.end > duty.span.end for other in after):
        return Unseen.FOLLOWED
    shared = [(both.minutes, span.end) for span in worked if (both := span.clip(duty.span))]
    if not shared:
        return Unseen.UNLOGGED
    late = max(shared)[1] - duty.span.end
    return late if late <= LATEST else Unseen.FOLLOWED


def _summed(title: str, said: Sequence[int | Unseen]) -> Lateness:
    late = sorted(max(0, one) for one in said if isinstance(one, int))
    early = sum(isinstance(one, int) and one < 0 for one in said)
    rank = -(-len(late) * 9 // 10)
    middle, worst = (float(median(late)), float(late[rank - 1])) if late else (0.0, 0.0)
    unlogged, followed = said.count(Unseen.UNLOGGED), said.count(Unseen.FOLLOWED)
    return Lateness(title, len(late), middle, worst, early, unlogged, followed)
