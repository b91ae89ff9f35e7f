"""Years lived side by side: each scenario's distinct weeks are planned by the planner, then lived by the futures."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

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
SECONDS = 1.2
"""Of search for each distinct week; most are proven in a fifth of it."""
GAP = 0.02
"""The share of its bound by which a week's cost may lie above it."""
PLANNED = 8
"""So many distinct weeks of a scenario are planned, those that come most often; the others borrow the nearest plan."""
SKETCHED = 100
"""Lives of the first picture, which is drawn before anything is planned."""

Picture = Callable[["Year"], None]
"""Shown a year as soon as it is there: first a sketch of the baseline, then each whole one."""
Progress = Callable[[str, float], None]


def _unseen(_year: Year) -> None: ...


def _quiet(_what: str, _share: float) -> None: ...


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
    progress: Progress = _quiet,
) -> Studied:
    """The baseline and each scenario on top of it, lived with the same luck. The household's schedules must be read.

    Raises ScenarioError, before any work is done, where one of them cannot be. With one core the answer is the same
    as with several, but where the time for a week runs out.
    """
    if len(scenarios) > MOST_SCENARIOS:
        raise ScenarioError(f"{len(scenarios)} scenarios are too many at once.", cure=f"Give at most {MOST_SCENARIOS}.")
    settings = [_setting(household, asked, baseline, one) for one in (None, *scenarios)]
    years: dict[int, Year] = {}
    with ExitStack() as stack:
        work = _at_once(stack, settings, asked)
        picture(sketched(settings[0], asked))
        for number, year in work:
            years[number] = year
            picture(year)
            progress(f"Lived: {year.name}", len(years) / len(settings))
    return Studied(years[0], tuple(years[n] for n in range(1, len(settings))))


def _setting(household: Household, asked: Asked, baseline: Scenario, scenario: Scenario | None) -> Setting:
    whole = baseline if scenario is None else composed(scenario.name, baseline, scenario)
    return setting_of(household, whole, asked.first, asked.weeks, asked.learned)


def _at_once(stack: ExitStack, settings: Sequence[Setting], asked: Asked) -> Iterator[tuple[int, Year]]:
    """Each setting's year with its number, as they are done."""
    if asked.cores < 2 or len(settings) == 1:
        return ((number, lived(setting, asked)) for number, setting in enumerate(settings))
    size = min(asked.cores, len(settings))
    pool = ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=_begin)
    stack.callback(pool.shutdown, wait=True, cancel_futures=True)
    jobs = {pool.submit(lived, setting, asked): number for number, setting in enumerate(settings)}
    return _done(jobs)


def _done(jobs: Mapping[Future[Year], int]) -> Iterator[tuple[int, Year]]:
    for job in as_completed(jobs):
        yield jobs[job], job.result()


def _begin() -> None:
    """A process that ends by itself when the one that started it does."""
    starter = parent_process()
    if starter is not None:
        threading.Thread(target=lambda: (wait([starter.sentinel]), os._exit(1)), daemon=True).start()


def lived(setting: Setting, asked: Asked) -> Year:
    """One year, its distinct weeks planned and all of it lived."""
    from homecall.futures.life import live

    plans = planned(setting, asked.seconds)
    return live(setting, lambda kind: plans.get(kind), _dice(setting, asked.lives, asked.seed))


def sketched(setting: Setting, asked: Asked) -> Year:
    """The first picture: fewer lives, and leads found day by day in place of a plan."""
    from homecall.futures.life import live

    return live(setting, lambda _: None, _dice(setting, min(asked.lives, SKETCHED), asked.seed))


def planned(setting: Setting, seconds: float = SECONDS) -> dict[Kind, Plan]:
    """The plans of a setting's commonest weeks."""
    from homecall.futures.weeks import kinds
    from homecall.planner.plan import Effort, make_plan

    effort = Effort(seconds=seconds, gap=GAP, clock=time.monotonic)
    return {kind: make_plan(setting.household, kind.horizon(setting), effort) for kind in kinds(setting)[:PLANNED]}


def _dice(setting: Setting, lives: int, seed: int) -> Dice:
    import numpy as np

    from homecall.futures.dice import Dice

    return Dice.of(np.random.default_rng(seed), lives, setting.weeks * 7)
