"""What every command shares: the clock, instants and dates from options, errors as sentences, progress."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from homecall.errors import DeliveryError, HomecallError, RejectedPlan, SourceError, TimeError

Answer = TypeVar("Answer")

PATIENCE = 1.0
"""Seconds after which a person should see that something is going on."""

YEARS = range(1980, 2101)
"""The years that can be planned for; far beyond them, calendars and zones end."""


class Exit(IntEnum):
    """How a command ends; docs/reference/exit-codes.md says it to people."""

    DONE = 0
    BREACH = 1
    UNUSABLE = 2
    NO_SCHEDULE = 3
    HELD_BACK = 4
    FAULT = 5
    SOME_FAILED = 6
    NOT_DELIVERED = 7
    STOPPED = 130
    CLOSED = 141


HouseholdFile = Annotated[Path, typer.Argument(metavar="HOUSEHOLD", help="The household file.", show_default=False)]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN.json", help="A plan in JSON.", show_default=False)]
Now = Annotated[str, typer.Option(metavar="INSTANT", help="Plan as if it were now, such as 2026-11-29T18:30:00-06:00.")]
Start = Annotated[str, typer.Option(metavar="DATE", help="The first local day; today, if left out.")]
Weeks = Annotated[int, typer.Option(min=1, max=53, help="How many weeks.")]


def exit_code(error: HomecallError) -> Exit:
    """The code that stands for an error."""
    if isinstance(error, RejectedPlan):
        return Exit.HELD_BACK
    if isinstance(error, DeliveryError):
        return Exit.NOT_DELIVERED
    return Exit.NO_SCHEDULE if isinstance(error, SourceError) else Exit.UNUSABLE


def fail(error: HomecallError) -> int:
    """Say what is wrong on standard error, in a sentence and its cure. Gives the exit code."""
    say(str(error))
    return int(exit_code(error))


def say(sentence: str) -> None:
    """One line on standard error; a letter that the terminal cannot show is spelled out."""
    whole = f"homecall: {' '.join(sentence.split())}"
    print(whole.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)


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
    _near(at.year, f"--now {text!r}")
    return at


def date_of(text: str) -> date | None:
    """The date of `--start`, None where it is empty. Raises TimeError for anything that is no date."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise TimeError(f"--start {text!r} is not a date.", cure="Write it as 2026-11-30.") from wrong
    if day:
        _near(day.year, f"--start {text!r}")
    return day


def _near(year: int, what: str) -> None:
    if year not in YEARS:
        raise TimeError(f"{what} is too far away to plan for.", cure=f"Name a year from {YEARS[0]} to {YEARS[-1]}.")


def colourful() -> bool:
    """Whether standard output is a terminal that wants colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def cores() -> int:
    """The cores that this process may use."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def interruptible(work: Callable[[], Answer]) -> Answer:
    """What the work gives, with Ctrl-C heard at once: a solver in the main thread would hear it only when it is done.

    Raises what the work raises, or KeyboardInterrupt; the work itself is then left behind and must not matter.
    """
    given: list[Answer] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            given.append(work())
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(PATIENCE)
    if failed:
        raise failed[0]
    return given[0]


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """A line of progress on standard error, from the first second on, and only where somebody looks."""
    from rich.console import Console  # only commands that work for a while need it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("Looking for the best plan", total=None)
    patience = threading.Timer(PATIENCE, bar.start)
    patience.daemon = True
    if sys.stderr.isatty():
        patience.start()
    try:
        yield lambda what, share: bar.update(task, description=what, completed=share, total=1.0 if share else None)
    finally:
        patience.cancel()
        if patience.is_alive():
            patience.join()
        if bar.live.is_started:
            bar.stop()
