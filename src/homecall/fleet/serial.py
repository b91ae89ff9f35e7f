"""One household after the other in this process: the plainest way, and the one for a debugger.

Nothing shelters the run from a crash of the solver here, and nobody outside can stop a search. It ends by itself or at
the solver's own limit; a plan that took longer than its seconds counts as one that a clock has ended.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from homecall.fleet.job import Job, Planned, Report, Search, do
from homecall.fleet.pool import Clock, Hand, News, Ready, Work

PARTS = 5.0
"""The solver's limit is so many times the seconds for each week, so that no part of a search has less than them all."""


class Serial:
    """A crew of one: this process itself, while it waits. `seconds` are those of one household."""

    size = 1
    at_hand = 1

    def __init__(self, seconds: float, work: Work = do, clock: Clock = time.monotonic) -> None:
        self.seconds = seconds
        self.work = work
        self.clock = clock

    def hire(self) -> Hand:
        """Nobody but ourselves."""
        return _Self()

    def wait(self, hands: Sequence[Hand], seconds: float) -> list[tuple[Hand, News]]:
        """Do the next job, however long it takes."""
        (hand,) = hands
        assert isinstance(hand, _Self)
        if not hand.ready:
            hand.ready = True
            return [(hand, Ready())]
        return [(hand, self._done(*hand.held.popleft()))]

    def _done(self, job: Job, search: Search) -> Report:
        began = self.clock()
        limit = self.seconds * PARTS * -(-job.when.days // 7)
        report = self.work(job, search if search.clocked else Search(limit))
        if self.clock() - began > self.seconds and isinstance(report.result, Planned):
            return replace(report, result=replace(report.result, clocked=True))
        return report

    def close(self) -> None:
        """There is nothing to give back."""


class _Self:
    def __init__(self) -> None:
        self.ready = False
        self.held: deque[tuple[Job, Search]] = deque()

    def give(self, job: Job, search: Search) -> None:
        """Queue a job."""
        self.held.append((job, search))

    def stop(self) -> None:
        """Forget what is queued."""
        self.held.clear()
