"""One evening of a family: its own code and a real database, in a world that a seed makes up.

Simulated are the clock, the dice, the people, the roads that messages take, the crashes, and how long a statement of
the database takes, or whether it is refused. Everything between them is the app itself. What an action does is one
process's work: a crash ends it anywhere between two statements, and what is in an open transaction is gone with it.
Two couriers and two workers share the same tables, the second in the midst of the first's steps.
"""

from __future__ import annotations

import gc
import heapq
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.look.drawn import DRAWN
from homecall.web.plans import making
from homecall.web.plans.making import Answer, Order
from homecall.web.post import courier as post
from tests.web.made import planned
from tests.web.simulation.holding import at_each_step, in_the_end
from tests.web.simulation.nights import NIGHTS, Night
from tests.web.simulation.people import People
from tests.web.simulation.quickly import quickly
from tests.web.simulation.remembering import KEPT, Put

DAYS = 3
"""Days of a plan: as many as an evening can reach."""


class Life(People):
    """An evening, from the first thing that happens to the last that comes of it."""

    def live(self) -> None:
        """Live it, and look at each step whether what must hold holds."""
        self.level = len(connection.savepoint_ids)
        self.plot()
        while (due := self.waiting()) is not None or self.heap:
            if self.heap and (due is None or self.heap[0][0] <= due):
                at, _n, name, do = heapq.heappop(self.heap)
            else:
                assert due is not None
                at, name, do = due, "time", lambda: None
            self.now = max(self.now, at)
            if self.now > self.night.end:
                self.broken.append("it does not end")
                return
            self.act(name, do)
            self.act("work", self.work)
            if quickly("proposals"):
                self.look_soon()
            at_each_step(self)
        in_the_end(self)


First = dict[Night, Answer]
"""By the night, the plan that its evenings begin with."""


@contextmanager
def homes(first: First) -> Iterator[dict[Night, int]]:
    """Families that have the plans of `first`, for as many evenings as one likes; nothing is left of them then."""
    old, found = world.now, {}
    try:
        with suppress(_Over), transaction.atomic():
            for night, answer in first.items():
                world.now = partial(_at, night)
                found[night] = families.create(night.family, "Ana")
                families.keep_upload(found[night], "ana.csv", night.rows.encode())
                planned(found[night], answer)
            yield found
            raise _Over
    finally:
        world.now = old


def _at(night: Night) -> datetime:
    return night.four


@contextmanager
def unswept() -> Iterator[None]:
    """All that there is already is not looked through again and again for what nobody needs any more."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def world_of(life: Life) -> Iterator[None]:
    """Put a life's world in the place of the real one, and leave no trace of it in the database."""
    new: list[Put] = [(world, "now", life.clock), (world, "token", life.token), (world, "dice", life.dice.random)]
    new += [(post, "routes", life.routes), (making, "DAYS", DAYS), *KEPT]
    old = [(module, name, getattr(module, name)) for module, name, _value in new]
    for module, name, value in new:
        setattr(module, name, value)
    DRAWN.clear()
    try:
        with suppress(_Over), transaction.atomic():
            yield
            raise _Over
    finally:
        for module, name, value in old:
            setattr(module, name, value)
        DRAWN.clear()


class _Over(Exception):
    """A life is over, and everything in the database with it."""


def first_plans() -> First:
    """The plans that all evenings begin with."""
    old, making.DAYS = making.DAYS, DAYS
    try:
        return {night: list(making.make(_order(night)))[-1] for night in NIGHTS}
    finally:
        making.DAYS = old


def _order(night: Night) -> Order:
    return Order(1, night.family, night.four - timedelta(hours=22), {"ana.csv": night.rows.encode()}, seconds=5)


def evenings(seeds: Iterable[int], first: First) -> Iterator[Life]:
    """The evenings of some seeds, one after the other, each as if there were no other."""
    with homes(first) as at_home, unswept():
        for seed in seeds:
            life = Life(seed)
            life.family = at_home[life.night]
            with world_of(life):
                life.live()
            yield life


def evening(seed: int, first: First) -> Life:
    """The evening of a seed."""
    return next(evenings([seed], first))
