"""Measures the rows, each in a process of its own and none beside another. Nothing heavy is imported here."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.figures.order import Order
from benchmarks.figures.process import Failed, Run, run
from benchmarks.figures.results import Took
from benchmarks.figures.rows import WEEK, Row
from benchmarks.figures.sample import PLANNER, Reached, Sample, from_json
from homecall.cases.book import CASES, case, folder

NAMED = {one.name for one in CASES}


@dataclass(frozen=True, slots=True)
class Asked:
    """How much to measure. `seconds` bounds each search of the planner (None: the row's own); budgets are scaled."""

    households: int = 40
    runs: int = 3
    yardstick: float = 120.0
    seconds: float | None = None
    cores: int = 1
    scale: float = 1.0

    def limit(self, row: Row) -> float:
        """The seconds of one search of the planner."""
        return row.seconds if self.seconds is None else self.seconds

    def longest(self, row: Row) -> float:
        """The most wall seconds that a row may take: its budgets, and in each one search begun at their very end."""
        beside = row.beside * self.scale + self.yardstick if row.beside and self.yardstick else 0.0
        return row.budget * self.scale + len(row.lengths) * self.limit(row) + beside

    def households_of(self, row: Row) -> tuple[str, ...]:
        """The named ones first, then the generated from seed 0."""
        return (*row.named, *(f"{row.made_of} {seed}" for seed in range(self.households)))

    def order(self, row: Row) -> Order:
        """What a measuring process is told; rows of several lengths begin with the first."""
        budgets = (row.budget * self.scale, row.beside * self.scale)
        limits = (self.limit(row), self.yardstick)
        return Order(row.key, self.households_of(row), row.lengths[0], self.runs, self.cores, *limits, *budgets)


def measure(row: Row, asked: Asked) -> tuple[list[Sample], Took]:
    """Measure a row. Where its process breaks off, what it found until then is kept, and why it did is said."""
    began = time.perf_counter()
    if row.apart:
        found = list(_apart(row, asked))
        return found, Took(time.perf_counter() - began)
    made, fault = _child(asked.order(row))
    return _samples(made), Took(time.perf_counter() - began, made.memory, fault)


def _child(order: Order) -> tuple[Run, str]:
    try:
        return run(sys.executable, "-m", "benchmarks.figures.measure", order.written(), loud=True), ""
    except Failed as broken:
        return broken.made, f"The process that measured it broke off after {broken.made.wall:.0f} s."


def _samples(made: Run) -> list[Sample]:
    return [from_json(json.loads(line)) for line in made.output.decode().splitlines()]


def _apart(row: Row, asked: Asked) -> Iterator[Sample]:
    """Each search in a process of its own, whose peak memory is the sample's. What has begun is brought to its end."""
    stop = time.monotonic() + row.budget * asked.scale
    for n, name in enumerate(asked.households_of(row)):
        if n and time.monotonic() > stop:
            return
        for weeks in row.lengths:
            yield _command(row, name, asked) if name in NAMED else _alone(row, name, weeks, asked)


def _alone(row: Row, name: str, weeks: int, asked: Asked) -> Sample:
    order = replace(asked.order(row), households=(name,), weeks=weeks, runs=1, beside=0.0)
    made, fault = _child(order)
    empty = Sample(row.key, name, weeks, PLANNER, made.wall, made.cpu, order.seconds, proven=False, fault=fault)
    return replace(next(iter(_samples(made)), empty), memory=made.memory)


def _command(row: Row, name: str, asked: Asked) -> Sample:
    """A named family as people plan it: `homecall plan`, from the files to the JSON. Its imports count."""
    weeks, limit = row.lengths[0], asked.limit(row)
    when = ("--start", case(name).start.isoformat(), "--now", case(name).now, "--weeks", str(weeks))
    home = str(folder(name) / "household.toml")
    try:
        made, fault = (
            run(sys.executable, "-m", "homecall", "plan", home, *when, "--seconds", str(limit), "--format", "json"),
            "",
        )
    except Failed as broken:
        made, fault = broken.made, str(broken)
    plan = {} if fault else json.loads(made.output)
    tiers: tuple[Reached, ...] = tuple((t["name"], t["value"], t["bound"]) for t in plan.get("tiers", ()))
    proven = plan.get("status") == "optimal"
    shown = f"{name} ({WEEK * weeks} days, homecall plan)"
    return Sample(row.key, shown, weeks, PLANNER, made.wall, made.cpu, limit, proven, tiers, "", made.memory, fault)
