"""`python -m benchmarks.figures`: every figure that is promised, measured and put beside its floor and goal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures.machine import here, load
from benchmarks.figures.report import faults, report
from benchmarks.figures.results import Results, read, write
from benchmarks.figures.rows import ROWS, Row
from benchmarks.figures.run import Asked, measure

QUICK = Asked(households=4, runs=1, yardstick=20.0, scale=0.05)
FULL = Asked()


def main(given: Sequence[str]) -> int:
    """Measure what is asked for, or read it again. 1 if a plan is refused or contradicts the yardstick."""
    asked = parser().parse_args(given)
    results = read(asked.tables) if asked.tables else _measured(asked)
    if asked.json and not asked.tables:
        write(results, asked.json)
    print(report(results, each=asked.each))
    return int(bool(faults(results)))


def parser() -> argparse.ArgumentParser:
    """What may be said after the command."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.figures",
        description="Every figure that is promised. Also: whole, sides (say one of them first, and --help).",
    )
    made.add_argument("--only", nargs="+", choices=[row.key for row in ROWS], metavar="ROW", help=_named())
    made.add_argument("--quick", action="store_true", help="a look: 4 households, one run, small budgets")
    made.add_argument("--households", type=int, help="how many are generated for each row, from seed 0; 40")
    made.add_argument("--runs", type=int, help="how often each is measured, for its median; 3")
    made.add_argument("--yardstick-seconds", type=float, help="for one household; 0 leaves the yardstick out; 120")
    made.add_argument("--seconds", type=float, help="for one search of the planner; the row's own")
    made.add_argument("--budget", type=float, help="how much of each row's time may be used; 1")
    made.add_argument("--cores", type=int, help="that the planner may use; all")
    made.add_argument("--each", action="store_true", help="a line for each household too")
    made.add_argument("--json", type=Path, help="keep the results in this file")
    made.add_argument("--tables", type=Path, metavar="JSON", help="measure nothing: print the tables of kept results")
    return made


def _named() -> str:
    return ", ".join(row.key for row in ROWS)


def amounts(asked: argparse.Namespace) -> Asked:
    """How much is to be measured: what was said, and for the rest the full or the quick way."""
    usual = QUICK if asked.quick else FULL

    def said(value: float | None, otherwise: float) -> float:
        return otherwise if value is None else value

    return Asked(
        households=int(said(asked.households, usual.households)),
        runs=int(said(asked.runs, usual.runs)),
        yardstick=said(asked.yardstick_seconds, usual.yardstick),
        seconds=asked.seconds,
        cores=int(said(asked.cores, os.cpu_count() or 1)),
        scale=said(asked.budget, usual.scale),
    )


def _measured(asked: argparse.Namespace) -> Results:
    much, rows = amounts(asked), [row for row in ROWS if asked.only is None or row.key in asked.only]
    results = Results(here(), _said(much))
    _tell(
        f"At most about {sum(much.longest(row) for row in rows) / 60:.0f} minutes; much less where the planner is fast."
    )
    for row in rows:
        _tell(f"{row.key}: {row.title}; load {load():.1f}, at most about {much.longest(row) / 60:.0f} minutes")
        _measure(row, much, results, asked.json)
    return results


def _measure(row: Row, much: Asked, results: Results, kept: Path | None) -> None:
    samples, results.took[row.key] = measure(row, much)
    results.samples.extend(samples)
    if kept:
        write(results, kept)  # after every row: an hour's work is not lost with the last of it


def _said(much: Asked) -> str:
    beside = f"the yardstick at most {much.yardstick:g} s a household" if much.yardstick else "without the yardstick"
    limit = "" if much.seconds is None else f"; at most {much.seconds:g} s a search"
    return (
        f"Up to {much.households} generated households a row, median of {much.runs} in one process with its imports "
        f"done; the planner on {much.cores} cores{limit}, {beside}. Times are wall seconds unless they are CPU seconds."
    )


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
