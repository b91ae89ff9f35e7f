"""Times the yardstick on generated families: `python -m benchmarks.yardstick --seeds 8 --days 7 --seconds 120`."""

from __future__ import annotations

import argparse
import resource

from benchmarks.families import family, horizon
from benchmarks.yardstick.solve import solve


def main() -> None:
    """Prints a line for each family: its size, the value and bound of each tier, and the seconds of each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.yardstick")
    parser.add_argument("--seeds", type=int, default=8, help="how many families, from seed 0")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=120.0, help="for the three tiers of one family together")
    asked = parser.parse_args()
    print("seed  parents children carers   " + "".join(f"{name:>30}" for name in ("uncovered", "must missed", "cost")))
    for seed in range(asked.seeds):
        people = family(seed)
        sizes = f"{len(people.parents):>7} {len(people.children):>8} {len(people.carers):>6}"
        answer = solve(people, horizon(seed, asked.days), asked.seconds)
        tiers = "".join(f"{value:>11.2f} {bound:>11.2f} {took:>5.1f}s" for _, value, bound, took in answer.tiers)
        print(f"{seed:>4} {sizes}   {tiers}", flush=True)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
