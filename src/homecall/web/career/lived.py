"""Living a year in a process of its own, which knows no database: an order goes in, words come out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from homecall.errors import HomecallError, ScenarioError
from homecall.futures.codec import read as read_scenario
from homecall.futures.scenario import Scenario, composed
from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.web.career.results import Change, Result, Small, Spread, Told, written
from homecall.web.plans.situation import settled

if TYPE_CHECKING:
    from homecall.futures.shocks import Lesson
    from homecall.futures.year import Difference, Year
    from homecall.studio.smallest import Found
    from homecall.studio.work import Asked

WEEKS, LIVES = 52, 1000
SMALLEST = 3
WHERE = "scenario.toml"
OUR_FAULT = "Homecall itself failed at this year. What was found before still stands."


@dataclass(frozen=True, slots=True)
class Wish:
    """A scenario as it was saved."""

    id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """All that a year is lived from. `incomes` are yearly, by parent, and `tax` the family's own share.

    `base` is the text of the scenario that all others stand on, empty for the year as the schedules have it. Where
    nothing is `planned`, all weeks are drafted. `shocks` and `overruns` are the family's own, as a scenario has them;
    `learned` is what its own time has taught.
    """

    household: str = field(repr=False)
    situation: str = field(repr=False)
    first: str
    wishes: tuple[Wish, ...] = field(repr=False)
    incomes: Mapping[str, float] = field(default_factory=dict)
    tax: float = 0.0
    base: str = field(default="", repr=False)
    cores: int = 1
    weeks: int = WEEKS
    lives: int = LIVES
    planned: bool = True
    smallest: int = SMALLEST
    shocks: Mapping[str, float] = field(default_factory=dict)
    overruns: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    learned: Mapping[str, Lesson] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """What comes out: how far it is, what was found so far, or why there is nothing. `final` is said last."""

    share: float = 0.0
    doing: str = ""
    result: str = ""
    failed: str = ""
    final: bool = False


Tell = Callable[[Word], None]


def live(order: Order, tell: Tell) -> Word:
    """Live the year, and tell what is found as it is found. Gives the last word.

    Raises HomecallError where it cannot be lived.
    """
    from homecall.studio.shelf import Shelf
    from homecall.studio.simulate import simulate
    from homecall.studio.smallest import smallest

    household, _calendars = settled(read_household(order.household, "household.toml"), order.situation)
    asked, base, shelf = _asked(order), _base(order, household), Shelf()
    found = _Found(
        order, tuple(_tried(household, asked, base, one) for one in order.wishes), _repeated(household, base)
    )
    told = _Telling(tell, 0.5 if order.smallest else 1.0)
    good = [one for one in found.tried if one.scenario is not None]
    scenarios = [one.scenario for one in good if one.scenario is not None]

    def picture(year: Year) -> None:
        tell(Word(told.share, told.doing, written(found.seen(year))))

    studied = simulate(household, asked, scenarios, base, picture, told.first, shelf)
    result = found.whole(studied.before, dict(zip([one.wish.id for one in good], studied.after, strict=True)))
    if not order.smallest:
        return Word(1.0, "", written(result), final=True)
    tell(Word(told.share, told.doing, written(result)))
    small = smallest(household, asked, order.smallest, base, progress=told.second, shelf=shelf)
    return Word(1.0, "", written(with_small(result, small)), final=True)


def _asked(order: Order) -> Asked:
    from homecall.studio.work import NODES, Asked

    first = date.fromisoformat(order.first)
    return Asked(
        first, order.weeks, order.lives, cores=order.cores, nodes=NODES if order.planned else 0, learned=order.learned
    )


def _base(order: Order, household: Household) -> Scenario:
    """The year that all scenarios stand on: what its file says of money comes before the ledger."""
    own = {name: pair for name, pair in order.overruns.items() if name.partition("/")[0] in household.names}
    plain = Scenario("As it is", incomes=order.incomes, tax=order.tax, shocks=order.shocks, overruns=own)
    return composed("As it is", plain, read_scenario(order.base, WHERE, household)) if order.base else plain


@dataclass(frozen=True, slots=True)
class _Tried:
    """A saved scenario as it was read, or why it cannot be."""

    wish: Wish
    scenario: Scenario | None
    wrong: str = ""


def _tried(household: Household, asked: Asked, base: Scenario, wish: Wish) -> _Tried:
    from homecall.studio.simulate import setting_for

    try:
        scenario = read_scenario(wish.text, WHERE, household)
        setting_for(household, asked, base, scenario)
    except ScenarioError as wrong:
        return _Tried(wish, None, wrong.advice)
    return _Tried(wish, scenario)


def _repeated(household: Household, base: Scenario) -> tuple[str, ...]:
    """The names of parents whose published weeks stand for the whole year."""
    there = {one.parent for one in base.rotations}
    known = [one for one in household.parents if one.id in household.schedules and one.id not in there]
    return tuple(one.name for one in known if household.schedules[one.id].periods)


class _Telling:
    """Progress of two tasks as one."""

    def __init__(self, tell: Tell, half: float) -> None:
        self.tell, self.half, self.share, self.doing = tell, half, 0.0, ""

    def first(self, doing: str, share: float) -> None:
        """How far the scenarios are."""
        self._say(doing, share * self.half)

    def second(self, doing: str, share: float) -> None:
        """How far the search for small changes is."""
        self._say(doing, self.half + share * (1 - self.half))

    def _say(self, doing: str, share: float) -> None:
        self.share, self.doing = share, str(doing)
        self.tell(Word(share, self.doing))


class _Found:
    """What is there so far."""

    def __init__(self, order: Order, tried: tuple[_Tried, ...], repeated: tuple[str, ...]) -> None:
        self.order, self.tried, self.repeated = order, tried, repeated
        self.base: Year | None = None
        self.years: dict[int, Year] = {}

    def seen(self, year: Year) -> Result:
        """The picture with one more year in it; the first that comes is the sketch of the baseline."""
        same = next((one for one in self.tried if one.scenario and one.scenario.name == year.name), None)
        if same is None or self.base is None:
            self.base = year
        elif same.wish.id not in self.years:
            self.years[same.wish.id] = year
        assert self.base is not None
        return self.whole(self.base, self.years)

    def whole(self, base: Year, years: Mapping[int, Year]) -> Result:
        """A baseline with the years beside it that are there and comparable."""
        told = tuple(_told(one, base, years.get(one.wish.id)) for one in self.tried)
        goals = sum(float(goal.sum()) for goal in base.goals.values())
        return Result(
            lives=base.lives,
            weeks=base.weeks,
            base=_spreads(base),
            goals=goals,
            told=told,
            sketch=base.lives < self.order.lives,
            borrowed=not base.exact,
            repeated=self.repeated,
            cut=base.cut + sum(one.cut for one in years.values()),
            large=base.large + sum(one.large for one in years.values()),
        )


def _spreads(year: Year) -> dict[str, Spread]:
    from homecall.futures.year import MEASURES

    found = {measure: year.spread(measure) for measure in MEASURES}
    return {name: Spread(one.mean, one.low, one.median, one.high) for name, one in found.items()}


def _told(one: _Tried, base: Year, year: Year | None) -> Told:
    from homecall.futures.year import MEASURES, difference

    same = year is not None and year.lives == base.lives
    found = {name: difference(year, base, name) for name in MEASURES} if same and year is not None else {}
    changes = {str(name): change_of(difference) for name, difference in found.items()}
    return Told(one.wish.id, one.wish.name, changes, one.wish.text, one.wrong)


def change_of(one: Difference) -> Change:
    """A difference as it is kept."""
    return Change(one.mean, one.low, one.high, one.verdict)


def with_small(result: Result, found: Found) -> Result:
    """A result with the smallest changes and the frontier beside them."""
    from dataclasses import replace

    chosen = {one.change.name for one in found.best}
    every = {one.change.name: one for one in (*found.best, *found.frontier)}
    small = tuple(
        Small(name, change_of(one.presence), one.gives_up, tuple(one.reasons), name in chosen)
        for name, one in every.items()
    )
    return replace(result, small=small, tried=found.tried)


def serve(pipe: Connection) -> None:
    """Answer the one order that comes in, a word at a time, with less claim to the machine than a plan has."""
    try:
        if hasattr(os, "nice"):
            os.nice(10)  # a plan that somebody waits for goes before a year
        pipe.send(_answered(pipe.recv(), pipe.send))
    except (EOFError, OSError, KeyboardInterrupt):  # whoever asked is gone
        return


def _answered(order: Order, tell: Tell) -> Word:
    """The last word on an order."""
    try:
        return live(order, tell)
    except HomecallError as wrong:
        return Word(failed=wrong.advice)
    except OSError:
        raise
    except Exception:
        return Word(failed=OUR_FAULT)
