"""Two grids with days along the top: people down the side and codes in the cells, or shifts and people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from homecall.errors import TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import reject
from homecall.sources.grid.cells import Sheet, shown
from homecall.sources.grid.dates import long
from homecall.sources.grid.layout import SHIFTS, Block, blocks, labels, middle_of, weekdays
from homecall.sources.grid.people import among, names
from homecall.sources.grid.reading import Doubt, Reading, letters, of_dates, of_weekdays
from homecall.sources.listing import Row, bounded
from homecall.sources.people import plain
from homecall.sources.tables import key, shift
from homecall.spans.span import Span
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject

GUESSED = Doubt("no heading says which column holds the names", 0.85)
SWAPPED = Doubt("the name stands in the cells and not beside them", 0.4)
OF_SHIFTS = Doubt("the heading beside the rows speaks of shifts", 0.4)
_HOURS = re.compile(r"(\d{1,2}:?\d{0,2}\s*[apAP]?\.?[mM]?\.?)\s*(?:[-–]|to)\s*(\d{1,2}:?\d{0,2}\s*[apAP]?\.?[mM]?\.?)$")


@dataclass(slots=True)
class Found:
    """What has been read so far."""

    rows: list[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def broken(self, text: str, n: int, day: date, label: str) -> bool:
        """Whether a cell holds a spreadsheet's error; it is then a reject."""
        if text.startswith("#"):
            where = f"row {n + 1}, {day.isoformat()}"
            self.rejects.append(reject(where, f"{label}: {text}", "The cell holds an error."))
        return text.startswith("#")


def read_days(sheet: Sheet, spec: SourceSpec, horizon: Horizon) -> Iterator[Reading]:
    """The sheet as people by days, and as shifts by days where something says that it is that."""
    every = list(blocks(sheet, middle_of(horizon.first, horizon.days), spec.first_day))
    if not every:
        return
    swapped = _swapped(sheet, every, spec)
    headed = any(key(block.headed) in SHIFTS for block in every)
    if spec.layout != "shifts":
        doubts = [*([OF_SHIFTS] if headed else []), *([SWAPPED] if swapped else [])]
        yield _block(sheet, every, doubts, _elsewhere(sheet, every, spec.match))
    if headed or swapped or spec.layout == "shifts":
        yield _shifts(sheet, every, horizon)


def _block(sheet: Sheet, every: Sequence[Block], doubts: Sequence[Doubt], elsewhere: str) -> Reading:
    """People by days: each code is an all-day entry; an empty cell is none."""
    found = Found()
    for block in every:
        for n, person in labels(sheet, block):
            for column, day in block.days.items():
                code = shown(sheet.spread(n, column))
                if code and not found.broken(code, n, day, person):
                    title = f"{code} {block.halves.get(column, '')}".strip()
                    found.rows.append(Row(person.rstrip("* "), title, day, None))
            bounded(found.rows, found.rejects)
    why = (*_doubts(sheet, every), *doubts)
    return Reading("block", tuple(found.rows), tuple(found.rejects), _told(every, "names") + elsewhere, why)


def _elsewhere(sheet: Sheet, every: Sequence[Block], wanted: str) -> str:
    """Where a part of the wanted name stands in cells of other rows, as a half sentence: a row of staff call, say."""
    words = {word for word in re.split(r"[\s,]+", plain(wanted)) if len(word) > 2}
    places: dict[str, None] = {}
    for block in every:
        for n, label in labels(sheet, block):
            texts = {shown(sheet.cell(n, column)) for column in block.days}
            if any(plain(name) in words for text in texts for name in names(text)):
                places[f"row {n + 1} ({label})"] = None
    if not places:
        return ""
    return f"; the name also stands in cells of {', '.join(list(places)[:3])}, which say nothing here"


