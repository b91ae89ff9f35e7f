"""`homecall fleet`: plans for many households at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homecall.cli.shell import Exit, Now, Start, cores, date_of, interruptible, now_of, progress

if TYPE_CHECKING:
    from homecall.fleet.job import When
    from homecall.fleet.ledger import Counts
    from homecall.fleet.pool import Crew, Limits
    from homecall.fleet.run import Step

fleet = typer.Typer(name="fleet", help="Plans for many households at once.", no_args_is_help=True)


class On(StrEnum):
    """Where households are planned."""

    SERIAL = "serial"
    PROCESSES = "processes"
    RAY = "ray"


class Kept(StrEnum):
    """What `--format` may keep."""

    JSON = "json"
    PARQUET = "parquet"


@fleet.callback()
def _fleet() -> None:
    """Plans for many households at once."""


@fleet.command()
def plan(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A folder, a Parquet file, or postgresql://…", show_default=False)
    ],
    out: Annotated[
        Path, typer.Option(metavar="DEST", help="Where the plans are kept; go on there.", show_default=False)
    ],
    on: Annotated[On, typer.Option(help="Where to plan: this process, all cores, or a Ray cluster.")] = On.PROCESSES,
    workers: Annotated[int, typer.Option(min=0, max=100_000, help="Households at once; 0 is one for each core.")] = 0,
    cluster: Annotated[str, typer.Option(metavar="ADDRESS", help="The Ray cluster; this machine, if left out.")] = "",
    start: Start = "",
    weeks: Annotated[int, typer.Option(min=1, max=53, help="How many weeks.")] = 4,
    days: Annotated[int, typer.Option(min=0, max=371, help="How many days, in place of weeks.")] = 0,
    now: Now = "",
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="How long one household may be searched.")] = 60.0,
    tries: Annotated[int, typer.Option(min=1, max=20, help="How often, if its worker is lost.")] = 3,
    table: Annotated[str, typer.Option(metavar="NAME", help="The table or view of a database.")] = "households",
    again: Annotated[bool, typer.Option("--again", help="Try those that failed before.")] = False,  # noqa: FBT002 (typer hands it over by name)
    format: Annotated[Kept, typer.Option(help="How plans are kept.")] = Kept.JSON,
) -> None:
    """Plan every household of a folder, a Parquet file or a database, and go on where an earlier run stopped."""
    from homecall.fleet.pool import Limits

    when = _when(out, now, date_of(start), days or 7 * weeks)
    asked = _Asked(source, table, when, out, format, on, workers, cluster, Limits(seconds, tries), again)
    with progress() as tell:
        tell("Getting ready", 0.0)
        # In this process a search would hear Ctrl-C only at its end; elsewhere it is heard, and workers are stopped.
        counts = interruptible(lambda: _run(asked, tell)) if on is On.SERIAL else _run(asked, tell)
    print(_text(counts, out))
    if counts.failed:
        sys.exit(Exit.SOME_FAILED)


def _when(out: Path, now: str, start: date | None, days: int) -> When:
    """The time to plan for; a run that goes on keeps its own `now`, where none is given."""
    from homecall.fleet.dest import begun
    from homecall.fleet.job import When

    earlier = begun(out)
    return When(earlier.now if earlier and not now else now_of(now), start, days)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that was typed."""

    source: str
    table: str
    when: When
    out: Path
    format: Kept
    on: On
    workers: int
    cluster: str
    limits: Limits
    again: bool


def _run(asked: _Asked, tell: Callable[[str, float], None]) -> Counts:
    from homecall.fleet.dest import Dest, Form, about
    from homecall.fleet.run import run
    from homecall.fleet.sources.book import households

    found = households(asked.source, asked.when, asked.table)
    with (
        closing(Dest(asked.out, about(found.name, asked.when, Form(asked.format.value)))) as dest,
        closing(_crew(asked)) as crew,
    ):
        limits, memory = asked.limits, _memory(asked)
        return run(found, dest, crew, limits, again=asked.again, tell=lambda step: tell(*_said(step)), memory=memory)


def _memory(asked: _Asked) -> str:
    """The folder of what addresses said: in DEST, since other people's folders are not ours to write into.

    Machines of a cluster share no DEST, so that there is none but what a setting names.
    """
    from homecall.sources.memory.folder import SETTING, folder_of

    if asked.on is On.RAY and not os.environ.get(SETTING, "").strip():
        return ""
    folder = folder_of(asked.out / "household.toml")
    return str(folder.absolute()) if folder else ""


def _crew(asked: _Asked) -> Crew:
    if asked.on is On.SERIAL:
        from homecall.fleet.serial import Serial

        return Serial(asked.limits.seconds)
    if asked.on is On.RAY:
        from homecall.fleet.ray import Cluster

        return Cluster(asked.workers, asked.cluster)
    from homecall.fleet.processes import Processes

    return Processes(asked.workers or cores())


def _said(step: Step) -> tuple[str, float]:
    """A step for the line of progress."""
    return f"{step.behind:,} of {step.of:,} households", min(1.0, step.behind / step.of) if step.of else 0.0


def _text(counts: Counts, out: Path) -> str:
    """The end of a run, in a few lines."""
    lines = [f"{_number(counts.households)}, {counts.planned:,} with a plan, {counts.proven:,} of them proven best."]
    if counts.clocked:
        lines.append(
            f"{_number(counts.clocked)} took too long to wait for the proof; another run may find other plans."
        )
    if counts.failed:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in counts.failed.items())
        lines.append(
            f"{_number(sum(counts.failed.values()))} without a plan ({kinds}); the reasons are in {out}/failures.jsonl."
        )
    lines.append(f"Kept in {out}.")
    return "\n".join(lines)


def _number(count: int) -> str:
    return "1 household" if count == 1 else f"{count:,} households"
