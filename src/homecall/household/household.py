"""The whole of what a plan is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from homecall.household.carers import Carer
from homecall.household.gates import GATES, Gates
from homecall.household.moments import Moment, Usual
from homecall.household.own import Own
from homecall.household.people import Child, Parent
from homecall.household.prices import Prices
from homecall.spans.span import Minute
from homecall.spans.wall import Wall
from homecall.timeline.timeline import Timeline


@dataclass(frozen=True)
class Household:
    """A family. `schedules` maps parent ids to timelines; it is empty until the sources have been read.

    `rest` is "constants" for the contract's own hours of protected rest, "model" for predicted sleep.
    Ids are unique over parents, children and carers together. A parent without a timeline is taken as free. `marks`
    are further instants at which a lead may change: those of a plan in force, whatever has happened since. `own` is
    what parents have told of their own sleep, by their ids; it counts only where rest is the model's.
    `gates` say from when on the model calls somebody tired.
    """

    name: str
    timezone: str
    parents: tuple[Parent, ...]
    children: tuple[Child, ...]
    carers: tuple[Carer, ...] = ()
    moments: tuple[Moment, ...] = ()
    usual: tuple[Usual, ...] = ()
    prices: Prices = Prices()
    rest: str = "constants"
    schedules: Mapping[str, Timeline] = field(default_factory=dict)
    marks: tuple[Minute, ...] = ()
    own: Mapping[str, Own] = field(default_factory=dict)
    gates: Gates = GATES

    @cached_property
    def wall(self) -> Wall:
        """The family's wall clock."""
        return Wall(self.timezone)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of everybody, by id."""
        people: list[Parent | Child | Carer] = [*self.parents, *self.children, *self.carers]
        return {one.id: one.name for one in people}

    def with_schedules(self, schedules: Mapping[str, Timeline]) -> Household:
        """The same family with its sources read."""
        return replace(self, schedules=schedules)
