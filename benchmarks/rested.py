"""Planning a week with rest by the model against rest by constants: `python -m benchmarks.rested --families 12`.

Each family is planned both ways in turn, in seconds of processor time; the first plan of all warms the machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace

from benchmarks.families import by_model, family, horizon
from homecall.planner.plan import Effort, make_plan
from homecall.rules.book import judge

DAYS = 7


def main() -> None:
    """Measure and print a line a family, and the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--families", type=int, default=12)
    wanted = parser.parse_args().families
    taken("constants", 0)
    ratios, sums = [], [0.0, 0.0]
    for seed in range(wanted):
        both = [taken(rest, seed) for rest in ("constants", "model")]
        ratios.append(both[1] / both[0])
        sums = [one + other for one, other in zip(sums, both, strict=True)]
        print(f"family {seed}: {both[0]:.2f} s by constants, {both[1]:.2f} s by the model", flush=True)
    print(f"{wanted} families: median ratio {statistics.median(ratios):.2f}, of the sums {sums[1] / sums[0]:.2f}")


def taken(rest: str, seed: int) -> float:
    """Seconds of processor time for a week's plan, which the judge must accept."""
    home = by_model(family(seed))
    home = home if rest == "model" else replace(home, rest=rest)
    begun = time.process_time()
    plan = make_plan(home, horizon(seed, DAYS), Effort(seconds=60, cores=1))
    took = time.process_time() - begun
    assert not judge(home, plan).breaches, f"family {seed}"
    return took


if __name__ == "__main__":
    main()
