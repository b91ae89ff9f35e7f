"""`homecall calendar`: one calendar of a plan as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from homecall.cli.push import Much, Person, Scope
from homecall.cli.shell import HouseholdFile, Now, PlanFile, now_of, say
from homecall.errors import PlanError


def calendar(
    household: HouseholdFile,
    plan: PlanFile,
    person: Person = "",
    scope: Much = Scope.FULL,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there, following what is there.", show_default=False)
    ] = None,
    now: Now = "",
) -> None:
    """Write one calendar of a plan: a person's, in full or busy hours only, or the whole family's."""
    from homecall import workflow
    from homecall.outlets.ics.render import render
    from homecall.spans.span import instant

    family, made = workflow.read_and_open(household, plan)
    for line in workflow.stale(family):
        say(line)
    at = instant(now_of(now))
    content = render(family, made, person, _earlier(out) if out else None, scope=scope.value, now=at)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        workflow.write_all({out: content})
    except OSError as wrong:
        text = f"The calendar cannot be written: {wrong.strerror or 'the folder refuses it'}."
        raise PlanError(text, where=str(out), cure="Choose another --out.") from wrong


def _earlier(out: Path) -> bytes | None:
    """The calendar that is there, None where there is none yet."""
    try:
        return out.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as wrong:
        text = f"The earlier calendar cannot be read: {wrong.strerror or 'the system refuses it'}."
        raise PlanError(text, where=str(out), cure="Choose another --out.") from wrong
