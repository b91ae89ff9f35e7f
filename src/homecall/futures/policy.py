"""What a family does on a day on which things come: a fast stand-in for the product's own re-plan.

It works on many different days of one frame at once. The first aim is the re-plan's: nobody without cover. Whoever
leads by the plan does so as long as they can; who takes over is found by the plan's neighbours, parents, and what
carers offer within their hours, their limits and their notice. How close it comes is measured, see
`benchmarks/studio.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.futures.day import EARLY, NOBODY, QUARTER, Chance, Ending, Frame, Helper, Young
from homecall.spans.span import DAY

Flags = NDArray[np.bool_]
Counts = NDArray[np.float32]
CALLED_OFF = -1
"""Stands where a duty's lateness does, for a clinic whose second half is called off."""
NEVER = -32000
"""Minutes; before everything."""
SETTLED = -2
"""Where a child needs nobody."""


@dataclass(frozen=True, slots=True)
class States:
    """Different ways in which one day may go, one a column.

    `late` is minutes, a row for each ending of the frame; `visits` the first minute of visits to the hospital, an
    array (parents, visits, columns), NEVER for none; `home` and `out` which day in a row a child is at home that
    would be in a place, and a carer is ill, 0 for well.
    """

    late: NDArray[np.int16]
    visits: NDArray[np.int16]
    home: NDArray[np.int8]
    out: NDArray[np.int8]

    @property
    def count(self) -> int:
        """How many ways."""
        return int(self.home.shape[1])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each way comes to: a column for each. `kept` has a row for each chance, `dated` for each dated moment.

    `evening` and `margin` (minutes) have a row for each parent, `paid` (minutes on shift) and `fresh` (whether a shift
    that the plan does not have) for each carer.
    """

    uncovered: Counts
    handoffs: Counts
    kept: Flags
    dated: Flags
    evening: Flags
    margin: Counts
    paid: Counts
    fresh: Flags


def lived(frame: Frame, states: States, visit: int, *, asks: bool, spared: frozenset[int] = frozenset()) -> Outcome:
    """What each way of the day comes to. With `asks` carers may be asked whatever their notice: nothing is planned."""
    return _Day(frame, states, visit, asks=asks, spared=spared).outcome()


def able_for(frame: Frame, states: States, visit: int, spared: frozenset[int]) -> list[Flags]:
    """Who may lead each well child, (adults, slots), on a day that goes one way; all but the spared may be asked."""
    day = _Day(frame, states, visit, asks=True, spared=spared)
    return [day.fit(child, states.home[n] > 0)[:, :, 0] for n, child in enumerate(frame.children)]


class _Day:
    """One frame in all of its ways. Arrays are (slots, ways), or (adults, slots, ways)."""

    def __init__(
        self, frame: Frame, states: States, visit: int, *, asks: bool, spared: frozenset[int] = frozenset()
    ) -> None:
        self.frame, self.states, self.visit, self.asks, self.spared = frame, states, visit, asks, spared
        self.begin = (frame.starts - frame.span.start).astype(np.int16)
        self.length = frame.lengths.astype(np.float32)
        self.free = np.stack([self._free(n) for n in range(len(frame.parents))])
        self.able = np.concatenate([self.free, self._helpers()]) if frame.carers else self.free

    def _range(self, first: int, last: int) -> slice:
        """The slots that begin in these minutes of the day."""
        return slice(int(np.searchsorted(self.begin, first)), int(np.searchsorted(self.begin, last)))

    def _within(self, part: slice, start: NDArray[np.int16] | int, end: NDArray[np.int16] | int) -> Flags:
        """Which of the slots lie from start to end, in minutes of the day, way by way."""
        begin = self.begin[part, None]
        found: Flags = (begin >= start) & (begin < end)
        return found

    def _free(self, parent: int) -> Flags:
        """When a parent is neither at work, late, on a visit, on the road, resting nor unknown."""
        mine = self.frame.parents[parent]
        found = np.repeat((mine.open & ~mine.rest)[:, None], self.states.count, axis=1)
        for n, ending in enumerate(self.frame.endings):
            if ending.parent == parent:
                self._end(found, ending, self.states.late[n])
        for start in self.states.visits[parent]:
            if (start > NEVER).any():
                found &= ~self._within(slice(None), start, start + np.int16(self.visit))
        return found

    def _end(self, found: Flags, ending: Ending, late: NDArray[np.int16]) -> None:
        """A duty ends as late as it does, and its rest with it."""
        zero = self.frame.span.start
        home, after = ending.home - zero, np.maximum(late, 0)
        part = self._range(max(-DAY, ending.end - zero), home + int(after.max(initial=0)))
        found[part] &= ~self._within(part, home, home + after)
        if ending.rest:
            first, last = ending.rest.start - zero, ending.rest.end - zero
            part = self._range(first, last + int(after.max(initial=0)))
            found[part] &= ~self._within(part, first + after, last + after)
        if ending.called_off is not None and (late == CALLED_OFF).any():
            back = ending.called_off - zero + ending.home - ending.end
            part = self._range(back, home)
            found[part] |= (late == CALLED_OFF)[None, :]

    def _helpers(self) -> Flags:
        """When each carer may lead an awake child: on shift, in their hours, or asked in time."""
        known = self._known() if any(h.asked.any() and h.room for h in self.frame.carers) else None
        return np.stack([self._helper(n, helper, known) for n, helper in enumerate(self.frame.carers)])

    def _helper(self, number: int, helper: Helper, known: NDArray[np.int16] | None) -> Flags:
        if number in self.spared:
            return np.zeros((len(self.begin), self.states.count), dtype=bool)
        usual = helper.shift | (helper.hours if helper.room else False)
        found = np.repeat(usual[:, None], self.states.count, axis=1)
        if known is not None and helper.room and helper.asked.any():
            told = np.full_like(known, NEVER) if self.asks else known
            in_time = self.begin[:, None] >= told + np.int32(helper.notice)
            if not self.asks:
                in_time &= known > NEVER
            found |= helper.asked[:, None] & in_time
        out = self.states.out[number]
        if out.any():
            begins = np.where(out == 1, EARLY, 0).astype(np.int16)
            found &= ~((out > 0)[None, :] & (self.begin[:, None] >= begins))
        return found

    def _known(self) -> NDArray[np.int16]:
        """Since when the family knows what stands in the way of a slot, in minutes of the day; NEVER for nothing."""
        found = np.full((len(self.begin), self.states.count), NEVER, dtype=np.int16)
        for days in (*self.states.home, *self.states.out):
            since = np.where(days > 0, EARLY - DAY * (days.astype(np.int16) - 1), NEVER).astype(np.int16)
            np.maximum(found, since[None, :], out=found)
        zero = self.frame.span.start
        for late, ending in zip(self.states.late, self.frame.endings, strict=True):
            last = (ending.rest.end if ending.rest else ending.home) - zero
            hit = self._within(slice(None), ending.end - zero, last + np.maximum(late, 0)) & (late > 0)
            np.maximum(found, np.where(hit, np.int16(max(-DAY, ending.end - zero)), np.int16(NEVER)), out=found)
        for visits in self.states.visits:
            for start in visits:
                hit = self._within(slice(None), start, start + np.int16(self.visit))
                np.maximum(found, np.where(hit, start[None, :], np.int16(NEVER)), out=found)
        return found

    def outcome(self) -> Outcome:
        """All that is counted."""
        leads = self._leads()
        frame, shape = self.frame, (len(self.frame.parents), self.states.count)
        paid, fresh = self._paid(leads)
        driving = self._driving(leads)
        kept = [self._kept(chance, driving) for chance in frame.chances]
        dated = [self._dated(chance) for chance in frame.dated]
        evening = [self.free[p][frame.evening].all(axis=0) for p in range(shape[0])]
        return Outcome(
            uncovered=sum((self._minutes(lead == NOBODY) for lead in leads), np.zeros(shape[1], np.float32)),
            handoffs=self._handoffs(leads),
            kept=_stacked(kept, shape[1]),
            dated=_stacked(dated, shape[1]),
            evening=_stacked(evening, shape[1]),
            margin=np.stack([self._margin(p, leads) for p in range(shape[0])]),
            paid=paid,
            fresh=fresh,
        )

    def _minutes(self, flags: Flags) -> Counts:
        """How many minutes of each way are marked."""
        rows = flags.any(axis=1)
        found: Counts = self.length[rows] @ flags[rows].astype(np.float32)
        return found

    def _leads(self) -> list[NDArray[np.int8]]:
        """Who leads each child: an adult's number, NOBODY, or SETTLED where nobody need be there."""
        leads = [self._lead(n, child) for n, child in enumerate(self.frame.children)]
        if self._limit(leads):
            leads = [self._lead(n, child) for n, child in enumerate(self.frame.children)]
        return leads

    def _lead(self, number: int, child: Young) -> NDArray[np.int8]:
        home = self.states.home[number] > 0
        need = np.where(home[None, :], child.needs_home[:, None], child.needs[:, None])
        able = self.fit(child, home)
        lead = np.where(need, np.int8(NOBODY), np.int8(SETTLED))
        for row in child.order:
            open_ = np.flatnonzero((lead == NOBODY).any(axis=1))
            if not len(open_):
                break
            here = lead[open_]
            can = able[row[open_], open_] & (here == NOBODY)
            lead[open_] = np.where(can, row[open_, None].astype(np.int8), here)
        return lead

    def fit(self, child: Young, home: Flags) -> Flags:
        """Who may lead this child: nobody sleeps beside a carer who does no nights, and a journey is one driver's."""
        able = self.able.copy()
        for n, helper in enumerate(self.frame.carers, start=len(self.frame.parents)):
            if not helper.overnight:
                able[n][child.asleep] = False
            if n in child.barred:
                able[n] = False
        for first, last in child.legs:
            part = able[:, first:last]
            whole = part.all(axis=1) & self._drivers(first, last)[:, None]
            able[:, first:last] = np.where(home, part, whole[:, None, :])
        return able

    def _drivers(self, first: int, last: int) -> Flags:
        """Who may drive in these slots."""
        parents = [p.drives and not p.no_drive[first:last].any() for p in self.frame.parents]
        return np.array([*parents, *(h.drives for h in self.frame.carers)], dtype=bool)

    def _limit(self, leads: list[NDArray[np.int8]]) -> bool:
        """Take from carers what is over their limits. Says whether anything was taken."""
        taken = False
        for n, helper in enumerate(self.frame.carers):
            adult = n + len(self.frame.parents)
            extra = _led(leads, adult) & ~helper.shift[:, None]
            rows = np.flatnonzero(extra.any(axis=1))
            if not len(rows):
                continue
            added = np.cumsum(extra[rows] * self.length[rows, None], axis=0)
            over = extra[rows] & (added > helper.room)
            if over.any():
                self.able[adult][rows] &= ~over
                taken = True
        return taken

    def _handoffs(self, leads: list[NDArray[np.int8]]) -> Counts:
        """How often an adult takes over from another; one who takes over several children at once does so once."""
        taken = np.zeros((len(self.begin) - 1, self.states.count), dtype=np.uint64)
        for lead in leads:
            now, before = lead[1:], lead[:-1]
            changed = (now != before) & (now >= 0) & (before >= 0)
            rows = np.flatnonzero(changed.any(axis=1))
            bits = np.left_shift(np.uint64(1), np.maximum(now[rows], 0).astype(np.uint64))
            taken[rows] |= np.where(changed[rows], bits, np.uint64(0))
        rows = np.flatnonzero(taken.any(axis=1))
        found: Counts = np.bitwise_count(taken[rows]).sum(axis=0, dtype=np.float32)
        return found

    def _paid(self, leads: list[NDArray[np.int8]]) -> tuple[Counts, Flags]:
        """Each carer's minutes on shift, and whether they come without a shift in the plan."""
        paid, fresh = [], []
        for n, helper in enumerate(self.frame.carers):
            led = _led(leads, n + len(self.frame.parents))
            there = self.states.out[n] == 0
            on = led | (helper.shift[:, None] & there)
            new = led.any(axis=0) & ~helper.shift.any()
            minutes = self._minutes(on)
            paid.append(np.where(new, np.maximum(minutes, helper.shortest), minutes).astype(np.float32))
            fresh.append(new)
        return (
            (np.stack(paid), np.stack(fresh)) if paid else (np.zeros((0, self.states.count), np.float32), _none(self))
        )

    def _driving(self, leads: list[NDArray[np.int8]]) -> list[Flags | None]:
        """When each parent is on the road with a child; None where there is no journey that day."""
        found: list[Flags | None] = []
        for parent in range(len(self.frame.parents)):
            mine: Flags | None = None
            for n, (child, lead) in enumerate(zip(self.frame.children, leads, strict=True)):
                for first, last in child.legs:
                    mine = np.zeros(lead.shape, dtype=bool) if mine is None else mine
                    mine[first:last] |= (lead[first:last] == parent) & (self.states.home[n] == 0)
            found.append(mine)
        return found

    def _kept(self, chance: Chance, driving: list[Flags | None]) -> Flags:
        """Whether the moment can be had: all who must be there are, for one stretch of its length."""
        if not chance.slots:
            return np.zeros(self.states.count, dtype=bool)
        part = slice(min(a for a, _ in chance.slots), max(b for _, b in chance.slots))
        young = self._young(chance, part)
        there = [self._there(p, chance, part, driving[p]) & young for p in chance.parents]
        sides: list[Flags] = [np.min(there, axis=0)] if chance.every else there
        found = np.zeros(self.states.count, dtype=bool)
        for side in sides:
            missed = np.zeros((side.shape[0] + 1, side.shape[1]), dtype=np.int16)
            np.cumsum(~side, axis=0, out=missed[1:])
            for first, last in chance.slots:
                found |= missed[last - part.start] == missed[first - part.start]
        return found

    def _young(self, chance: Chance, part: slice) -> Flags:
        """When the children of a moment are awake and at home."""
        found = np.ones((part.stop - part.start, self.states.count), dtype=bool)
        for n in chance.children:
            child = self.frame.children[n]
            awake = (child.needs_home & ~child.asleep)[part, None]
            found &= awake & (~child.there[part, None] | (self.states.home[n] > 0)[None, :])
        return found

    def _there(self, parent: int, chance: Chance, part: slice, driving: Flags | None) -> Flags:
        mine = self.frame.parents[parent]
        found: Flags = self.free[parent][part] & ~mine.home_call[part, None]
        if driving is not None:
            found &= ~driving[part]
        if chance.alone:
            found &= ~mine.tired[part, None]
            for n, child in enumerate(self.frame.children):
                if n not in chance.children:
                    found &= self._elsewhere(n, child, parent, part)
        return found

    def _elsewhere(self, number: int, child: Young, parent: int, part: slice) -> Flags:
        """When a child needs nobody, or has somebody else who could have it."""
        others = [n for n in range(len(self.able)) if n != parent]
        home = self.states.home[number] > 0
        need = np.where(home[None, :], child.needs_home[part, None], child.needs[part, None])
        can = self.able[others, part].any(axis=0) if others else np.zeros_like(need)
        found: Flags = ~need | can
        return found

    def _dated(self, chance: Chance) -> Flags:
        """Whether those asked for are free for all of a dated moment."""
        part = slice(*chance.slots[0])
        there = np.stack([self.free[p][part].all(axis=0) for p in chance.parents])
        found: Flags = np.min(there, axis=0) if chance.every else np.max(there, axis=0)
        return found

    def _margin(self, parent: int, leads: list[NDArray[np.int8]]) -> Counts:
        """Minutes in which a parent is free and leads no child who is awake."""
        busy = np.zeros(self.free[parent].shape, dtype=bool)
        for child, lead in zip(self.frame.children, leads, strict=True):
            busy |= (lead == parent) & ~child.asleep[:, None]
        return self._minutes(self.free[parent] & self.frame.awake[:, None] & ~busy)


def _led(leads: list[NDArray[np.int8]], adult: int) -> Flags:
    found: Flags = np.any([lead == adult for lead in leads], axis=0)
    return found


def _none(day: _Day) -> Flags:
    return np.zeros((0, day.states.count), dtype=bool)


def _stacked(rows: list[Flags], count: int) -> Flags:
    return np.stack(rows) if rows else np.zeros((0, count), dtype=bool)


def quarters(minutes: NDArray[np.float64]) -> NDArray[np.int16]:
    """Minutes in whole quarters of an hour, as people say them."""
    return (np.rint(minutes / QUARTER) * QUARTER).astype(np.int16)
