"""Years side by side: planned once, lived with the same luck, the same on any number of cores and any machine."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from benchmarks.families import family, first
from homecall.errors import ScenarioError
from homecall.futures.scenario import DropWork, Hire, Scenario
from homecall.futures.setting import Setting
from homecall.futures.year import MEASURES, Year, difference
from homecall.spans.wall import parse_days
from homecall.studio.said import said
from homecall.studio.shelf import Shelf, same
from homecall.studio.simulate import setting_for, simulate
from homecall.studio.smallest import smallest
from homecall.studio.work import Asked, lived, search_week
from homecall.studio.written import written
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


def test_a_week_that_a_scenario_leaves_alone_is_the_very_same_problem() -> None:
    """It has the number that it has in the baseline, but where somebody is hired."""
    shelf, plain = Shelf(), Scenario("base")
    base = shelf.order(setting_for(HOME, ASKED, plain, None), None)
    again = shelf.order(setting_for(HOME, ASKED, plain, Scenario("The same")), base)
    hired = shelf.order(setting_for(HOME, ASKED, plain, Scenario("hired", (Hire(carer(id="kim")),))), base)
    assert again.searched == ()
    assert same(again, base) == {0, 1, 2}
    assert len(hired.searched) == 1
    assert same(hired, base) == frozenset()


def test_weeks_that_are_taken_over_are_those_that_would_be_lived() -> None:
    """Thursdays of the first week alone are given up; the other two are the baseline's, to the last digit."""
    shelf, plain = Shelf(), Scenario("base")
    base = shelf.order(setting_for(HOME, ASKED, plain, None), None)
    once = shelf.order(_off_once(base.setting), base)
    for order in (base, once):
        for kind in order.searched:
            number = order.numbers[kind.key]
            shelf.kinds[number] = kind
            shelf.keep(number, search_week(kind.family(order.setting), kind.horizon(order.setting), ASKED))
    sheets, (_, sums) = shelf.sheets(once, base), lived(base.setting, ASKED, shelf.sheets(base, base), sums=True)
    beside, _ = lived(once.setting, ASKED, sheets, sums, same(once, base))
    alone, _ = lived(once.setting, ASKED, sheets)
    assert same(once, base) == {1, 2}
    assert all(np.array_equal(beside.weekly(m), alone.weekly(m)) for m in MEASURES)


def _off_once(setting: Setting) -> Setting:
    """The year without the duty of its first Thursday."""
    line = setting.household.schedules["ana"]
    kept = tuple(p for p in line.periods if p.day != MONDAY + timedelta(days=3))
    return replace(setting, household=setting.household.with_schedules({"ana": replace(line, periods=kept)}))


def test_without_a_search_all_weeks_are_drafted() -> None:
    """And the answer says so."""
    found = simulate(HOME, Asked(MONDAY, weeks=3, lives=60, nodes=0))
    assert not found.before.exact
    assert "borrows" in said(found)


def test_a_search_that_the_clock_ended_is_said() -> None:
    """In sentences and in figures: another run may give others."""
    asked = Asked(first(0), weeks=1, lives=20, guard=1e-9)
    found = simulate(family(0), asked)
    assert found.before.cut == 1
    assert "The clock ended the search for 1 of these weeks" in said(found)
    assert json.loads(written(found, asked))["baseline"]["cut_short"] == 1


def test_a_week_too_large_to_be_searched_is_worked_out_roughly_and_said() -> None:
    """Nothing is searched, in sentences and in figures."""
    asked = replace(ASKED, rows=1)
    found = simulate(HOME, asked, [THURSDAY])
    assert found.before.large == 3
    assert not found.before.exact
    assert "3 of these weeks are worked out roughly" in said(found)
    assert json.loads(written(found, asked))["baseline"]["worked_out_roughly"] == 3


def test_what_is_worked_out_roughly_leaves_more_open_than_luck() -> None:
    """A difference of two such years has a wider interval than that of the same years drafted for want of a search."""
    asked = (replace(ASKED, rows=1), replace(ASKED, nodes=0))
    rough, drafted = (simulate(HOME, one, [THURSDAY]) for one in asked)
    wide, narrow = (difference(one.after[0], one.before, "handoffs") for one in (rough, drafted))
    assert wide.mean == narrow.mean
    assert wide.low < narrow.low
    assert wide.high > narrow.high


def test_weeks_that_a_scenario_leaves_alone_leave_nothing_open_however_rough() -> None:
    """They have the very same draft on both sides."""
    found = simulate(HOME, replace(ASKED, rows=1), [Scenario("The same")])
    assert difference(found.after[0], found.before, "handoffs").verdict == "same"


@pytest.mark.slow
def test_a_busy_machine_gives_what_a_quiet_one_gives() -> None:
    """To the last digit, in a process that yields to others, which never rest."""
    asked = Asked(MONDAY, weeks=3, lives=40)
    quiet = written(simulate(HOME, asked, [THURSDAY]), asked)
    idle = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    code = "import os; os.nice(3); from tests.unit.studio.test_simulate import printed; printed()"
    try:
        said_ = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=250)
    finally:
        for one in idle:
            one.kill()
            one.wait()
    assert said_.stdout == quiet


def printed() -> None:
    """Print a small study."""
    asked = Asked(MONDAY, weeks=3, lives=40)
    sys.stdout.write(written(simulate(HOME, asked, [THURSDAY]), asked))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 5])
def test_the_same_seed_gives_the_same_figures_however_the_work_is_split(seed: int) -> None:
    """One process or two: who is done first decides nothing."""
    asked = Asked(first(seed), weeks=3, lives=20)
    day = Scenario("Somebody comes", (Hire(carer("Mon-Fri 16:00-20:00", id="somebody")),))
    one, two = (written(simulate(family(seed), replace(asked, cores=n), [day]), asked) for n in (1, 2))
    assert one == two


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
