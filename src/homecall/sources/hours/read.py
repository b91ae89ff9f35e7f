"""Reads a log of hours: a row for each stretch of work, a week's grid with hours in its cells, or a clock's punches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import reject
from homecall.sources.grid.cells import Cell, Sheet, sheet, shown
from homecall.sources.grid.layout import PEOPLE, blocks, labels
from homecall.sources.listing import ALONE, Row, intake
from homecall.sources.qgenda.punches import as_table
from homecall.sources.tables import a_date, clock, key, shift, when
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.actual import Actual
from homecall.timeline.timeline import Reject

COLUMNS = {
    "person": ("residentname", "traineename", "resident", "trainee", "person", "name", "user"),
    "day": ("date", "workdate", "dutydate", "startdate", "logdate", "day"),
    "last": ("enddate", "outdate"),
    "start": ("starttime", "timein", "clockin", "start", "begin", "from", "in"),
    "end": ("endtime", "timeout", "clockout", "end", "stop", "to", "out"),
    "title": ("dutytype", "worktype", "shifttype", "type", "activity", "duty", "rotation", "service", "assignment"),
}
"""What each column may be called, best name first, without case, spaces or marks."""

LONGEST = 40 * 60
"""Minutes; a stretch that is longer is taken for a slip."""

_RANGE = re.compile(
    r"(\d{1,2}:?\d{0,2}\s*(?:[ap]\.?m?\.?)?)\s*(?:-|–|to)\s*(\d{1,2}:?\d{0,2}\s*(?:[ap]\.?m?\.?)?)(?=$|[\s,;/|+&])",
    re.IGNORECASE,
)
_DATED = re.compile(r"[/-]")
"""What a start holds that carries its date with it."""

FUTURE = "it lies in the future, and a log says only what was"


@dataclass(frozen=True, slots=True)
class Log:
    """What somebody logged, in order of time. `silent` counts entries without hours, such as days off."""

    actuals: tuple[Actual, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[str, ...]
    silent: int


def read(content: bytes, spec: SourceSpec, wall: Wall, now: Minute) -> Log:
    """The hours of the person that `match` picks, on the clock of `wall`; what begins after `now` is a reject.

    Raises SourceError where there are no hours at all, or several people and no `match`.
    """
    punches = content.lstrip()[:1] in (b"[", b"{")
    found = sheet(as_table(content, spec.name) if punches else content, spec)
    reading = _Reading(wall, now, [], [])
    header = _header(found)
    if header is not None:
        reading.table(found, *header)
    else:
        reading.weeks(found)
    if not reading.rows and not reading.rejects:
        cure = "It needs columns for date, start and end, or a row of dates above hours such as 07:00-18:30."
        raise SourceError("No hours were found in this log.", where=spec.name, cure=cure)
    return reading.log(spec)


def _header(found: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row that names a start and an end, with the place of each column; the date may be part of the start."""
    for n, row in enumerate(found.rows[:20]):
        keys = [key(shown(cell)) for cell in row]
        named = {name: keys.index(one) for name, options in COLUMNS.items()
                 if (one := next((option for option in options if option in keys), ""))}  # fmt: skip
        if {"start", "end"} <= named.keys():
            return n, named
    return None


@dataclass(slots=True)
class _Reading:
    """What has been read of one log so far."""

    wall: Wall
    now: Minute
    rows: list[Row]
    rejects: list[Reject]
    silent: int = 0

    def table(self, found: Sheet, header: int, columns: dict[str, int]) -> None:
        """A row for each stretch of work."""
        for n in range(header + 1, len(found.rows)):
            get = {name: shown(found.cell(n, column)) for name, column in columns.items()}
            if not any(get.values()):
                continue
            if not get["start"] and not get["end"]:
                self.silent += 1
                continue
            try:
                self.add(get.get("person") or ALONE, get.get("title", ""), *_stretch(get, self.wall))
            except (ValueError, TimeError) as error:
                self.refuse(f"row {n + 1}", found.rows[n], error)

    def weeks(self, found: Sheet) -> None:
        """A grid of days with hours in the cells; the side says who, or for what."""
        for block in blocks(found, self.wall.date(self.now)):
            named = key(block.headed) in PEOPLE
            for n, label in labels(found, block):
                for column, day in block.days.items():
                    text = shown(found.cell(n, column))
                    self.cell(n, day, text, *((label, "") if named else (ALONE, label)))

    def cell(self, n: int, day: date, text: str, person: str, title: str) -> None:
        """The stretches of one day."""
        ranges = list(_RANGE.finditer(text))
        if not ranges:
            self.silent += bool(text)
            if any(letter.isdigit() for letter in text):
                self.refuse(f"row {n + 1}, {day.isoformat()}", [text], ValueError("it is not from one time to another"))
            return
        for one in ranges:
            try:
                span = shift(day, _clock(one[1]), _clock(one[2]), self.wall)
                self.add(person, title, day, span)
            except (ValueError, TimeError) as error:
                self.refuse(f"row {n + 1}, {day.isoformat()}", [text], error)

    def add(self, person: str, title: str, day: date, span: Span | None) -> None:
        """Takes one stretch down. Raises ValueError for one that cannot have been."""
        if span is None or span.minutes > LONGEST:
            raise ValueError("it is longer than anybody works")
        if span.start > self.now:
            raise ValueError(FUTURE)
        self.rows.append(Row(person, title, day, span))

    def refuse(self, where: str, cells: Sequence[Cell], error: Exception) -> None:
        """Sets a line or a cell aside."""
        text = ",".join(shown(cell) for cell in cells)
        self.rejects.append(reject(where, text, f"These hours were left out: {error}."))

    def log(self, spec: SourceSpec) -> Log:
        """The wanted person's part."""
        days = [row.day for row in self.rows] or [self.wall.date(self.now)]
        horizon = Horizon(self.wall, min(days), (max(days) - min(days)).days + 1, self.now)
        theirs = intake(self.rows, self.rejects, spec, horizon, typos=True)
        told = [(one.span, one.day, one.title) for one in theirs.entries if one.span]
        return Log(tuple(Actual(spec.match, *one) for one in sorted(told)), theirs.rejects, theirs.notes, self.silent)


def _stretch(get: dict[str, str], wall: Wall) -> tuple[date, Span | None]:
    """The day and the hours of a row. Raises ValueError."""
    start, end = get["start"], get["end"]
    if not start or not end:
        raise ValueError("it has a start or an end, and not both")
    if _DATED.search(start):
        opens, day, _ = when(start, wall)
        if not _DATED.search(end):
            return day, shift(day, _clock(start.replace("T", " ").partition(" ")[2]), _clock(end), wall)
        closes, _, _ = when(end, wall)
        if closes <= opens:
            raise ValueError("it ends before it starts")
        return day, Span(opens, closes)
    day = a_date(get.get("day", ""))
    last = a_date(get["last"]) if get.get("last") else None
    return day, shift(day, _clock(start), _clock(end), wall, last=last)


def _clock(text: str) -> str:
    """A clock time with its minutes: `7a` is `7:00a`, and `15` is `15:00`. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,2})\s*([ap]?)\.?m?\.?", text.strip(), re.IGNORECASE)
    whole = f"{found[1]}:00{found[2]}" if found else text
    clock(whole)
    return whole
