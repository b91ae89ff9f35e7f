"""The whole process, from the household file to the plan in JSON, as a family would run it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.figures.process import Run, repeat
from benchmarks.figures.sample import gap
from homecall.cases.book import Case, folder


@dataclass(frozen=True, slots=True)
class Planned:
    """Some runs of one plan. `plan` is the JSON of the last of them."""

    weeks: int
    runs: tuple[Run, ...]
    plan: dict[str, Any]

    @property
    def same(self) -> bool:
        """Whether every run printed the same bytes."""
        return len({run.output for run in self.runs}) == 1


def planned(case: Case, weeks: int, runs: int, seconds: float) -> Planned:
    """The first weeks of a named family, planned so many times; `seconds` bounds each search."""
    house = str(folder(case.name) / "household.toml")
    when = ("--start", case.start.isoformat(), "--now", case.now, "--weeks", str(weeks))
    effort = ("--seconds", str(seconds), "--format", "json")
    made = repeat(runs, sys.executable, "-m", "homecall", "plan", house, *when, *effort)
    return Planned(weeks, tuple(made), json.loads(made[-1].output))


def helped(runs: int) -> list[Run]:
    """`homecall --help`."""
    return repeat(runs, sys.executable, "-m", "homecall", "--help")


def tiers(made: Planned) -> Iterator[tuple[str, ...]]:
    """A row for each tier: weeks, name, value, bound, gap in percent."""
    for tier in made.plan["tiers"]:
        value, bound = float(tier["value"]), float(tier["bound"])
        yield str(made.weeks), tier["name"], f"{value:.2f}", f"{bound:.2f}", f"{gap(value, bound):.2f} %"
