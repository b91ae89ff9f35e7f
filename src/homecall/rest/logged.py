"""Logged sleep, read from a CSV of starts and ends, or from an Apple Health export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from xml.parsers import expat

from homecall.errors import RestError
from homecall.rest.history import joined
from homecall.tongue import noted, say

LARGEST_CSV = 10_000_000
"""Bytes of a CSV of sleep: a night has some 50."""
LARGEST_HEALTH = 4_000_000_000
"""Bytes of a Health export, which holds every heartbeat of years; it is read as it comes and never held."""
MOST_SLEEPS = 400_000
"""Records of sleep in a Health export: a watch writes some twenty a night."""
LARGEST_RECORD = 8_000_000
"""Bytes of a record; what is longer is held in memory until it ends."""
_START, _END = ("sleep_start", "start", "from", "onset"), ("sleep_end", "end", "to", "wake")
_ASLEEP = "HKCategoryValueSleepAnalysisAsleep"
_CURE = noted("A line is like 2027-03-01 23:00,2027-03-02 07:00 under a heading sleep_start,sleep_end.")


@dataclass(frozen=True, slots=True)
class Logged:
    """A sleep as it was logged, by the clock on the wall; `line` is where it stands."""

    start: datetime
    end: datetime
    line: int


def read_csv(text: str, where: str) -> tuple[Logged, ...]:
    """The sleeps of a CSV, in order of time. Times are local and have no zone. Raises RestError with the line."""
    if len(text) > LARGEST_CSV:
        raise RestError(say("This is too large for a log of sleep."), where=where, cure=say("Is it the right file?"))
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [cell.strip().lower() for cell in next(rows, [])]
        start, end = _column(head, _START, where), _column(head, _END, where)
        found = [_row(row, start, end, f"{where}:{rows.line_num}", rows.line_num) for row in rows if any(row)]
    except csv.Error as wrong:
        raise RestError(
            say("This cannot be read as a CSV: {wrong}.", wrong=wrong), where=f"{where}:{rows.line_num}"
        ) from wrong
    found.sort(key=lambda one: one.start)
    for one, other in pairwise(found):
        if other.start < one.end:
            text = say("This sleep begins before the one of line {line} has ended.", line=one.line)
            raise RestError(text, where=f"{where}:{other.line}", cure=say("Join the two, or correct one of them."))
    return tuple(found)


def _column(head: list[str], names: tuple[str, ...], where: str) -> int:
    for name in names:
        if name in head:
            return head.index(name)
    raise RestError(say("There is no column {value}.", value=names[0]), where=f"{where}:1", cure=say(_CURE))


def _row(row: list[str], start: int, end: int, where: str, line: int) -> Logged:
    if len(row) <= max(start, end):
        raise RestError(say("A time is missing."), where=where, cure=say(_CURE))
    one = Logged(_time(row[start], where), _time(row[end], where), line)
    if not one.start < one.end:
        raise RestError(say("This sleep ends before it begins."), where=where, cure=say(_CURE))
    return one


def _time(cell: str, where: str) -> datetime:
    try:
        found = datetime.fromisoformat(cell.strip())
    except ValueError as wrong:
        raise RestError(
            say("{value} is no date and time.", value=repr(cell.strip()[:40])), where=where, cure=say(_CURE)
        ) from wrong
    if found.tzinfo is not None:
        cure = say("Write the time as the clock on the wall showed it.")
        raise RestError(say("{value} has a zone.", value=repr(cell.strip()[:40])), where=where, cure=cure)
    return found


def read_health(chunks: Iterator[bytes], where: str) -> tuple[tuple[datetime, datetime], ...]:
    """The sleeps of an Apple Health export (its export.xml) as instants in UTC, joined where stages touch.

    The file is read as it comes. Entities are refused, since an export declares none that it uses. Raises RestError.
    """
    found: list[tuple[float, float]] = []
    parser, size = expat.ParserCreate(), 0
    parser.StartElementHandler = lambda name, said: _record(name, said, found)
    parser.EntityDeclHandler = _refuse_entity
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_HEALTH:
                raise RestError(say("This is too large for a Health export."), where=where)
            parser.Parse(chunk)
            if size - parser.CurrentByteIndex > LARGEST_RECORD or len(found) > MOST_SLEEPS:
                raise RestError(say("This holds more than any Health export does."), where=where)
        parser.Parse(b"", True)  # noqa: FBT003 - expat knows no name for it
    except expat.ExpatError as wrong:
        cure = say("Export it again in the Health app, and give the file export.xml.")
        raise RestError(
            say("This is no Health export, or it was cut off."), where=f"{where}:{wrong.lineno}", cure=cure
        ) from wrong
    return tuple((_utc(start), _utc(end)) for start, end in joined(found))


def _refuse_entity(*_said: object) -> None:
    raise RestError(say("This file declares entities, which no Health export needs."), cure=say("Export it again."))


def _record(name: str, said: dict[str, str], found: list[tuple[float, float]]) -> None:
    if name != "Record" or not said.get("value", "").startswith(_ASLEEP):
        return
    try:
        start, end = (_stamp(said[key]) for key in ("startDate", "endDate"))
    except (KeyError, ValueError, OverflowError):
        return  # a record without times says nothing of when
    if start < end:
        found.append((start, end))


def _stamp(said: str) -> float:
    """Seconds since the epoch of "2027-03-01 23:00:00 -0600"."""
    moment, offset = said[:19], said[19:].strip()
    if len(offset) != 5:
        raise ValueError(said)  # without a zone it says nothing
    return datetime.fromisoformat(moment + offset).timestamp()


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
