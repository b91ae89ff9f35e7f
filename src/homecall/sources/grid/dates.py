"""Dates as people type them above a column: with a year or without, as day numbers under a month, as ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from homecall.sources.grid.cells import Cell, shown
from homecall.sources.tables import a_date, month

_DAY_MONTH = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?(\d{1,2})[- ]?([A-Za-z]{3,9})\.?$")
_MONTH_DAY = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?([A-Za-z]{3,9})\.?[- ]?(\d{1,2})$")
_NUMBERS = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?(\d{1,2})/(\d{1,2})$")
_NUMBER = re.compile(r"(?:(?:mo|tu|we|th|fr|sa|su|m|t|w|f|s)[a-z]*\.? +)?(\d{1,2})$", re.IGNORECASE)
_A_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TITLE = re.compile(rf"\b{_A_MONTH}(?![a-z])\.?,?\s*(\d{{4}})?\b", re.IGNORECASE)
_ALONE = re.compile(rf"{_A_MONTH}\.?(?:[ -]'?(\d{{4}}|\d{{2}}))?", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DASH = re.compile(r"\s*(?:[-–—]|\bto\b)\s*")
_BLOCK = re.compile(r"^(?:block|blk|week|wk)\.?\s*\d{1,2}\s*[ab]?\s*[:(]?\s*", re.IGNORECASE)


_YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Typed:
    """A date as typed; `year` is 0 where it names none."""

    month: int
    day: int
    year: int = 0

    def near(self, middle: date) -> date | None:
        """The date; without a year, in the one that brings it nearest to `middle`."""
        years = (self.year,) if self.year else (middle.year - 1, middle.year, middle.year + 1)
        found = [one for year in years if (one := self.on(year))]
        return min(found, key=lambda one: abs(one - middle), default=None)

    def on(self, year: int) -> date | None:
        """The date in a year, None on 29 February of a year without one."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def typed(cell: Cell) -> Typed | None:
    """The date of a cell, None if it is none, or one that no roster can mean."""
    if isinstance(cell, date):
        return Typed(cell.month, cell.day, cell.year) if cell.year in _YEARS else None
    # Most cells of a grid hold codes; those without a digit are not looked at, and equal ones only once.
    return _typed(shown(cell)) if any(map(cell.__contains__, "0123456789")) else None


@lru_cache(maxsize=8192)
def _typed(text: str) -> Typed | None:
    try:
        whole = a_date(text)
    except ValueError:
        return _yearless(text)
    return Typed(whole.month, whole.day, whole.year)


def _yearless(text: str) -> Typed | None:
    for pattern, of_month, of_day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2), (_NUMBERS, 1, 2)):
        if found := pattern.match(text):
            try:
                number = int(found[of_month]) if found[of_month].isdigit() else month(found[of_month])
                date(2000, number, int(found[of_day]))
            except ValueError:
                return None
            return Typed(number, int(found[of_day]))
    return None


def date_of(cell: Cell, middle: date) -> date | None:
    """The date of a cell, the one nearest to `middle` if it has no year."""
    found = typed(cell)
    return found.near(middle) if found else None


def both(cell: Cell) -> tuple[Typed, Typed] | None:
    """The two dates of a range such as `7/1 - 7/28` or `Block 1 (Jul 1-Jul 28)`."""
    if isinstance(cell, date) or len(cell) > 60:
        return None
    text = _BLOCK.sub("", shown(cell)).strip("() ")
    for dash in _DASH.finditer(text):
        first, last = typed(text[: dash.start()].strip()), typed(text[dash.end() :].strip())
        if first and last:
            return first, last
    return None


def number(cell: Cell) -> int | None:
    """A bare day number, perhaps behind a weekday."""
    if not isinstance(cell, str) or len(cell) > 20:
        return None
    found = _NUMBER.match(shown(cell))
    return int(found[1]) if found else None


def numbered(numbers: Mapping[int, int], first: date) -> dict[int, date]:
    """The dates of day numbers in order, from the month of `first` on; where they fall, the next month begins."""
    days: dict[int, date] = {}
    before = 0
    for place, day in numbers.items():
        if day < before:
            first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        try:
            days[place] = first.replace(day=day)
        except ValueError:
            continue
        before = day
    return days


def month_above(rows: Sequence[Sequence[Cell]], n: int, sheet: str, middle: date) -> date | None:
    """The first of the month named in the row, above it, or on the sheet's tab."""
    above = [shown(cell) for row in reversed(rows[max(0, n - 6) : n + 1]) for cell in row]
    for text in (*above, sheet):
        if found := _TITLE.search(text):
            one = Typed(month(found[1]), 1, int(found[2] or 0))
            return one.near(middle)
    return None


def a_month(cell: Cell) -> Typed | None:
    """The first of a month that a cell names and nothing else, such as `Jul`, `August` or `Sep 2026`."""
    words = _ALONE.fullmatch(shown(cell)) if isinstance(cell, str) else None
    if words is None:
        return None
    year = int(words[2] or 0)
    return Typed(month(words[1]), 1, year + 2000 if 0 < year < 100 else year)


def weekday(cell: Cell) -> int | None:
    """The weekday that a cell names, Monday 0."""
    found = _WEEKDAY.search(shown(cell)) if isinstance(cell, str) else None
    return _WEEKDAYS.index(found[1].lower()) if found else None


def long(day: date) -> str:
    """A date in words."""
    return f"{day.day} {day:%B %Y}"
