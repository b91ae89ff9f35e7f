"""The call calendar: a date a row, a role a column, a name in each cell; or names along the top and codes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from homecall.household.people import SourceSpec
from homecall.sources.base import reject
from homecall.sources.grid.cells import Sheet, shown
from homecall.sources.grid.dates import date_of, long, month_above, number, numbered, weekday
from homecall.sources.grid.layout import LEAST_DATES, in_steps, middle_of
from homecall.sources.grid.people import among, names
from homecall.sources.grid.reading import Doubt, Reading, letters, of_dates, of_weekdays
from homecall.sources.listing import Row, bounded
from homecall.sources.tables import key
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject

REMARKS = frozenset({"notes", "note", "comments", "comment", "remarks", "remark", "holiday", "holidays", "events"})
WIDEST = 40
"""Columns among which the dates are looked for."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Rows to dates, in one column, and what stands above the other columns."""

    column: int
    days: dict[int, date]
    heads: dict[int, str]
    row: int


def read_calls(sheet: Sheet, spec: SourceSpec, horizon: Horizon) -> Iterator[Reading]:
    """Each person of a cell has the role of its column that day, without hours."""
    found = _calendar(sheet, spec, middle_of(horizon.first, horizon.days))
    if found is None:
        return
    roles = {c: head for c, head in found.heads.items() if key(head) not in REMARKS and not _weekdays(sheet, found, c)}
    across = among(spec.match, roles.values()) and not among(spec.match, _people(sheet, found, roles))
    rows: list[Row] = []
    rejects: list[Reject] = []
    for n, day in found.days.items():
        for column, role in roles.items():
            cell = sheet.spread(n, column)
            text = shown(cell)
            if text.startswith("#"):
                rejects.append(reject(f"row {n + 1}, {day.isoformat()}", f"{role}: {text}", "The cell holds an error."))
            elif across and text:
                rows.append(Row(role, text, day, None))
            elif text:
                rows += [Row(person, role, day, None) for person in names(cell if isinstance(cell, str) else text)]
        bounded(rows, rejects)
    noun = "names" if across else "roles"
    told = f"{noun} in row {found.row + 1}, dates in column {letters(found.column)}{_from(found.days)}"
    yield Reading("calls", tuple(rows), tuple(rejects), told, tuple(_doubts(sheet, found)), typos=not across)


def _from(days: dict[int, date]) -> str:
    return f" from {long(min(days.values()))} to {long(max(days.values()))}"


def _calendar(sheet: Sheet, spec: SourceSpec, middle: date) -> Calendar | None:
    """The first column of dates, and the headings above the columns to the right of it."""
    width = min(WIDEST, max((len(row) for row in sheet.rows), default=0))
    for column in range(width):
        days = _dates(sheet, column, spec, middle)
        if len(days) < LEAST_DATES or in_steps(list(days.values())):
            continue
        heads, row = _heads(sheet, column, min(days))
        if heads:
            return Calendar(column, days, heads, row)
    return None


def _dates(sheet: Sheet, column: int, spec: SourceSpec, middle: date) -> dict[int, date]:
    """The dates down a column by row, or its day numbers under the name of a month."""
    cells = {n: row[column] for n, row in enumerate(sheet.rows) if column < len(row)}
    found = {n: day for n, cell in cells.items() if (day := date_of(cell, middle))}
    if len(found) >= LEAST_DATES:
        return found
    numbers = {n: one for n, cell in cells.items() if (one := number(cell)) is not None}
    if len(numbers) < LEAST_DATES or not _running(list(numbers.values())):
        return {}
    first = spec.first_day or month_above(sheet.rows, min(numbers), sheet.name, middle)
    return numbered(numbers, first.replace(day=1)) if first else {}


def _running(numbers: Sequence[int]) -> bool:
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return sum(step == 1 for step in steps) >= 0.7 * len(steps)


def _heads(sheet: Sheet, column: int, first: int) -> tuple[dict[int, str], int]:
    """The texts of the nearest row above the dates that has any to the right of them."""
    for n in range(first - 1, max(-1, first - 5), -1):
        row = sheet.rows[n]
        heads = {c: shown(cell) for c, cell in enumerate(row) if c > column and isinstance(cell, str) and shown(cell)}
        if heads:
            return heads, n
    return {}, 0


def _weekdays(sheet: Sheet, found: Calendar, column: int) -> bool:
    """Whether a column holds weekdays and nothing else."""
    texts = [text for n in found.days if (text := shown(sheet.cell(n, column)))]
    return bool(texts) and all(weekday(text) is not None and len(text) <= 10 for text in texts)


def _people(sheet: Sheet, found: Calendar, roles: dict[int, str]) -> set[str]:
    texts = {shown(sheet.cell(n, column)) for n in found.days for column in roles}
    return {name for text in texts for name in names(text) if name}


def _doubts(sheet: Sheet, found: Calendar) -> list[Doubt]:
    """The doubts about the dates, and about weekdays in their cells or beside them."""
    texts = [(day, shown(sheet.cell(n, column))) for n, day in found.days.items()
             for column in range(max(0, found.column - 1), found.column + 3)]  # fmt: skip
    said = [(day, text) for day, text in texts if weekday(text) is not None and len(text) <= 16]
    return [*of_dates(found.days.values()), *of_weekdays(said)]
