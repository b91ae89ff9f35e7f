"""Reads Amion reports 619 and 625c: one line a duty, of everybody in the group."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.amion.doubts import elsewhen, unset
from homecall.sources.base import Intake
from homecall.sources.listing import Row, bounded, intake, refused
from homecall.sources.refuse import text
from homecall.sources.tables import a_date, at, clock, key, month, rows, shift
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import say

UNFILLED = "---"
_AS_OF = re.compile(r"as of ([A-Za-z]{3})[a-z]* +(\d{1,2}) (\d{1,2}:\d{2}) (\d{4})(?: US (\w\w))?")
_GMTO = re.compile(r"GMTO=[-+]?[\d.]+(?: \d+)* +([A-Za-z ]+?)\)")
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{2,4}$")
_ZONES = {
    "eastern": "America/New_York", "et": "America/New_York",
    "central": "America/Chicago", "ct": "America/Chicago",
    "mountain": "America/Denver", "mt": "America/Denver",
    "pacific": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu",
}  # fmt: skip


def read_619(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Report 619: nine columns a line, or ten where a division stands before them. Times are the household's."""
    decoded = text(content, spec.name)
    _not_staff(decoded, spec)
    found, rejects = _collect(rows(decoded), lambda cells: _row_619(cells, horizon.wall))
    if not found and not rejects and "Assignments for" not in decoded:
        cure = say("Ask Amion for Rpt=619, or check the kind of this source.")
        raise SourceError(say("The schedule is not an Amion report 619."), where=spec.name, cure=cure)
    read = intake(found, rejects, spec, horizon)
    notes = (*read.notes, *_other_zone(decoded, horizon), *elsewhen(found, horizon))
    unsure = unset(read.entries, horizon.wall)
    return replace(read, as_of=_as_of(decoded, horizon.wall), notes=notes, understood=unsure)


def _not_staff(decoded: str, spec: SourceSpec) -> None:
    """Refuses report 706 by its name: people are easily taken for duties, and it holds none. Raises SourceError."""
    top = {key(cell) for cell in re.split(r"[\t\n,]", decoded[:2000])}
    if {"stafftype", "name", "uniqueid"} <= top and "date" not in top:
        cure = say("Ask Amion for Rpt=625c or Rpt=619; a Unique ID of this list may stand in `match`.")
        raise SourceError(
            say("This is Amion's list of staff (report 706), which holds no duties."), where=spec.name, cure=cure
        )


def _row_619(cells: list[str], wall: Wall) -> Row | None:
    """A duty, or None for a line of the header. Raises ValueError for a duty that cannot be read."""
    if len(cells) < 4:
        return None
    shifted = len(cells) >= 10 and _DATE.match(cells[6]) is None
    name, staff_id, backup_id, title, _, _, day, start, end = (cells[shifted:] + [""] * 9)[:9]
    if len(cells) < 9:
        raise ValueError(f"it has {len(cells)} columns, and a duty has nine")
    ids = tuple(number for number in (staff_id, backup_id) if number)
    listed = a_date(day)
    return Row("" if name == UNFILLED else name, title, listed, shift(listed, start, end, wall), ids)


def _collect(
    lines: Iterable[tuple[int, list[str]]], read: Callable[[list[str]], Row | None]
) -> tuple[list[Row], list[Reject]]:
    """All duties, and a reject for each line that is one but cannot be read."""
    found: list[Row] = []
    rejects: list[Reject] = []
    for number, cells in lines:
        try:
            row = read(cells)
        except (ValueError, TimeError) as error:
            rejects.append(refused(number, cells, error))
        else:
            found += [row] if row else []
        bounded(found, rejects)
    return found, rejects


def _as_of(decoded: str, wall: Wall) -> str:
    """When Amion wrote the report, in ISO with an offset; empty if it does not say."""
    found = _AS_OF.search(decoded[:2000])
    if found is None:
        return ""
    home = Wall(_ZONES[found[5].lower()]) if (found[5] or "").lower() in _ZONES else wall
    try:
        written = date(int(found[4]), month(found[1]), int(found[2]))
        return wall.iso(at(written, clock(found[3]), home))
    except ValueError:
        return ""


def _other_zone(decoded: str, horizon: Horizon) -> tuple[str, ...]:
    """A note where the report speaks of another zone than the household's."""
    found = _GMTO.search(decoded[:2000])
    zone = _ZONES.get(found[1].strip().lower()) if found else None
    if found is None or zone is None:
        return ()
    noon = horizon.span.start + 12 * 60
    if Wall(zone).local(noon).utcoffset() == horizon.wall.local(noon).utcoffset():
        return ()
    return (f"The report names {found[1].strip()} time; its hours were read as {horizon.wall.zone}.",)


_COLUMNS_625 = {"name": "person", "assignmentname": "title", "date": "day", "starttime": "start", "endtime": "end",
                "stafftype": "type", "staffid": "id", "backupstaffid": "backup"}  # fmt: skip
_NEEDED_625 = ("person", "title", "day")


def read_625c(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Report 625c, with commas or tabs; its header is found by the names of its columns, wherever it stands."""
    decoded = text(content, spec.name)
    _not_staff(decoded, spec)
    lines = list(rows(decoded, "\t" if _tabbed(decoded) else ","))
    top, columns = _header_625(lines, spec)
    body = [line for line in lines[top + 1 :] if len(line[1]) > 1]
    found, rejects = _collect(body, lambda cells: _row_625(cells, columns, horizon.wall))
    read = intake(found, rejects, spec, horizon)
    notes, unsure = (*read.notes, *elsewhen(found, horizon)), unset(read.entries, horizon.wall)
    return replace(read, as_of=_as_of(decoded, horizon.wall), notes=notes, understood=unsure)


def _tabbed(decoded: str) -> bool:
    return decoded.count("\t") > decoded.count(",")


def _header_625(lines: list[tuple[int, list[str]]], spec: SourceSpec) -> tuple[int, dict[str, int]]:
    for index, (_, cells) in enumerate(lines[:40]):
        named = {_COLUMNS_625[key(cell)]: n for n, cell in enumerate(cells) if key(cell) in _COLUMNS_625}
        if all(need in named for need in _NEEDED_625):
            return index, named
    cure = say("Ask Amion for Rpt=625c with its header, or check the kind of this source.")
    raise SourceError(
        say("The schedule is not an Amion report 625c: no header row was found."), where=spec.name, cure=cure
    )


def _row_625(cells: list[str], columns: dict[str, int], wall: Wall) -> Row:
    """A duty; services are nobody's. Raises ValueError for one that cannot be read."""
    get = {name: cells[n] if n < len(cells) else "" for name, n in columns.items()}
    listed = a_date(get["day"])
    nobody = get["person"] == UNFILLED or get.get("type", "").rstrip("* ").lower() == "services"
    ids = tuple(get[name] for name in ("id", "backup") if get.get(name))
    span = shift(listed, get.get("start", ""), get.get("end", ""), wall)
    return Row("" if nobody else get["person"].rstrip("* "), get["title"], listed, span, ids)
