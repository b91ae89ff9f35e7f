"""Reads QGenda's Schedule Export: the columns are what an administrator chose, so the header decides."""

from __future__ import annotations

from datetime import timedelta

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.sources.listing import ALONE, Row, bounded, intake, refused
from homecall.sources.refuse import text
from homecall.sources.tables import a_date, key, rows, shift
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import say

COLUMNS = {
    "day": ("scheduledate", "startdate", "date"),
    "last_day": ("enddate",),
    "title": ("taskabbreviation", "taskabbrev", "task", "taskname"),
    "name": ("taskname", "task"),
    "last": ("stafflastname", "lastname", "stafflname"),
    "first": ("stafffirstname", "firstname", "stafffname"),
    "short": ("staffabbreviation", "staffabbrev"),
    "person": ("staffname", "staff", "provider", "name"),
    "start": ("starttime", "taskstarttime", "start"),
    "end": ("endtime", "taskendtime", "end"),
}
"""What each column may be called, best name first, without case, spaces or marks."""

LONGEST = 366
"""Days; a task over more of them is taken for a slip."""


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Each row with a date and a task; rows without times are all-day. An export without names is all one person's."""
    lines, at, columns = _table(text(content, spec.name), spec)
    found: list[Row] = []
    rejects: list[Reject] = []
    for number, cells in lines[at + 1 :]:
        if not any(cells):
            continue
        try:
            found += _rows({name: cells[n] for name, n in columns.items() if n < len(cells)}, columns, horizon.wall)
        except (ValueError, TimeError) as error:
            rejects.append(refused(number, cells, error))
        bounded(found, rejects)
    return intake(found, rejects, spec, horizon)


def _table(decoded: str, spec: SourceSpec) -> tuple[list[tuple[int, list[str]]], int, dict[str, int]]:
    """The lines, where the header stands among them, and its columns; between commas, else tabs, else semicolons."""
    for delimiter in ",\t;":
        lines = list(rows(decoded, delimiter))
        if found := _header(lines):
            return lines, *found
    cure = say('Export it with the fields "Schedule Date", "Task Abbreviation" and "Staff Last Name".')
    raise SourceError(say("The schedule has no header with a date and a task."), where=spec.name, cure=cure)


def _header(lines: list[tuple[int, list[str]]]) -> tuple[int, dict[str, int]] | None:
    for index, (_, cells) in enumerate(lines[:20]):
        keys = [key(cell) for cell in cells]
        named = {
            name: keys.index(found)
            for name, options in COLUMNS.items()
            if (found := next((option for option in options if option in keys), ""))
        }
        if "day" in named and "title" in named:
            return index, named
    return None


def _rows(get: dict[str, str], columns: dict[str, int], wall: Wall) -> list[Row]:
    """One task, day by day if it has an end date and no times. Raises ValueError where it cannot be read."""
    title = get.get("title") or get.get("name", "")
    if not title:
        raise ValueError("it names no task")
    day = a_date(get.get("day", ""))
    last = a_date(get["last_day"]) if get.get("last_day") else day
    if not 0 <= (last - day).days < LONGEST:
        raise ValueError("it ends before it starts, or runs over more than a year")
    span = shift(day, get.get("start", ""), get.get("end", ""), wall, last=last)
    # An export for one person may carry no names at all; then every row is theirs.
    named = {"last", "first", "short", "person"} & columns.keys()
    person, ids = _person(get) if named else ALONE, (get.get("short", ""),)
    days = 1 if span else (last - day).days + 1
    return [Row(person, title, day + timedelta(days=n), span, ids) for n in range(days)]


def _person(get: dict[str, str]) -> str:
    last, first = get.get("last", ""), get.get("first", "")
    return (f"{last}, {first}" if last and first else last or first) or get.get("person", "") or get.get("short", "")
