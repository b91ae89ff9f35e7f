"""The world that a month is lived in: its clock, its roads and its planner in the place of the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db import transaction

from benchmarks.month.homes import roster
from homecall.errors import HomecallError, PostError
from homecall.household.codec import read
from homecall.planner.plan import Effort
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.look.drawn import DRAWN
from homecall.web.plans import making
from homecall.web.plans.hand import Failure, Hand
from homecall.web.plans.making import Answer, Order
from homecall.web.post import courier as post
from homecall.web.post.models import Message
from homecall.web.rounds import others

if TYPE_CHECKING:
    from benchmarks.month.living import Month

PLANNED = 2
"""Days of a plan: the app's are 28, of which a day's disturbance never reaches but the first few.

A weekly limit is shared out by the days of the week that a plan knows (R13), so that a short plan made anew may have a
gap at midnight that one of whole weeks has not."""
NODES = 20
"""So far a plan made anew is searched, so that the same month comes of a number on every machine."""


class Over(Exception):
    """A month is over, and everything in the database with it."""


class Here(Hand):
    """A hand that works in this very process."""

    def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
        """The answers of `make`."""
        try:
            yield from making.make(order)
        except HomecallError as wrong:
            yield Failure(str(wrong), again=False)


class Channel:
    """A way to somebody: one in a hundred tries finds it shut."""

    def __init__(self, life: Month, row: Message, name: str) -> None:
        self.life, self.row, self.host = life, row, f"{name}.test"

    def hand_over(self, note: Any, begin: Any) -> None:
        """Hand a message over, or not."""
        if self.life.dice.random() < 0.01:
            raise PostError("The road is shut for now.")
        begin()
        self.life.heard(self.row)


@contextmanager
def world_of(life: Month) -> Iterator[None]:
    """Put a month's world in the place of the real one, and leave no trace of it in the database."""
    kept = [(world, "now"), (world, "token"), (world, "dice"), (post, "routes"), (making, "DAYS"), (making, "Effort")]
    kept += [(others, "Effort"), (making, "read_household")]
    old = [getattr(module, name) for module, name in kept]
    new = (life.clock, life.token, life.dice.random, life.routes, PLANNED, _effort, _effort, lru_cache(4)(read))
    for (module, name), value in zip(kept, new, strict=True):
        setattr(module, name, value)
    _forget()
    try:
        with transaction.atomic():
            life.family = families.create(life.home.text, "Ana")
            for parent in life.home.parents:
                families.keep_upload(life.family, f"{parent}.csv", roster(life.home.duties, parent))
            yield
            raise Over
    except Over:
        pass
    finally:
        for (module, name), value in zip(kept, old, strict=True):
            setattr(module, name, value)
        _forget()


def _effort(**said: Any) -> Effort:
    """An effort that ends by the work done, and not by the clock."""
    return Effort(**{**said, "nodes": NODES, "seconds": 60.0, "cores": 1})


def _forget() -> None:
    cache.clear()
    DRAWN.clear()
