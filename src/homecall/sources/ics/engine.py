"""The iCalendar engine: the bytes of a calendar to the occurrences in a window of local days, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from homecall.errors import TimeError
from homecall.sources.ics.events import Event, event
from homecall.sources.ics.expand import take
from homecall.sources.ics.found import MOST_NAMED, Findings, Occurrence, Reach, Refused, Window
from homecall.sources.ics.groups import Series, grouped
from homecall.sources.ics.lines import MOST_EVENTS, Component, Scan, placed, unescaped, unfolded
from homecall.sources.ics.memory import Memory
from homecall.sources.ics.stamps import DAY, days_to
from homecall.sources.ics.walk import Budget, Limits
from homecall.sources.ics.zones import Dial, Zones, iana

LIMITS = Limits()


class Parsed(NamedTuple):
    """A calendar taken apart: its series, its zones and their defaults by VCALENDAR, and events that cannot be read."""

    series: tuple[Series, ...]
    zones: tuple[Component, ...]
    headers: dict[int, str]
    refused: tuple[Refused, ...]
    events: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a calendar says of a window: occurrences by their starts, what was refused, how far the calendar speaks.

    `refused` counts lines as the file has them. `reach` and `titles` look past the window, without
    what is cancelled.
    """

    occurrences: tuple[Occurrence, ...]
    refused: tuple[Refused, ...]
    reach: Reach
    titles: frozenset[str]


_PARSED: Memory[Parsed] = Memory(4, 60_000, lambda parsed: parsed.events)
_READ: Memory[Reading] = Memory(8, 300_000, lambda reading: len(reading.occurrences))


def digest(content: bytes) -> bytes:
    """What tells the content of one calendar from all others."""
    return blake2b(content, digest_size=20).digest()


def occurrences(content: bytes, first: date, last: date, zone: str, limits: Limits = LIMITS, name: str = "") -> Reading:
    """All that takes place from the midnight of `first` up to that of `last`, by the clock of an IANA zone.

    An occurrence counts if it overlaps that time, one without a length if it starts in it. Times without a zone are on
    the calendar's own clock, else on the zone's. Raises SourceError, naming `name`, for what is no whole calendar, and
    TimeError for an unknown zone.
    """
    home = dial(zone)
    window = Window(home.utc(days_to(first) * DAY), home.utc(days_to(last) * DAY), days_to(first), days_to(last))
    return within(content, window, zone, limits, name)


def dial(zone: str) -> Dial:
    """The clock of an IANA zone. Raises TimeError for an unknown one."""
    found = iana(zone)
    if found is None:
        raise TimeError(f"{zone!r} is not a time zone.", cure='Use an IANA name, such as "America/Chicago".')
    return found


def within(content: bytes, window: Window, zone: str, limits: Limits = LIMITS, name: str = "") -> Reading:
    """The same for a window in seconds and days; the last few answers are remembered by what the calendar holds."""
    key = digest(content)
    return _READ.get((key, window, zone, limits), lambda: _read(content, key, window, zone, limits, name))


def _read(content: bytes, key: bytes, window: Window, zone: str, limits: Limits, name: str) -> Reading:
    parsed = _PARSED.get(key, lambda: parse(content, name))
    home, budget = dial(zone), Budget(limits.steps)
    findings = Findings(Zones(parsed.zones, parsed.headers, home, budget), window, limits, budget)
    for series in parsed.series:
        take(findings, series)
    found = sorted(findings.found, key=lambda one: (home.utc(one[0] * DAY) if one[2] else one[0], one))
    titles = frozenset(findings.titles)
    return Reading(tuple(found), _in_file([*parsed.refused, *findings.refused], content), findings.reach, titles)


def parse(content: bytes, name: str = "") -> Parsed:
    """The calendar taken apart, whatever window is asked for. Raises SourceError for what is no whole calendar."""
    scan = Scan(unfolded(content, name), name)
    events: list[Event] = []
    refused = _over(scan)
    for component in scan.events:
        try:
            events.append(event(component))
        except (ValueError, OverflowError) as error:
            title = unescaped(component.value("SUMMARY")[:MOST_NAMED])
            why = f"This event was left out: {error}."
            refused.append(Refused(title, component.line, why, _limit(component, error)))
    return Parsed(tuple(grouped(events)), tuple(scan.zones), scan.headers, tuple(refused), len(scan.events))


def _over(scan: Scan) -> list[Refused]:
    """What is said of the events past the limit, if there are any."""
    if not scan.over:
        return []
    many = "the one that starts first was" if scan.over == 1 else f"the {scan.over:,} that start first were"
    why = f"The calendar holds more than {MOST_EVENTS:,} events; {many} left out, single ones before series."
    return [Refused("", scan.over_at, why, "events")]


def _limit(component: Component, error: Exception) -> str:
    if "more than" in str(error) and "characters" in str(error):
        return "text"
    return "dates" if component.broken or "lists more than" in str(error) else ""


def _in_file(refused: list[Refused], content: bytes) -> tuple[Refused, ...]:
    """What was refused, in the order of the file, with the lines that an editor shows."""
    if not refused:
        return ()
    lines = placed(content, {one.line for one in refused})
    return tuple(one._replace(line=lines.get(one.line, one.line)) for one in sorted(refused, key=lambda one: one.line))
