"""What a parent's schedule leaves: duties, commutes, rest, no driving, the unknown (readings R4 to R8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.spans.span import DAY, HOUR, Span, subtract, union
from homecall.spans.wall import Clock, Horizon, Wall
from homecall.timeline.period import BUSY, ON_SITE, Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

Overruns = Mapping[tuple[str, Kind], Overrun]
"""Defaults by pack of work rules and kind of period."""

LONG = 20 * HOUR
NIGHT_MINUTES = 3 * HOUR


@dataclass(frozen=True, slots=True)
class Duty:
    """Working periods that overlap or touch. `leaves` and `returns` say whether a commute stands on that side.

    `overrun` is that of the period at the end; None where it has none or is not on site.
    """

    span: Span
    leaves: bool
    returns: bool
    overrun: Overrun | None


@dataclass(frozen=True, slots=True)
class Work:
    """One parent's time around the horizon. All spans are sorted and disjoint; `free` is where they may lead."""

    parent: Parent
    periods: tuple[Period, ...]
    duties: tuple[Duty, ...]
    busy: tuple[Span, ...]
    rest: tuple[Span, ...]
    no_drive: tuple[Span, ...]
    unknown: tuple[Span, ...]
    home_call: tuple[Span, ...]
    free: tuple[Span, ...]


def work(household: Household, horizon: Horizon, parent: Parent, overruns: Overruns) -> Work:
    """What the parent's timeline means, three days either side of the horizon included."""
    timeline = household.schedules.get(parent.id, Timeline(parent.id))
    wide = Span(horizon.span.start - 3 * DAY, horizon.span.end + 3 * DAY)
    duties = _duties(parent, timeline, overruns)
    filled = [_whole_days(horizon.wall, p) for p in timeline.periods if _fills(p)]
    busy = union([*(_away(parent, duty) for duty in duties), *filled])
    rest = union(span for duty in duties for span in _rest(horizon.wall, parent, duty))
    unknown = _unknown(horizon, timeline, wide)
    calls = [_whole_days(horizon.wall, p) if p.whole_day else p.span for p in timeline.periods if _on_call(p)]
    free = subtract([wide], [*busy, *rest, *unknown])
    no_drive = union(_no_drive(horizon.wall, parent, duty) for duty in duties if duty.span.minutes >= LONG)
    return Work(parent, timeline.periods, duties, busy, rest, no_drive, unknown, union(calls), free)


def _fills(period: Period) -> bool:
    return period.kind is Kind.UNMAPPED or (period.whole_day and period.kind in BUSY)


def _on_call(period: Period) -> bool:
    return period.kind is Kind.HOME_CALL


def _whole_days(wall: Wall, period: Period) -> Span:
    last = wall.date(period.span.end - 1)
    return Span(wall.midnight(wall.date(period.span.start)), wall.midnight(last + timedelta(days=1)))


def _duties(parent: Parent, timeline: Timeline, overruns: Overruns) -> tuple[Duty, ...]:
    working = [p for p in timeline.periods if p.kind in BUSY and not _fills(p)]
    joined = union(p.span for p in working)
    return tuple(_duty(parent, span, [p for p in working if span.covers(p.span)], overruns) for span in joined)


def _duty(parent: Parent, span: Span, parts: list[Period], overruns: Overruns) -> Duty:
    first = [p for p in parts if p.span.start == span.start and p.kind in ON_SITE]
    last = [p for p in parts if p.span.end == span.end and p.kind in ON_SITE]
    late = [p.overrun or overruns.get((parent.work_rules, p.kind)) for p in last]
    known = [overrun for overrun in late if overrun is not None]
    longest = max(known, key=lambda o: (o.median, o.p90), default=None)
    return Duty(span, bool(first), bool(last), longest)


def home_at(parent: Parent, duty: Duty) -> int:
    """The minute at which the parent is home after the duty, were it to end on time."""
    return duty.span.end + (parent.commute if duty.returns else 0)


def _away(parent: Parent, duty: Duty) -> Span:
    return Span(duty.span.start - (parent.commute if duty.leaves else 0), home_at(parent, duty))


def _rest(wall: Wall, parent: Parent, duty: Duty) -> Iterable[Span]:
    start = home_at(parent, duty) + HOUR
    if duty.span.minutes >= LONG:
        yield Span(start, start + 4 * HOUR)
    elif _night_minutes(wall, duty.span) >= NIGHT_MINUTES:
        yield Span(start, start + 6 * HOUR)


def _night_minutes(wall: Wall, span: Span) -> int:
    first = wall.date(span.start) - timedelta(days=1)
    days = (wall.date(span.end) - first).days + 1
    nights = [wall.span(first + timedelta(days=n), Clock(23 * HOUR), Clock(6 * HOUR)) for n in range(days)]
    return max(max(0, min(n.end, span.end) - max(n.start, span.start)) for n in nights)


def _no_drive(wall: Wall, parent: Parent, duty: Duty) -> Span:
    rested = max(span.end for span in _rest(wall, parent, duty))
    return Span(duty.span.end, min(duty.span.end + 12 * HOUR, rested))


def _unknown(horizon: Horizon, timeline: Timeline, wide: Span) -> tuple[Span, ...]:
    if timeline.through is None or timeline.through > horizon.dates[-1] + timedelta(days=3):
        return ()
    if timeline.through < horizon.first - timedelta(days=3):
        return (wide,)
    start = horizon.wall.midnight(timeline.through + timedelta(days=1))
    return (Span(max(start, wide.start), wide.end),) if start < wide.end else ()
