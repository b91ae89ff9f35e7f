"""Everything fixed, cut into slots: the quarter-hour grid with every other mark between (reading R1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.yardstick import home
from benchmarks.yardstick.work import Overruns, Work, work
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.spans.span import HOUR, Minute, Span, covers
from homecall.spans.wall import Horizon

QUARTER = 15

Slots = frozenset[int]
"""Numbers of slots, counted from the start of the horizon."""


@dataclass(frozen=True)
class Facts:
    """The household on its grid. Every mapping goes from an id to the slots that lie wholly in what it names.

    `may` holds where an adult may lead at all; for a carer that is where they may be on shift. `asked` is the part
    of it that needs an ask.
    """

    household: Household
    horizon: Horizon
    slots: tuple[Span, ...]
    work: dict[str, Work]
    need: dict[str, Slots]
    asleep: dict[str, Slots]
    legs: dict[str, tuple[Slots, ...]]
    may: dict[str, Slots]
    asked: dict[str, Slots]

    def of(self, span: Span) -> range:
        """The slots inside a span whose edges are marks, or lie outside the horizon."""
        first = bisect_left(self.slots, span.start, key=lambda s: s.start)
        return range(first, bisect_left(self.slots, span.end, key=lambda s: s.start))

    def minutes(self, slot: int) -> int:
        """How long the slot is."""
        return self.slots[slot].minutes


def facts(household: Household, horizon: Horizon, overruns: Overruns) -> Facts:
    """Everything that no decision changes."""
    working = {p.id: work(household, horizon, p, overruns) for p in household.parents}
    marks = sorted(set(_marks(household, horizon, working)))
    slots = tuple(Span(a, b) for a, b in pairwise(marks))
    need = {c.id: _inside(slots, home.need(horizon, c)) for c in household.children}
    asleep = {c.id: _inside(slots, home.asleep(horizon, c)) & need[c.id] for c in household.children}
    legs = {c.id: tuple(_inside(slots, [leg]) for leg in home.legs(horizon, c)) for c in household.children}
    late = {c.id: _late_enough(slots, horizon, c) for c in household.carers}
    may = {p: _inside(slots, w.free) for p, w in working.items()}
    may |= {c.id: _inside(slots, home.hours(horizon, c)) | late[c.id] for c in household.carers}
    return Facts(household, horizon, slots, working, need, asleep, legs, may, late)


def _inside(slots: tuple[Span, ...], spans: Iterable[Span]) -> Slots:
    held = tuple(spans)
    return frozenset(n for n, slot in enumerate(slots) if covers(held, slot))


def _late_enough(slots: tuple[Span, ...], horizon: Horizon, carer: Carer) -> Slots:
    """Where an ask may be: an ask that holds time before the notice is up would have started before it, too."""
    earliest = horizon.now + round(carer.notice * HOUR)
    return frozenset(n for n in _inside(slots, home.on_request(horizon, carer)) if slots[n].start >= earliest)


def _marks(household: Household, horizon: Horizon, working: dict[str, Work]) -> Iterator[Minute]:
    span = horizon.span
    yield from range(span.start, span.end, QUARTER)
    yield from (span.end, *(horizon.wall.midnight(day) for day in horizon.dates))
    for held in (*_work_spans(working), *_home_spans(household, horizon), *moment_spans(household, horizon)):
        yield from (edge for edge in (held.start, held.end) if span.start < edge < span.end)


def _work_spans(working: dict[str, Work]) -> Iterator[Span]:
    for one in working.values():
        yield from (period.span for period in one.periods)
        yield from (*one.busy, *one.rest, *one.no_drive, *one.unknown, *one.home_call)


def _home_spans(household: Household, horizon: Horizon) -> Iterator[Span]:
    for child in household.children:
        yield from (*home.alive(horizon, child), *home.asleep(horizon, child), *home.legs(horizon, child))
        yield from (span for span, _ in home.stays(horizon, child))
    for carer in household.carers:
        for weekly in (*carer.hours, *carer.on_request):
            yield from (span for _, span in home.clipped(horizon, weekly))
    for usual in household.usual:
        yield from (span for _, span in home.clipped(horizon, usual.window))


def away(horizon: Horizon, moment: Moment) -> Span | None:
    """A dated moment with its travel either side; None where it does not start inside the horizon, or recurs."""
    if moment.start is None or moment.end is None:
        return None
    start, end = horizon.wall.localize(moment.start), horizon.wall.localize(moment.end)
    return Span(start - moment.travel, end + moment.travel) if horizon.span.holds(start) else None


def moment_spans(household: Household, horizon: Horizon) -> Iterator[Span]:
    """Every window and dated moment that has a mark at its edges."""
    for moment in household.moments:
        around = away(horizon, moment)
        if around is not None:
            yield from (around, Span(around.start + moment.travel, around.end - moment.travel))
        elif moment.window is not None:
            yield from (span for _, span in home.clipped(horizon, moment.window, before=0))
