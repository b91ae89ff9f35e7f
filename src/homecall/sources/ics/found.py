"""What is found in a calendar: occurrences inside a window, what was refused, and how far the calendar speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from homecall.sources.ics.events import CANCELLED, Event
from homecall.sources.ics.walk import Budget, Limits, TooMuch
from homecall.sources.ics.zones import Zones

MOST_NAMED = 200
"""How much of its title names what was refused."""


class Occurrence(NamedTuple):
    """One time that an event takes place. All-day ones are in days since 1970, the others in UTC seconds since 1970.

    `end` is exclusive; it equals `start` where nobody says how long a timed event takes. `status` is as in the file.
    """

    start: int
    end: int
    all_day: bool
    uid: str
    summary: str
    status: str


class Refused(NamedTuple):
    """An event that was not read, or not to its end: its title, its line, a sentence why, and the limit it ran into."""

    what: str
    line: int
    why: str
    limit: str = ""


class Window(NamedTuple):
    """The time of which occurrences are kept: `start` to `end` in UTC seconds, `first` to `last` in days, exclusive.

    A series that ends is followed `ahead` days further, to learn how far its calendar goes. `wall_ends` says that the
    instances of a series end where the clock on the wall shows the same time as at the end of the first; else each
    lasts as long as the first (RFC 5545, 3.8.5.3). The two differ on nights on which clocks change.
    """

    start: int
    end: int
    first: int
    last: int
    ahead: int = 0
    wall_ends: bool = False


@dataclass(slots=True)
class Reach:
    """How far a calendar speaks: its last start in UTC seconds, its last all-day day, whether a series never ends."""

    start: int | None = None
    day: int | None = None
    endless: bool = False


@dataclass(slots=True)
class Findings:
    """What has been found so far in one calendar, and what it may still cost."""

    zones: Zones
    window: Window
    limits: Limits
    budget: Budget
    found: list[Occurrence] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    titles: set[str] = field(default_factory=set)
    weight: int = 0

    def add(self, event: Event, start: int, end: int) -> None:
        """Takes a timed occurrence in, if it touches the window. Raises TooMuch."""
        reach, window = self.reach, self.window
        if (reach.start is None or start > reach.start) and event.status != CANCELLED:
            reach.start = start
        if start < window.end and (end > window.start or start >= window.start):
            self._keep(Occurrence(start, end, False, event.uid, event.title, event.status))  # noqa: FBT003 (a tuple, by place)

    def add_days(self, event: Event, day: int, days: int) -> None:
        """Takes an all-day occurrence in, if it touches the window. Raises TooMuch."""
        reach = self.reach
        if (reach.day is None or day + days - 1 > reach.day) and event.status != CANCELLED:
            reach.day = day + days - 1
        if day < self.window.last and day + days > self.window.first:
            self._keep(Occurrence(day, day + days, True, event.uid, event.title, event.status))  # noqa: FBT003 (a tuple, by place)

    def _keep(self, occurrence: Occurrence) -> None:
        # Each says its title again: with long ones the same number of occurrences is a hundred times the text.
        self.weight += 1 + (len(occurrence.uid) + len(occurrence.summary)) // 250
        if self.weight > self.limits.calendar:
            raise TooMuch(f"the calendar holds more than {self.limits.calendar:,} occurrences", "calendar")
        self.found.append(occurrence)

    def refuse(self, event: Event, error: Exception) -> None:
        """Writes down what was not read. A limit leaves what came before it in place."""
        limit = getattr(error, "limit", "")
        what = "This event was not read to its end" if limit else "This event was left out"
        self.refused.append(Refused(event.title[:MOST_NAMED], event.line, f"{what}: {error}.", limit))
