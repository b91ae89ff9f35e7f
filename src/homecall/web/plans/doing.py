"""One job after the other, each by a hand: what every lane of the worker does."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from homecall.errors import HouseholdError
from homecall.tongue import say
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat
from homecall.web.plans import changing, store
from homecall.web.plans.hand import OUR_FAULT, Failure, Hand
from homecall.web.plans.making import Answer, Order
from homecall.web.rested import store as rested

LOOK = 1.0
"""Seconds between two looks at whether a plan is still wanted while it is made."""
LATER = timedelta(minutes=5)
"""How long a job that may go better later waits, times the tries there were."""


@dataclass
class Doer:
    """Does jobs of plans under a name. `data` is the folder of the app; once `stop` is set it lets its job go.

    `proposed` are called with a family after a proposal was kept for it, `renewed` after a new plan came by itself,
    with the last one before it that was no draft.
    """

    name: str
    data: Path
    hand: Hand = field(default_factory=Hand)
    stop: threading.Event = field(default_factory=threading.Event)
    seconds: float = 45.0
    proposed: tuple[Callable[[int], object], ...] = ()
    renewed: tuple[Callable[[int, store.Shown], object], ...] = ()

    def claimed(self, now: datetime) -> jobs.Claim | None:
        """The next job, taken: what happened, and nothing else."""
        return jobs.claim(self.name, now, jobs.CHANGE)

    def goes_before(self, claim: jobs.Claim, now: datetime) -> bool:
        """Whether something that waits is to be done before a job in hand goes on."""
        return False

    def once(self) -> bool:
        """Do the next job. False without any."""
        claim = self.claimed(world.now())
        if claim is None:
            return False
        if claim.tries > jobs.MOST_TRIES:
            jobs.finish(claim, say(OUR_FAULT))
            return True
        try:
            order = changing.order(claim) if claim.kind == jobs.CHANGE else self.order(claim)
        except HouseholdError as wrong:
            jobs.finish(claim, wrong.advice)
            return True
        if order is None:
            jobs.finish(claim)
            return True
        self._make(claim, order)
        return True

    def order(self, claim: jobs.Claim) -> Order:
        """What a family's plan is made from now. Raises HouseholdError for a family that is gone."""
        kept, about = families.newest(claim.family), families.about(claim.family)
        if about is None:
            raise families.gone()
        return Order(
            revision=kept.number,
            text=kept.text,
            now=about.planning,
            shelf=families.shelf(claim.family),
            memory=memory_of(self.data, claim.family),
            first=about.first,
            hurry=store.is_new(claim.family),
            seconds=self.seconds,
            cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
            happened=happened.in_force(claim.family, about.planning),
            own=rested.of_family(kept.text, claim.family),
            before=changing.newest_texts(claim.family),
        )

    def _make(self, claim: jobs.Claim, order: Order) -> None:
        for answer in self.hand.ask(order, lambda: self._wanted(claim), LOOK):
            if isinstance(answer, Failure):
                _failed(claim, answer)
                return
            if not self._kept(claim, order, answer):
                if not answer.final:
                    self.hand.drop()  # something newer is wanted: what is still on its way would be old
                break
        jobs.release(claim)

    def _kept(self, claim: jobs.Claim, order: Order, answer: Answer) -> bool:
        """Keep an answer, and let other pages follow it. False where it is old already."""
        if claim.kind == jobs.CHANGE:
            done = changing.keep(claim, order, answer)
            for follow in self.proposed if done else ():
                follow(claim.family)
            return done
        with transaction.atomic():  # a plan without what follows from it would be followed by nobody, ever
            families.locked(claim.family)
            before = store.followed(Seat(claim.family, Role.PARENT)) if answer.final else None
            done = store.keep(claim, order, answer)
            if done and before is not None:
                for renew in self.renewed:
                    renew(claim.family, before)
        return done

    def _wanted(self, claim: jobs.Claim) -> bool:
        """Whether to go on: nobody has told us to stop, nothing newer is asked for, nothing more urgent waits."""
        now = world.now()
        if self.goes_before(claim, now):
            jobs.make_way(claim)
            return False
        return not self.stop.is_set() and jobs.renew(claim, now)


def _failed(claim: jobs.Claim, failure: Failure) -> None:
    if failure.again and claim.tries < jobs.MOST_TRIES:
        jobs.postpone(claim, failure.said, world.now() + LATER * claim.tries)
    else:
        jobs.finish(claim, failure.said)


def memory_of(data: Path, family: int) -> Path:
    """The folder in which what a family's addresses said is remembered."""
    return data / "memory" / str(family)
