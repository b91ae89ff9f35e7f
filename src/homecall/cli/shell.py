"""What every command shares: the clock, instants and dates from options, errors as sentences, progress."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from homecall.errors import HomecallError, RejectedPlan, SourceError, TimeError

PATIENCE = 1.0
"""Seconds after which a person should see that something is going on."""


class Exit(IntEnum):
    """How a command ends; docs/reference/exit-codes.md says it to people."""

    DONE = 0
    BREACH = 1
    UNUSABLE = 2
    NO_SCHEDULE = 3
    HELD_BACK = 4
    STOPPED = 130


HouseholdFile = Annotated[Path, typer.Argument(metavar="HOUSEHOLD", help="The household file.", show_default=False)]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN.json", help="A plan in JSON.", show_default=False)]
Now = Annotated[str, typer.Option(metavar="INSTANT", help="Plan as if it were now, such as 2026-11-29T18:30:00-06:00.")]
Start = Annotated[str, typer.Option(metavar="DATE", help="The first local day; today, if left out.")]
Weeks = Annotated[int, typer.Option(min=1, max=53, help="How many weeks.")]


def exit_code(error: HomecallError) -> Exit:
    """The code that stands for an error."""
    if isinstance(error, RejectedPlan):
        return Exit.HELD_BACK
    return Exit.NO_SCHEDULE if isinstance(error, SourceError) else Exit.UNUSABLE


def fail(error: HomecallError) -> int:
    """Say what is wrong on standard error, in a sentence and its cure. Gives the exit code."""
    print(f"homecall: {error}", file=sys.stderr)
    return int(exit_code(error))


def now_of(text: str) -> datetime:
    """The instant of `--now`; this moment where it is empty. Raises TimeError for one without a zone."""
    if not text:
        return datetime.now().astimezone()
    try:
        at = datetime.fromisoformat(text)
    except ValueError as wrong:
        cure = "Write it as 2026-11-29T18:30:00-06:00."
        raise TimeError(f"--now {text!r} is not an instant.", cure=cure) from wrong
    if at.tzinfo is None:
        raise TimeError(f"--now {text!r} has no zone.", cure="Add the offset, such as -06:00, or Z.")
    return at


def date_of(text: str) -> date | None:
    """The date of `--start`, None where it is empty. Raises TimeError for anything that is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise TimeError(f"--start {text!r} is not a date.", cure="Write it as 2026-11-30.") from wrong


def colourful() -> bool:
    """Whether standard output is a terminal that wants colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """A line of progress on standard error, from the first second on, and only where somebody looks."""
    from rich.console import Console  # only commands that work for a while need it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("Looking for the best plan", total=1.0)

    def tell(what: str, share: float) -> None:
        bar.update(task, description=what, completed=share)
        if not bar.live.is_started and time.monotonic() - began > PATIENCE and sys.stderr.isatty():
            bar.start()

    try:
        yield tell
    finally:
        bar.stop()
