"""The cells of a workbook or of a CSV, alike: texts, dates and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.refuse import ZIP, text
from homecall.sources.tables import WIDEST, rows
from homecall.tongue import say

Cell = str | date
"""A cell: a date where the file knows it for one, else its text, empty if there is none."""

MOST_UNPACKED = 50 * 1024 * 1024
MOST_CELLS = 2_000_000
MOST_FILLED = 300_000
"""Cells of one sheet that hold anything; 400 people have fewer in a year of mornings and afternoons."""

MOST_MERGED = 100_000
"""Cells hidden in merged ranges; those of further ranges stay empty."""
_REFERENCE = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,7})"')
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
Corner = tuple[int, int]
"""A row and a column, from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet. `merged` leads from each cell that a merged range hides to the one that shows."""

    name: str
    rows: list[list[Cell]]
    merged: Mapping[Corner, Corner] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """What stands there, empty outside of the sheet."""
        line = self.rows[row] if row < len(self.rows) else []
        return line[column] if column < len(line) else ""

    def spread(self, row: int, column: int) -> Cell:
        """What stands there, or in the merged range that the cell is hidden in."""
        found = self.cell(row, column)
        shows = self.merged.get((row, column))
        return self.cell(*shows) if found == "" and shows else found


def sheet(content: bytes, spec: SourceSpec) -> Sheet:
    """The wanted sheet. Raises SourceError."""
    if content.startswith(ZIP):
        return _workbook(content, spec)
    decoded = text(content, spec.name)
    delimiter = max(",;\t", key=decoded[:4096].count)
    return Sheet("", _filled(([*row] for _, row in rows(decoded, delimiter)), spec))


def _filled(lines: Iterable[list[Cell]], spec: SourceSpec) -> list[list[Cell]]:
    """The rows, each up to its last cell that holds anything. Raises SourceError for more than MOST_FILLED of those."""
    kept: list[list[Cell]] = []
    filled = 0
    for row in lines:
        while row and row[-1] == "":
            row.pop()
        filled += len(row) - row.count("")
        if filled > MOST_FILLED:
            cure = say("Copy the weeks you need into a smaller one.")
            raise SourceError(
                say("The sheet has more than {most} cells.", most=f"{MOST_FILLED:,}"),
                where=spec.name,
                cure=cure,
            )
        kept.append(row)
    return kept


def shown(cell: Cell) -> str:
    """A cell as a person reads it, on one line."""
    return " ".join(cell.split()) if isinstance(cell, str) else cell.isoformat()


def _workbook(content: bytes, spec: SourceSpec) -> Sheet:
    from python_calamine import CalamineWorkbook

    _bounded(content, spec)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = _wanted(book.sheet_names, spec)
        found = book.get_sheet_by_name(name)
        raw = found.to_python(skip_empty_area=False)
        merged = _hidden(found.merged_cell_ranges or ())
    except SourceError:
        raise
    except BaseException as error:  # a panic of the reader is not an Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise _broken(spec) from None
    others = tuple(one for one in book.sheet_names if one != name)
    return Sheet(name, _filled(([_cell(value) for value in row] for row in raw), spec), merged, others)


def _hidden(ranges: Iterable[tuple[Corner, Corner]]) -> dict[Corner, Corner]:
    hidden: dict[Corner, Corner] = {}
    for (top, left), (bottom, right) in ranges:
        if len(hidden) + (bottom - top + 1) * (right - left + 1) > MOST_MERGED:
            break
        hidden |= {(n, c): (top, left) for n in range(top, bottom + 1) for c in range(left, right + 1)}
    return hidden


def _broken(spec: SourceSpec) -> SourceError:
    return SourceError(
        say("The workbook cannot be opened."), where=spec.name, cure=say("Save it again as .xlsx, or as CSV.")
    )


def _bounded(content: bytes, spec: SourceSpec) -> None:
    """Refuses what is no workbook, and one that would unfold into more than a grid can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _weighed(archive, spec)
    except SourceError:
        raise
    except Exception:  # zipfile fails in many ways on a damaged file
        raise _broken(spec) from None


def _weighed(archive: zipfile.ZipFile, spec: SourceSpec) -> None:
    """Measures every part before the reader sees it. The sizes that an archive claims are proved by unpacking it."""
    parts = archive.infolist()
    sheets = [part for part in parts if part.filename.lower().startswith("xl/worksheets/")]
    if not sheets:
        raise SourceError(say("The zip file is not an Excel workbook."), where=spec.name, cure=say("Save it as .xlsx."))
    heavy = sum(part.file_size for part in parts) > MOST_UNPACKED
    if not heavy and archive.testzip() is not None:
        raise _broken(spec)
    if heavy or any(_area(archive.read(part)) > MOST_CELLS for part in sheets if not part.is_dir()):
        cure = say("Copy the weeks you need into a smaller one.")
        raise SourceError(say("The workbook is too large."), where=spec.name, cure=cure)


def _area(xml: bytes) -> int:
    """How many cells the sheet spans: a single far cell is enough to make a reader fill memory with empty ones."""
    high = wide = named = 0
    for found in _REFERENCE.finditer(xml):
        high, wide, named = max(high, int(found[2])), max(wide, _column(found[1])), named + 1
    high = max([high, *(int(found[1]) for found in _ROW.finditer(xml))])
    # Cells that do not say where they stand may stand anywhere in their row.
    return high * (WIDEST if sum(1 for _ in _CELL.finditer(xml)) > named else wide)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _wanted(names: list[str], spec: SourceSpec) -> str:
    if not names:
        raise _broken(spec)
    if not spec.sheet:
        return names[0]
    for name in names:
        if name.strip().casefold() == spec.sheet.strip().casefold():
            return name
    cure = say("Its sheets are: {value}.", value=", ".join(names[:8]))
    raise SourceError(say('The workbook has no sheet "{sheet}".', sheet=spec.sheet), where=spec.name, cure=cure)


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        # A time of day is kept: in a log of hours it is the whole point.
        return value.isoformat() if value.time() != time() else value.date()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, date) else str(value).strip()
