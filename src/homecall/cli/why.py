"""`homecall why`: the reasons behind a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from homecall.cli.shell import HouseholdFile, PlanFile, interruptible, progress

WHAT = 'What to ask about: "gaps", "cost", a moment such as "play", or a child at a time, "mia@2026-12-04T18:30".'


def why(
    household: HouseholdFile,
    plan: PlanFile,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=WHAT, show_default=False)],
) -> None:
    """Say why the plan is as it is: a gap's ways out, a moment's obstacles, what another lead would have cost."""
    from homecall import workflow

    made = workflow.open_plan(plan)
    with progress() as tell:
        tell("Looking at the other ways", 0.0)
        family = workflow.read_for(household, made)
        sentences = interruptible(lambda: workflow.explain(family, made, what))
    for sentence in sentences:
        print(sentence)
