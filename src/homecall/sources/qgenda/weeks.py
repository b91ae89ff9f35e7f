"""Where the weeks of QGenda's Excel calendar stand: found by their dates, since the rows move from week to week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from homecall.sources.grid.cells import Cell, Sheet, shown
from homecall.sources.tables import a_date

LEAST_DATES = 3
"""So many days in a row make a row of dates; a calendar may begin or end within a week."""

SURE = 0.8
"""From this share of names among the cells of one column on, it is surely the column of people."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAME = re.compile(r"[^\W\d_][^,\d]{0,40}, ?[^\W\d_][^,\d]{0,40}$")
_REQUEST = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\b\s*\S")


@dataclass(frozen=True, slots=True)
class Week:
    """The rows of one week: `top` is its row of dates, `bottom` the first row that is no longer its own.

    `days` are dates by the first column of their pair. `named` says whether the weekdays above them agree.
    """

    top: int
    bottom: int
    days: dict[int, date]
    named: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which of two columns holds the people: 0 or 1, and the share of its cells that look like names."""

    person: int
    share: float


def weeks(sheet: Sheet) -> list[Week]:
    """Every week, from top to bottom; each goes down to the next one, or to the end of the sheet."""
    tops = [(n, days, *_above(sheet.rows, n, days)) for n, row in enumerate(sheet.rows) if (days := _dates(row))]
    ends = [*(top - above for top, _, above, _ in tops[1:]), len(sheet.rows)]
    return [Week(top, end, days, named) for (top, days, _, named), end in zip(tops, ends, strict=bool(tops))]


def _dates(row: Sequence[Cell]) -> dict[int, date]:
    """The dates of a row by column: following days, each with a column beside it. Else none."""
    found = {column: day for column, cell in enumerate(row) if (day := _date(cell))}
    steps = {(right - left, found[right] - found[left]) for left, right in pairwise(found)}
    even = len(steps) == 1 and all(wide >= 2 and later == timedelta(days=1) for wide, later in steps)
    return found if len(found) >= LEAST_DATES and even else {}


def _date(cell: Cell) -> date | None:
    if isinstance(cell, date):
        return cell
    try:
        return a_date(cell) if cell else None
    except ValueError:
        return None


def _above(rows: Sequence[Sequence[Cell]], top: int, days: dict[int, date]) -> tuple[int, bool]:
    """How many rows above the dates belong to them, and whether they name the right weekdays."""
    row = rows[top - 1] if top else []
    said = {c: shown(row[c]).casefold() for c in days if c < len(row)}
    if not any(word in _WEEKDAYS for word in said.values()):
        return 0, False
    return 1, all(said.get(column) == _WEEKDAYS[day.weekday()] for column, day in days.items())


def pairs(sheet: Sheet, found: Sequence[Week]) -> Pairs:
    """Which column of each pair holds the people: the one with more names among its cells."""
    cells: tuple[list[bool], list[bool]] = ([], [])
    for week in found:
        for n in range(week.top + 1, week.bottom):
            for column in week.days:
                texts = [shown(sheet.cell(n, column + side)) for side in (0, 1)]
                if all(texts):
                    for side, text in enumerate(texts):
                        cells[side].append(is_name(text))
    shares = [sum(side) / len(side) if side else 0.0 for side in cells]
    person = int(shares[1] > shares[0])
    return Pairs(person, shares[person])


def is_name(text: str) -> bool:
    """Whether a text looks like `SURNAME, GIVEN`."""
    return _NAME.match(text) is not None


def is_request(text: str) -> bool:
    """Whether a text begins with a date, as the lines of requests below a calendar do."""
    return _REQUEST.match(text) is not None


def person_at(sheet: Sheet, week: Week, row: int, column: int) -> tuple[str, bool]:
    """The person of a cell, and whether the name stands further up in a cell merged over several rows of the week."""
    top, left = sheet.merged.get((row, column), (row, column))
    above = left == column and week.top < top < row
    return shown(sheet.cell(top if above else row, column)), above


def blank(row: Sequence[Cell]) -> bool:
    """Whether a row shows nothing."""
    return not any(shown(cell) for cell in row)
