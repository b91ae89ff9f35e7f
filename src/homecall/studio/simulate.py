"""Years lived side by side: each scenario's distinct weeks are planned by the planner, then lived by the futures."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

from homecall.errors import ScenarioError
from homecall.futures.scenario import BASELINE, Scenario, composed
from homecall.futures.setting import Setting, setting_of
from homecall.household.household import Household
from homecall.plan.plan import Plan

if TYPE_CHECKING:
    from homecall.futures.dice import Dice
    from homecall.futures.overrun import Lateness
    from homecall.futures.weeks import Kind
    from homecall.futures.year import Year

MOST_LIVES, MOST_SCENARIOS = 5000, 40
SECONDS = 0.7
"""Of search for each distinct week; most are proven in a fifth of it."""
GAP = 0.02
"""The share of its bound by which a week's cost may lie above it."""
PLANNED = 4
"""So many distinct weeks of a scenario are planned, those that come most often; the others borrow the nearest plan."""
SLACK = 30.0
"""Uncovered minutes above what no plan could beat; a plan that has more was cut short, and is left out."""
DEAR, DEAR_AT_LEAST = 1.25, 25.0
"""How far a plan's cost may lie above its bound, as a share and in money; what lies further was cut short too."""
SKETCHED = 100
"""Lives of the first picture, which is drawn before anything is planned."""

Answer = TypeVar("Answer")
Picture = Callable[["Year"], None]
"""Shown a year as soon as it is there: first a sketch of the baseline, then each whole one."""
Progress = Callable[[str, float], None]


def _unseen(_year: Year) -> None: ...


def quiet(_what: str, _share: float) -> None:
    """Hears of progress and says nothing."""


@dataclass(frozen=True)
class Asked:
    """What years are asked for: so many whole weeks from the Monday on or after `first`, so many lives.

    The same seed gives the same luck in every scenario. `learned` is what a family's duties have taught of how late
    they end, by "parent/kind". Each distinct week has `seconds` of search. `cores` above 1 start processes of their
    own.
    """

    first: date
    weeks: int = 52
    lives: int = 1000
    seed: int = 1
    cores: int = 1
    seconds: float = SECONDS
    learned: Mapping[str, Lateness] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 20 <= self.lives <= MOST_LIVES:
            raise ScenarioError(f"{self.lives} lives cannot be lived.", cure=f"Ask for 20 to {MOST_LIVES}.")


@dataclass(frozen=True)
class Studied:
    """The year as it is, and as it would be in each scenario, in their order."""

    before: Year
    after: tuple[Year, ...]


def simulate(
    household: Household,
    asked: Asked,
    scenarios: Sequence[Scenario] = (),
    baseline: Scenario = BASELINE,
    picture: Picture = _unseen,
    progress: Progress = quiet,
) -> Studied:
    """The baseline and each scenario on top of it, lived with the same luck. The household's schedules must be read.

    Raises ScenarioError where one of them cannot be. With one core the answer is the same as with several, but where
    the time for a week runs out. Without any time for a search all weeks are drafted.
    """
    if len(scenarios) > MOST_SCENARIOS:
        raise ScenarioError(f"{len(scenarios)} scenarios are too many at once.", cure=f"Give at most {MOST_SCENARIOS}.")
    base = setting_for(household, asked, baseline, None)
    years: dict[int, Year] = {}
    with ExitStack() as stack:
        crew = Crew(stack, asked.cores)
        typical = [crew.give(plan_week, base, kind, asked.seconds) for kind in common(base)]
        picture(sketched(base, asked))
        settings = [base, *(setting_for(household, asked, baseline, one) for one in scenarios)]
        known = Known(base.household, tuple(one for job in typical if (one := job.result())))
        jobs = {crew.give(lived, setting, asked, known): n for n, setting in enumerate(settings)}
        for job in crew.done(jobs):
            years[jobs[job]] = job.result()
            picture(job.result())
            progress(f"Lived: {job.result().name}", len(years) / len(settings))
    return Studied(years[0], tuple(years[n] for n in range(1, len(settings))))


def setting_for(household: Household, asked: Asked, baseline: Scenario, scenario: Scenario | None) -> Setting:
    """The year of a scenario on top of the baseline; of the baseline where there is none. Raises ScenarioError."""
    whole = baseline if scenario is None else composed(scenario.name, baseline, scenario)
    return setting_of(household, whole, asked.first, asked.weeks, asked.learned)


