"""One measurement as it is written down: a line of JSON from the process that measured, and a table's cell at last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.figures.amount import Amount

PLANNER, YARDSTICK = "planner", "yardstick"
CENT = 0.01
"""How far two costs may lie apart: the yardstick leaves out tails of lateness."""
ROUNDING = 1e-6

Reached = tuple[str, float, float]
"""A tier: name, value, bound."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One search of one household by the planner or the yardstick: wall and processor seconds, their limit, tiers.

    `kind` is the disruption of a re-plan. `memory` is the peak in MB of a process that did this and nothing else, or
    0. `fault` is what the judge objects to, or why there is no plan; empty where all is well.
    """

    row: str
    household: str
    weeks: int
    by: str
    wall: float
    cpu: float
    limit: float
    proven: bool
    tiers: tuple[Reached, ...] = ()
    kind: str = ""
    memory: float = 0.0
    fault: str = ""

    @property
    def name(self) -> str:
        """What was measured, the same in every run."""
        return " ".join(part for part in (self.household, self.kind) if part)

    @property
    def gap(self) -> float:
        """How far the cost may lie above the least possible, in percent of the cost; 100 without a plan."""
        return gap(*self.tiers[-1][1:]) if self.tiers else 100.0

    @property
    def stopped(self) -> bool:
        """Whether the clock cut it short."""
        return bool(self.fault) or (not self.proven and self.wall >= 0.9 * self.limit)

    def good(self, within: float | None) -> bool:
        """Whether this is what the row asks for: proven, or the cost within that share of its bound (None: a plan)."""
        if self.fault or not self.tiers:
            return False
        if within is None or self.proven:
            return True
        *first, (_, cost, bound) = self.tiers
        return within > 0 and all(v <= b + ROUNDING for _, v, b in first) and cost <= bound * (1 + within) + ROUNDING


def gap(value: float, bound: float) -> float:
    """How far the value lies above the bound, in percent of the value; 0 where they meet."""
    return 100 * (value - bound) / value if value > bound else 0.0


def line(sample: Sample) -> str:
    """The sample as a line of JSON."""
    return json.dumps(asdict(sample))


def from_json(fields: dict[str, object]) -> Sample:
    """The sample that `line` wrote, from what JSON reads there. Raises TypeError for keys that it does not have."""
    read = {**fields, "tiers": tuple((n, float(v), float(b)) for n, v, b in fields["tiers"])}  # type: ignore[attr-defined] # read back as JSON left it
    return Sample(**read)  # type: ignore[arg-type] # fields by name, as the case has them


def took(runs: Sequence[Sample], within: float | None) -> Amount:
    """The median wall seconds of some runs of one thing; over that if any run did not bring what was asked for."""
    return Amount(median(one.wall for one in runs), not all(one.good(within) for one in runs))


def by_name(samples: Iterable[Sample]) -> dict[str, list[Sample]]:
    """The runs of each thing, in the order in which they were first measured."""
    found: dict[str, list[Sample]] = {}
    for one in samples:
        found.setdefault(one.name, []).append(one)
    return found


def said(tiers: Sequence[Reached]) -> str:
    """The values of the tiers; where a bound is open, the bound beside it."""
    return " / ".join(
        f"{value:.2f}" if value - bound <= CENT else f"{value:.2f} (at least {bound:.2f})" for _, value, bound in tiers
    )
