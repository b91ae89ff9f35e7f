"""Clocks on walls: the one module that knows zones, local dates and daylight saving.

Where a local time does not exist (clocks jump forward), the time as far past the jump is meant; where it exists
twice (clocks fall back), the first. Both follow PEP 495 with fold = 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from homecall.errors import TimeError
from homecall.spans.span import Minute, Span, instant
from homecall.tongue import say

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_IN_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?:\+(\d))?$")


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A reading of the wall clock: minutes past midnight, and how many days later (`07:00+1`).

    `24:00` is allowed and means the next midnight.
    """

    minutes: int
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Clock:
        """Read `HH:MM` or `HH:MM+days`. Raises TimeError on anything else."""
        found = _CLOCK.match(text.strip())
        hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
        if found is None or minute > 59 or hour * 60 + minute > 24 * 60:
            raise TimeError(
                say("{text} is not a time of day.", text=repr(text)), cure=say('Write it as "HH:MM", such as "07:30".')
            )
        return cls(hour * 60 + minute, int(found[3] or 0))

    def __str__(self) -> str:
        plus = f"+{self.days}" if self.days else ""
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}{plus}"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A span of wall-clock time on some weekdays (0 is Monday). An end not after its start is on the next day."""

    days: frozenset[int]
    start: Clock
    end: Clock

    @property
    def wraps(self) -> bool:
        """Whether it ends on the day after it starts."""
        return self.end.minutes <= self.start.minutes


def parse_days(text: str) -> frozenset[int]:
    """Read `Mon-Fri`, `Tue,Thu` or `Sat` into weekdays, Monday 0. Raises TimeError on anything else."""
    days: set[int] = set()
    for part in text.split(","):
        ends = [_weekday(name, text) for name in part.split("-")]
        if len(ends) > 2:
            raise TimeError(
                say("{value} is not a range of days.", value=repr(part.strip())),
                cure=say('Write "Mon-Fri" or "Tue,Thu".'),
            )
        length = (ends[-1] - ends[0]) % 7
        days |= {(ends[0] + step) % 7 for step in range(length + 1)}
    return frozenset(days)


def _weekday(name: str, text: str) -> int:
    word = name.strip().lower()
    # A whole word or none: "Mon to Fri" must not be taken for Monday alone.
    found = [number for number, full in enumerate(_IN_FULL) if len(word) >= 3 and full.startswith(word)]
    if not found:
        raise TimeError(
            say("{text} does not name days.", text=repr(text)), cure=say('Write "Mon-Fri", "Tue,Thu" or "Sat".')
        )
    return found[0]


def parse_weekly(text: str) -> Weekly:
    """Read `Mon-Fri 07:00-18:30`. Raises TimeError on anything else."""
    days, _, hours = text.strip().rpartition(" ")
    start, dash, end = hours.partition("-")
    if not days or not dash:
        raise TimeError(
            say("{text} is not days and hours.", text=repr(text)), cure=say('Write it as "Mon-Fri 07:00-18:30".')
        )
    return Weekly(parse_days(days), Clock.parse(start), Clock.parse(end))


@cache
def _zones() -> frozenset[str]:
    """Every zone there is; to look for them takes longer than to plan a day."""
    return frozenset(available_timezones())


