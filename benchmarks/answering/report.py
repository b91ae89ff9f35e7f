"""What was measured, in lines."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.answering.browsing import Answered

TAP, TOLD = 1.0, 5.0
"""Seconds that were promised."""


@dataclass
class Figures:
    """Everything that is reported. `found` are the worker's own seconds from a job that is asked for to its proposal.

    `told` are seconds until the last first message of a yes was there, with how many there were; `idle` is the share of
    a processor and the MB written in ten idle seconds; `whole` are seconds of plans of four weeks made from nothing.
    """

    families: int
    workers: int
    database: str
    busy: bool = False
    load: float = 0.0
    taps: list[Answered] = field(default_factory=list)
    found: list[float] = field(default_factory=list)
    told: list[tuple[float, int]] = field(default_factory=list)
    late: int = 0
    idle: tuple[float, float] | None = None
    whole: list[float] = field(default_factory=list)


def report(said: Figures) -> None:
    """Print it."""
    state = "the workers searching for others all the time" if said.busy else "workers idle"
    print(f"{said.families} families on {said.database}, {said.workers} worker(s), {state}")
    print(f"load before {said.load:.1f}, {os.cpu_count()} processors, Python {platform.python_version()}")
    none = sum(not one.way for one in said.taps)
    print(f"from the tap to the answer on the screen (goal {TAP:.0f} s): {_spread([one.seconds for one in said.taps])}")
    print(f"  {none} times the answer was that there is no way")
    for kind in dict.fromkeys(one.kind for one in said.taps):
        print(f"  {kind}: {_spread([one.seconds for one in said.taps if one.kind == kind])}")
    print(f"  of it until the page was there: {_spread([one.page for one in said.taps])}")
    print(f"  of it until the worker had kept the proposal: {_spread(said.found)}")
    print(f"  the page asked {percentile([one.asked for one in said.taps], 50):.0f} times in the median")
    print(f"from the yes to the last of its messages (goal {TOLD:.0f} s): {_spread([one for one, _ in said.told])}")
    print(f"  {sum(count for _, count in said.told)} messages; {said.late} did not arrive")
    if said.whole and said.found:
        times = percentile(said.whole, 50) / percentile(said.found, 50)
        print(f"four weeks from nothing by the same worker: {_spread(said.whole)}, {times:.0f} times a re-plan")
    if said.idle is not None:
        share, written = said.idle
        print(f"an idle worker takes {100 * share:.1f} % of one processor and writes {written:.1f} MB in ten seconds")


def _spread(found: Sequence[float]) -> str:
    if not found:
        return "none measured"
    shares = ", ".join(f"p{share} {percentile(found, share):.2f} s" for share in (50, 95))
    return f"{shares}, most {max(found):.2f} s of {len(found)}"


def percentile(found: Sequence[float], share: int) -> float:
    """The smallest measured value that so many in a hundred are at or below."""
    return sorted(found)[max(0, math.ceil(len(found) * share / 100) - 1)]
