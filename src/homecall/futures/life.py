"""A year lived many times: days that go alike are looked at once, and every life is put together from such days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homecall.futures.day import Frame
from homecall.futures.dice import Dice
from homecall.futures.draft import calm, drafted
from homecall.futures.frame import Week, goal
from homecall.futures.luck import VISITS, Luck
from homecall.futures.money import care
from homecall.futures.policy import NEVER, Outcome, States, lived
from homecall.futures.rested import rested
from homecall.futures.setting import Setting
from homecall.futures.weeks import Key, Kind, kinds, nearest
from homecall.futures.year import Weekly, Year
from homecall.plan.plan import Plan
from homecall.rules.facts import facts_of
from homecall.rules.facts.facts import QUARTER
from homecall.spans.span import DAY, HOUR

Planner = Callable[[Kind], Plan | None]
"""Gives the plan of a typical week, None where none was made."""
Lender = Callable[[Kind], tuple[Kind, Plan] | None]
"""Says whose plan a week without one borrows, None for nobody's."""
Told = Callable[[float], None]
"""Told how much of the year has been lived, from 0 to 1."""
CALLED_OFF_CODE = 99


def _quiet(_share: float) -> None: ...


@dataclass(frozen=True, slots=True)
class _Lived:
    """One day of some weeks of the year in every life: (lives, weeks), or (things, lives, weeks).

    `without` is the day without those who may be used so many times a year.
    """

    frame: Frame
    outcome: Outcome
    without: Outcome
    inverse: NDArray[np.intp]
    shape: tuple[int, int]

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Values of distinct days, laid out by life and week; leading axes stay."""
        return values[..., self.inverse].reshape(*values.shape[:-1], *self.shape)


def live(setting: Setting, planner: Planner, dice: Dice, told: Told = _quiet, lender: Lender | None = None) -> Year:
    """The year of a setting, each typical week as its planner has it. The dice must be for its lives and days.

    A week without a plan is drafted after the one that the lender names, else after the planned week most like it.
    """
    return lived_beside(setting, planner, dice, told, lender)[0]


def lived_beside(
    setting: Setting,
    planner: Planner,
    dice: Dice,
    told: Told = _quiet,
    lender: Lender | None = None,
    other: Sums | None = None,
    same: Collection[int] = (),
) -> tuple[Year, Sums]:
    """The same, with what it was put together from. The weeks `same` are taken over from the `other` year.

    They must be alike in both, in what is planned and in what may come.
    """
    luck, found = Luck(setting, dice), kinds(setting)
    sums = Sums(setting, dice.lives)
    plans = {kind.key: planner(kind) for kind in found}
    planned = [kind for kind in found if plans[kind.key] is not None]
    lend = lender or (lambda kind: _nearest(kind, plans, planned))
    if other is not None:
        sums.take(other, sorted(same))
    for n, kind in enumerate(found):
        rest = replace(kind, weeks=tuple(w for w in kind.weeks if w not in same))
        if rest.weeks:
            week = _week(setting, rest, plans[kind.key], lend, luck)
            sums.add(rest, week, list(_days(week, rest, luck)))
        told((n + 1) / len(found))
    return sums.year(luck, exact=len(planned) == len(found)), sums


def _nearest(kind: Kind, plans: Mapping[Key, Plan | None], planned: Sequence[Kind]) -> tuple[Kind, Plan] | None:
    like = nearest(kind, planned) if planned else None
    plan = plans[like.key] if like else None
    return (like, plan) if like and plan else None


def _week(setting: Setting, kind: Kind, plan: Plan | None, lender: Lender, luck: Luck) -> Week:
    """A typical week with its plan, or with one drafted after a borrowed one."""
    facts = facts_of(kind.family(setting), kind.horizon(setting))
    if plan is not None:
        return Week(facts, plan, luck.visit, hourly(setting))
    lent = lender(kind)
    borrowed = moved(lent[1], lent[0], kind, setting) if lent else None
    rough = Week(facts, borrowed, luck.visit, hourly(setting))
    return replace(rough, plan=drafted(rough))


def moved(plan: Plan, of: Kind, to: Kind, setting: Setting) -> Plan:
    """A plan of one week laid over another; what does not fit there is for the policy to mend."""
    from homecall.futures.shifted import shifted  # kept apart: most years need no plan but their own

    wall = setting.household.wall
    return shifted(plan, wall.midnight(to.monday) - wall.midnight(of.monday), (to.monday - of.monday).days)


def hourly(setting: Setting) -> tuple[float, float, float, float]:
    """Visits an hour on call from home: weekdays by day and night, weekends by day and night.

    A weekday's call is taken as 17:00 to 07:00 with eight hours of night, a weekend's as a whole day with nine.
    """
    rates = setting.assumptions.rates
    night, weekday, weekend = rates.visits_by_night, rates.call_visits_weekday, rates.call_visits_weekend
    return weekday * (1 - night) / 6, weekday * night / 8, weekend * (1 - night) / 15, weekend * night / 9


def _days(week: Week, kind: Kind, luck: Luck) -> Iterator[_Lived]:
    """The seven days of a typical week, lived in all the weeks of its kind."""
    before: list[NDArray[np.int16]] = []
    for frame in week.frames():
        days = [7 * n + frame.day for n in kind.weeks]
        drawn = _drawn(frame, kind, luck, days, before)
        before = drawn.visits
        unique, inverse = _distinct(drawn.columns())
        states = drawn.states(unique)
        outcome = lived(frame, states, luck.visit, asks=False)
        limited, without = week.limited, outcome
        if outcome.fresh[list(limited)].any():
            without = lived(frame, states, luck.visit, asks=False, spared=limited)
        yield _Lived(frame, outcome, without, inverse, (luck.dice.lives, len(days)))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What came on one day: arrays (lives, weeks); visits, and those spilt over midnight, (visits, lives, weeks)."""

    late: list[NDArray[np.int16]]
    visits: list[NDArray[np.int16]]
    spilt: list[NDArray[np.int16]]
    home: list[NDArray[np.int8]]
    out: list[NDArray[np.int8]]

    def columns(self) -> list[NDArray[np.int64]]:
        """All of it as whole numbers from 0 up, one flat column each."""
        times = [v for visits in (*self.visits, *self.spilt) for v in visits]
        late = [np.where(one < 0, CALLED_OFF_CODE, one // QUARTER) for one in self.late]
        starts = [np.where(one == NEVER, 0, one // QUARTER + 200) for one in times]
        return [one.astype(np.int64).ravel() for one in (*late, *starts, *self.home, *self.out)]

    def states(self, at: NDArray[np.intp]) -> States:
        """The days at these flat places as states."""
        pairs = zip(self.visits, self.spilt, strict=True)
        visits = [np.stack([one.ravel()[at] for one in (*own, *spilt)]) for own, spilt in pairs]
        return States(
            late=_taken(self.late, at, np.int16), visits=np.stack(visits), home=_taken(self.home, at, np.int8),
            out=_taken(self.out, at, np.int8),
        )  # fmt: skip


def _taken(arrays: Sequence[NDArray[Any]], at: NDArray[np.intp], kind: type[np.signedinteger[Any]]) -> NDArray[Any]:
    """The values at flat places, a row for each array."""
    return np.array([one.ravel()[at] for one in arrays], dtype=kind).reshape(len(arrays), len(at))


def _drawn(frame: Frame, kind: Kind, luck: Luck, days: list[int], before: list[NDArray[np.int16]]) -> _Drawn:
    """What comes on one day of a kind of week, as far as it can matter there."""
    shape = (luck.dice.lives, len(days))
    late = [_felt(frame, luck, n, kind) for n in range(len(frame.endings))]
    visits = [luck.visits(p, grown.rates, days) for p, grown in enumerate(frame.parents)]
    spilt = [_spilt(one, luck.visit) for one in before] or [np.full((VISITS, *shape), NEVER, np.int16) for _ in visits]
    home = [np.minimum(luck.home[n][:, days], 3) * np.int8(child.there.any()) for n, child in enumerate(frame.children)]
    out = [
        np.minimum(luck.out[n][:, days], 3) * np.int8((helper.hours | helper.shift | helper.asked).any())
        for n, helper in enumerate(frame.carers)
    ]
    return _Drawn(late, visits, spilt, home, out)


def _spilt(visits: NDArray[np.int16], visit: int) -> NDArray[np.int16]:
    """Visits of the day before as far as they reach into this one."""
    return np.where((visits > NEVER) & (visits + visit > DAY), visits - np.int16(DAY), np.int16(NEVER))


def _felt(frame: Frame, luck: Luck, number: int, kind: Kind) -> NDArray[np.int16]:
    """How late a duty ends, 0 where that is not felt on this day."""
    ending = frame.endings[number]
    days = [max(0, min(luck.dice.days - 1, 7 * n + ending.day)) for n in kind.weeks]
    late = luck.late(ending, days)
    last = max(ending.home, ending.rest.end if ending.rest else ending.home)
    if ending.home >= frame.span.end:
        late = np.where(late > 0, np.int16(0), late)
    if last < frame.span.start:
        late = np.where(late > frame.span.start - last, late, np.int16(0))
    off = ending.called_off is not None and frame.span.start <= ending.called_off < frame.span.end
    return late if off else np.maximum(late, np.int16(0))


def _distinct(columns: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of distinct rows, and for each row which of them it is."""
    code, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        top = int(column.max(initial=0)) + 1
        if top == 1:
            continue
        if size * top >= 1 << 62:
            _, code = np.unique(code, return_inverse=True)
            size = int(code.max()) + 1
        code, size = code * top + column, size * top
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return first, inverse


class Sums:
    """The year as it is put together, week by week."""

    def __init__(self, setting: Setting, lives: int) -> None:
        self.setting, self.shape = setting, (lives, setting.weeks)
        self.moments: dict[tuple[str, str], Weekly] = {}
        self.goals: dict[tuple[str, str], NDArray[np.float32]] = {}
        family = setting.household
        self.evenings = {p.id: self._zeros() for p in family.parents}
        self.margin = {p.id: self._zeros() for p in family.parents}
        self.handoffs, self.uncovered, self.care = self._zeros(), self._zeros(), self._zeros()
        self.uses, self.gap, self.spent = self._zeros(), self._zeros(), self._zeros()
        self.planned = np.zeros(setting.weeks)

    def _zeros(self) -> Weekly:
        return np.zeros(self.shape, dtype=np.float32)

    def add(self, kind: Kind, week: Week, days: Sequence[_Lived]) -> None:
        """Write the weeks of one kind."""
        at = list(kind.weeks)
        for day in days:
            self.uncovered[:, at] += day.of(day.outcome.uncovered)
            self.handoffs[:, at] += day.of(day.outcome.handoffs)
            for n, parent in enumerate(self.evenings):
                self.evenings[parent][:, at] += day.of(day.outcome.evening[n])
                self.margin[parent][:, at] += day.of(day.outcome.margin[n]).astype(np.float32) / np.float32(HOUR)
        self.care[:, at] = _care(week, days, [day.outcome for day in days])
        self._add_moments(at, week, days)
        self._add_uses(at, week, days)
        self.planned[at] = _gaps(week.plan)

    def take(self, other: Sums, at: list[int]) -> None:
        """Write weeks that another year has already."""
        for key in (key for key, goals in other.goals.items() if goals[at].any()):
            self._write(key, at, other.moments[key][:, at], other.goals[key][at])
        for mine, theirs in zip(self._columns(), other._columns(), strict=True):
            mine[:, at] = theirs[:, at]
        self.planned[at] = other.planned[at]

    def _columns(self) -> list[Weekly]:
        own = [*self.evenings.values(), *self.margin.values(), self.handoffs, self.uncovered, self.care]
        return [*own, self.uses, self.gap, self.spent]

    def _add_uses(self, at: list[int], week: Week, days: Sequence[_Lived]) -> None:
        """How often those are used who may be so many times a year, and what the weeks would be without them."""
        limited = list(week.limited)
        if not any(day.without is not day.outcome for day in days):
            return
        for day in days:
            self.uses[:, at] += day.of(day.outcome.fresh[limited].sum(axis=0))
            self.gap[:, at] += day.of(day.without.uncovered - day.outcome.uncovered)
        self.spent[:, at] = self.care[:, at] - _care(week, days, [day.without for day in days])

    def _used_up(self) -> tuple[Weekly, Weekly]:
        """Uncovered minutes and care without what there were no uses left for, the first of the year first."""
        allowed = sum(c.uses_left or 0 for c in self.setting.household.carers)
        before = np.cumsum(self.uses, axis=1) - self.uses
        left = np.clip(allowed - before, 0, self.uses)
        share = 1 - np.divide(left, self.uses, out=np.ones_like(left), where=self.uses > 0)
        return self.uncovered + share * self.gap, self.care - share * self.spent

    def _add_moments(self, at: list[int], week: Week, days: Sequence[_Lived]) -> None:
        chances: dict[tuple[str, str], dict[int, NDArray[np.bool_]]] = {}
        for day in days:
            for chance, row in zip(day.frame.chances, day.outcome.kept, strict=True):
                had = day.of(row).astype(bool)
                chances.setdefault((chance.moment, chance.who), {})[day.frame.day] = had
            for chance, row in zip(day.frame.dated, day.outcome.dated, strict=True):
                self._write((chance.moment, ""), at, day.of(row).astype(np.float32), 1.0)
        for key, by_day in chances.items():
            most, planned = goal(week.facts, key[0], len(by_day)), _planned(week, key)
            could = _open(week, days, key) if len(planned) < most else frozenset(by_day)
            self._write(key, at, _Wanted(planned, could, most).kept(by_day), float(most))

    def _write(
        self, key: tuple[str, str], at: list[int], kept: NDArray[np.float32], goal: float | NDArray[np.float32]
    ) -> None:
        self.moments.setdefault(key, self._zeros())[:, at] = kept
        self.goals.setdefault(key, np.zeros(self.shape[1], dtype=np.float32))[at] = goal

    def year(self, luck: Luck, *, exact: bool) -> Year:
        """The year, with rest and money."""
        uncovered, care = self._used_up()
        setting, sleep, short, margin = self.setting, {}, {}, {}
        for n, parent in enumerate(setting.household.parents):
            sleep[parent.id], short[parent.id] = rested(n, luck)
            margin[parent.id] = self.margin[parent.id] - np.float32(setting.floating.get(parent.id, 0.0))
        earned = sum(setting.incomes.values()) * (1 - setting.assumptions.tax) / 52
        return Year(
            name=setting.name,
            first=setting.first,
            moments=self.moments,
            goals=self.goals,
            evenings=self.evenings,
            sleep=sleep,
            short_nights=short,
            margin=margin,
            handoffs=self.handoffs,
            uncovered=uncovered,
            care=care,
            income=np.full(self.shape, earned, dtype=np.float32),
            planned=float(self.planned.sum()),
            exact=exact,
        )


def _care(week: Week, days: Sequence[_Lived], outcomes: Sequence[Outcome]) -> Weekly:
    pairs = list(zip(days, outcomes, strict=True))
    return care(week, [day.of(one.paid) for day, one in pairs], [day.of(one.fresh) for day, one in pairs])


def _gaps(plan: Plan | None) -> float:
    return plan.tier("uncovered_minutes").value if plan else 0.0


def _open(week: Week, days: Sequence[_Lived], key: tuple[str, str]) -> frozenset[int]:
    """The days on which a moment could be had where nothing comes."""
    found = set()
    for day in days:
        numbers = [n for n, c in enumerate(day.frame.chances) if (c.moment, c.who) == key]
        if numbers and lived(day.frame, calm(day.frame), week.visit, asks=False).kept[numbers].any():
            found.add(day.frame.day)
    return frozenset(found)


def _planned(week: Week, key: tuple[str, str]) -> frozenset[int]:
    """The days of the week on which the plan has the moment."""
    first, (moment, who) = week.facts.horizon.first, key
    moments = week.plan.moments if week.plan else ()
    kept = (k for k in moments if k.kept and k.moment == moment and (not who or who in k.parents))
    return frozenset((k.day - first).days for k in kept)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A moment of a week: the days on which the plan has it, those on which it could have had it, and how often."""

    planned: frozenset[int]
    open: frozenset[int]
    goal: int

    def kept(self, chances: Mapping[int, NDArray[np.bool_]]) -> NDArray[np.float32]:
        """How often it is kept, (lives, weeks): as planned, and where it is lost on a later day that has room for it.

        A day that the plan left out on purpose, because it costs too much, counts only in the place of a lost one. A
        day that could not have it and turns out to have room counts up to the goal.
        """
        shape = next(iter(chances.values())).shape
        kept, spare, new = (np.zeros(shape, dtype=np.int16) for _ in range(3))
        for day in sorted(chances, reverse=True):
            had = chances[day]
            if day in self.planned:
                again = ~had & (spare > 0)
                spare -= again
                kept += had | again
            else:
                spare += had
                new += had & (day not in self.open)
        return np.minimum(kept + np.minimum(new, spare), max(self.goal, 0)).astype(np.float32)
