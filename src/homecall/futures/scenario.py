"""A scenario: a name and a few small edits of a family, its work and its rotations. Scenarios are added up in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from homecall.futures.rotation import EVERY_DAY, Rotation
from homecall.household.carers import Carer
from homecall.household.moments import Moment
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import Kind


@dataclass(frozen=True, slots=True)
class DropWork:
    """A parent's duties with a title that fits this shell-style pattern, on these weekdays, are given up.

    `where` is the place in a file, for errors.
    """

    parent: str
    title: str
    days: frozenset[int] = EVERY_DAY
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AddWork:
    """A duty with fixed hours on these weekdays of every so many-th week. An `end` not after `start` is a day later."""

    parent: str
    title: str
    days: frozenset[int]
    start: Clock
    end: Clock
    kind: Kind = Kind.WORK
    every: int = 1
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AddHours:
    """So many hours a week of work without a fixed time, below 0 where they are given up: they come out of margin."""

    parent: str
    title: str
    hours: float
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class MoveWork:
    """Duties that fit begin and end at other times, or `later` days after (before, below 0), or both.

    Only what is given changes: a `start` alone keeps the length, an `end` alone the start.
    """

    parent: str
    title: str
    days: frozenset[int] = EVERY_DAY
    start: Clock | None = None
    end: Clock | None = None
    later: int = 0
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ScaleWork:
    """Of the duties that fit, only this share is kept, spread evenly: 0.75 drops every fourth."""

    parent: str
    title: str
    share: float
    days: frozenset[int] = EVERY_DAY
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody new who helps."""

    carer: Carer
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class MoreHours:
    """A carer's `hours` and `on_request` beside those they have; guaranteed hours and weekly limit rise by `paid`."""

    carer: str
    hours: tuple[Weekly, ...] = ()
    on_request: tuple[Weekly, ...] = ()
    paid: float = 0.0
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class LetGo:
    """A carer who does not come any more."""

    carer: str
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Relocate:
    """A parent's commute becomes so many minutes, each way."""

    parent: str
    commute: int
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ChangeIncome:
    """A parent's yearly income changes by this much, in the family's currency, before tax."""

    parent: str
    by: float
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AddMoment:
    """A moment that the family would like to keep as well."""

    moment: Moment
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class DropMoment:
    """A moment that the family lets go of."""

    moment: str
    where: str = field(default="", compare=False)


Edit = (
    DropWork | AddWork | AddHours | MoveWork | ScaleWork | Hire | MoreHours | LetGo | Relocate | ChangeIncome
    | AddMoment | DropMoment
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named change. `rotations` replace those of the parents that they name; `incomes` are yearly, by parent.

    `shocks` are rates of what may come, by name, that replace the published ones; `overruns` the median and 90th
    percentile of minutes past the end by "parent/kind". All three hold for the baseline where they stand in it.
    """

    name: str
    edits: tuple[Edit, ...] = ()
    rotations: tuple[Rotation, ...] = ()
    incomes: Mapping[str, float] = field(default_factory=dict)
    shocks: Mapping[str, float] = field(default_factory=dict)
    overruns: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    tax: float = 0.0


BASELINE = Scenario("As it is")
"""Nothing changed."""


def composed(name: str, *scenarios: Scenario) -> Scenario:
    """One scenario that does what these do, one after the other; where two say the same thing, the later holds."""
    rotations: dict[str, tuple[Rotation, ...]] = {}
    for one in scenarios:
        for parent in dict.fromkeys(r.parent for r in one.rotations):
            rotations[parent] = tuple(r for r in one.rotations if r.parent == parent)
    return Scenario(
        name,
        tuple(edit for one in scenarios for edit in one.edits),
        tuple(r for mine in rotations.values() for r in mine),
        {k: v for one in scenarios for k, v in one.incomes.items()},
        {k: v for one in scenarios for k, v in one.shocks.items()},
        {k: v for one in scenarios for k, v in one.overruns.items()},
        next((one.tax for one in reversed(scenarios) if one.tax), 0.0),
    )