class Crew:
    """Processes that work side by side, or with one core this process, which works when it is asked."""

    def __init__(self, stack: ExitStack, size: int) -> None:
        self.pool = None
        if size > 1:
            self.pool = ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=_begin)
            stack.callback(self.pool.shutdown, wait=True, cancel_futures=True)

    def give(self, work: Callable[..., Answer], *with_: object) -> Future[Answer]:
        """Work to be done. Alone, it is done when its turn comes in `done`, or here where that is asked for."""
        if self.pool is not None:
            return self.pool.submit(work, *with_)
        return _Later(work, with_)

    def done(self, jobs: Iterable[Future[Answer]]) -> Iterator[Future[Answer]]:
        """The jobs as they are done."""
        return as_completed(jobs) if self.pool is not None else iter(jobs)


class _Later(Future[Answer]):
    """Work that is done when its result is wanted."""

    def __init__(self, work: Callable[..., Answer], with_: tuple[object, ...]) -> None:
        super().__init__()
        self._work = cache(lambda: work(*with_))

    def result(self, timeout: float | None = None) -> Answer:
        """The result, worked out at the first asking."""
        return self._work()


def _begin() -> None:
    """A process that ends by itself when the one that started it does."""
    starter = parent_process()
    if starter is not None:
        threading.Thread(target=lambda: (wait([starter.sentinel]), os._exit(1)), daemon=True).start()


@dataclass(frozen=True)
class Known:
    """Weeks of the baseline that have been planned already, and the family that they were planned for."""

    household: Household
    weeks: tuple[tuple[Kind, Plan], ...] = ()

    def plan(self, setting: Setting, kind: Kind) -> Plan | None:
        """The plan of a week like this one of the same family: a change leaves the other weeks as they are."""
        from homecall.futures.life import moved

        if replace(setting.household, schedules={}) != replace(self.household, schedules={}):
            return None
        return next((moved(plan, one, kind, setting) for one, plan in self.weeks if one.key == kind.key), None)


def lived(setting: Setting, asked: Asked, known: Known) -> Year:
    """One year: its common weeks planned, as far as they are not known, and all of it lived."""
    from homecall.futures.life import live

    plans: dict[Kind, Plan] = {}
    for kind in common(setting):
        plan = known.plan(setting, kind)
        found = (kind, plan) if plan else plan_week(setting, kind, asked.seconds)
        if found:
            plans[kind] = found[1]
    return live(setting, plans.get, dice_of(setting, asked.lives, asked.seed))


def sketched(setting: Setting, asked: Asked) -> Year:
    """The first picture: fewer lives, and leads found day by day in place of a plan."""
    from homecall.futures.life import live

    return live(setting, lambda _: None, dice_of(setting, min(asked.lives, SKETCHED), asked.seed))


def common(setting: Setting) -> tuple[Kind, ...]:
    """The distinct weeks that are planned, the commonest first."""
    from homecall.futures.weeks import kinds

    return kinds(setting)[:PLANNED]


def plan_week(setting: Setting, kind: Kind, seconds: float) -> tuple[Kind, Plan] | None:
    """The plan of a distinct week; None where the time ran out before the planner had one worth having."""
    if not seconds:
        return None
    from homecall.planner.plan import Effort, make_plan

    made = make_plan(
        kind.family(setting), kind.horizon(setting), Effort(seconds=seconds, gap=GAP, clock=time.monotonic)
    )
    return (kind, made) if _sound(made) else None


def _sound(made: Plan) -> bool:
    """Whether a search got far enough: one that is cut short hands the children round for nothing."""
    uncovered, cost = made.tier("uncovered_minutes"), made.tier("cost")
    near = cost.value <= max(cost.bound * DEAR, cost.bound + DEAR_AT_LEAST)
    return near and uncovered.value <= uncovered.bound + SLACK


def dice_of(setting: Setting, lives: int, seed: int) -> Dice:
    """The luck of a setting's lives, the same for the same seed."""
    import numpy as np

    from homecall.futures.dice import Dice

    return Dice.of(np.random.default_rng(seed), lives, setting.weeks * 7)
