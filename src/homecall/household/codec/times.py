"""Clock times, days, dates and windows of the household file, each refused in a parent's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from homecall.errors import TimeError
from homecall.household.codec.lines import Path
from homecall.household.codec.table import Table, shown
from homecall.spans.span import DAY, Span, union
from homecall.spans.wall import Clock, Weekly, parse_days, parse_weekly
from homecall.tongue import joined, noted, say

Read = TypeVar("Read")

YEARS = range(1900, 2200)
WEEK = 7 * DAY
_AT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00)?$")
_OFFSET = re.compile(r":\d\d\s*(?:Z|[+-]\d\d:?\d\d)\s*(?:/|$)", re.IGNORECASE)
_AT_CURE = noted('Write it in local time as at = "2026-12-10T14:00/2026-12-10T15:30".')


def clock(table: Table, key: str, *, days: int = 0, midnight: bool = False) -> Clock:
    """A time of day, at most `days` days later (`+1`). `midnight` allows 24:00, which only an end may be."""
    read = _parsed(table, (key,), table.text(key), Clock.parse)
    return _bounded(table, (key,), read, days=days, midnight=midnight)


def _bounded(table: Table, path: Path, read: Clock, *, days: int, midnight: bool) -> Clock:
    said = table.said(str(path[0]))
    if read.days > days:
        most = say("+{days} is the most", days=days) if days else say("it has to be a time of that same day")
        table.refuse(
            path, say('{key} is "{read}"; {most}.', key=said, read=read, most=most), say('Write it as "HH:MM".')
        )
    if read.minutes >= DAY and not midnight:
        table.refuse(path, say('{key} cannot be "{read}".', key=said, read=read), say('Write midnight as "00:00".'))
    return read


def _parsed(table: Table, path: Path, text: str, parse: Callable[[str], Read]) -> Read:
    """What the parser makes of the text; its complaint becomes ours, with file and line."""
    try:
        return parse(text)
    except TimeError as error:
        table.refuse(path, joined("", (table.said(str(path[0])), ": ", error.message)), error.cure)


def days_of(table: Table) -> frozenset[int]:
    """The weekdays under `days`; every day if it is absent."""
    return _parsed(table, ("days",), table.text("days", "Mon-Sun"), parse_days)


def window(table: Table) -> Weekly:
    """The hours under `window` on the weekdays under `days`; an end not after the start is on the next day."""
    text = table.text("window")
    start, dash, end = text.partition("-")
    if not dash:
        table.refuse(
            "window",
            say('{key} is not two times: "{text}".', key=table.said("window"), text=text),
            say('Write it as "19:00-19:45".'),
        )
    clocks = (_parsed(table, ("window",), start, Clock.parse), _parsed(table, ("window",), end, Clock.parse))
    return _weekly(table, ("window",), Weekly(days_of(table), *clocks))


def weeklies(table: Table, key: str) -> tuple[Weekly, ...]:
    """A list such as ["Mon-Fri 07:00-18:30"]; empty if it is absent."""
    texts = table.texts(key, at_most=50, example='["Mon-Fri 07:00-18:30"]')
    return tuple(_weekly(table, (key, n), _parsed(table, (key, n), text, parse_weekly)) for n, text in enumerate(texts))


def _weekly(table: Table, path: Path, read: Weekly) -> Weekly:
    _bounded(table, path, read.start, days=0, midnight=False)
    _bounded(table, path, read.end, days=1, midnight=True)
    return read


def length(weekly: Weekly) -> int:
    """Minutes from start to end on a day without a change of clocks."""
    minutes = weekly.end.days * DAY + weekly.end.minutes - weekly.start.minutes
    return minutes if minutes > 0 else minutes + DAY


def longest(windows: tuple[Weekly, ...]) -> int:
    """Minutes of the longest unbroken stretch that the windows make together; a week where it never breaks."""
    # Two weeks in a row hold every stretch that runs over the weekend in one piece.
    starts = ((one, start) for one in windows for start in _starts(one))
    stretches = union(Span(start, start + length(one)) for one, start in starts)
    return min(WEEK, max((stretch.minutes for stretch in stretches), default=0))


def _starts(weekly: Weekly) -> list[int]:
    return [(week * 7 + day) * DAY + weekly.start.minutes for week in (0, 1) for day in weekly.days]


def day(table: Table, key: str) -> date | None:
    """A date, native or in quotes; None if it is absent."""
    return _date(table, (key,), table.values[key]) if table.has(key) else None


def _date(table: Table, path: Path, value: object) -> date:
    read = value
    if isinstance(value, str):
        try:
            read = date.fromisoformat(value.strip()) if re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) else value
        except ValueError:
            read = value
    if not isinstance(read, date) or isinstance(read, datetime):
        table.refuse(
            path,
            say("{key} is not a date: {value}.", key=table.said(str(path[0])), value=shown(value)),
            say('Write it as "2026-11-26".'),
        )
    if read.year not in YEARS:
        table.refuse(
            path,
            say("{key} is in the year {year}.", key=table.said(str(path[0])), year=read.year),
            say("Check the year."),
        )
    return read


def days_listed(table: Table, key: str) -> frozenset[date]:
    """The days of a list: single dates, or ranges `first/last` with both ends inside; none if it is absent."""
    value = table.values.get(key, [])
    if not isinstance(value, list) or len(value) > 400:
        table.refuse(
            key,
            say("{key} must be a list of at most 400 dates.", key=table.said(key)),
            say('Write {key} = ["2026-11-26"].', key=key),
        )
    return frozenset(one for n, part in enumerate(value) for one in _range(table, (key, n), part))


def _range(table: Table, path: Path, value: object) -> list[date]:
    first, slash, last = value.partition("/") if isinstance(value, str) else (value, "", "")
    start = _date(table, path, first)
    end = _date(table, path, last) if slash else start
    said = table.said(str(path[0]))
    if end < start:
        table.refuse(
            path,
            say('{key} ends before it begins: "{value}".', key=said, value=value),
            say("Put the earlier day first."),
        )
    if end.toordinal() - start.toordinal() > 366:
        table.refuse(
            path, say('{key} is longer than a year: "{value}".', key=said, value=value), say("Check the years.")
        )
    return [date.fromordinal(one) for one in range(start.toordinal(), end.toordinal() + 1)]


def at(table: Table) -> tuple[datetime, datetime]:
    """The two naive local times under `at`."""
    value = table.values["at"]
    if isinstance(value, datetime):
        table.refuse("at", say("{key} has no end.", key=table.said("at")), say(_AT_CURE))
    text = table.text("at")
    if _OFFSET.search(text):
        table.refuse(
            "at", say('{key} carries an offset from UTC: "{text}".', key=table.said("at"), text=text), _AT_CURE
        )
    first, slash, last = text.partition("/")
    start, end = _local(table, first, text), _local(table, last if slash else "", text)
    if end <= start:
        table.refuse(
            "at", say('{key} must end after it starts: "{text}".', key=table.said("at"), text=text), say(_AT_CURE)
        )
    if end > datetime.combine(date.fromordinal(start.toordinal() + 7), start.time()):
        table.refuse(
            "at",
            say('{key} is longer than a week: "{text}".', key=table.said("at"), text=text),
            say("Check the dates."),
        )
    return start, end


def _local(table: Table, part: str, text: str) -> datetime:
    found = _AT.match(part.strip())
    try:
        read = datetime.fromisoformat(f"{found[1]}T{found[2]}") if found else None
    except ValueError:
        read = None
    if read is None or read.year not in YEARS:
        table.refuse(
            "at", say('{key} is not a start and an end: "{text}".', key=table.said("at"), text=text), say(_AT_CURE)
        )
    return read
