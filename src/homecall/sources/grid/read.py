"""Reads a residency spreadsheet: people down the side, days along the top, a code in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake, reject
from homecall.sources.grid.cells import Cell, sheet, shown
from homecall.sources.grid.layout import Block, blocks, is_label, middle_of
from homecall.sources.listing import Row, intake
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Each code of the wanted person is an all-day entry; an empty cell is none. Names may differ by a typing slip."""
    name, rows = sheet(content, spec)
    found = list(blocks(rows, name, middle_of(horizon.first, horizon.days)))
    if not found:
        cure = "It needs a row of dates, and a column of names to the left of them."
        raise SourceError("No grid of people and days was found.", where=spec.name, cure=cure)
    listed: list[Row] = []
    rejects: list[Reject] = []
    for one in (cell for block in found for cell in _cells(rows, block)):
        if isinstance(one, Row):
            listed.append(one)
        else:
            rejects.append(one)
    return intake(listed, rejects, spec, horizon, typos=True)


def _cells(rows: Sequence[Sequence[Cell]], block: Block) -> Iterator[Row | Reject]:
    """Every code of a block, and a reject for each cell that holds a spreadsheet's error."""
    for n in range(block.top + 1, block.bottom):
        row = rows[n]
        person = row[block.people] if block.people < len(row) else ""
        if not isinstance(person, str) or not person.strip() or is_label(person):
            continue
        for column, day in block.days.items():
            code = shown(row[column]) if column < len(row) else ""
            if code.startswith("#"):
                yield reject(f"row {n + 1}, {day.isoformat()}", f"{shown(person)}: {code}", "The cell holds an error.")
            elif code:
                half = block.halves.get(column, "")
                yield Row(shown(person).rstrip("* "), f"{code} {half}".strip(), day, None)
