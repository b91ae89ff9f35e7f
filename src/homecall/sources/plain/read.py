"""Reads a table that anybody can write: start, end, title, or date, start, end, title, and perhaps a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.sources.listing import ALONE, Row, bounded, intake, refused
from homecall.sources.refuse import text
from homecall.sources.tables import a_date, key, moment, rows, shift
from homecall.spans.span import Span
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import say

COLUMNS = {"date": "day", "start": "start", "end": "end", "title": "title", "person": "person", "name": "person"}
LONGEST = 366
"""Days; an all-day row over more of them is taken for a slip."""


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Each row. Times without an offset are the household's; a row of dates alone is all-day, its end included."""
    decoded = text(content, spec.name)
    lines = [line for line in rows(decoded, _delimiter(decoded)) if any(line[1])]
    columns = _header(lines, spec)
    found: list[Row] = []
    rejects: list[Reject] = []
    for number, cells in lines[1:]:
        try:
            found += _rows({name: cells[n] for name, n in columns.items() if n < len(cells)}, horizon.wall)
        except (ValueError, TimeError) as error:
            rejects.append(refused(number, cells, error))
        bounded(found, rejects)
    return intake(found, rejects, spec, horizon)


def _delimiter(decoded: str) -> str:
    header = decoded.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _header(lines: list[tuple[int, list[str]]], spec: SourceSpec) -> dict[str, int]:
    cells = lines[0][1] if lines else []
    columns = {COLUMNS[key(cell)]: n for n, cell in enumerate(cells) if key(cell) in COLUMNS}
    if "title" in columns and ("start" in columns or "day" in columns):
        return columns
    raise SourceError(
        say("The table has no header row with a start and a title."),
        where=spec.name,
        cure=say("Begin it with: start,end,title"),
    )


def _rows(get: dict[str, str], wall: Wall) -> Iterator[Row]:
    """One row of hours, or one for each day of an all-day row. Raises ValueError where it cannot be read."""
    if not get.get("title"):
        raise ValueError("it has no title")
    start, end = get.get("start", ""), get.get("end", "")
    if get.get("day"):
        day = a_date(get["day"])
        yield Row(get.get("person", ALONE), get["title"], day, shift(day, start, end, wall))
    elif len(start) <= 10:
        for day in _days(start, end):
            yield Row(get.get("person", ALONE), get["title"], day, None)
    else:
        day, span = _hours(start, end, wall)
        yield Row(get.get("person", ALONE), get["title"], day, span)


def _days(start: str, end: str) -> list[date]:
    first = a_date(start)
    last = a_date(end) if end else first
    if not 0 <= (last - first).days < LONGEST:
        raise ValueError("it ends before it starts, or runs over more than a year")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _hours(start: str, end: str, wall: Wall) -> tuple[date, Span]:
    if not end:
        raise ValueError("it has a start and no end")
    opens, day, aware = moment(start, wall)
    closes, _, end_aware = moment(end, wall)
    if aware != end_aware:
        raise ValueError("one of its times has an offset and the other has none")
    if closes <= opens:
        raise ValueError("it ends before it starts")
    return day, Span(opens, closes)
