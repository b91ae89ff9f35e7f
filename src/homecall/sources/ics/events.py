"""One event as it is written: when it starts, how long it lasts, how it repeats, what it replaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from homecall.sources.ics.lines import Component, Property, unescaped
from homecall.sources.ics.rules import Rule, parse
from homecall.sources.ics.zones import Localize, Zones, utc
from homecall.spans.span import Minute

WANTED = frozenset(
    {"UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
     "SEQUENCE", "STATUS"}
)  # fmt: skip
MOST_DATES = 20_000
"""Dates that one event may list as exceptions or additions."""

_STAMP = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?\d{2})?(Z)?)?$", re.IGNORECASE)
_DURATION = re.compile(r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$")
_YEARS = range(1600, 2200)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date or a time as written: on which clock, and whether it is a date alone (`dated`)."""

    naive: datetime
    localize: Localize
    dated: bool

    @property
    def minute(self) -> Minute:
        """Its instant; of a date, the midnight with which it begins."""
        return self.localize(self.naive)


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: days and hours by the wall clock, then minutes that really pass."""

    wall: timedelta
    elapsed: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A VEVENT. `length` is None where nobody says how long it takes. `line` is where it stands in the file.

    `replaces` is the instance of its series that it stands for, `onwards` whether for all later ones too.
    """

    uid: str
    title: str
    line: int
    start: Stamp
    length: Length | None
    rules: tuple[Rule, ...] = ()
    not_rules: tuple[Rule, ...] = ()
    also: tuple[Stamp, ...] = ()
    never: tuple[Stamp, ...] = ()
    replaces: Stamp | None = None
    onwards: bool = False
    sequence: int = 0
    cancelled: bool = False


def event(component: Component, zones: Zones) -> Event:
    """The event of a component. Raises ValueError, saying why, for one that cannot be read."""
    if not component.closed:
        raise ValueError("it has no end (END:VEVENT)")
    found: dict[str, list[Property]] = {}
    for one in component.properties(WANTED):
        found.setdefault(one.name, []).append(one)
    if "DTSTART" not in found:
        raise ValueError("it has no start")
    start = stamp(found["DTSTART"][0], zones)
    replaced = found.get("RECURRENCE-ID", [])
    return Event(
        uid=_text(found, "UID"),
        title=" ".join(_text(found, "SUMMARY").split()) or "(untitled)",
        line=component.line,
        start=start,
        length=_length(start, found, zones),
        rules=tuple(parse(one.value) for one in found.get("RRULE", [])),
        not_rules=tuple(parse(one.value) for one in found.get("EXRULE", [])),
        also=_stamps(found.get("RDATE", []), zones),
        never=_stamps(found.get("EXDATE", []), zones),
        replaces=stamp(replaced[0], zones) if replaced else None,
        onwards=bool(replaced) and replaced[0].parameters.get("RANGE", "").upper() == "THISANDFUTURE",
        sequence=_sequence(_text(found, "SEQUENCE")),
        cancelled=_text(found, "STATUS").upper() == "CANCELLED",
    )


def _text(found: dict[str, list[Property]], name: str) -> str:
    return unescaped(found[name][0].value) if name in found else ""


def _sequence(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def stamp(written: Property, zones: Zones, value: str | None = None) -> Stamp:
    """The date or time of a property (or of one value of its list). Raises ValueError."""
    text = (written.value if value is None else value).strip()
    found = _STAMP.match(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not a date or a time")
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if year not in _YEARS:
        raise ValueError(f"the year {year} is too far away")
    if found[4] is None or written.parameters.get("VALUE", "").upper() == "DATE":
        return Stamp(datetime(year, month, day), zones.floating, dated=True)  # noqa: DTZ001 (the clock is beside it)
    naive = datetime(year, month, day, int(found[4]), int(found[5]))  # noqa: DTZ001 (the clock is beside it)
    return Stamp(naive, utc if found[6] else zones.named(written.parameters.get("TZID", "")), dated=False)


def _stamps(written: list[Property], zones: Zones) -> tuple[Stamp, ...]:
    """Each date of the lists, once. Of a period only its start is taken: instances are as long as their event."""
    values = {(value.partition("/")[0].strip(), n) for n, one in enumerate(written) for value in one.value.split(",")}
    if len(values) > MOST_DATES:
        raise ValueError(f"it lists more than {MOST_DATES} dates")
    return tuple(stamp(written[n], zones, value) for value, n in sorted(values) if value)


def _length(start: Stamp, found: dict[str, list[Property]], zones: Zones) -> Length | None:
    if "DTEND" in found:
        return _until(start, stamp(found["DTEND"][0], zones))
    if "DURATION" in found:
        return _lasting(found["DURATION"][0].value, dated=start.dated)
    return Length(timedelta(days=1)) if start.dated else None


def _until(start: Stamp, end: Stamp) -> Length | None:
    """The length up to an end. All-day events that end on the day they start last that day."""
    if start.dated != end.dated:
        raise ValueError("one of its start and end is a date and the other a time")
    if start.dated and end.naive == start.naive:
        return Length(timedelta(days=1))
    same_clock = start.localize == end.localize
    if end.naive < start.naive if same_clock else end.minute < start.minute:
        raise ValueError("it ends before it starts")
    if end.minute == start.minute and end.naive == start.naive:
        return None
    return Length(end.naive - start.naive) if same_clock else Length(timedelta(), end.minute - start.minute)


def _lasting(text: str, *, dated: bool) -> Length | None:
    found = _DURATION.match(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(f"{text[:40]!r} is not a duration")
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in found.groups()[1:])
    whole, elapsed = timedelta(weeks=weeks, days=days), hours * 60 + minutes + seconds // 60
    if found[1] == "-" and (whole or elapsed):
        raise ValueError("it ends before it starts")
    if dated:
        return Length(timedelta(days=max(1, whole.days + -(-elapsed // 1440))))
    return Length(whole, elapsed) if whole or elapsed else None
