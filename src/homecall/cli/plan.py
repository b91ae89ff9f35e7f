"""`homecall plan`: the family's weeks, from their schedules."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from homecall.cli.shell import (
    HouseholdFile,
    Now,
    Start,
    Weeks,
    colourful,
    cores,
    date_of,
    interruptible,
    now_of,
    progress,
)


class Format(StrEnum):
    """What `--format` may print."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


def plan(
    household: HouseholdFile,
    start: Start = "",
    weeks: Weeks = 4,
    now: Now = "",
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="How long the search may take.")] = 60.0,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the plan here in every form.")] = None,
    format: Annotated[Format, typer.Option(help="What to print.")] = Format.TEXT,
) -> None:
    """Plan who has each child, hour by hour, from the schedules you already have."""
    from homecall import workflow
    from homecall.planner.plan import Effort

    if out is not None:
        workflow.ready(out)  # before the search, not after it
    with progress() as tell:
        tell("Reading the schedules", 0.0)
        situation = workflow.read(household, now_of(now), date_of(start), days=7 * weeks)
        made = interruptible(
            lambda: workflow.make_plan(situation, Effort(seconds=seconds, cores=cores(), progress=tell))
        )
    if out is not None:
        workflow.deliver(situation.household, made, out)
        print(f"Written to {out}.", file=sys.stderr)
    sys.stdout.buffer.write(workflow.show(situation.household, made, format.value, colour=colourful()))
    sys.stdout.flush()
