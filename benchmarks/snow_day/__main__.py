"""A snow day: school is closed for many families at once. How long until everybody who can help is asked?

    python -m benchmarks.snow_day                              # 1,000 families within an hour
    python -m benchmarks.snow_day --minutes 20                 # three times as hard
    python -m benchmarks.snow_day --families 40 --kinds 4 --minutes 1
    DATABASE_URL=postgresql://... python -m benchmarks.snow_day      # an empty database of its own

The app runs as `homecall serve` starts it. Each family has a household, rosters, a plan of four weeks that the judge
accepts, and addresses on a mail server and a web server here that take messages and count them. One parent after the
other says that the school is closed: half by the page's form, half by a phone's key. Half of the families have agreed
to any ask beforehand; the others' parents look at Today as the page does, and tap what is proposed as soon as it is
there. Whoever is asked opens the link in the message after 10 to 60 seconds, and two of three say yes. All the while
others read: `--looks` pages a family, six of ten Today, two Week, one the asks, one the page on which it is said. Each
request is sent when it is due, however long those before it take, and its time runs from then.

Figures are printed as they come; with SIGTERM or Ctrl-C everything is ended and what there is until then is reported.
With `--keep` a folder holds them, the app's data, and the plans of the families' kinds for the next run of that day.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.snow_day.carers import watched
from benchmarks.snow_day.crowd import Agenda, Morning
from benchmarks.snow_day.filled import filled, outcome, prepared, waiting
from benchmarks.snow_day.going import Going
from benchmarks.snow_day.kept import kinds
from benchmarks.snow_day.parents import READERS, Parent, reader
from benchmarks.snow_day.processes import served
from benchmarks.snow_day.report import report
from benchmarks.snow_day.targets import listening

PATIENCE = 900.0
"""Seconds after the last family has said it, after which nobody waits any more."""


def main() -> None:
    """Fill, serve, let it snow, print."""
    said = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    with ExitStack() as stack:
        begun = datetime.now(UTC)
        keep = said.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="homecall-snow-")))
        folder = keep / f"run-{begun:%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True)
        targets = stack.enter_context(listening(folder / "taken"))
        prepared(folder / "app")
        houses = filled(kinds(keep, said.kinds, begun), said.families, targets.web)
        seconds = (datetime.now(UTC) - begun).total_seconds()
        print(f"{len(houses)} families are there, each with its plan of four weeks, after {seconds:.0f} s", flush=True)
        port, costs = stack.enter_context(served(folder / "app", targets))
        morning, start, load = Morning(port), time.time() + 1, os.getloadavg()[0]
        going = Going(houses, morning, targets, costs, datetime.now(UTC), folder / "figures.jsonl", start)
        before = costs.now()
        try:
            for name in _snowed(going, said):
                _told(f"{name}; load of the machine {load:.1f}, now", going, before)
        except BaseException:
            _told("ended before its time; load of the machine", going, before)
            raise


def _told(name: str, going: Going, before: dict[str, tuple[float, float]]) -> None:
    print(f"{time.time() - going.start:.0f} s: {name} {os.getloadavg()[0]:.1f}")
    report(going.houses, going.morning, outcome(), going.targets.arrived(), before, going.costs.now())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=60, help="minutes over which the families say it")
    parser.add_argument("--kinds", type=int, default=12, help="kinds of families, each with a plan of its own")
    parser.add_argument("--looks", type=float, default=12, help="pages that others read for each family")
    parser.add_argument("--keep", type=Path, help="a folder for the data, the figures, and the plans of the kinds")
    return parser.parse_args()


def _snowed(going: Going, said: argparse.Namespace) -> Iterator[str]:
    """Let all of them say it, and wait: gives when all asks were out, and when all that is to be done later was."""
    agenda, last, morning = Agenda(), going.start + 60 * said.minutes, going.morning
    _filled_in(agenda, going, last, said.looks * len(going.houses) / (60 * said.minutes))
    hands = [*agenda.run(), watched(morning, agenda, going.targets)]
    for name, quiet in (("all asks are out", ("jobs", "proposals", "messages")), ("all is done", ("rounds",))):
        while time.time() < last or (time.time() < last + PATIENCE and _open(going.begun, quiet)):
            time.sleep(2)
            going.look()
        yield name
    morning.over = True
    agenda.end()
    for one in hands:
        one.join(60)


def _filled_in(agenda: Agenda, going: Going, last: float, rate: float) -> None:
    """Who says it when, and who reads so many pages a second."""
    dice = Random(3)
    for house in going.houses:
        agenda.add(dice.uniform(going.start, last), Parent(going.morning, house).step)
    for n in range(READERS if rate else 0):
        agenda.add(going.start + n / rate, reader(going.morning, n, going.houses, READERS / rate))


def _open(begun: datetime, names: Sequence[str]) -> bool:
    return any(one.split(" ", 1)[1].startswith(tuple(names)) for one in waiting(begun - timedelta(minutes=1)))


if __name__ == "__main__":
    main()
