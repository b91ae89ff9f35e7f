"""The studio's figures: how fast a year is lived, how near the fast policy is to the re-plan, how true its intervals.

python -m benchmarks.studio speed     # a year of 1,000 lives, a baseline and ten scenarios
python -m benchmarks.studio left      # what the search for plans leaves open, beside the shocks
python -m benchmarks.studio policy    # the fast policy beside the product's own re-plan, week by week
python -m benchmarks.studio truth     # do nine years in ten lie in the interval of nine in ten?
python -m benchmarks.studio learning  # the picture in docs/explanation/a-year-lived.md
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.years.learning import learning
from benchmarks.years.left import left
from benchmarks.years.policy import policy, summary
from benchmarks.years.speed import speed
from benchmarks.years.truth import truth

PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "learned.svg"
SEEDS = "0,2,3,4,6,8,9,10,11,12,14,15,16,17,18,19,20,21,22,24,25,26,27,28,29"


def main() -> None:
    """Take a row of figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("row", choices=("speed", "left", "policy", "truth", "learning"))
    parser.add_argument("--seeds", default=SEEDS, help="families of the row policy")
    parser.add_argument("--lives", type=int, default=3, help="held-out lives of each of their weeks")
    parser.add_argument("--weeks", type=int, default=3, help="weeks of each family")
    parser.add_argument("--parents", type=int, default=1000, help="simulated parents of the row truth")
    given = parser.parse_args()
    if given.row == "speed":
        speed()
    elif given.row == "left":
        left()
    elif given.row == "policy":
        summary(policy([int(one) for one in given.seeds.split(",")], given.lives, given.weeks))
    elif given.row == "truth":
        truth(given.parents)
    else:
        learning(PICTURE)


if __name__ == "__main__":
    main()
