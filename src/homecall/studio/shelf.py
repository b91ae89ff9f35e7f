"""The plans of a study: each distinct week is searched once, whichever of its years it comes in."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from homecall.futures.setting import Setting
from homecall.futures.shocks import Assumptions
from homecall.futures.weeks import Key, Kind, kinds, nearest
from homecall.futures.year import Measure, Open, Year
from homecall.household.household import Household
from homecall.household.prices import Prices
from homecall.plan.plan import Plan

PLANNED = 4
"""So many distinct weeks of the baseline are searched, those that come most often; the others borrow the nearest."""
CHANGED = 4
"""So many distinct weeks of a scenario are searched at most: of those that it changes and the baseline searched."""
NOT_SEARCHED = -1


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search for a week came to: no plan where none was worth having. `cut` says that the clock ended it.

    `large` says that it was not begun, because the week is too large.
    """

    plan: Plan | None
    cut: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The plan that a week of a year has, or without `own` the one that it borrows, and the week that it is of."""

    of: Kind
    plan: Plan
    own: bool


@dataclass(frozen=True)
class Order:
    """A year to be lived: its distinct weeks, the number of each in the study, and those that are searched for it."""

    setting: Setting
    kinds: tuple[Kind, ...]
    numbers: Mapping[Key, int]
    searched: tuple[Kind, ...]

    @property
    def by_week(self) -> list[int]:
        """The number of each week of the year."""
        found = {week: self.numbers[kind.key] for kind in self.kinds for week in kind.weeks}
        return [found[week] for week in range(self.setting.weeks)]

    @property
    def family(self) -> Household:
        """Whose year it is, without their work."""
        return replace(self.setting.household, schedules={})

    @property
    def luck(self) -> Assumptions:
        """What its shocks are drawn by, money aside."""
        return replace(self.setting.assumptions, incomes={}, tax=0.0)


@dataclass
class Shelf:
    """Distinct weeks by number, what was found for them, and the week each was searched as.

    Weeks of one number are the same problem.
    """

    families: list[Household] = field(default_factory=list)
    numbers: dict[Hashable, int] = field(default_factory=dict)
    found: dict[int, Searched] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)
    planned: int = PLANNED
    changed: int = CHANGED

    def keep(self, number: int, found: Searched) -> None:
        """Keep what was found for a week."""
        self.found[number] = found

    def order(self, setting: Setting, base: Order | None, *, searched: bool = True) -> Order:
        """The order for a year, the baseline's where there is no other. Its commonest weeks are `searched`, or none.

        Of a scenario, those are searched that it changes where the baseline's were: both sides are planned alike.
        """
        found, family = kinds(setting), self._family(setting)
        numbers = {kind.key: self._number(setting, kind, family) for kind in found}
        if base is None:
            return Order(setting, found, numbers, found[: self.planned if searched else 0])
        there = {week for kind in base.searched for week in kind.weeks}
        known = set(base.numbers.values())
        changed = [kind for kind in found if numbers[kind.key] not in known and _mostly(kind.weeks, there)]
        return Order(setting, found, numbers, tuple(changed[: self.changed if searched else 0]))

    def _family(self, setting: Setting) -> int:
        family = replace(setting.household, schedules={})
        if family not in self.families:
            self.families.append(family)
        return self.families.index(family)

    def _number(self, setting: Setting, kind: Kind, family: int) -> int:
        """The number of a week: equal for the same family, the same work and days, and the same length."""
        content = (family, kind.key, kind.horizon(setting).span.minutes)
        return self.numbers.setdefault(content, len(self.numbers))

    def sheets(self, order: Order, base: Order) -> dict[Key, Sheet]:
        """The plans of a year. A week that the baseline has too has the very plan, searched or borrowed, it has there.

        A week without an entry has nothing to borrow.
        """
        own, theirs = self._planned(order), self._planned(base)
        every = theirs | own
        known, found = set(base.numbers.values()), {}
        for kind in order.kinds:
            number = order.numbers[kind.key]
            lenders = theirs if number in known else own if order.family != base.family else every
            if number in every:
                found[kind.key] = Sheet(*every[number], own=True)
            elif lenders:
                found[kind.key] = _borrowed(kind, [*lenders.values()])
        return found

    def _planned(self, order: Order) -> dict[int, tuple[Kind, Plan]]:
        """The weeks that were searched for a year and found a plan, by number."""
        numbers = [order.numbers[kind.key] for kind in order.searched]
        return {n: (self.kinds[n], plan) for n in numbers if (plan := self.found[n].plan) is not None}

    def with_open(self, year: Year, order: Order, base: Order) -> Year:
        """The year with what the searches for its weeks left open."""
        plans = self._planned(base) | self._planned(order)
        prices, moments = order.setting.household.prices, order.setting.household.moments
        searched = {one.numbers[kind.key] for one in (order, base) for kind in one.searched}
        # Where weeks are too large to be searched, nothing like them was: each draft stands for itself.
        large = any(self.found[n].large for n in searched)
        drafts = {n: Open(NOT_SEARCHED - 1 - n, rough=True) if large else Open(NOT_SEARCHED) for n in order.by_week}
        return replace(
            year,
            open=tuple(_open(n, plans[n][1]) if n in plans else drafts[n] for n in order.by_week),
            worth=_worth(prices, {one.importance for one in moments}),
            cut=sum(n in searched and self.found[n].cut for n in order.by_week),
            large=sum(n not in plans for n in order.by_week) if large else 0,
        )


def _borrowed(kind: Kind, lenders: Sequence[tuple[Kind, Plan]]) -> Sheet:
    like = nearest(kind, [one for one, _ in lenders])
    return Sheet(like, next(plan for one, plan in lenders if one is like), own=False)


def same(order: Order, base: Order) -> frozenset[int]:
    """The weeks that go as in the baseline: planned alike, with the same luck."""
    if order is base or order.luck != base.luck:
        return frozenset()
    pairs = zip(order.by_week, base.by_week, strict=True)
    return frozenset(week for week, (one, other) in enumerate(pairs) if one == other)


def _mostly(weeks: Sequence[int], there: set[int]) -> bool:
    return 2 * len(there.intersection(weeks)) >= len(weeks)


def _open(number: int, plan: Plan) -> Open:
    cost, uncovered = plan.tier("cost"), plan.tier("uncovered_minutes")
    return Open(number, cost.value - cost.bound, uncovered.value - uncovered.bound)


def _worth(prices: Prices, kinds_: set[str]) -> dict[Measure, float]:
    """The least that a plan gives for one of a measure, in money."""
    moments = [price for kind, price in (("should", prices.should), ("nice", prices.nice)) if kind in kinds_]
    found: dict[Measure, float] = {"handoffs": min(prices.handoff, prices.night_handoff), "care": 1.0, "left": 1.0}
    return {**found, "moments": min(moments)} if moments else found
