"""From the tap to the proposal on the screen, and from a yes to the last of its first messages.

    python -m benchmarks.answering                      # 72 taps of twelve families, one worker, on SQLite
    python -m benchmarks.answering --busy --workers 2   # while every worker searches for another family's four weeks
    DATABASE_URL=postgresql://... python -m benchmarks.answering     # an empty database of its own

The app is served as a host serves it, workers in processes of their own. A phone's page in Chromium says what
happened; time runs from the click to the first frame in which the proposal's heading can be seen. Then it says yes,
and time runs from that click until a real mail server and a real service like ntfy have all that the yes put into the
outbox.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

from benchmarks.answering.browsing import agreed, browser, left, phone, tapped
from benchmarks.answering.homes import HARD, Home, Tap, open_database, order, settle, tap_of
from benchmarks.answering.report import Figures, report
from benchmarks.answering.served import idle, served
from benchmarks.answering.targets import Targets, listening, reached

if TYPE_CHECKING:
    from playwright.sync_api import Page

KINDS = ("late", "ill", "early", "called", "cancel", "closed")
WAITS = 30.0
"""Seconds after which nobody waits for a message any more."""
PAUSE = 0.7
"""Seconds of thought before a tap, at most."""
WHOLE = 4
"""So many families' four weeks are made from nothing, to compare."""


def main() -> None:
    """Set up, tap, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=12)
    parser.add_argument("--taps", type=int, default=72)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--busy", action="store_true", help="the workers search for plans of other families all the time"
    )
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="homecall-bench-") as folder, listening() as targets:
        data = Path(folder) / "app"
        open_database(data)
        figures = _measured(data, said, targets)
    report(figures)


def _measured(data: Path, said: argparse.Namespace, targets: Targets) -> Figures:
    from django.db import connection

    homes, others = _settled(said, targets)
    found = Figures(said.families, said.workers, connection.vendor, said.busy)
    with served(data, said.workers, targets.environment()) as app:
        found.idle = None if said.busy else idle(app.workers[0])
        found.load = os.getloadavg()[0]
        with searching(others), browser() as opened:
            for home, tap in _in_turn(homes, said.taps):
                with phone(opened, app.address, home) as page:
                    _one(page, home, tap, targets, found)
        found.whole = [] if said.busy else [_whole(home) for home in homes[:WHOLE]]
    return found


def _settled(said: argparse.Namespace, targets: Targets) -> tuple[list[Home], list[int]]:
    """The families that tap, and those for which the workers are kept busy."""
    today = datetime.now(UTC).date()
    homes = [settle(seed, order(seed, today)) for seed in range(1, said.families + 1)]
    for home in homes:
        reached(home.id, targets)
    busy = range(-said.workers, 0) if said.busy else range(0)
    return homes, [settle(number, order(HARD, today)).id for number in busy]


def _in_turn(homes: Sequence[Home], most: int) -> Iterator[tuple[Home, Tap]]:
    """So many taps, of one family after the other, each time of the next kind that it can say."""
    dice, said = Random(6), 0
    for n in range(most):
        for place, home in enumerate(homes):
            kinds = islice(cycle(KINDS), (n + place) % len(KINDS), (n + place) % len(KINDS) + len(KINDS))
            found = next((tap for kind in kinds if (tap := tap_of(home, kind, dice))), None)
            if found is not None:
                yield home, found
                said += 1
            if said == most:
                return


def _one(page: Page, home: Home, tap: Tap, targets: Targets, found: Figures) -> None:
    """One tap and, where there is a way, a yes to it."""
    from homecall.web.happened.models import Proposal
    from homecall.web.jobs import store as jobs

    asked = jobs.progress(home.id, jobs.CHANGE).since
    time.sleep(PAUSE * Random(f"{home.at} {tap}").random())  # no poll shall beat in time with the taps
    answer = tapped(page, home, tap)
    found.taps.append(answer)
    made, since = Proposal.objects.filter(family=home.id).first(), jobs.progress(home.id, jobs.CHANGE).since
    assert since != asked, "nothing was asked for"
    if not answer.way or made is None or since is None:
        left(page)
        return
    found.found.append((made.made - since).total_seconds())
    _yes(page, home, targets, found)


def _yes(page: Page, home: Home, targets: Targets, found: Figures) -> None:
    """Say yes, and wait until all that it has to say to others has arrived."""
    from homecall.web.post.models import Message

    mine = Message.objects.filter(family=home.id)
    old, there = mine.count(), len(targets.arrived)
    begin = agreed(page)
    count = mine.count() - old
    while len(targets.arrived) < there + count and time.monotonic() < begin + WAITS:
        time.sleep(0.005)
    arrived = targets.arrived[there:]
    found.late += count - len(arrived)
    if count and len(arrived) == count:
        found.told.append((max(arrived) - begin, count))


@contextmanager
def searching(families: Sequence[int]) -> Iterator[None]:
    """Four weeks of each of these families are wanted all the time, as long as the block lasts."""
    over = Event()

    def want() -> None:
        from django.db import connection

        from homecall.web import world
        from homecall.web.jobs import store as jobs

        while not over.wait(0.3):
            for one in families:
                if not jobs.progress(one).renewing:
                    jobs.want(one, world.now())
        connection.close()

    asking = Thread(target=want)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()


def _whole(home: Home) -> float:
    """Seconds from asking for four weeks anew until they are kept."""
    from homecall.web import world
    from homecall.web.jobs import store as jobs

    begin = time.monotonic()
    jobs.want(home.id, world.now())
    while jobs.progress(home.id).renewing:
        time.sleep(0.01)
    return time.monotonic() - begin


if __name__ == "__main__":
    main()
