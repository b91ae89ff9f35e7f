"""`homecall worth`: what each thing is worth."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from homecall.cli.shell import HouseholdFile, PlanFile, cores, interruptible, progress

NOTHING = {False: "Nothing that was looked at would make this plan better.", True: "Nobody has to be relied on."}


class Form(StrEnum):
    """What `--format` may print."""

    TEXT = "text"
    JSON = "json"


def worth(
    household: HouseholdFile,
    plan: PlanFile,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many changes to list.")] = 10,
    *,
    relied: Annotated[bool, typer.Option("--relied", help="List what the plan could spare least.")] = False,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="How long the search may take.")] = 20.0,
    format: Annotated[Form, typer.Option(help="What to print.")] = Form.TEXT,
) -> None:
    """Say which changes would help most, each with what it would change: an hour of a carer, a limit, a duty."""
    from homecall import workflow
    from homecall.planner.plan import Effort

    made = workflow.open_plan(plan)
    effort = Effort(seconds=seconds, cores=cores())
    with progress() as tell:
        tell("Weighing what could be otherwise", 0.0)
        family = workflow.read_for(household, made)
        found = interruptible(lambda: workflow.worths(family, made, effort, top, relied=relied))
    said = workflow.show_worths(family, made, found, format.value)
    sys.stdout.write(said or f"{NOTHING[relied]}\n")
