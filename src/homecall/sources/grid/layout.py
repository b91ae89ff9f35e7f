"""Where days stand along the top of a typed grid: found by what the cells look like, since no two programmes agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from homecall.errors import SourceError
from homecall.sources.grid.cells import Cell, Sheet, shown
from homecall.sources.grid.dates import date_of, month_above, number, numbered, typed, weekday
from homecall.sources.tables import key
from homecall.tongue import say

LEAST_DATES = 5
"""So many cells of one row must look like dates for it to be the row of dates."""

MOST_BLOCKS = 400
"""Rows of dates in one sheet; years of weekly blocks have fewer."""

PEOPLE = frozenset({"name", "names", "provider", "resident", "residents", "physician", "doctor", "staff", "person",
                    "fellow", "fellows", "faculty", "attending", "employee"})  # fmt: skip
SHIFTS = frozenset({"shift", "shifts", "area", "pod", "zone", "assignment"})


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a grid with its own row of dates: columns to days, halves of days, labels, and its rows of cells.

    `top` and `bottom` are row numbers from 0; the first is the row of dates, the last is not inside. `side` is the
    column of names or shifts left of the dates, `headed` what its heading says (empty: it was guessed).
    """

    top: int
    bottom: int
    side: int
    headed: str
    days: dict[int, date]
    halves: dict[int, str]


def blocks(sheet: Sheet, middle: date, first_day: date | None = None) -> Iterator[Block]:
    """Every block of a sheet, from top to bottom. Dates without a year take the one nearest to `middle`.

    Day numbers belong to the month above them, or to that of `first_day`. Raises SourceError for more than MOST_BLOCKS.
    """
    rows = sheet.rows
    headed = [(n, days) for n in range(len(rows)) if (days := _dates(sheet, n, middle, first_day))]
    if len(headed) > MOST_BLOCKS:
        cure = say("Copy the weeks you need into a sheet of their own.")
        raise SourceError(say("The sheet has more than {most} rows of dates.", most=MOST_BLOCKS), cure=cure)
    bottoms = [*(n for n, _ in headed), len(rows)][1:]
    for (top, days), after in zip(headed, bottoms, strict=bool(headed)):
        halves = _halves(rows, top, days)
        side = beside(rows, top, after, min(days))
        if side is not None:
            yield Block(top, after, *side, _spread(days, halves), halves)


def _dates(sheet: Sheet, n: int, middle: date, first_day: date | None) -> dict[int, date]:
    """The dates of a row by column, or nothing if it is not a row of single days."""
    row = sheet.rows[n]
    found = {column: day for column, cell in enumerate(row) if (day := date_of(cell, middle))}
    if len(found) >= LEAST_DATES:
        return {} if in_steps(list(found.values())) else _by_weekday(sheet.rows, n, found)
    return _numbered(sheet, n, middle, first_day)


def in_steps(days: Sequence[date]) -> bool:
    """Whether dates go by weeks or longer rather than by days."""
    steps = [(later - earlier).days for earlier, later in pairwise(dict.fromkeys(days))]
    return bool(steps) and median_low(steps) >= 6


def _by_weekday(rows: Sequence[Sequence[Cell]], n: int, found: dict[int, date]) -> dict[int, date]:
    """The dates, those of a neighbouring year where they have no year and only its weekdays are the written ones."""
    if any(one.year for column in found if (one := typed(rows[n][column]))):
        return found
    said = [(column, name) for line in rows[max(0, n - 2) : n + 3] for column, cell in enumerate(line)
            if column in found and (name := weekday(cell)) is not None]  # fmt: skip
    for years in (0, -1, 1):
        moved = {column: _years_on(day, years) for column, day in found.items()}
        if len(said) < 3 or all(moved[column].weekday() == name for column, name in said):
            return moved if len(said) >= 3 else found
    return found


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _numbered(sheet: Sheet, n: int, middle: date, first_day: date | None) -> dict[int, date]:
    """The dates of a row of day numbers under the name of a month; after the last comes the next month."""
    numbers = {column: day for column, cell in enumerate(sheet.rows[n]) if (day := number(cell)) is not None}
    runs = [column for column, day in numbers.items() if numbers.get(column + 1, numbers.get(column + 2)) == day + 1]
    if len(runs) + 1 < LEAST_DATES:
        return {}
    first = first_day or month_above(sheet.rows, n, sheet.name, middle)
    return numbered(numbers, first.replace(day=1)) if first else {}


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
    beside_ = {column + 1: day for column, day in days.items() if column + 1 in halves and column + 1 not in days}
    return {column: day for column, day in sorted((days | beside_).items())}


def beside(rows: Sequence[Sequence[Cell]], top: int, bottom: int, before: int) -> tuple[int, str] | None:
    """The column left of `before` that says who or what each row is, and its heading.

    The last one headed so that it says names, else shifts; else, without a heading, the one with the most different
    long texts. None where there are no texts at all.
    """
    for words in (PEOPLE, SHIFTS):
        for row in rows[max(0, top - 2) : min(top + 5, bottom)]:
            named = [column for column, cell in enumerate(row[:before]) if key(shown(cell)) in words]
            if named:
                return named[-1], shown(row[named[-1]])
    texts = {c: {text for row in rows[top + 1 : bottom] if c < len(row) and len(text := shown(row[c])) >= 3}
             for c in range(before)}  # fmt: skip
    best = max(texts, key=lambda column: len(texts[column]), default=None)
    return (best, "") if best is not None and texts[best] else None


def labels(sheet: Sheet, block: Block) -> Iterator[tuple[int, str]]:
    """Each row of a block that is somebody's or something's, with its label."""
    for n in range(block.top + 1, block.bottom):
        label = sheet.spread(n, block.side)
        if isinstance(label, str) and label.strip() and not is_heading(label):
            yield n, shown(label)


def weekdays(sheet: Sheet, columns: Mapping[int, date], top: int) -> Iterator[tuple[date, str]]:
    """The texts above and below the dates of a block, in whose columns weekdays may stand."""
    for n in range(max(0, top - 2), top + 3):
        for column, day in columns.items():
            text = shown(sheet.cell(n, column))
            if weekday(text) is not None and (n <= top or len(text) <= 9):
                yield day, text


def middle_of(first: date, days: int) -> date:
    """The middle day of a horizon."""
    return first + timedelta(days=days // 2)


def is_heading(cell: Cell) -> bool:
    """Whether a cell in the column of labels is the column's own heading."""
    return key(shown(cell)) in PEOPLE | SHIFTS
