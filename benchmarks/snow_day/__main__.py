"""A snow day: school is closed for many families at once. How long until everybody who can help is asked?

    python -m benchmarks.snow_day                              # 1,000 families within an hour
    python -m benchmarks.snow_day --minutes 2                  # the same within two minutes
    python -m benchmarks.snow_day --families 40 --kinds 4 --minutes 1

The app runs as `homecall serve` starts it, on SQLite or on what DATABASE_URL names (an empty database). Each family has
a household, rosters, a plan of four weeks that the judge accepts, and addresses on a mail server and a web server here
that take messages and count them. One parent after the other says that the school is closed: half by the page's form,
half by a phone's key. Half of the families have agreed to any ask beforehand; the others' parents look at Today as the
page does, and tap what is proposed as soon as it is there. All the while others read Today and Week.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.snow_day.filled import House, filled, outcome, prepared, waiting
from benchmarks.snow_day.kinds import Kind, kind
from benchmarks.snow_day.parents import READERS, Agenda, Morning
from benchmarks.snow_day.processes import served
from benchmarks.snow_day.report import report
from benchmarks.snow_day.targets import listening

PATIENCE = 900.0
"""Seconds after the last family has said it, after which nobody waits any more."""


def main() -> None:
    """Fill, serve, let it snow, print."""
    said = _arguments()
    with tempfile.TemporaryDirectory(prefix="homecall-snow-") as folder, listening(Path(folder) / "taken") as targets:
        data = Path(folder) / "app"
        prepared(data)
        houses = filled(_kinds(said.kinds), said.families, targets.web)
        print(f"{len(houses)} families are there, each with its plan of four weeks", flush=True)
        with served(data, targets) as (port, costs):
            load, before, morning = os.getloadavg()[0], costs.now(), Morning(port)
            for name, seconds in _snowed(morning, houses, said):
                print(f"{name} after {seconds:.0f} s; load of the machine {load:.1f}, now {os.getloadavg()[0]:.1f}")
                report(houses, morning, outcome(), targets.arrived(), before, costs.now())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=60, help="minutes over which the families say it")
    parser.add_argument("--kinds", type=int, default=20, help="kinds of families, each with a plan of its own")
    parser.add_argument("--rate", type=float, default=20, help="pages a second that others read")
    return parser.parse_args()


def _kinds(count: int) -> Sequence[Kind]:
    """So many kinds. Raises AssertionError where the judge does not take a plan under a family's names."""
    now = datetime.now(UTC)
    kinds = [kind(number, now) for number in range(count)]
    names = ("Home 0", "Maple school", "Ana", "Ben", "Mia", "Leo", "Noa")
    assert all(one.named(names).accepted() for one in kinds), "a plan that the judge does not take"
    return kinds


def _snowed(morning: Morning, houses: Sequence[House], said: argparse.Namespace) -> Iterator[tuple[str, float]]:
    """Let all of them say it, and wait: gives when all asks were out, and when all that is to be done later was."""
    agenda, start, dice, begun = Agenda(), time.time() + 1, Random(3), datetime.now(UTC)
    last = start + 60 * said.minutes
    for house in houses:
        agenda.add(dice.uniform(start, last), morning.parent(house))
    cookies = [one.cookie for one in houses]
    for n in range(READERS if said.rate else 0):
        at = start + n / said.rate
        agenda.add(at, morning.reader(n, cookies, READERS / said.rate, at))
    hands = agenda.run()
    for name, quiet in (("all asks are out", ("jobs", "proposals", "messages")), ("all is done", ("rounds",))):
        while time.time() < last or (time.time() < last + PATIENCE and _open(begun, quiet)):
            time.sleep(2)
        yield name, time.time() - start
    morning.over = True
    agenda.end()
    for one in hands:
        one.join(60)


def _open(begun: datetime, kinds: tuple[str, ...]) -> bool:
    return any(one.split(" ", 1)[1].startswith(kinds) for one in waiting(begun - timedelta(minutes=1)))


if __name__ == "__main__":
    main()