@dataclass(frozen=True)
class Wall:
    """The wall clock of one place, named by its IANA zone. Raises TimeError for an unknown zone."""

    zone: str
    _midnights: dict[date, Minute] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.zone not in _zones():
            raise TimeError(
                say("{zone} is not a time zone.", zone=repr(self.zone)),
                cure=say('Use an IANA name, such as "America/Chicago".'),
            )

    @cached_property
    def info(self) -> ZoneInfo:
        """The zone's rules."""
        return ZoneInfo(self.zone)

    def at(self, day: date, clock: Clock) -> Minute:
        """The instant at which this clock reads `clock` on `day` (plus the clock's own days)."""
        return _at(self.zone, day, clock.days * 1440 + clock.minutes)

    def localize(self, naive: datetime) -> Minute:
        """The instant of a local date and time written without a zone."""
        return instant(naive.replace(tzinfo=self.info))

    def midnight(self, day: date) -> Minute:
        """The instant at which the local day begins."""
        if day not in self._midnights:
            self._midnights[day] = self.at(day, Clock(0))
        return self._midnights[day]

    def noon(self, day: date) -> Minute:
        """The instant at which this clock reads 12:00 on the day."""
        return self.at(day, Clock(12 * 60))

    def day(self, day: date) -> Span:
        """The local day as a span: 23, 24 or 25 hours."""
        return Span(self.midnight(day), self.midnight(day + timedelta(days=1)))

    def span(self, day: date, start: Clock, end: Clock) -> Span:
        """From `start` to `end` on `day`; an end that is not later by the clock falls on the next day.

        Raises TimeError where a change of clocks leaves nothing between them.
        """
        found = self.window(day, start, end)
        if found is None:
            raise TimeError(
                say(
                    "The clocks change between {start} and {end} on {day}, and leave nothing of it.",
                    start=start,
                    end=end,
                    day=day,
                )
            )
        return found

    def window(self, day: date, start: Clock, end: Clock) -> Span | None:
        """The same as `span`, or None where a change of clocks swallows all of it: 02:00 to 03:00 in spring."""
        late = Clock(end.minutes, end.days + 1) if (end.days, end.minutes) <= (start.days, start.minutes) else end
        first, last = self.at(day, start), self.at(day, late)
        return Span(first, last) if first < last else None

    def weekly(self, weekly: Weekly, days: Iterator[date] | list[date]) -> tuple[Span, ...]:
        """The spans of a weekly window that start on the given days; swallowed ones are left out."""
        found = (self.window(d, weekly.start, weekly.end) for d in days if d.weekday() in weekly.days)
        return tuple(span for span in found if span is not None)

    def local(self, minute: Minute) -> datetime:
        """The instant as an aware datetime on this clock."""
        return datetime.fromtimestamp(minute * 60, UTC).astimezone(self.info)

    def date(self, minute: Minute) -> date:
        """The local date at the instant."""
        return self.local(minute).date()

    def iso(self, minute: Minute) -> str:
        """The instant in ISO 8601 with this clock's offset, to the second."""
        return self.local(minute).isoformat()


@lru_cache(maxsize=20_000)
def _at(zone: str, day: date, minutes: int) -> Minute:
    """The instant at which a zone's clock reads so many minutes after the day's midnight.

    The same few clocks are asked for on the same few days, by every family of a place.
    """
    naive = datetime.combine(day + timedelta(days=minutes // 1440), datetime.min.time())
    return instant((naive + timedelta(minutes=minutes % 1440)).replace(tzinfo=ZoneInfo(zone)))


@dataclass(frozen=True)
class Horizon:
    """The whole local days that a plan runs over, and the instant that it is made at.

    `days` counts local days from `first`; `now` is in minutes since the epoch and may lie outside.
    """

    wall: Wall
    first: date
    days: int
    now: Minute

    def __post_init__(self) -> None:
        if self.days < 1:
            raise TimeError(say("A plan needs at least one day."), cure=say("Ask for one week or more."))

    @cached_property
    def span(self) -> Span:
        """The horizon in UTC."""
        return Span(self.wall.midnight(self.first), self.wall.midnight(self.first + timedelta(days=self.days)))

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Each local day of the horizon, in order."""
        return tuple(self.first + timedelta(days=n) for n in range(self.days))

    @cached_property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The days by Monday-to-Sunday week; the first and the last may be clipped."""
        weeks: dict[date, list[date]] = {}
        for day in self.dates:
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
        return tuple(tuple(week) for week in weeks.values())

    def parts(self, weeks: int) -> tuple[Horizon, ...]:
        """The horizon cut after every so many calendar weeks, each part with the same `now`."""
        groups = [self.weeks[n : n + weeks] for n in range(0, len(self.weeks), weeks)]
        return tuple(replace(self, first=g[0][0], days=sum(len(week) for week in g)) for g in groups)

    def around(self, before: int = 0, after: int = 0) -> list[date]:
        """The days of the horizon with some more on either side."""
        return [self.first + timedelta(days=n) for n in range(-before, self.days + after)]
