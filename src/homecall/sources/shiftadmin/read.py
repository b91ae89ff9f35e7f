"""Reads ShiftAdmin's scheduled shifts, in JSON or as CSV: one row a shift, with the doctor and the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.answers import answer, records, told, word
from homecall.sources.base import Intake
from homecall.sources.listing import Row, bounded, intake, refused
from homecall.sources.refuse import text
from homecall.sources.tables import a_date, key, rows, when
from homecall.spans.span import Span
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import noted, say

NEEDED = ("shiftstart", "shiftend", "shiftshortname")
CURE = noted("Ask whoever runs ShiftAdmin for a fresh key of your group, and look at the dates (sd, ed) in the link.")


def read_json(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Every scheduled shift. Times are the household's. Raises SourceError where the status is not success."""
    found = answer(content, spec)
    status = word(found, "status") if isinstance(found, dict) else ""
    if not status:
        raise SourceError(say("This is JSON, but no answer of ShiftAdmin."), where=spec.name, cure=say(CURE))
    if status.casefold() != "success":
        raise SourceError(
            say("ShiftAdmin did not give the shifts{value}.", value=_reason(found)), where=spec.name, cure=say(CURE)
        )
    shifts = records(found, "shiftStart", "shiftEnd")
    if shifts is None:
        raise SourceError(say("The answer of ShiftAdmin holds no list of shifts."), where=spec.name, cure=say(CURE))
    lines = ((n, {key(name): value for name, value in one.items()}, told(one)) for n, one in enumerate(shifts, 1))
    return _intake(lines, spec, horizon, "shift")


def _reason(found: Any) -> str:
    """What ShiftAdmin says is wrong, short and without anything that looks like a key."""
    said = word(found, "message", "error", "status") if isinstance(found, dict) else ""
    words = [part for part in said.rstrip(".").split() if "=" not in part and not any(c.isdigit() for c in part)]
    return f': it says "{" ".join(words)[:80]}"' if words else ""


def read_csv(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The same shifts as a table with the same names for its columns."""
    lines = [line for line in rows(text(content, spec.name)) if any(line[1])]
    header = [key(cell) for cell in lines[0][1]] if lines else []
    if not set(NEEDED) <= set(header):
        raise SourceError(say("The table has no columns of ShiftAdmin's shifts."), where=spec.name, cure=say(CURE))
    listed = ((n, dict(zip(header, cells, strict=False)), cells) for n, cells in lines[1:])
    return _intake(listed, spec, horizon, "line")


def _intake(
    lines: Iterable[tuple[int, Mapping[str, Any], list[str]]], spec: SourceSpec, horizon: Horizon, noun: str
) -> Intake:
    found: list[Row] = []
    rejects: list[Reject] = []
    for number, record, cells in lines:
        try:
            found.append(_row(record, horizon.wall))
        except (ValueError, TimeError) as error:
            rejects.append(refused(number, cells, error, noun=noun))
        bounded(found, rejects)
    return intake(found, rejects, spec, horizon)


def _row(record: Mapping[str, Any], wall: Wall) -> Row:
    """One shift. Raises ValueError where it cannot be read."""
    shift = word(record, "shiftshortname", "shiftname")
    if not shift:
        raise ValueError("it names no shift")
    site = word(record, "facilityabbreviation")
    title = f"{site} - {shift}" if site else shift
    start, end = word(record, "shiftstart"), word(record, "shiftend")
    last, first = word(record, "lastname"), word(record, "firstname")
    person = f"{last}, {first}" if last and first else last or first
    ids = tuple(filter(None, (word(record, name) for name in ("employeeid", "userid", "npi"))))
    if len(start) <= 10:
        return Row(person, title, a_date(start), None, ids)
    opens, day, _ = when(start, wall)
    closes, _, _ = when(end, wall)
    if closes <= opens:
        raise ValueError("it ends before it starts")
    return Row(person, title, day, Span(opens, closes), ids)
