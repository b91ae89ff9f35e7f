"""Samples for the tests of the figures: short to write, with a proven plan unless something else is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from benchmarks.figures.results import Results, Took
from benchmarks.figures.sample import PLANNER, YARDSTICK, Reached, Sample

PROVEN: tuple[Reached, ...] = (("uncovered_minutes", 30.0, 30.0), ("must_missed", 0.0, 0.0), ("cost", 50.0, 50.0))


def tiers(cost: float, bound: float, uncovered: float = 30.0, fewest: float = 30.0) -> tuple[Reached, ...]:
    """Tiers as a plan tells them."""
    return (("uncovered_minutes", uncovered, fewest), ("must_missed", 0.0, 0.0), ("cost", cost, bound))


def sample(wall: float, seed: int = 0, row: str = "week", weeks: int = 1, **more: Any) -> Sample:
    """A search by the planner; half of its wall seconds are processor seconds."""
    made = Sample(row, f"family {seed}", weeks, PLANNER, wall, wall / 2, 60.0, proven=True, tiers=PROVEN)
    return replace(made, **more)


def beside(wall: float, seed: int = 0, **more: Any) -> Sample:
    """A search by the yardstick."""
    return sample(wall, seed, **{"by": YARDSTICK, "limit": 120.0, **more})


def results(*samples: Sample, rows: Sequence[str] = (), **took: Took) -> Results:
    """Results that hold these samples; a row that nothing else is said of took a minute."""
    keys = dict.fromkeys([*rows, *(one.row for one in samples)])
    return Results("a machine", "a question", list(samples), {key: Took(60.0, 200.0) for key in keys} | took)
