"""Rows, dates and clock times as spreadsheets and reports write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from homecall.errors import SourceError
from homecall.spans.span import Minute, Span, instant
from homecall.spans.wall import Clock, Wall
from homecall.tongue import say

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MOST_ROWS = 100_000
MOST_CELLS = 1_800_000
WIDEST = 16_384
"""Columns of the widest sheet that Excel knows."""

_FEWER = "Export fewer months, or only your own duties."
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_US = re.compile(r"(?:[A-Za-z]+,? )?(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?: .*)?$")
_LONG = re.compile(r"(?:[A-Za-z]+,? )?([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$")
_SHORT = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4}|\d{2})$")
_CLOCK = re.compile(r"(\d{1,2}):?(\d{2})(?::\d{2})?\s*([AaPp])?\.?[Mm]?\.?$")


def rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line, from 1. A row the csv module cannot read has no cells.

    Raises SourceError for more rows, or wider ones, than any schedule has.
    """
    reader = csv.reader(_narrow(text, delimiter), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
            if reader.line_num > MOST_ROWS:
                raise SourceError(say("The table has more than {most} lines.", most=f"{MOST_ROWS:,}"), cure=_FEWER)
            yield reader.line_num, [cell.strip() for cell in cells]
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, []


def _narrow(text: str, delimiter: str) -> Iterator[str]:
    """The lines of a text, before one of them is taken apart into more cells than memory holds."""
    cells = 0
    for line in io.StringIO(text, newline=""):
        wide = line.count(delimiter)
        cells += wide + 1
        if wide > WIDEST or cells > MOST_CELLS:
            raise SourceError(say("The table has more cells than a schedule can have."), cure=_FEWER)
        yield line


def month(name: str) -> int:
    """The number of a month by its English name or its first three letters. Raises ValueError."""
    return MONTHS.index(name[:3].lower()) + 1


def a_date(text: str) -> date:
    """A date: ISO, American with / or -, `May 3, 2026`, or `3-May-26`. Raises ValueError."""
    day = _any_date(text)
    if not 1900 <= day.year <= 2200:
        raise ValueError(f"{text!r} is too far away")
    return day


def _any_date(text: str) -> date:
    text = " ".join(text.split())
    if found := _ISO.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _US.match(text):
        return date(_year(found[3]), int(found[1]), int(found[2]))
    if found := _LONG.match(text):
        return date(int(found[3]), month(found[1]), int(found[2]))
    if found := _SHORT.match(text):
        return date(_year(found[3]), month(found[2]), int(found[1]))
    raise ValueError(f"{text!r} is not a date")


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def clock(text: str) -> int:
    """Minutes past midnight: `0700`, `7:00`, `07:00:00` or `7:00 PM`; 2400 is the next midnight. Raises ValueError."""
    found = _CLOCK.match(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a time of day")
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"{text!r} is not a time of day")
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(f"{text!r} is not a time of day")
    return hour * 60 + minute


def shift(day: date, start: str, end: str, wall: Wall, *, last: date | None = None) -> Span | None:
    """The hours from `start` to `end` on `day`, None where both are empty. Raises ValueError.

    An end that is not later than the start falls on the next day, so equal ones are 24 hours; `last`, where it is
    later than `day`, is the date of the end.
    """
    if not start and not end:
        return None
    begin, finish = clock(start), clock(end)
    final = last if last is not None and last > day else day + timedelta(days=finish <= begin)
    opens, closes = at(day, begin, wall), at(final, finish, wall)
    if closes <= opens:
        raise ValueError("a change of clocks leaves nothing between start and end")
    return Span(opens, closes)


def at(day: date, minutes: int, wall: Wall) -> Minute:
    """The instant at which the wall clock shows `minutes` past midnight on `day`."""
    return wall.at(day, Clock(minutes))


def moment(text: str, wall: Wall) -> tuple[Minute, date, bool]:
    """An ISO date and time as an instant, its local date, and whether it came with an offset. Raises ValueError."""
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is not a date and time") from None
    if not 1900 <= when.year <= 2200:
        raise ValueError(f"{text!r} is too far away")
    if when.tzinfo is None:
        return wall.localize(when), when.date(), False
    return instant(when), wall.date(instant(when)), True


def when(text: str, wall: Wall) -> tuple[Minute, date, bool]:
    """As `moment`, and also with an American or written-out date before a clock time. Raises ValueError."""
    day, _, hours = text.strip().partition(" ")
    if _ISO.match(text.strip()) or not hours:
        return moment(text, wall)
    first = a_date(day)
    return at(first, clock(hours), wall), first, False


def key(header: str) -> str:
    """A column's name without case, spaces or marks, for comparing."""
    return re.sub(r"[^a-z0-9]", "", header.lower())
