"""What a ribbon shows, as data. Instants are minutes since the epoch, spans half-open, all exact to the minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from homecall.outlets.picture.palette import Ink
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Wall

BandKind = Literal["lead", "place", "gap", "unborn"]
Fullness = Literal["there", "half", "wheel"]
State = Literal["work", "road", "rest", "free", "unknown", "home_call", "shift"]


@dataclass(frozen=True, slots=True)
class Person:
    """An adult as every outlet shows them. `initials` are theirs alone in this household."""

    id: str
    name: str
    initials: str
    ink: Ink
    position: int
    parent: bool


@dataclass(frozen=True, slots=True)
class Band:
    """One child for a while. `who` is the lead's id, empty unless `kind` is "lead"; `label` is what stands on it."""

    span: Span
    kind: BandKind
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One child through one local day. The bands partition the day, in order; `asleep` is sorted and inside it."""

    child: str
    name: str
    bands: tuple[Band, ...]
    asleep: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """An adult in one state for a while."""

    span: Span
    state: State


@dataclass(frozen=True, slots=True)
class Tone:
    """How much somebody is there for a while, by the model of sleep: fully, half, or so little that another drives.

    `said` says it with its reason and its source; `address` is where more of it stands, empty for nowhere.
    """

    span: Span
    fullness: Fullness
    said: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One adult through one local day. A parent's segments partition the day; a carer's are their shifts.

    `tones` are in order and disjoint; there are none while asleep, at work, and where nobody asked for them.
    """

    person: str
    segments: tuple[Segment, ...]
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that falls on the day. `span` may reach past the day where the moment does."""

    moment: str
    title: str
    span: Span
    parents: tuple[str, ...]
    children: tuple[str, ...]
    kept: bool
    dated: bool
    importance: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A place where a parent may not be there in time. `standby` is the name of who stands behind, or empty.

    `children` are those whom the parent takes over at `at`; `kind` is "late" or "home_call".
    """

    at: Minute
    parent: str
    kind: str
    after: str
    standby: str
    late_chance: float
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One local day: 1380, 1440 or 1500 minutes of it. `now` is None unless the plan was made on this day."""

    date: date
    span: Span
    rows: tuple[Row, ...]
    threads: tuple[Thread, ...]
    marks: tuple[Mark, ...]
    flags: tuple[Flag, ...]
    now: Minute | None

    @property
    def gaps(self) -> tuple[Band, ...]:
        """The bands of the day in which a child has nobody."""
        return tuple(band for row in self.rows for band in row.bands if band.kind == "gap")


@dataclass(frozen=True)
class Picture:
    """The ribbon of a whole plan: its days in order and the adults in the order of the household.

    With `sevens` a week is seven days from the first one on, for whoever looks ahead; else it is a calendar's.
    """

    household: str
    wall: Wall
    span: Span
    now: Minute
    people: tuple[Person, ...]
    days: tuple[Day, ...]
    sevens: bool = False

    @cached_property
    def toned(self) -> bool:
        """Whether any line has a tone."""
        return any(thread.tones for day in self.days for thread in day.threads)

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """The adults by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def longest(self) -> int:
        """Minutes of the longest day, so that all days can share one scale."""
        return max(day.span.minutes for day in self.days)

    @cached_property
    def weeks(self) -> tuple[tuple[Day, ...], ...]:
        """The days by week; a calendar's goes from Monday to Sunday, and its first and last may be clipped."""
        if self.sevens:
            return tuple(self.days[at : at + 7] for at in range(0, len(self.days), 7))
        weeks: dict[tuple[int, int], list[Day]] = {}
        for day in self.days:
            weeks.setdefault(day.date.isocalendar()[:2], []).append(day)
        return tuple(tuple(week) for week in weeks.values())
