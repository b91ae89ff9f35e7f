"""A parent's time: at work, on the road, resting, unknown, free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from homecall.household.gates import GATES, Gates
from homecall.household.own import NOTHING, Own
from homecall.household.people import Parent
from homecall.rules.facts.modelled import modelled
from homecall.rules.packs.read import pack
from homecall.spans.span import HOUR, Minute, Span, subtract, union
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.duties import LONG_DUTY, is_night
from homecall.timeline.period import BUSY, ON_SITE, Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

LONG_REST = 4 * HOUR
NIGHT_REST = 6 * HOUR
SETTLE = HOUR
"""Protected rest starts so long after arriving home."""
NO_DRIVE = 12 * HOUR


@dataclass(frozen=True, slots=True)
class Duty:
    """One unbroken stretch of work. `home` is the scheduled arrival; `overrun` None where none is known.

    `on_site` says whether it ends away from home, and so whether one can come home late from it. `rest` is the
    protected rest that it earns, None where it earns none.
    """

    span: Span
    title: str
    home: Minute
    leaves: Minute
    on_site: bool
    overrun: Overrun | None
    rest: Span | None = None


@dataclass(frozen=True)
class ParentFacts:
    """Where a parent's hours go. Spans are sorted and disjoint, and clipped to the horizon except for `able`.

    `able` is all the time in which they may lead, three days either side of the horizon included; `free` is the
    same inside it. `no_drive` is time after a long duty in which they may lead but not drive; `tired` is time in which,
    by the model of sleep, they are awake and not present, and `worn` is that of it which is more than the first hour
    after waking. `entries` alone are as the schedules list them, one for each
    period, wherever it lies; `operating` are those of them that want a rested night before.
    """

    id: str
    duties: tuple[Duty, ...]
    working: tuple[Span, ...]
    road: tuple[Span, ...]
    rest: tuple[Span, ...]
    unknown: tuple[Span, ...]
    home_call: tuple[Span, ...]
    no_drive: tuple[Span, ...]
    tired: tuple[Span, ...]
    worn: tuple[Span, ...]
    free: tuple[Span, ...]
    able: tuple[Span, ...]
    calls: tuple[Period, ...]
    entries: tuple[Span, ...]
    operating: tuple[Span, ...]
    drives: bool

    @property
    def amber(self) -> tuple[Span, ...]:
        """Time in which, by the model of sleep, they are tired at the wheel and yet may drive."""
        return subtract(self.tired, self.no_drive)

    @property
    def edges(self) -> tuple[Span, ...]:
        """Every span whose ends are marks."""
        ours = (*self.working, *self.road, *self.rest, *self.unknown, *self.home_call, *self.no_drive)
        return (*ours, *self.entries)


def parent_facts(
    parent: Parent,
    timeline: Timeline,
    horizon: Horizon,
    means: str = "constants",
    own: Own = NOTHING,
    gates: Gates = GATES,
) -> ParentFacts:
    """What a parent's timeline means over the horizon, with rest by the contract's "constants" or by the "model"."""
    frame = Span(horizon.span.start - 72 * HOUR, horizon.span.end + 72 * HOUR)
    duties = _duties(parent, timeline.periods)
    if means == "model":
        found = modelled(parent, tuple(d.span for d in duties), horizon.wall, frame, own, gates)
        duties = tuple(replace(d, rest=found.rests.get(d.span)) for d in duties)
        no_drive, tired, worn = found.no_drive, found.tired, found.worn
    else:
        tired, worn = (), ()
        duties = tuple(replace(d, rest=_rest(d, horizon.wall)) for d in duties)
        no_drive = union(s for d in duties if (s := _tired_wheel(d)))
    working = union([d.span for d in duties] + [p.span for p in timeline.periods if p.whole_day and p.kind in BUSY])
    away = union([*working, *(Span(d.leaves, d.home) for d in duties)])
    rest = union(d.rest for d in duties if d.rest)
    unknown = _unknown(timeline.through, horizon, frame)
    calls = tuple(p for p in timeline.periods if p.kind is Kind.HOME_CALL)
    able = subtract([frame], [*away, *rest, *unknown])
    return ParentFacts(
        id=parent.id,
        duties=duties,
        working=_inside(working, horizon),
        road=_inside(subtract(away, working), horizon),
        rest=_inside(subtract(rest, away), horizon),
        unknown=_inside(subtract(unknown, [*away, *rest]), horizon),
        home_call=_inside(union(p.span for p in calls), horizon),
        no_drive=_inside(no_drive, horizon),
        tired=_inside(tired, horizon),
        worn=_inside(worn, horizon),
        free=_inside(able, horizon),
        able=able,
        calls=calls,
        entries=tuple(p.span for p in timeline.periods),
        operating=tuple(p.span for p in timeline.periods if p.operates and not p.whole_day),
        drives=parent.drives,
    )


def _inside(spans: tuple[Span, ...], horizon: Horizon) -> tuple[Span, ...]:
    return tuple(c for s in spans if (c := s.clip(horizon.span)))


def _duties(parent: Parent, periods: tuple[Period, ...]) -> tuple[Duty, ...]:
    work = sorted((p for p in periods if p.kind in BUSY and not p.whole_day), key=lambda p: (p.span, p.title))
    groups: list[list[Period]] = []
    for period in work:
        if groups and period.span.start <= max(p.span.end for p in groups[-1]):
            groups[-1].append(period)
        else:
            groups.append([period])
    return tuple(_duty(parent, group) for group in groups)


def _duty(parent: Parent, group: list[Period]) -> Duty:
    # Where two periods begin or end together, the one on site takes the road.
    first = min(group, key=lambda p: (p.span.start, p.kind not in ON_SITE))
    last = max(group, key=lambda p: (p.span.end, p.kind in ON_SITE))
    away_first, away_last = first.kind in ON_SITE, last.kind in ON_SITE
    overrun = _latest(parent, [p for p in group if p.span.end == last.span.end and p.kind in ON_SITE])
    return Duty(
        span=Span(first.span.start, last.span.end),
        title=last.title,
        home=last.span.end + parent.commute * away_last,
        leaves=first.span.start - parent.commute * away_first,
        on_site=away_last,
        overrun=overrun if overrun and overrun.median > 0 else None,
    )


def _latest(parent: Parent, ending: list[Period]) -> Overrun | None:
    """The longest overrun of those that end a duty together: one is home when the last of them is over."""
    usual = pack(parent.work_rules).overrun
    known = [o for p in ending if (o := p.overrun or usual.get(p.kind))]
    return max(known, key=lambda o: (o.median, o.p90), default=None)


def _rest(duty: Duty, wall: Wall) -> Span | None:
    start = duty.home + SETTLE
    if duty.span.minutes >= LONG_DUTY:
        return Span(start, start + LONG_REST)
    return Span(start, start + NIGHT_REST) if is_night(duty.span, wall) else None


def _tired_wheel(duty: Duty) -> Span | None:
    if duty.span.minutes < LONG_DUTY or duty.rest is None:
        return None
    return Span(duty.span.end, min(duty.span.end + NO_DRIVE, duty.rest.end))


def _unknown(through: date | None, horizon: Horizon, frame: Span) -> tuple[Span, ...]:
    if through is None or through >= horizon.wall.date(frame.end):
        return ()
    if through < horizon.wall.date(frame.start):
        return (frame,)
    start = horizon.wall.midnight(through + timedelta(days=1))
    return (Span(start, frame.end),) if start < frame.end else ()
