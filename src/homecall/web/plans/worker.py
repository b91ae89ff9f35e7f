"""The worker: what families wait for is made, what happened answered at once, and time seen to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection

from homecall.web import world
from homecall.web.jobs import bell
from homecall.web.jobs import store as jobs
from homecall.web.plans import store, tending
from homecall.web.plans.doing import Doer, memory_of
from homecall.web.plans.hand import Hand

__all__ = ["Worker", "memory_of"]

PAUSE = 0.3
"""Seconds between two looks at an empty queue, where no bell is heard."""
BESIDES = 1.0
"""Seconds between two looks at the work beside the plans: what nobody rings for there is a matter of minutes."""
ROUND = 60.0
"""Seconds between two looks at what time has brought."""
PATIENCE = timedelta(seconds=2)
"""So long something that happened waits for a free hand before a search for somebody else's plan makes way."""
MODEST = 5
"""How much nicer the hand that searches is than the one that answers what happened."""


@dataclass
class Worker(Doer):
    """A worker with two hands: one that searches for plans, and one that only answers what happened.

    While the second one answers, the first searches on: a tap waits for nobody's four weeks, and costs nobody theirs.
    `also` is work of other pages, done beside the plans, so that a letter need not wait for one: each is given the
    worker's name and `stop`, and says whether there was anything to do. `tidies` are called once a round with the
    moment, for what other pages keep and time takes away. `sleepers` are woken as the worker itself when work comes.
    """

    hand: Hand = field(default_factory=lambda: Hand(MODEST))
    quick: Hand = field(default_factory=Hand)
    also: tuple[Callable[[str, threading.Event], bool], ...] = ()
    tidies: tuple[Callable[[datetime], object], ...] = ()
    sleepers: tuple[threading.Event, ...] = ()

    def run(self, tick: Callable[[], float]) -> None:
        """Work until `stop` is set; `tick` is a clock in seconds that only runs."""
        woken, answering, besides = threading.Event(), threading.Event(), threading.Event()
        ears = (woken, answering, besides, *self.sleepers)
        threads = [
            threading.Thread(target=bell.listen, args=(self.data, self.stop, ears), daemon=True),
            threading.Thread(target=self._answer, args=(answering,), daemon=True),
            threading.Thread(target=self._beside, args=(besides,), daemon=True),
        ]
        for one in threads:
            one.start()
        try:
            self._until_stopped(woken, self._rounds(tick))
        finally:
            self.stop.set()
            self.hand.end()
            for one in threads:
                one.join()

    def _until_stopped(self, woken: threading.Event, work: Callable[[], bool], pause: float = PAUSE) -> None:
        """Work as long as there is something to do, and look again at each ring or a little later."""
        while not self.stop.is_set():
            woken.clear()
            if not work():
                woken.wait(pause)

    def _rounds(self, tick: Callable[[], float]) -> Callable[[], bool]:
        """What the first hand does: the next job, and before it what time has brought, once a round."""
        last = tick() - ROUND

        def work() -> bool:
            nonlocal last
            if tick() - last >= ROUND:
                tending.tend(self.data)
                for tidy in self.tidies:
                    tidy(world.now())
                last = tick()
            self.hand.warm()
            return self.once()

        return work

    def _answer(self, woken: threading.Event) -> None:
        """Answer what happened with the second hand."""
        lane = Doer(f"{self.name}-quick", self.data, self.quick, self.stop, proposed=self.proposed)
        with self._ending():
            try:
                self.quick.warm()
                self._until_stopped(woken, lane.once)
            finally:
                self.quick.end()

    def _beside(self, woken: threading.Event) -> None:
        """Do the work of other pages."""
        with self._ending():
            self._until_stopped(woken, lambda: any([work(self.name, self.stop) for work in self.also]), BESIDES)

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """A thread of the worker; where it fails the worker ends, to be started again."""
        try:
            yield
        finally:
            self.stop.set()
            connection.close()

    def claimed(self, now: datetime) -> jobs.Claim | None:
        """The most urgent job: what happened, then a first plan, then what has waited longest.

        What happened waits for no hand that is not warm yet, while the other one is.
        """
        if not jobs.waiting(now, jobs.CHANGE, jobs.PLAN):
            return None
        claim = None if self.hand.warming else jobs.claim(self.name, now, jobs.CHANGE)
        claim = claim or jobs.claim(self.name, now, among=store.NONE_YET)
        return claim or jobs.claim(self.name, now)

    def goes_before(self, claim: jobs.Claim, now: datetime) -> bool:
        """Whether nobody gets to what happened, or a family waits for a first plan while this one has its own."""
        if claim.kind == jobs.CHANGE:
            return False
        first = jobs.waiting(now, jobs.PLAN, among=store.NONE_YET) and store.has_plan(claim.family)
        return first or jobs.waiting(now - PATIENCE, jobs.CHANGE)
