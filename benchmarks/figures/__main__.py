"""Prints the figures: `python -m benchmarks.figures`, or `… whole`, or `… sides`; each tells more with `--help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.figures import promise
from benchmarks.figures.machine import here
from benchmarks.figures.process import spread
from benchmarks.figures.sample import said
from benchmarks.figures.table import table
from benchmarks.figures.whole import helped, planned, tiers
from homecall.cases.book import CASES, case

if TYPE_CHECKING:
    from benchmarks.figures.sides import Sides

SIDES = ("family", "planner", "s", "yardstick", "s", "ratio", "values", "counted again")


def main(given: Sequence[str]) -> int:
    """Measure what is asked for. 1 if planner and yardstick disagree anywhere, or the judge refuses a plan."""
    name, *rest = given or [""]
    if name not in OTHERS:
        return promise.main(given)
    print(f"{here()}\n")
    return OTHERS[name](rest)


def _whole(given: Sequence[str]) -> int:
    """A named family as people plan it, from the files to the last byte of the JSON, imports and all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures whole", description=_whole.__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured, after one warm-up")
    parser.add_argument("--case", default=CASES[0].name, help="a named family")
    parser.add_argument("--weeks", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--seconds", type=float, default=60.0, help="for each search")
    asked = parser.parse_args(given)
    help_runs = helped(asked.runs)
    made = [planned(case(asked.case), count, asked.runs, asked.seconds) for count in asked.weeks]
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
    print(f"{asked.case}: the whole process, median of {asked.runs} after a warm-up (least to greatest)\n")
    print(table(("weeks", "status", "wall s", "CPU s", "peak MB", "same bytes"), rows), end="\n\n")
    print(table(("weeks", "tier", "value", "bound", "gap"), [row for one in made for row in tiers(one)]), end="\n\n")
    print(f"homecall --help: {spread([run.wall for run in help_runs], 2)} s")
    return 0


def _sides(given: Sequence[str]) -> int:
    """Planner and yardstick on one week of the named families, and each plan counted again without a model."""
    from benchmarks.figures.sides import compare  # brings the solver with it, which only this table needs

    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures sides", description=_sides.__doc__)
    parser.add_argument("--case", help="a named family; every one")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for each side")
    asked = parser.parse_args(given)
    found = []
    for one in [case(asked.case)] if asked.case else CASES:
        print(f"… {one.name}", file=sys.stderr, flush=True)
        found.append(compare(one, seconds=asked.limit))
    print(f"one week, one run each in one process, at most {asked.limit:.0f} s a side\n")
    print(table(SIDES, [_row(one) for one in found]))
    return int(any(one.verdict.startswith("DISAGREE") or not one.counts for one in found))


def _row(one: Sides) -> list[str]:
    ours, theirs = one.seconds
    seconds = [f"{ours:.1f}", f"{theirs:.1f}", f"{theirs / ours:.1f}"]
    counted = "yes" if one.counts else ", ".join(f"{name} {value:.2f}" for name, value in one.recounted)
    return [one.case, said(one.ours), seconds[0], said(one.theirs), *seconds[1:], one.verdict, counted]


OTHERS = {"whole": _whole, "sides": _sides}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