def _shifts(sheet: Sheet, every: Sequence[Block], horizon: Horizon) -> Reading:
    """Shifts by days: each person in a cell has the shift of its row, with the hours of a column of hours, if any."""
    found = Found()
    for block in every:
        hours = _hours_column(sheet, block)
        for n, label in labels(sheet, block):
            _shift(sheet, block, n, label, hours, found, horizon.wall)
            bounded(found.rows, found.rejects)
    doubts = tuple(_doubts(sheet, every, known=True))
    told = _told(every, "shifts")
    return Reading("shifts", tuple(found.rows), tuple(found.rejects), told, doubts, typos=False, whole=True)


def _shift(sheet: Sheet, block: Block, n: int, label: str, hours: int | None, found: Found, wall: Wall) -> None:
    """Adds what one row of shifts says."""
    clock = shown(sheet.cell(n, hours)) if hours is not None else ""
    for column, day in block.days.items():
        cell = sheet.cell(n, column)
        text = shown(cell)
        if not text or found.broken(text, n, day, label):
            continue
        try:
            span = _span(day, clock, wall)
        except (ValueError, TimeError) as error:
            span = None
            found.rejects.append(reject(f"row {n + 1}", f"{label}: {clock}", f"Its hours were left out: {error}."))
        title = f"{label} {block.halves.get(column, '')}".strip()
        people = names(cell if isinstance(cell, str) else text)
        found.rows += [Row(person, title, day, span) for person in people]


def _span(day: date, text: str, wall: Wall) -> Span | None:
    """The hours of a text such as `0700-1500` or `3p-11p`, None where it is empty. Raises ValueError."""
    if not text:
        return None
    found = _HOURS.match(text)
    if found is None:
        raise ValueError(f"{text!r} is not from one time to another")
    return shift(day, _clock(found[1]), _clock(found[2]), wall)


def _clock(text: str) -> str:
    """A clock time with its minutes: `7a` is `7:00a`, and `15` is `15:00`."""
    found = re.fullmatch(r"(\d{1,2})(\s*[apAP]?\.?[mM]?\.?)", text.strip())
    return f"{found[1]}:00{found[2]}" if found else text


def _hours_column(sheet: Sheet, block: Block) -> int | None:
    """The column left of the dates that says the hours of each shift."""
    for n in range(max(0, block.top - 2), min(block.top + 3, block.bottom)):
        for column in range(min(block.days)):
            if key(shown(sheet.cell(n, column))) in {"hours", "time", "times"}:
                return column
    return None


def _swapped(sheet: Sheet, every: Sequence[Block], spec: SourceSpec) -> bool:
    """Whether the wanted person stands in the cells, and beside none of the rows."""
    beside = {label for block in every for _, label in labels(sheet, block)}
    return bool(spec.match) and not among(spec.match, beside) and among(spec.match, _people(sheet, every))


def _people(sheet: Sheet, every: Sequence[Block]) -> set[str]:
    """Everybody in the cells, as far as a cell may hold people."""
    cells = (shown(sheet.cell(n, column)) for block in every for n, _ in labels(sheet, block) for column in block.days)
    return {name for text in set(cells) for name in names(text) if name}


def _doubts(sheet: Sheet, every: Sequence[Block], *, known: bool = False) -> list[Doubt]:
    """The doubts about the dates of all blocks, each once; and about the labels unless something said what they are."""
    found: list[Doubt] = []
    for block in every:
        found += of_dates(block.days.values())
        found += of_weekdays(weekdays(sheet, block.days, block.top))
        found += [] if block.headed or known else [GUESSED]
    return list(dict.fromkeys(found))


def _told(every: Sequence[Block], noun: str) -> str:
    return "; ".join(_one(block, noun) for block in every[:3]) + ("; and more such parts" if len(every) > 3 else "")


def _one(block: Block, noun: str) -> str:
    days = sorted(block.days.values())
    halves = ", half-days" if block.halves else ""
    where = f"{noun} in column {letters(block.side)}, dates in row {block.top + 1}"
    return f"{where} from {long(days[0])} to {long(days[-1])}{halves}"
