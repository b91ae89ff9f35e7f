"""Prints the figures of a fleet: `python -m benchmarks.fleet [--households 2000] [--days 3] [--workers 2]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.families import family, small
from benchmarks.figures.machine import here
from benchmarks.figures.table import table
from benchmarks.fleet.measure import Ran, Tell, killer, measure
from benchmarks.fleet.stored import families, to_parquet
from homecall.fleet.pool import Crew
from homecall.fleet.processes import Processes
from homecall.fleet.run import Step

MILLION = 1_000_000
NIGHT = 8.0
"""Hours in which a million households are to be planned."""
HEAD = (
    "run",
    "households",
    "proven",
    "by the clock",
    "failed",
    "wall s",
    "households/s",
    "CPU s",
    "of the run",
    "of others",
    "MB",
    "MB a worker",
)


def main() -> None:
    """Measure one worker, all of them, and all of them with one killed. Ends with 1 if their plans differ."""
    asked = _asked()
    what = f"{small.__name__} of" if asked.days <= 3 else f"{family.__name__} of"
    print(f"{here()}\n")
    print(
        f"{asked.households:,} generated households ({what} benchmarks/families.py), {asked.days} days each, ", end=""
    )
    print(f"in a Parquet file; at most {asked.seconds:g} s without a clock, then {asked.seconds:g} s with one.\n")
    runs = dict(_runs(asked))
    print(table(HEAD, [_row(name, one) for name, one in runs.items()]), end="\n\n")
    one, all_of_them, killed = runs.values()
    print(_efficiency(one, all_of_them, asked.workers))
    same = _same(one, all_of_them) and _same(all_of_them, killed)
    print(f"Plans that no clock ended are the same bytes in all runs: {'yes' if same else 'NO'}.")
    lost = asked.households - killed.counts.households
    print(f"The run whose worker was killed in the middle lost {lost} households.\n")
    print(_million(all_of_them))
    sys.exit(0 if same else 1)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet")
    parser.add_argument("--households", type=int, default=2000)
    parser.add_argument("--days", type=int, default=3, help="up to 3 for small families, more for all sorts")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each household")
    parser.add_argument("--ray", action="store_true", help="all workers on a Ray cluster of this machine")
    return parser.parse_args()


def _runs(asked: argparse.Namespace) -> Iterator[tuple[str, Ran]]:
    with tempfile.TemporaryDirectory(prefix="homecall-") as name:
        folder = Path(name)
        source = to_parquet(families(asked.households, asked.days), folder / "families.parquet")
        killed: list[int] = []
        plan = {
            "1 worker": (1, _shown("1 worker")),
            f"{asked.workers} workers": (asked.workers, _shown(f"{asked.workers} workers")),
            f"{asked.workers} workers, one killed": (asked.workers, killer(asked.households // 2, killed)),
        }
        for number, (what, (size, tell)) in enumerate(plan.items()):
            crew = _crew(size, ray=asked.ray and number == 1)
            yield what, measure(source, folder / str(number), crew, asked.seconds, tell)
        if not killed:
            raise RuntimeError("no worker was killed, so that the last run shows nothing")


def _crew(size: int, *, ray: bool) -> Crew:
    if not ray:
        return Processes(size)
    from homecall.fleet.ray import Cluster

    return Cluster(size)


def _shown(what: str) -> Tell:
    """A line on standard error now and then, for whoever waits."""
    last = time.monotonic()

    def tell(step: Step) -> None:
        nonlocal last
        if time.monotonic() - last > 10:
            last = time.monotonic()
            print(f"… {what}: {step.behind:,} of {step.of:,}", file=sys.stderr, flush=True)

    return tell


def _row(name: str, one: Ran) -> list[str]:
    counts = one.counts
    numbers = (counts.households, counts.proven, counts.clocked, sum(counts.failed.values()))
    seconds = [f"{one.wall:.1f}", f"{one.rate:.2f}", f"{one.cpu:.1f}", f"{one.own:.1f}", f"{one.others:.1f}"]
    return [name, *(f"{number:,}" for number in numbers), *seconds, *(f"{most:.0f}" for most in one.memory)]


def _efficiency(one: Ran, many: Ran, workers: int) -> str:
    by_wall = many.rate / (workers * one.rate)
    by_cpu = one.cpu / (many.cpu + many.own)
    return (
        f"Parallel efficiency: {many.rate:.2f} households/s with {workers} workers, {one.rate:.2f} with 1: "
        f"{many.rate:.2f} / ({workers} × {one.rate:.2f}) = {by_wall:.2f}.\n"
        f"By processor time, which others' work on the machine touches less: "
        f"{one.cpu:.1f} s / ({many.cpu:.1f} s + {many.own:.1f} s of the run itself) = {by_cpu:.2f}."
    )


def _same(left: Ran, right: Ran) -> bool:
    both = left.plans.keys() & right.plans.keys()
    return bool(both) and all(left.plans[name] == right.plans[name] for name in both)


def _million(ran: Ran) -> str:
    """What a million households a night would take, with the arithmetic."""
    count = ran.counts.households
    each = (ran.cpu + ran.own) / count
    hours = MILLION * each / 3600
    kilobytes = ran.size / max(1, len(ran.plans)) / 1000
    return (
        f"A million households like these:\n"
        f"({ran.cpu:.1f} s + {ran.own:.1f} s) / {count:,} = {each:.3f} core-seconds each;\n"
        f"{MILLION:,} × {each:.3f} s / 3,600 s = {hours:.0f} core-hours, or {hours / NIGHT:.1f} cores for a night of "
        f"{NIGHT:g} hours;\none run hands out {MILLION:,} in {MILLION * ran.own / count / 3600:.1f} hours of a core; "
        f"plans: {MILLION:,} × {kilobytes:.1f} kB = {kilobytes:.1f} GB."
    )


if __name__ == "__main__":
    main()
