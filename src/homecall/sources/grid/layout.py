"""Where things stand in a typed grid: found by what the cells look like, since no two programmes agree on rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from homecall.sources.grid.cells import Cell, shown
from homecall.sources.tables import a_date, key, month

LEAST_DATES = 5
"""So many cells of one row must look like dates for it to be the row of dates."""

_PEOPLE = frozenset({"name", "names", "provider", "resident", "residents", "physician", "doctor", "staff", "person",
                     "fellow", "fellows", "faculty", "attending", "employee"})  # fmt: skip
_DAY_MONTH = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?(\d{1,2})[- ]?([A-Za-z]{3,9})\.?$")
_MONTH_DAY = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?([A-Za-z]{3,9})\.?[- ]?(\d{1,2})$")
_NUMBERS = re.compile(r"(?:[A-Za-z]{2,9}\.?,? +)?(\d{1,2})/(\d{1,2})$")
_NUMBER = re.compile(r"(?:(?:mo|tu|we|th|fr|sa|su|m|t|w|f|s)[a-z]*\.? +)?(\d{1,2})$", re.IGNORECASE)
_TITLE = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s*(\d{4})?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a grid with its own row of dates: columns to days, halves of days, people, and its rows of cells.

    `top` and `bottom` are row numbers from 0; the first is the row of dates, the last is not inside.
    """

    top: int
    bottom: int
    people: int
    days: dict[int, date]
    halves: dict[int, str]


def blocks(rows: Sequence[Sequence[Cell]], sheet: str, middle: date) -> Iterator[Block]:
    """Every block of a sheet, from top to bottom. Dates without a year take the one nearest to `middle`."""
    headed = [(n, days) for n in range(len(rows)) if (days := _dates(rows, n, sheet, middle))]
    bottoms = [*(n for n, _ in headed), len(rows)][1:]
    for (top, days), after in zip(headed, bottoms, strict=bool(headed)):
        halves = _halves(rows, top, days)
        people = _people(rows, top, after, min(days))
        if people is not None:
            yield Block(top, after, people, _spread(days, halves), halves)


def _dates(rows: Sequence[Sequence[Cell]], n: int, sheet: str, middle: date) -> dict[int, date]:
    """The dates of a row by column, or nothing if it is not a row of dates."""
    found = {column: day for column, cell in enumerate(rows[n]) if (day := _date(cell, middle))}
    if len(found) >= LEAST_DATES:
        return found
    return _numbered(rows, n, sheet, middle)


def _date(cell: Cell, middle: date) -> date | None:
    if isinstance(cell, date):
        return cell
    text = shown(cell)
    try:
        return a_date(text)
    except ValueError:
        pass
    for pattern, order in ((_DAY_MONTH, (2, 1)), (_MONTH_DAY, (1, 2)), (_NUMBERS, (1, 2))):
        if found := pattern.match(text):
            return _yearless(found[order[0]], int(found[order[1]]), middle)
    return None


def _yearless(month_text: str, day: int, middle: date) -> date | None:
    """The date of a month and a day in the year that brings it nearest to `middle`."""
    try:
        number = int(month_text) if month_text.isdigit() else month(month_text)
    except ValueError:
        return None
    near: list[date] = []
    for year in (middle.year - 1, middle.year, middle.year + 1):
        try:
            near.append(date(year, number, day))
        except ValueError:
            continue
    return min(near, key=lambda one: abs(one - middle), default=None)


def _numbered(rows: Sequence[Sequence[Cell]], n: int, sheet: str, middle: date) -> dict[int, date]:
    """The dates of a row of day numbers that stands under the name of a month; after the last comes the next month."""
    numbers = {column: int(found[1]) for column, cell in enumerate(rows[n]) if (found := _NUMBER.match(shown(cell)))}
    runs = [column for column, day in numbers.items() if numbers.get(column + 1, numbers.get(column + 2)) == day + 1]
    if len(runs) + 1 < LEAST_DATES:
        return {}
    first = _title(rows, n, sheet, middle)
    if first is None:
        return {}
    days: dict[int, date] = {}
    for column, number in numbers.items():
        if days and number < list(days.values())[-1].day:
            first = (first + timedelta(days=32)).replace(day=1)
        try:
            days[column] = first.replace(day=number)
        except ValueError:
            continue
    return days


def _title(rows: Sequence[Sequence[Cell]], n: int, sheet: str, middle: date) -> date | None:
    """The first of the month named in the row, above it, or on the sheet's tab."""
    above = [shown(cell) for row in reversed(rows[max(0, n - 6) : n + 1]) for cell in row]
    for text in (*above, sheet):
        if found := _TITLE.search(text):
            return date(int(found[2]), month(found[1]), 1) if found[2] else _yearless(found[1], 1, middle)
    return None


def _halves(rows: Sequence[Sequence[Cell]], top: int, days: dict[int, date]) -> dict[int, str]:
    """AM or PM by column, where each date has two columns: labelled so, or always with one empty cell after it."""
    for row in rows[max(0, top - 2) : top + 4]:
        labels = {c: label for c, cell in enumerate(row) if (label := shown(cell).upper()) in ("AM", "PM")}
        if len(labels) >= LEAST_DATES and len(set(labels.values())) == 2:
            return labels
    columns = sorted(days)
    steps = {later - earlier for earlier, later in pairwise(columns)}
    if steps == {2}:
        return {column + n: half for column in columns for n, half in enumerate(("AM", "PM"))}
    doubled = {c: "PM" if days.get(c - 1) == days[c] else "AM" for c in columns}
    return doubled if list(doubled.values()).count("PM") * 2 == len(doubled) else {}


def _spread(days: dict[int, date], halves: dict[int, str]) -> dict[int, date]:
    """The dates with the second column of each that has two."""
    beside = {column + 1: day for column, day in days.items() if column + 1 in halves and column + 1 not in days}
    return {column: day for column, day in sorted((days | beside).items())}


def _people(rows: Sequence[Sequence[Cell]], top: int, bottom: int, before: int) -> int | None:
    """The column of names: the one that says so, else the one left of the dates with the most different long texts."""
    for row in rows[max(0, top - 2) : min(top + 5, bottom)]:
        named = [column for column, cell in enumerate(row[:before]) if key(shown(cell)) in _PEOPLE]
        if named:
            return named[-1]
    texts = {c: {text for row in rows[top + 1 : bottom] if c < len(row) and len(text := shown(row[c])) >= 3}
             for c in range(before)}  # fmt: skip
    best = max(texts, key=lambda column: len(texts[column]), default=None)
    return best if best is not None and texts[best] else None


def middle_of(first: date, days: int) -> date:
    """The middle day of a horizon."""
    return first + timedelta(days=days // 2)


def is_label(cell: Cell) -> bool:
    """Whether a cell in the column of names is the column's own heading."""
    return key(shown(cell)) in _PEOPLE
