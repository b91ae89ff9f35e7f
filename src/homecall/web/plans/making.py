"""Making a plan from what lies in an order, with no database and no Django: what the worker's hand does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.plan.codec import write
from homecall.planner.plan import Effort
from homecall.sources.gather import Desk, gathered
from homecall.sources.memory.memory import Memory, Mode
from homecall.spans.span import instant
from homecall.spans.wall import Horizon
from homecall.web import world
from homecall.web.plans.situation import written
from homecall.workflow import Situation, make_plan

DAYS = 28
FIRST_DAYS = 7
"""Days of the first plan of a family that has none, which is on the screen in a second or two."""


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that a plan is made from. `memory` is the folder of what addresses said, None for no memory.

    `first` is the first day, None for the local day of `now`. With `hurry` a short plan comes before the whole one.
    """

    revision: int
    text: str
    now: datetime
    shelf: dict[str, bytes] = field(repr=False)
    memory: Path | None = None
    first: date | None = None
    hurry: bool = False
    seconds: float = 45.0
    cores: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan as it is kept. `final` is false for one that a better one follows."""

    final: bool
    first: date
    days: int
    status: str
    text: str = field(repr=False)
    situation: str = field(repr=False)


def make(order: Order) -> Iterator[Answer]:
    """The plans for an order, the last one final. Raises HomecallError, with the sentence for the family."""
    household = read_household(order.text, "household.toml")
    if order.hurry:
        yield _made(household, order, FIRST_DAYS, Effort(seconds=1.5, cores=order.cores, gap=0.05))
    effort = Effort(seconds=order.seconds, cores=order.cores, gap=0.002)
    yield _made(household, order, DAYS, effort)


def _made(household: Household, order: Order, days: int, effort: Effort) -> Answer:
    situation = _situation(household, order, days)
    plan = make_plan(situation, effort)
    first = situation.horizon.dates[0]
    return Answer(days == DAYS, first, days, plan.status, write(plan), written(situation))


def _situation(household: Household, order: Order, days: int) -> Situation:
    at = instant(order.now)
    horizon = Horizon(household.wall, order.first or household.wall.date(at), days, at)
    memory = Memory(order.memory, world.dice, Mode.DUE) if order.memory else None
    desk = Desk(horizon, order.shelf, memory)
    return Situation(gathered(household, desk), horizon, desk.calendars)
