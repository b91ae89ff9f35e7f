"""`homecall what-if`: a year lived a thousand times, as it is and as it would be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homecall.cli.shell import HouseholdFile, Now, Start, cores, date_of, interruptible, now_of, progress
from homecall.errors import ScenarioError

if TYPE_CHECKING:
    from homecall.futures.scenario import Scenario
    from homecall.futures.year import Year
    from homecall.household.household import Household
    from homecall.studio.work import Asked


class Form(StrEnum):
    """What `--format` may print."""

    TEXT = "text"
    JSON = "json"


ScenarioFiles = Annotated[
    list[Path], typer.Argument(metavar="[SCENARIO.toml]…", help="Changes to try.", show_default=False)
]
Base = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A scenario that all others stand on: rotations, rates.")
]
Smallest = Annotated[int, typer.Option(min=0, max=10, help="Look for so many small changes that would help most.")]
Keep = Annotated[list[str], typer.Option(metavar="TITLE", help="Work that no small change may touch; patterns too.")]


def what_if(
    household: HouseholdFile,
    scenarios: ScenarioFiles = [],  # noqa: B006 - typer reads the default and never changes it
    base: Base = None,
    smallest: Smallest = 0,
    keep: Keep = [],  # noqa: B006 - the same
    start: Start = "",
    weeks: Annotated[int, typer.Option(min=1, max=53, help="How many weeks.")] = 52,
    lives: Annotated[int, typer.Option(min=20, max=5000, help="How often the year is lived.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="The luck; the same gives the same.")] = 1,
    now: Now = "",
    format: Annotated[Form, typer.Option(help="What to print.")] = Form.TEXT,
) -> None:
    """Live the coming year many times, as it is and with changes, and say what differs and what cannot be told."""
    from homecall import workflow
    from homecall.futures.scenario import BASELINE
    from homecall.studio.work import Asked

    at = now_of(now)
    with progress() as tell:
        tell("Reading the schedules", 0.0)
        situation = workflow.read(household, at, date_of(start), days=7 * (weeks + 1))
        asked = Asked(situation.horizon.first, weeks, lives, seed, cores())
        family = situation.household
        tried = [_read(path, family) for path in scenarios]
        baseline = _read(base, family) if base else BASELINE
        task = _Task(family, asked, baseline, tell, form=format.value)
        answer = interruptible(lambda: task.smallest(smallest, keep) if smallest else task.compared(tried))
    sys.stdout.write(answer)


@dataclass(frozen=True)
class _Task:
    """What is worked on: a family, what is asked, and what all scenarios stand on."""

    family: Household
    asked: Asked
    baseline: Scenario
    tell: Callable[[str, float], None]
    form: str

    def compared(self, tried: Sequence[Scenario]) -> str:
        """The baseline and the scenarios beside it, as it is to be printed."""
        from homecall.studio.said import said
        from homecall.studio.simulate import simulate
        from homecall.studio.written import written

        shown = _glimpse(self.tell)
        studied = simulate(self.family, self.asked, tried, self.baseline, picture=shown, progress=self.tell)
        return f"{written(studied, self.asked)}\n" if self.form == "json" else said(studied)

    def smallest(self, most: int, keep: Sequence[str]) -> str:
        """The smallest changes, as they are to be printed."""
        from homecall.studio.said import found_said
        from homecall.studio.smallest import smallest
        from homecall.studio.written import found_written

        found = smallest(self.family, self.asked, most, self.baseline, keep, progress=self.tell)
        return f"{found_written(found, self.asked)}\n" if self.form == "json" else found_said(found)


def _read(path: Path, household: Household) -> Scenario:
    """A scenario from its file. Raises ScenarioError."""
    from homecall.futures.codec import LARGEST, read

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be read"
        cure = "Give the path of a scenario file; docs/reference/scenarios.md shows one."
        raise ScenarioError(f"The scenario cannot be read: {reason}.", where=str(path), cure=cure) from wrong
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise ScenarioError("This is not text.", where=str(path), cure="Save it again as UTF-8.") from wrong
    return read(text, str(path), household)


def _glimpse(tell: Callable[[str, float], None]) -> Callable[[Year], None]:
    """Says of the first picture what it shows, while the rest is worked out."""

    def shown(year: Year) -> None:
        if year.exact:
            return
        moments, evenings = year.spread("moments").mean, year.spread("evenings").mean
        tell(f"A first look: about {moments:,.0f} moments kept, {evenings:,.0f} evenings at home", 0.02)

    return shown
