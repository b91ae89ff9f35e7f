"""`homecall hours`: a log of hours held against the schedule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homecall.cli.shell import HouseholdFile, Now, now_of
from homecall.errors import HouseholdError

if TYPE_CHECKING:
    from homecall.household.household import Household
    from homecall.household.people import Parent, SourceSpec
    from homecall.sources.hours.read import Log
    from homecall.spans.wall import Wall
    from homecall.timeline.actual import Lateness

LONGEST = 371
"""Days of a log that are held against the schedule: the last year of it and the days around."""

FORMAT = "homecall-hours/1"


class Form(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"


Who = Annotated[str, typer.Argument(metavar="PARENT", help="The id of the parent whose log it is.", show_default=False)]
LogFile = Annotated[Path, typer.Argument(metavar="LOG", help="The log, as .csv or .xlsx.", show_default=False)]
Match = Annotated[str, typer.Option(help="The rows that are theirs, in a log of several people.")]
Page = Annotated[str, typer.Option(help="The sheet of a workbook.")]
Format = Annotated[Form, typer.Option("--format", help="Sentences, or JSON.")]


def hours(
    household: HouseholdFile,
    parent: Who,
    log: LogFile,
    match: Match = "",
    sheet: Page = "",
    now: Now = "",
    form: Format = Form.TEXT,
) -> None:
    """Hold a log of hours that were really worked against the schedule, and say how late duties end."""
    from homecall import workflow
    from homecall.household.people import SourceSpec
    from homecall.timeline.actual import lateness

    family, at = workflow.load(household), now_of(now)
    who = _parent(family, parent)
    logged = _logged(log, SourceSpec("hours", path=log.name, match=match, sheet=sheet), family.wall, at.timestamp())
    days = [one.day for one in logged.actuals]
    first = max(min(days), max(days) - timedelta(days=LONGEST - 1)) if days else None
    late: tuple[Lateness, ...] = ()
    if first is not None:
        situation = workflow.read(household, at, first, days=(max(days) - first).days + 1)
        late = lateness(situation.household.schedules[who.id].periods, logged.actuals)
    print(_json(who, logged, late) if form is Form.JSON else "\n".join(_text(who, logged, late)))


def _parent(family: Household, id_: str) -> Parent:
    for one in family.parents:
        if one.id == id_:
            return one
    cure = f"The parents are: {', '.join(one.id for one in family.parents)}."
    raise HouseholdError(f'"{id_}" is no parent of this household.', cure=cure)


def _logged(path: Path, spec: SourceSpec, wall: Wall, now: float) -> Log:
    from homecall.sources.fetch import fetch
    from homecall.sources.hours.read import read

    return read(fetch(spec, path.parent), spec, wall, int(now // 60))


def _text(who: Parent, log: Log, late: Sequence[Lateness]) -> list[str]:
    days = sorted(one.day for one in log.actuals)
    span = f" from {days[0]} to {days[-1]}" if days else ""
    lines = [f"{who.name}: {len(log.actuals)} stretches of work logged{span}. None of them is planned with."]
    lines += [line for one in late for line in _of(one)]
    lines += ["  Nothing on the schedule of those days could be compared."] if not late else []
    lines += [f"  not read, {one.where}: {one.why} ({one.text})" for one in log.rejects]
    return [*lines, *(f"  {note}" for note in log.notes)]


def _of(one: Lateness) -> list[str]:
    rest = [(one.early, "ended early"), (one.unlogged, "not in the log"), (one.followed, "followed by another duty")]
    said = "".join(f"; {count} {what}" for count, what in rest if count)
    if not one.count:
        return [f"  {one.title}: nothing to compare{said}"]
    line = f"  {one.title}: {one.count} compared, in the middle {one.median:g} min past the end"
    if not one.enough:
        return [f"{line}{said}. Too few to say more."]
    return [
        f"{line}, {one.p90:g} min on the latest day in ten{said}.",
        f"    overrun = {{ median = {one.median:g}, p90 = {one.p90:g} }}",
    ]


def _json(who: Parent, log: Log, late: Sequence[Lateness]) -> str:
    keys = ("title", "count", "median", "p90", "early", "unlogged", "followed", "enough")
    return json.dumps(
        {
            "format": FORMAT,
            "parent": who.id,
            "logged": len(log.actuals),
            "titles": [{name: getattr(one, name) for name in keys} for one in late],
            "rejects": [{"where": one.where, "what": one.text, "why": one.why} for one in log.rejects],
            "notes": list(log.notes),
        },
        ensure_ascii=False,
        indent=2,
    )
