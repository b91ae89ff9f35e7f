"""Rotations: what a parent's work looks like before anybody has written the schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homecall.errors import ScenarioError
from homecall.spans.span import HOUR, Span
from homecall.spans.wall import Clock, Wall
from homecall.timeline.period import BUSY, Kind, Overrun, Period

EVERY_DAY = frozenset(range(7))
APART = 10 * HOUR
"""Minutes from the end of a duty to the start of the next that a rotation leaves (ours; many programmes ask for it)."""
LONGEST_CYCLE = 728
"""Days of a cycle: two years, which no roster is planned for."""
SOURCE = "rotation"
_IN = re.compile(r"(\d{1,3})\s*(weeks?|days?)?\s+in\s+(\d{1,3})$", re.IGNORECASE)
_ON_OFF = re.compile(r"(\d{1,3})\s+on,?\s+(\d{1,3})\s+off$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cycle:
    """So many days `on`, then so many `off`, over and over. Every day is 1 on and 0 off."""

    on: int = 1
    off: int = 0

    @property
    def days(self) -> int:
        """The length of one round."""
        return self.on + self.off

    @classmethod
    def parse(cls, text: str) -> Cycle:
        """Read "every week", "1 in 4", "7 on 7 off", "2 weeks in 8". Raises ScenarioError for anything else."""
        said = " ".join(text.split())
        if said.lower() in ("every week", "every day", "weekly"):
            return cls()
        if found := _ON_OFF.match(said):
            return cls._checked(text, int(found[1]), int(found[2]))
        if found := _IN.match(said):
            unit = 7 if (found[2] or "").lower().startswith("week") else 1
            return cls._checked(text, int(found[1]) * unit, (int(found[3]) - int(found[1])) * unit)
        raise _no_cycle(text)

    @classmethod
    def _checked(cls, text: str, on: int, off: int) -> Cycle:
        if on < 1 or off < 0 or on + off > LONGEST_CYCLE:
            raise _no_cycle(text)
        return cls(on, off)


def _no_cycle(text: str) -> ScenarioError:
    cure = 'Write "every week", "1 in 4", "7 on 7 off" or "2 weeks in 8".'
    return ScenarioError(f"{text[:40]!r} is no pattern of a rotation.", cure=cure)


@dataclass(frozen=True, slots=True)
class Rotation:
    """One duty that comes back: on the days of `days` that fall into the on part of the cycle counted from `anchor`.

    An `end` not after `start` is on the next day. Entries of a parent that stand earlier have the day: what would
    overlap one of theirs, or begin within ten hours of its end, is left out; leave clears all its days.
    """

    parent: str
    title: str
    kind: Kind
    start: Clock
    end: Clock
    anchor: date
    cycle: Cycle = Cycle()
    days: frozenset[int] = EVERY_DAY
    overrun: Overrun | None = None

    def dates(self, days: Sequence[date]) -> Iterator[date]:
        """The days, out of these, on which the duty begins."""
        for day in days:
            if day.weekday() in self.days and (day - self.anchor).days % self.cycle.days < self.cycle.on:
                yield day

    def period(self, day: date, wall: Wall) -> Period | None:
        """The duty of a day; None where a change of clocks leaves nothing of it."""
        if self.kind in (Kind.LEAVE, Kind.MARKER):
            return Period(self.parent, wall.day(day), self.kind, self.title, day, SOURCE)
        span = wall.window(day, self.start, self.end)
        return Period(self.parent, span, self.kind, self.title, day, SOURCE, overrun=self.overrun) if span else None


def periods(rotations: Sequence[Rotation], days: Sequence[date], wall: Wall) -> tuple[Period, ...]:
    """All duties of one parent's rotations that begin on these days, in order of time."""
    found: list[Period] = []
    for rotation in rotations:
        new = [p for day in rotation.dates(days) if (p := rotation.period(day, wall)) and not _taken(p, found)]
        found += new
    return tuple(sorted(found, key=lambda p: (p.span, p.title)))


def _taken(new: Period, earlier: Sequence[Period]) -> bool:
    """Whether an entry that stands before has this time."""
    return any(_near(old, new) for old in earlier)


def _near(old: Period, new: Period) -> bool:
    if old.kind is Kind.LEAVE:
        return old.span.holds(new.span.start)
    if old.kind not in BUSY or new.kind not in BUSY:
        return False
    return Span(old.span.start - APART, old.span.end + APART).overlaps(new.span)


def days_from(first: date, count: int) -> tuple[date, ...]:
    """So many local days in a row."""
    return tuple(first + timedelta(days=n) for n in range(count))
