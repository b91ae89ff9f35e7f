"""What the home fixes: stays, legs, sleep and carers' windows (readings R2, R3, R9 to R12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from homecall.errors import TimeError
from homecall.household.carers import Carer
from homecall.household.people import Child
from homecall.spans.span import Span, intersect, subtract, union
from homecall.spans.wall import Horizon, Weekly


def windows(horizon: Horizon, weekly: Weekly, days: Iterable[date]) -> list[tuple[date, Span]]:
    """The window on each of the days, unclipped; a day on which a change of clocks leaves nothing has none."""
    found: list[tuple[date, Span]] = []
    for day in days:
        if day.weekday() not in weekly.days:
            continue
        try:
            found.append((day, horizon.wall.span(day, weekly.start, weekly.end)))
        except TimeError:
            continue
    return found


def clipped(horizon: Horizon, weekly: Weekly, *, before: int = 1) -> list[tuple[date, Span]]:
    """The window on each day of the horizon and `before` it, cut to the horizon."""
    cut = [(day, span.clip(horizon.span)) for day, span in windows(horizon, weekly, horizon.around(before))]
    return [(day, span) for day, span in cut if span is not None]


def stays(horizon: Horizon, child: Child) -> list[tuple[Span, int]]:
    """Each stay in a place with its minutes of travel, unclipped, one day either side of the horizon included."""
    return [
        (span, place.travel)
        for place in child.places
        for day, span in windows(horizon, place.hours, horizon.around(1, 1))
        if day not in place.closed
    ]


def alive(horizon: Horizon, child: Child) -> tuple[Span, ...]:
    """The part of the horizon after the midnight of the child's first day."""
    if child.born is None or child.born <= horizon.first:
        return (horizon.span,)
    if child.born > horizon.dates[-1]:
        return ()
    return (Span(horizon.wall.midnight(child.born), horizon.span.end),)


def need(horizon: Horizon, child: Child) -> tuple[Span, ...]:
    """When somebody must have the child."""
    return subtract(alive(horizon, child), [span for span, _ in stays(horizon, child)])


def legs(horizon: Horizon, child: Child) -> list[Span]:
    """Travel legs: outside all stays, cut to the child's need, overlapping ones joined, touching ones not."""
    ways = [way for span, travel in stays(horizon, child) if travel for way in _ways(span, travel)]
    away = [span for span, _ in stays(horizon, child)]
    pieces = [piece for way in ways for piece in intersect(subtract([way], away), need(horizon, child))]
    joined: list[Span] = []
    for piece in sorted(pieces):
        if joined and piece.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return joined


def _ways(stay: Span, travel: int) -> tuple[Span, Span]:
    return Span(stay.start - travel, stay.start), Span(stay.end, stay.end + travel)


def asleep(horizon: Horizon, child: Child) -> tuple[Span, ...]:
    """From bedtime to waking, cut to the horizon."""
    nights = Weekly(frozenset(range(7)), child.bedtime, child.wakes)
    return union(span for _, span in clipped(horizon, nights))


def hours(horizon: Horizon, carer: Carer) -> tuple[Span, ...]:
    """When the carer may be used without asking, cut to the horizon."""
    return union(span for weekly in carer.hours for _, span in clipped(horizon, weekly))


def on_request(horizon: Horizon, carer: Carer) -> tuple[Span, ...]:
    """When the carer may be asked and is not there anyway, cut to the horizon. Notice is not yet counted."""
    wanted = union(span for weekly in carer.on_request for _, span in clipped(horizon, weekly))
    return subtract(wanted, hours(horizon, carer))


def three_months(born: date) -> date:
    """The day on which a child is three months old; the first of the next month where the month has no such day."""
    year, month = divmod(born.year * 12 + born.month - 1 + 3, 12)
    after = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(after, date(year, month + 1, 1) + timedelta(days=born.day - 1))
