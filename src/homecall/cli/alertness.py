"""`homecall alertness`: a published model of alertness over a log of sleep, as a table to check us by."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from homecall.errors import RestError


class Curve(StrEnum):
    """The models there are."""

    TPM = "tpm"
    UNIFIED = "unified"
    TWO_PROCESS = "two-process"
    INGRE = "ingre"


class Shape(StrEnum):
    """How the series is written."""

    CSV = "csv"


SleepFile = Annotated[
    Path, typer.Argument(metavar="SLEEP.csv", help="Sleeps, as sleep_start,sleep_end.", show_default=False)
]
From = Annotated[str, typer.Option("--from", metavar="TIME", help="The first row; else the first sleep's start.")]
To = Annotated[str, typer.Option("--to", metavar="TIME", help="The last row; else the last sleep's end.")]
Step = Annotated[float, typer.Option(min=0.1, max=1440, help="Minutes from row to row.")]
Which = Annotated[Curve, typer.Option(help="tpm and unified as FIPS has them, two-process, or ingre for sleepiness.")]
Param = Annotated[list[str], typer.Option(metavar="NAME=VALUE", help="A parameter of the model; may be given again.")]
Form = Annotated[Shape, typer.Option("--format", help="How the series is written.")]


def alertness(
    sleep: SleepFile,
    first: From = "",
    last: To = "",
    step: Step = 30.0,
    model: Which = Curve.TPM,
    param: Param = [],  # noqa: B006 - typer reads the default and never changes it
    form: Form = Shape.CSV,
) -> None:
    """Print alertness, sleepiness or fatigue by a published model, from a log of sleep. It never says who may drive."""
    from homecall.rest.logged import read_csv
    from homecall.rest.series import Asked, Model, lines

    sleeps = read_csv(_text(sleep), str(sleep))
    if not sleeps and not (first and last):
        raise RestError("There is no sleep in this file.", where=str(sleep), cure="Say the times with --from and --to.")
    begins = _time(first, "--from") if first else sleeps[0].start
    ends = _time(last, "--to") if last else sleeps[-1].end
    asked = Asked(begins, ends, step, Model(model.value), dict(map(_pair, param)))
    for line in lines([(one.start, one.end) for one in sleeps], asked):
        typer.echo(line)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as wrong:
        reason = wrong.strerror or "the system refuses it"
        raise RestError(f"The log of sleep cannot be read: {reason}.", where=str(path)) from wrong
    except UnicodeDecodeError as wrong:
        raise RestError("This is not text, and so no log of sleep.", where=str(path)) from wrong


def _time(text: str, option: str) -> datetime:
    cure = "Write it as 2027-03-01T23:00, by the clock on the wall."
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise RestError(f"{option} {text!r} is no date and time.", cure=cure) from wrong
    if found.tzinfo is not None:
        raise RestError(f"{option} {text!r} has a zone.", cure=cure)
    return found


def _pair(text: str) -> tuple[str, float]:
    name, _equals, value = text.partition("=")
    try:
        found = float(value)
    except ValueError:
        found = None
    if found is None or not name.strip():
        raise RestError(f"--param {text[:40]!r} is no parameter.", cure="Write it as p=15.5.")
    return name.strip(), found
