"""`homecall read`: what a single schedule says, so that anybody can see what we see."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from homecall.errors import TimeError

if TYPE_CHECKING:
    from homecall.household.people import SourceSpec
    from homecall.sources.base import Entry, Lost
    from homecall.spans.wall import Wall

YEARS = range(1900, 2200)
"""The years that can be asked for; the calendars of most zones say nothing of earlier ones."""

_PIECE = 200


class Shown(NamedTuple):
    """One occurrence as it is printed: dates for all-day, the end exclusive, else instants with their offset."""

    uid: str
    summary: str
    all_day: bool
    start: str
    end: str
    status: str


@dataclass(frozen=True, slots=True)
class Left:
    """What was not read: what it calls itself, where it stands, why, and the limit that it ran into, if it was one."""

    what: str
    where: str
    why: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a schedule says: what takes place, what was not read, and sentences about how it was read."""

    found: Iterator[Shown]
    left: Sequence[Left]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to read: the local days from `first` to before `last` by the clock of `zone`."""

    spec: SourceSpec
    first: date
    last: date
    zone: str


def read(
    source: Annotated[str, typer.Argument(metavar="FILE-or-URL", help="The schedule.", show_default=False)],
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The first local day.", show_default=False)],
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The day after the last.", show_default=False)],
    zone: Annotated[str, typer.Option(metavar="ZONE", help="The zone, such as America/Chicago.", show_default=False)],
    kind: Annotated[str, typer.Option(metavar="KIND", help="The kind of schedule, as in a household file.")] = "ics",
    match: Annotated[str, typer.Option(metavar="NAME", help="Whose rows; of a calendar, which titles.")] = "",
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """Say what a schedule holds between two days, and what of it could not be read."""
    from homecall.household.people import SourceSpec

    if format not in ("text", "json"):
        raise typer.BadParameter(f"{format!r} is neither text nor json", param_hint="--format")
    spec = SourceSpec(kind, url=source, match=match) if "://" in source else SourceSpec(kind, path=source, match=match)
    asked = Asked(spec, _day(since, "--from"), _day(until, "--to"), zone)
    if asked.last <= asked.first:
        cure = "The day of --to is not read any more; give it a later one."
        raise TimeError(f"--to {asked.last} is not after --from {asked.first}.", cure=cure)
    told = _calendar(asked) if kind in ("ics", "caldav") else _entries(asked)
    for piece in _json(told) if format == "json" else _text(told):
        sys.stdout.write(piece)


def _day(text: str, option: str) -> date:
    """The date of an option. Raises TimeError."""
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise TimeError(f"{option} {text!r} is not a date.", cure="Write it as 2026-11-30.") from wrong
    if day.year not in YEARS:
        cure = f"Name a year from {YEARS[0]} to {YEARS[-1]}."
        raise TimeError(f"{option} {text!r} is too far away to read.", cure=cure)
    return day


def _calendar(asked: Asked) -> Told:
    """The occurrences of a calendar, to the second, and its rejects."""
    from homecall.sources.fetch import fetch
    from homecall.sources.ics.engine import dial, occurrences
    from homecall.sources.ics.read import unmatched
    from homecall.sources.ics.shown import shown
    from homecall.sources.titles import fits

    clock, match = dial(asked.zone), asked.spec.match
    content = fetch(asked.spec, Path())
    reading = occurrences(content, asked.first, asked.last, asked.zone, name=asked.spec.name)
    left = [Left(one.what, f"line {one.line}", one.why, one.limit) for one in reading.refused]
    wanted = (one for one in reading.occurrences if not match or fits(match, one.summary))
    found = (Shown(one.uid, one.summary, one.all_day, *shown(one, clock), one.status) for one in wanted)
    return Told(found, left, unmatched(match, reading.titles))


def _entries(asked: Asked) -> Told:
    """The entries of any other kind of schedule that touch the days, its rejects, and what it says besides."""
    from homecall.sources.gather import read as read_source
    from homecall.sources.ics.events import UNSAID
    from homecall.spans.wall import Horizon, Wall

    wall = Wall(asked.zone)
    horizon = Horizon(wall, asked.first, (asked.last - asked.first).days, wall.midnight(asked.first))
    intake = read_source(asked.spec, horizon, Path())
    found = [
        Shown(one.uid, one.title, False, wall.iso(one.span.start), wall.iso(one.span.end), UNSAID)  # noqa: FBT003 (a tuple)
        if one.span
        else Shown(one.uid, one.title, True, str(one.day), str(one.day + timedelta(days=1)), UNSAID)  # noqa: FBT003 (a tuple)
        for one in intake.entries
        if (one.span.overlaps(horizon.span) if one.span else asked.first <= one.day < asked.last)
    ]
    left = [Left(one.text, one.where, one.why) for one in intake.rejects]
    notes = [intake.understood, *intake.notes, *(_taken(one) for one in intake.lost)]
    return Told(iter(sorted(found, key=lambda one: one.start)), left, [one for one in notes if one])


def _ends(entry: Entry, wall: Wall) -> tuple[str, str]:
    """Start and end of an entry as they are printed; its day and the one after, where it has no hours."""
    if entry.span:
        return wall.iso(entry.span.start), wall.iso(entry.span.end)
    return str(entry.day), str(entry.day + timedelta(days=1))


def _taken(lost: Lost) -> str:
    return f"{lost.title} on {lost.day:%A} {lost.day.day} {lost.day:%B %Y} is no longer theirs: {lost.said}."


def _json(told: Told) -> Iterator[str]:
    """One object, an occurrence a line; written piece by piece, for there may be a hundred thousand."""
    yield '{"occurrences": ['
    comma, quoted = "\n", json.JSONEncoder().encode
    while piece := list(islice(told.found, _PIECE)):
        yield comma + ",\n".join(
            f'{{"uid": {quoted(uid)}, "summary": {quoted(summary)}, "all_day": {"true" if all_day else "false"}, '
            f'"start": "{start}", "end": "{end}", "status": {quoted(status)}}}'
            for uid, summary, all_day, start, end, status in piece
        )
        comma = ",\n"
    rejects = [{"what": one.what, "where": one.where, "why": one.why, "limit": one.limit} for one in told.left]
    notes = f',\n"notes": {json.dumps(list(told.notes))}' if told.notes else ""
    yield f'],\n"rejects": {json.dumps(rejects)}{notes}}}\n'


def _text(told: Told) -> Iterator[str]:
    for one in told.found:
        status = "" if one.status == "CONFIRMED" else f"  ({one.status.lower()})"
        yield f"{one.start} to {one.end}  {' '.join(one.summary.split()) or '(untitled)'}{status}\n"
    for left in told.left:
        what = f" ({' '.join(left.what.split())[:80]})" if left.what.strip() else ""
        yield f"not read, {left.where}: {left.why}{what}\n"
    for note in told.notes:
        yield f"note: {note}\n"
