"""The events of a calendar by UID, and what in each series was struck out, moved or called off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from homecall.sources.ics.compat import rota_shared_uid
from homecall.sources.ics.events import Event
from homecall.sources.ics.stamps import DAY, FLOATING, UTC, Stamp
from homecall.sources.ics.zones import Dial, Zones


class Series(NamedTuple):
    """The events of one UID: what repeats or stands alone, and what replaces single instances."""

    masters: tuple[Event, ...]
    overrides: tuple[Event, ...] = ()


def grouped(events: Iterable[Event]) -> list[Series]:
    """The events by UID, by their starts; one without a UID is a group of its own.

    Of revisions of one event, or of one replaced instance, the highest SEQUENCE counts, then the latest stamp.
    """
    groups: dict[object, list[Event]] = {}
    for event in events:
        groups.setdefault(event.uid or event.line, []).append(event)
    made = [_series(group) for group in groups.values()]
    made.sort(key=_order)
    return made


def _order(series: Series) -> tuple[int, str, str]:
    """Orders series by what they say, so that a limit leaves out the same ones whatever stands first in the file."""
    one = (series.masters or series.overrides)[0]
    return one.start.naive, one.uid, one.title


def _series(group: list[Event]) -> Series:
    if len(group) == 1:
        return Series((), (group[0],)) if group[0].replaces else Series((group[0],))
    group.sort(key=_age, reverse=True)
    masters = rota_shared_uid.revised([one for one in group if one.replaces is None])
    return Series(_newest(masters), _newest(one for one in group if one.replaces is not None))


def _age(event: Event) -> tuple[int, str, str]:
    """Orders revisions of an event; where nothing tells them apart, by what they say and not by where they stand."""
    return event.sequence, event.revised, repr(event._replace(line=0, sheet=0))


def _newest(events: Iterable[Event]) -> tuple[Event, ...]:
    """The first of each, the newest standing first."""
    best: dict[object, Event] = {}
    for event in events:
        # Two duties may well share a UID and a start; only the same title is the same event.
        best.setdefault(event.replaces if event.replaces else (event.start, event.title), event)
    return tuple(best.values())


@dataclass(slots=True)
class Later:
    """The changes to all later instances, each with the instant (of an all-day series the day in seconds) from which it
    holds, in order. `reach` is how far they move an instance at most, in seconds, once that has been worked out.
    """

    changes: list[tuple[int, Event]] = field(default_factory=list)
    reach: int | None = None

    def at(self, instant: int) -> tuple[int, Event] | None:
        """The change that holds at an instant."""
        index = bisect_right(self.changes, instant, key=lambda change: change[0])
        return self.changes[index - 1] if index else None


@dataclass(slots=True)
class Marks:
    """What is not to be made of a series: instants in UTC seconds, and days by its own clock.

    `never` are the marks that stand in its EXDATE; the others are those of all series on its clock, and not copied.
    """

    instants: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    later: Later = field(default_factory=Later)
    never: Marks | None = None

    def __bool__(self) -> bool:
        return bool(self.instants or self.days or self.later.changes or self.never)

    def bar(self, instant: int, day: int) -> bool:
        """Whether an instance is struck out, or stands elsewhere as a change."""
        if instant in self.instants or day in self.days:
            return True
        return self.never is not None and (instant in self.never.instants or day in self.never.days)


class Changes:
    """The marks of one UID's overrides for each of its masters, worked out once for masters on one clock."""

    def __init__(self, overrides: Iterable[Event], zones: Zones) -> None:
        self._overrides = tuple(overrides)
        self._zones = zones
        self._known: dict[tuple[int, str, bool], Marks] = {}
        stamps = [one.replaces for one in self._overrides if one.replaces]
        self._exact = not any(stamp.dated or stamp.zone == FLOATING for stamp in stamps)

    def of(self, master: Event) -> Marks:
        """The marks of a master: its overrides and its own exceptions. Raises ValueError for an unknown zone."""
        # Changes that name instants, whatever the clock of their series, are the same for all timed series.
        one_clock = self._exact and not master.start.dated
        key = (0, "", False) if one_clock else (master.sheet, master.start.zone, master.start.dated)
        if key not in self._known:
            self._known[key] = self._worked_out(master)
        marks = self._known[key]
        return replace(marks, never=self._struck_out(master)) if master.never else marks

    def _struck_out(self, master: Event) -> Marks:
        marks = Marks()
        for stamp in master.never:
            self._mark(marks, master, master.sheet, stamp)
        return marks

    def kept(self, masters: Iterable[Event]) -> Iterator[Event]:
        """The replaced instances, each once, but for those that a newer version of their series has struck."""
        instants, days = self._newest_strikes(masters)
        seen: set[object] = set()
        for one in self._overrides:
            if (at := self.key(one)) in seen:
                continue
            seen.add(at)
            day = self.day(one.sheet, one.replaces or one.start)
            if one.sequence >= max(instants.get(at, 0), days.get(day, 0)):
                yield one

    def _newest_strikes(self, masters: Iterable[Event]) -> tuple[dict[object, int], dict[int, int]]:
        """The highest SEQUENCE of a series that strikes an instant, or a day, by its EXDATE."""
        instants: dict[object, int] = {}
        days: dict[int, int] = {}
        for master in masters:
            never = self._struck_out(master)
            instants |= {at: max(master.sequence, instants.get(at, 0)) for at in never.instants}
            days |= {day: max(master.sequence, days.get(day, 0)) for day in never.days}
        return instants, days

    def key(self, override: Event) -> object:
        """What is equal for two overrides of one instance, however it is named."""
        stamp = override.replaces or override.start
        return stamp if stamp.dated else self._zones.dial(override.sheet, stamp.zone).utc(stamp.naive)

    def _worked_out(self, master: Event) -> Marks:
        marks = Marks()
        for one in reversed(self._overrides):  # of two that hold from one instant the first counts, as everywhere
            if one.replaces is not None:
                at = self._mark(marks, master, one.sheet, one.replaces)
                if one.onwards:
                    marks.later.changes.append((at, one))
        marks.later.changes.sort(key=lambda change: change[0])
        return marks

    def _mark(self, marks: Marks, master: Event, sheet: int, stamp: Stamp) -> int:
        """Marks one instance; gives its instant, or its day in seconds where one of the two is all-day."""
        if stamp.dated or master.start.dated:
            day = self.day(sheet, stamp)
            marks.days.add(day)
            return day * DAY if master.start.dated else self._dial(master, sheet, stamp).utc(day * DAY)
        at = self._dial(master, sheet, stamp).utc(stamp.naive)
        marks.instants.add(at)
        return at

    def _dial(self, master: Event, sheet: int, stamp: Stamp) -> Dial:
        """The clock of an exception; without one of its own it is the series'."""
        if stamp.zone == FLOATING:
            return self._zones.dial(master.sheet, master.start.zone)
        return self._zones.dial(sheet, stamp.zone)

    def day(self, sheet: int, stamp: Stamp) -> int:
        """The day that a stamp means for an all-day series: local midnights are often written in UTC."""
        if stamp.zone == UTC and stamp.naive % DAY:
            return self._zones.dial(sheet, FLOATING).local(stamp.naive) // DAY
        return stamp.day
