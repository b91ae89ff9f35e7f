"""Prints the figures: `python -m benchmarks.figures [--runs 3] [--case two-residents] [--weeks 1 4] [--yardstick]`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from benchmarks.figures.machine import here
from benchmarks.figures.process import spread
from benchmarks.figures.table import table
from benchmarks.figures.whole import helped, planned, tiers
from homecall.cases.book import CASES, Case, case

if TYPE_CHECKING:
    from benchmarks.figures.sides import Reached, Sides

SIDES = ("family", "planner", "s", "yardstick", "s", "ratio", "values", "counted again")


def main() -> None:
    """Measure what is asked for. Ends with 1 if planner and yardstick disagree anywhere."""
    asked = _asked()
    print(f"{here()}\n")
    if asked.yardstick:
        sys.exit(_side_by_side([case(asked.case)] if asked.case else list(CASES), asked.limit))
    _whole(case(asked.case or CASES[0].name), asked.weeks, asked.runs, asked.seconds)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured, after one warm-up")
    parser.add_argument("--case", help="a named family; two-residents, or every one with --yardstick")
    parser.add_argument("--weeks", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--seconds", type=float, default=60.0, help="for each search")
    parser.add_argument("--yardstick", action="store_true", help="one week, planner and yardstick side by side")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for each side of --yardstick")
    return parser.parse_args()


def _whole(family: Case, weeks: list[int], runs: int, seconds: float) -> None:
    help_runs = helped(runs)
    made = [planned(family, count, runs, seconds) for count in weeks]
    rows = [
        [
            str(one.weeks),
            one.plan["status"],
            spread([run.wall for run in one.runs]),
            spread([run.cpu for run in one.runs]),
            spread([run.memory for run in one.runs], 0),
            "yes" if one.same else "no",
        ]
        for one in made
    ]
    print(f"{family.name}: the whole process, median of {runs} after a warm-up (least to greatest)\n")
    print(table(("weeks", "status", "wall s", "CPU s", "peak MB", "same bytes"), rows), end="\n\n")
    print(table(("weeks", "tier", "value", "bound", "gap"), [row for one in made for row in tiers(one)]), end="\n\n")
    print(f"homecall --help: {spread([run.wall for run in help_runs], 2)} s")


def _side_by_side(families: list[Case], limit: float) -> int:
    from benchmarks.figures.sides import compare  # brings the solver with it, which only this table needs

    found = []
    for one in families:
        print(f"… {one.name}", file=sys.stderr, flush=True)
        found.append(compare(one, seconds=limit))
    print(f"one week, one run each in one process, at most {limit:.0f} s a side\n")
    print(table(SIDES, [_row(one) for one in found]))
    return int(any(one.verdict.startswith("DISAGREE") or not one.counts for one in found))


def _row(one: Sides) -> list[str]:
    ours, theirs = one.seconds
    seconds = [f"{ours:.1f}", f"{theirs:.1f}", f"{theirs / ours:.1f}"]
    counted = "yes" if one.counts else ", ".join(f"{name} {value:.2f}" for name, value in one.recounted)
    return [one.case, _values(one.ours), seconds[0], _values(one.theirs), *seconds[1:], one.verdict, counted]


def _values(reached: list[Reached]) -> str:
    """The values of the tiers; where a bound is open, the bound beside it."""
    return " / ".join(
        f"{value:.2f}" if value - bound <= 0.01 else f"{value:.2f} (at least {bound:.2f})"
        for _, value, bound in reached
    )


if __name__ == "__main__":
    main()
