"""One day of a typical week as the policy sees it: slots, who is where in each, and who has the children."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.futures.overrun import MOST_LATE
from homecall.spans.span import HOUR, Minute, Span
from homecall.spans.wall import Clock

Flags = NDArray[np.bool_]
"""One for each slot of a day, or (things, slots)."""
QUARTER = 15
EARLY = 5 * HOUR
"""Minutes past midnight at which a family learns that somebody is ill or a place is shut (ours)."""
AWAKE = (Clock(6 * 60), Clock(22 * 60))
"""Between these a parent's time of their own counts as margin (ours)."""
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a duty that may come late, or early where a clinic's second half is called off.

    `day` is the day of the week on which it ends, from 0; `key` names the overrun, "ana/clinic". `called_off` is when
    the clinic would end, None for everything else.
    """

    parent: int
    day: int
    key: str
    end: Minute
    home: Minute
    rest: Span | None
    median: float
    p90: float
    called_off: Minute | None

    @property
    def reach(self) -> Span:
        """The time in which it may matter how late it is."""
        last = max(self.home, self.rest.end if self.rest else self.home)
        return Span(self.called_off or self.end, last + MOST_LATE)


@dataclass(frozen=True, slots=True)
class Young:
    """A child's day: when somebody is needed while well and while at home, asleep, and legs as ranges of slots.

    `there` is in a place; `led` is the adult who leads by the plan, NOBODY for none. `order` lists, for each slot, all
    adults, the one who is thought of first in the first row. `barred` are carers who may not have so young a child.
    """

    needs: Flags
    needs_home: Flags
    asleep: Flags
    there: Flags
    legs: tuple[tuple[int, int], ...]
    led: NDArray[np.int64]
    order: NDArray[np.int64]
    barred: frozenset[int]


@dataclass(frozen=True, slots=True)
class Helper:
    """A carer's day: what they offer, what may be asked, their shift by the plan, and minutes they may still add."""

    hours: Flags
    asked: Flags
    shift: Flags
    room: float
    notice: float
    overnight: bool
    drives: bool
    shortest: int


@dataclass(frozen=True, slots=True)
class Grown:
    """A parent's day: `open` is neither at work, on the road nor unknown; `rest` belongs to no late duty."""

    open: Flags
    rest: Flags
    home_call: Flags
    tired: Flags
    no_drive: Flags
    drives: bool
    rates: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chance:
    """A recurring moment on this day for one parent (or several who must all be there).

    `alone` says whether it is one on one. `slots` are (first slot, slot after the last) of each way to have it.
    """

    moment: str
    who: str
    parents: tuple[int, ...]
    every: bool
    children: tuple[int, ...]
    alone: bool
    slots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One day: its slots by their first minute and their length, and everybody in it. `evening` are the slots of the
    hour before the last bedtime; `awake` the hours that margin is counted in.
    """

    day: int
    span: Span
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    parents: tuple[Grown, ...]
    children: tuple[Young, ...]
    carers: tuple[Helper, ...]
    endings: tuple[Ending, ...]
    chances: tuple[Chance, ...]
    dated: tuple[Chance, ...]
    evening: Flags
    awake: Flags


def inside(starts: NDArray[np.int64], spans: Iterable[Span]) -> Flags:
    """The slots, by their first minutes, that lie in some spans."""
    found = np.zeros(len(starts), dtype=bool)
    ends = [(span.start, span.end) for span in spans if span.end > starts[0] and span.start <= starts[-1]]
    for first, last in np.searchsorted(starts, np.array(ends, dtype=np.int64)).tolist() if ends else ():
        found[first:last] = True
    return found
