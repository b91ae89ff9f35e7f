"""One evening of a family: its own code and a real database, in a world that a seed makes up.

Simulated are the clock, the dice, the people, the roads that messages take, the crashes, and how long a statement of
the database takes, or whether it is refused. Everything between them is the app itself. What an action does is one
process's work: a crash ends it anywhere between two statements, and what is in an open transaction is gone with it.
Two couriers and two workers share the same tables, the second in the midst of the first's steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import connection, transaction

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.look.drawn import DRAWN
from homecall.web.plans import making
from homecall.web.plans.making import Answer, Order
from homecall.web.post import courier as post
from homecall.web.rounds import working as rounds_working
from homecall.web.rounds.others import others, willing
from tests.households import ROWS
from tests.web.made import planned
from tests.web.rounds.conftest import FAMILY, FOUR
from tests.web.simulation.holding import at_each_step, in_the_end
from tests.web.simulation.people import People
from tests.web.simulation.quickly import quickly
from tests.web.simulation.remembering import remembered

DAYS = 3
"""Days of a plan: as many as an evening can reach."""
END = FOUR + timedelta(hours=44)
"""By then everything has come to its end."""


class Life(People):
    """An evening, from the first thing that happens to the last that comes of it."""

    def live(self) -> None:
        """Live it, and look at each step whether what must hold holds."""
        self.level = len(connection.savepoint_ids)
        self.plot()
        while self.heap or self.waiting() is not None:
            due = self.waiting()
            if self.heap and (due is None or self.heap[0][0] <= due):
                at, _n, name, do = heapq.heappop(self.heap)
            else:
                assert due is not None
                at, name, do = due, "time", lambda: None
            self.now = max(self.now, at)
            if self.now > END:
                self.broken.append("it does not end")
                return
            self.act(name, do)
            self.act("work", self.work)
            if quickly("proposals"):
                self.look_soon()
            at_each_step(self)
        in_the_end(self)


@contextmanager
def home(answer: Answer) -> Iterator[int]:
    """A family that has the plan `answer`, for as many evenings as one likes; nothing is left of it afterwards."""
    old, world.now = world.now, lambda: FOUR
    try:
        with suppress(_Over), transaction.atomic():
            family = families.create(FAMILY, "Ana")
            families.keep_upload(family, "ana.csv", ROWS.encode())
            planned(family, answer)
            yield family
            raise _Over
    finally:
        world.now = old


@contextmanager
def world_of(life: Life) -> Iterator[None]:
    """Put a life's world in the place of the real one, and leave no trace of it in the database."""
    kept = [(world, "now"), (world, "token"), (world, "dice"), (post, "routes")]
    kept += [(rounds_working, "others"), (rounds_working, "willing"), (making, "DAYS")]
    old = [getattr(module, name) for module, name in kept]
    new = (life.clock, life.token, life.dice.random, life.routes, remembered(others), remembered(willing), DAYS)
    for (module, name), value in zip(kept, new, strict=True):
        setattr(module, name, value)
    DRAWN.clear()
    try:
        with suppress(_Over), transaction.atomic():
            yield
            raise _Over
    finally:
        for (module, name), value in zip(kept, old, strict=True):
            setattr(module, name, value)
        DRAWN.clear()


class _Over(Exception):
    """A life is over, and everything in the database with it."""


def first_plan() -> Answer:
    """The plan that all evenings begin with."""
    now = FOUR - timedelta(hours=22)
    order = Order(1, FAMILY, now, {"ana.csv": ROWS.encode()}, seconds=5)
    old, making.DAYS = making.DAYS, DAYS
    try:
        return list(making.make(order))[-1]
    finally:
        making.DAYS = old


def evenings(seeds: Iterable[int], answer: Answer) -> Iterator[Life]:
    """The evenings of some seeds, one after the other, each as if there were no other."""
    with home(answer) as family:
        for seed in seeds:
            life = Life(seed, answer)
            life.family = family
            with world_of(life):
                life.live()
            yield life


def evening(seed: int, answer: Answer) -> Life:
    """The evening of a seed."""
    return next(evenings([seed], answer))
