"""A year in the worker: a process of its own lives it, while letters and plans go on beside it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from homecall.career.roles import Role as Held
from homecall.errors import HomecallError
from homecall.household.household import Household
from homecall.spans.span import instant
from homecall.web import world
from homecall.web.career import ended, store, studio
from homecall.web.career.lived import OUR_FAULT, Order, Wish, Word, serve
from homecall.web.career.rate_pages import known, overruns_of, shocks_of
from homecall.web.family import store as families
from homecall.web.family.store import About
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans

STEPS = 100
"""So many parts a year is told in while it is lived."""
NO_PLAN = "There is no plan yet. Once there is one, a year can be lived."


START = multiprocessing.get_context("spawn")


@dataclass
class Living:
    """The year that this worker lives, if any; there is one at a time."""

    claim: jobs.Claim | None = None
    process: SpawnProcess | None = None
    pipe: Connection | None = None

    def live_waiting(self, worker: str, stop: threading.Event) -> bool:
        """Go on with the year that is lived, or begin the one that has waited longest. False where nothing was done.

        It never waits itself: the process works, and this looks what it has said. A newer asking kills it.
        """
        if self.claim is None:
            return self._begin(worker, stop)
        if stop.is_set() or not jobs.renew(self.claim, world.now()):
            self._end()
            return True
        return self._hear(self.claim)

    def _begin(self, worker: str, stop: threading.Event) -> bool:
        claim = None if stop.is_set() else jobs.claim(worker, world.now(), studio.YEAR)
        if claim is None:
            return False
        order = order_of(claim.family) if claim.tries <= jobs.MOST_TRIES else OUR_FAULT
        if isinstance(order, str):
            jobs.finish(claim, order)
            return True
        self.claim = claim
        self.process, self.pipe = started(order)
        threading.Thread(target=_watch, args=(self.process, stop), daemon=True).start()
        return True

    def _hear(self, claim: jobs.Claim) -> bool:
        """Take in what the process has said since the last look."""
        heard = False
        while self.pipe is not None and self.pipe.poll():
            heard = True
            self._keep(claim, self._word(self.pipe))
        return heard

    @staticmethod
    def _word(pipe: Connection) -> Word:
        try:
            word: Word = pipe.recv()
        except (EOFError, OSError):
            return Word(failed=OUR_FAULT)
        return word

    def _keep(self, claim: jobs.Claim, word: Word) -> None:
        if word.failed:
            jobs.finish(claim, word.failed)
            self._end()
            return
        studio.note(claim.family, round(word.share * STEPS), STEPS, word.doing)
        if word.result:
            studio.keep(claim.family, word.result, final=word.final)
        if word.final:
            jobs.finish(claim)
            self._end()

    def _end(self) -> None:
        """Let the year go, whatever it is doing."""
        if self.process is not None and self.pipe is not None:
            self.process.kill()
            self.process.join()
            self.pipe.close()
        if self.claim is not None:
            jobs.release(self.claim)
        self.claim = self.process = self.pipe = None


def started(order: Order) -> tuple[SpawnProcess, Connection]:
    """A process that lives a year, and the pipe to it. It is no daemon, because it has helpers of its own."""
    ours, theirs = START.Pipe()
    process = START.Process(target=serve, args=(theirs,))
    process.start()
    theirs.close()
    ours.send(order)
    return process, ours


def _watch(process: SpawnProcess, stop: threading.Event) -> None:
    """End the process when the worker ends, which would wait for it."""
    with suppress(ValueError):  # it has ended, and was let go
        while process.is_alive():
            if stop.wait(0.5):
                process.kill()
                return


def order_of(family: int) -> Order | str:
    """What a family's year is lived from; a sentence where it cannot be."""
    seat = Seat(family, Role.PARENT)
    shown, about = plans.shown(seat), families.about(family)
    if shown is None or about is None:
        return NO_PLAN
    try:
        purse, roles = store.purse(seat), store.roles(seat)
        today = shown.scheduled.wall.date(instant(about.now))
    except HomecallError as wrong:
        return wrong.advice
    saved = studio.saved(seat)
    wishes = tuple(Wish(one.id, one.name, one.text) for one in saved if one.ticked and not one.base)
    base = next((one.text for one in saved if one.base), "")
    same = (shown.file, shown.situation, shown.first.isoformat(), wishes)
    tax = purse.tax if purse else 0.0
    order = Order(*same, incomes=_incomes(roles, today), tax=tax, base=base, cores=_cores())
    return _with_own(order, seat, shown.scheduled, about)


def _incomes(roles: Iterable[Held], today: date) -> dict[str, float]:
    """What each parent's roles of today bring in a year."""
    incomes: dict[str, float] = {}
    for one in roles:
        if one.runs(today) and one.income:
            incomes[one.parent] = incomes.get(one.parent, 0.0) + one.income
    return incomes


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _with_own(order: Order, seat: Seat, household: Household, about: About) -> Order:
    """The order with the family's own rates, and what its own time has taught."""
    if not about.demo:
        ended.take(seat.family, world.now())
    own = ended.own(seat)
    taught = known(seat, household, about.now, own)
    return replace(order, shocks=shocks_of(own), overruns=overruns_of(own), learned=taught)


LIVING = Living()
"""What this process lives."""


def live_waiting(worker: str, stop: threading.Event) -> bool:
    """Go on with what this process lives, or begin. False where nothing was done."""
    return LIVING.live_waiting(worker, stop)
