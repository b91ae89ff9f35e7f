"""Years side by side: planned once, lived with the same luck, the same on one core and on two."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from homecall.errors import ScenarioError
from homecall.futures.scenario import DropWork, Hire, Scenario
from homecall.futures.weeks import kinds
from homecall.futures.year import Year, difference
from homecall.spans.wall import parse_days
from homecall.studio.said import said
from homecall.studio.simulate import Asked, Known, lived, plan_week, setting_for, simulate
from homecall.studio.smallest import smallest
from tests.unit.futures.made import working
from tests.unit.helpers import MONDAY, carer, household, moment

HOME = household(
    *working(hours="08:00-18:30"),
    carers=(carer("Mon-Fri 07:00-19:00", rate=20.0),),
    through=MONDAY + timedelta(days=6),
    moments=(moment("Mon-Sun 18:30-19:30", goal=5),),
)
ASKED = Asked(MONDAY, weeks=3, lives=60)
THURSDAY = Scenario("Without Thursday", (DropWork("ana", "Clinic", parse_days("Thu")),))


@pytest.fixture(scope="module")
def thursday() -> tuple[list[Year], object]:
    """The pictures that were shown, and the answer."""
    pictures: list[Year] = []
    return pictures, simulate(HOME, ASKED, [THURSDAY], picture=pictures.append)


def test_the_first_picture_is_a_sketch_and_the_rest_is_whole(thursday: tuple[list[Year], object]) -> None:
    """A sketch, the baseline, the scenario."""
    pictures, _ = thursday
    assert [one.exact for one in pictures] == [False, True, True]
    assert [one.name for one in pictures] == ["As it is", "As it is", "Without Thursday"]


def test_a_day_given_up_gives_moments(thursday: tuple) -> None:  # type: ignore[type-arg]
    """With the same luck everywhere else."""
    studied = thursday[1]
    assert difference(studied.after[0], studied.before, "evenings").mean > 0
    assert "Without Thursday, beside the year as it is:" in said(studied)


def test_a_week_that_a_scenario_leaves_alone_keeps_its_plan() -> None:
    """Nothing is searched for it."""
    base = setting_for(HOME, ASKED, Scenario("base"), None)
    (kind,) = kinds(base)
    planned = plan_week(base, kind, 2.0)
    assert planned is not None
    known = Known(base.household, (planned,))
    assert known.plan(base, kind) is not None
    hired = setting_for(HOME, ASKED, Scenario("base"), Scenario("hired", (Hire(carer(id="kim")),)))
    assert known.plan(hired, kinds(hired)[0]) is None
    assert lived(base, ASKED, known).exact


def test_without_time_all_weeks_are_drafted() -> None:
    """And the answer says so."""
    found = simulate(HOME, Asked(MONDAY, weeks=3, lives=60, seconds=0.0))
    assert not found.before.exact
    assert "borrows" in said(found)


@pytest.mark.slow
def test_two_cores_give_what_one_gives() -> None:
    """Life by life."""
    one, two = (simulate(HOME, Asked(MONDAY, weeks=2, lives=40, cores=n), [THURSDAY]) for n in (1, 2))
    assert np.array_equal(one.before.total("uncovered"), two.before.total("uncovered"))
    assert np.array_equal(one.after[0].total("evenings"), two.after[0].total("evenings"))


@pytest.mark.parametrize("lives", [0, 19, 5001])
def test_lives_are_bounded(lives: int) -> None:
    """In memory and in time."""
    with pytest.raises(ScenarioError, match="cannot be lived"):
        Asked(MONDAY, lives=lives)


def test_weeks_and_scenarios_are_bounded() -> None:
    """A sentence for each."""
    with pytest.raises(ScenarioError, match="54 weeks"):
        simulate(HOME, Asked(MONDAY, weeks=54))
    with pytest.raises(ScenarioError, match="too many"):
        simulate(HOME, ASKED, [THURSDAY] * 41)


def test_the_smallest_changes_are_found_and_are_sure() -> None:
    """The evenings that run over her moment are what is looked at."""
    found = smallest(HOME, Asked(MONDAY, weeks=12, lives=60), most=2)
    assert found.tried > 5
    assert found.best
    assert all(one.presence.low > 0 and one.uncovered.verdict != "more" for one in found.best)
    assert any("earlier" in one.change.name for one in found.frontier)
