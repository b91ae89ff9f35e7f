"""Builders for tests of the app: orders, plans that are there already, browsers with a seat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.test import Client

from homecall.cases import book
from homecall.web import world
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat
from homecall.web.plans import making
from homecall.web.plans import store as plans
from homecall.web.plans.making import Answer, Order
from tests.households import HOME, MIA, ROWS, ana

SMALL = HOME + ana() + MIA
"""A household that is planned in no time; its roster is `ana.csv`."""
FILES = {"ana.csv": ROWS.encode()}
NOW = datetime.fromisoformat("2027-01-03T18:00:00-06:00")


@dataclass(frozen=True)
class Sitting:
    """A browser with a seat, and the family that it sits in."""

    client: Client
    family: int


def order_of(case: str) -> Order:
    """The order for a named case, a short plan first."""
    one, folder = book.case(case), book.folder(case)
    feeds = {f"feeds/{path.name}": path.read_bytes() for path in (folder / "feeds").iterdir()}
    text = (folder / "household.toml").read_text("utf-8")
    return Order(1, text, datetime.fromisoformat(one.now), feeds, None, one.start, hurry=True)


def thorough(order: Order) -> Answer:
    """The first plan of an order, searched until it is within a twentieth of the best, however long that takes."""
    first, making.FIRST_SECONDS = making.FIRST_SECONDS, (120.0,)
    try:
        return next(iter(making.make(order)))
    finally:
        making.FIRST_SECONDS = first


def small_order(text: str = SMALL) -> Order:
    """The order for the small household."""
    return Order(1, text, NOW, FILES, seconds=5)


def planned(family: int, answer: Answer) -> None:
    """Put a plan there as the worker would, as the last one that was asked for."""
    claim = jobs.claim("test", world.now())
    assert claim is not None
    assert claim.family == family
    done = replace(answer, final=True)
    assert plans.keep(claim, Order(1, "", world.now(), {}), done)


def seated_in(**session: int) -> Client:
    """A browser with something in its session."""
    client = Client()
    kept = client.session
    kept.update(session)
    kept.save()
    return client


def seat(family: int, role: Role = Role.PARENT) -> Seat:
    """A seat in a family."""
    return Seat(family, role)
