"""Years lived side by side: each scenario's distinct weeks are planned by the planner, then lived by the futures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homecall.errors import ScenarioError
from homecall.futures.scenario import BASELINE, Scenario, composed
from homecall.futures.setting import Setting, setting_of
from homecall.household.household import Household
from homecall.studio.crew import Crew
from homecall.studio.work import Asked

if TYPE_CHECKING:
    from homecall.futures.year import Year
    from homecall.studio.desk import Progress
    from homecall.studio.shelf import Shelf

MOST_SCENARIOS = 40
Picture = Callable[["Year"], None]
"""Shown a year as soon as it is there: first a sketch of the baseline, then each whole one."""


def _unseen(_year: Year) -> None: ...


def quiet(_what: str, _share: float) -> None:
    """Hears of progress and says nothing."""


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
    shelf: Shelf | None = None,
) -> Studied:
    """The baseline and each scenario on top of it, lived with the same luck. The household's schedules must be read.

    Raises ScenarioError where one of them cannot be. The answer is the same for any number of cores and on any
    machine, unless a year says that a search of its weeks was cut. A shelf keeps the plans for a further study.
    """
    if len(scenarios) > MOST_SCENARIOS:
        raise ScenarioError(f"{len(scenarios)} scenarios are too many at once.", cure=f"Give at most {MOST_SCENARIOS}.")
    base = setting_for(household, asked, baseline, None)
    from homecall.studio.desk import Desk
    from homecall.studio.shelf import Shelf
    from homecall.studio.work import sketched

    years: dict[int, Year] = {}
    with ExitStack() as stack:
        desk = Desk(Crew(stack, asked.cores), shelf or Shelf(), asked, progress)
        desk.order(base)
        picture(sketched(base, asked))
        for one in scenarios:
            desk.order(setting_for(household, asked, baseline, one))
        for place, year in desk.years():
            years[place] = year
            picture(year)
    return Studied(years[0], tuple(years[n] for n in range(1, len(years))))


def setting_for(household: Household, asked: Asked, baseline: Scenario, scenario: Scenario | None) -> Setting:
    """The year of a scenario on top of the baseline; of the baseline where there is none. Raises ScenarioError."""
    whole = baseline if scenario is None else composed(scenario.name, baseline, scenario)
    return setting_of(household, whole, asked.first, asked.weeks, asked.learned)
