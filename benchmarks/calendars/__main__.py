"""`python -m benchmarks.calendars`: medians of processor seconds, ratios, and memory, as a table in Markdown."""

from __future__ import annotations

import argparse
from statistics import median

from benchmarks.calendars.measure import Measured, apart

HEAD = "| events | reader | occurrences | seconds | again, % of it | MB | times faster |\n|---|---|---|---|---|---|---|"


def main() -> None:
    """Measure and print. The readers take turns, so that a busy machine is busy for both."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.calendars", description=__doc__)
    options.add_argument("--events", type=int, nargs="+", default=[2_000, 20_000])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--alone", action="store_true", help="leave the usual stack out")
    asked = options.parse_args()
    print(HEAD)
    for events in asked.events:
        runs = [[apart(reader, events) for reader in _readers(alone=asked.alone)] for _ in range(asked.runs)]
        for row in zip(*runs, strict=True):
            print(line(row, median(one.seconds for one in [run[-1] for run in runs])), flush=True)


def _readers(*, alone: bool) -> list[str]:
    return ["ours"] if alone else ["ours", "usual"]


def line(row: tuple[Measured, ...], slowest: float) -> str:
    """The medians of one reader, beside the seconds of the usual one."""
    seconds, again = median(one.seconds for one in row), median(one.again for one in row)
    share = f"{100 * again / seconds:.1f}" if again else "–"
    peak = max(one.megabytes for one in row)
    one = row[0]
    return (
        f"| {one.events:,} | {one.reader} | {one.occurrences:,} | {seconds:.2f} | {share} | {peak:.0f} "
        f"| {slowest / seconds:.1f} |"
    )


if __name__ == "__main__":
    main()
