"""A year in many lives: the same luck in each scenario, moments made up for, and numbers that follow from the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from homecall.futures.life import live
from homecall.futures.scenario import AddHours, ChangeIncome, DropWork, Scenario
from homecall.futures.setting import Setting
from homecall.futures.weeks import kinds
from homecall.futures.year import MEASURES, Year, difference
from homecall.spans.wall import parse_days
from tests.unit.futures.made import RATES_OFF, dice, setting, working
from tests.unit.helpers import MONDAY, carer, child, household, moment, place

NANNY = carer("Mon-Fri 07:00-17:30", rate=20.0, guaranteed=40.0)
HOME = household(
    *working(hours="08:00-17:30"),
    children=(child("mia", "07:00-20:00", place("Mon-Fri 09:00-12:00")),),
    carers=(NANNY,),
    through=MONDAY + timedelta(days=6),
    moments=(moment("Mon-Sun 18:00-18:45", goal=7),),
)


def lived(found: Setting, lives: int = 300, seed: int = 1) -> Year:
    """Its years, on drafted plans."""
    return live(found, lambda _: None, dice(lives, found.weeks, seed))


def test_the_same_seed_gives_the_same_year() -> None:
    """Byte for byte, and another seed another year."""
    one, two, other = lived(setting(HOME)), lived(setting(HOME)), lived(setting(HOME), seed=2)
    assert all(np.array_equal(one.total(m), two.total(m)) for m in MEASURES)
    assert not np.array_equal(one.total("uncovered"), other.total("uncovered"))


def test_where_nothing_comes_the_year_is_the_plan() -> None:
    """Every evening home, every moment kept, the guaranteed hours paid."""
    calm = Scenario("calm", shocks=RATES_OFF, overruns={"ana/work": (0.0, 0.0)})
    year = lived(setting(HOME, calm), lives=20)
    assert year.spread("moments").low == year.spread("moments").high == 28
    assert year.spread("evenings").mean == 28
    assert year.spread("care").mean == pytest.approx(4 * 20 * 47.5 - 4 * 20 * 0, rel=0.2)


def test_less_work_gives_more_and_the_luck_is_the_same() -> None:
    """Without Thursdays no life is worse off in evenings."""
    before, after = (
        lived(setting(HOME, Scenario("try", edits))) for edits in ((), (DropWork("ana", "Clinic", parse_days("Thu")),))
    )
    assert difference(after, before, "margin").verdict == "more"
    assert (after.total("evenings") >= before.total("evenings")).all()


def test_floating_hours_come_out_of_margin_alone() -> None:
    """Four hours a week less for oneself, and nothing else."""
    before, after = (lived(setting(HOME, Scenario("try", e))) for e in ((), (AddHours("ana", "Charting", 4),)))
    assert difference(after, before, "margin").mean == pytest.approx(-4, abs=1e-3)
    assert {difference(after, before, m).verdict for m in ("moments", "evenings", "care", "uncovered")} == {"same"}


def test_income_is_after_tax_and_by_the_week() -> None:
    """A year of 52 weeks has all of it."""
    paid = setting(HOME, Scenario("try", (ChangeIncome("ana", 52_000),), tax=0.25))
    assert lived(paid, lives=20).spread("income").mean == pytest.approx(4 * 750)


def test_a_moment_that_is_lost_is_had_on_a_later_day() -> None:
    """Three a week of seven evenings are nearly always kept, seven of seven are not."""
    few = replace(HOME, moments=(moment("Mon-Sun 18:00-18:45", goal=3),))
    all_, some = (lived(setting(one)) for one in (HOME, few))
    assert some.total("moments").mean() / 12 > all_.total("moments").mean() / 28
    assert some.total("moments").max() <= 12


def test_rates_that_are_off_leave_only_late_ends() -> None:
    """Nobody is ill: what is uncovered is on working days."""
    quiet = lived(setting(HOME, Scenario("quiet", shocks=RATES_OFF)))
    ill = lived(setting(HOME, Scenario("ill", shocks={**RATES_OFF, "carer_ill_days": 60.0})))
    assert ill.total("uncovered").mean() > 1.5 * quiet.total("uncovered").mean() > 0


def test_weeks_that_are_alike_are_looked_at_once() -> None:
    """Four weeks of one kind."""
    (only,) = kinds(setting(HOME))
    assert only.weeks == (0, 1, 2, 3)


def test_a_week_with_a_dated_moment_is_one_of_its_own() -> None:
    """The play is on Thursday of the first week, and she is at work."""
    play = moment("", dated="7 10:00-11:00", id="play")
    found = setting(replace(HOME, moments=(play,)))
    assert sorted(kind.weeks for kind in kinds(found)) == [(0,), (1, 2, 3)]
    assert lived(found, lives=20).moments["play", ""].sum() == 0


def test_rest_follows_from_late_ends_and_calls() -> None:
    """Sleep is about a night's, and no measure is missing."""
    year = lived(setting(HOME))
    assert 6 < year.spread("sleep").mean < 9
    assert year.sleep["ana"].shape == (300, 4)
    assert all(np.isfinite(year.total(m)).all() for m in MEASURES)


def test_help_that_may_be_used_so_often_a_year_is_used_up() -> None:
    """An employer's backup care closes the nanny's ill days until its uses are gone; none of them is planned."""
    ill = Scenario("ill", shocks={**RATES_OFF, "carer_ill_days": 60.0}, overruns={"ana/work": (0.0, 0.0)})

    def gaps(uses: int) -> np.ndarray:
        backup = carer("", "Mon-Fri 05:00-20:00", id="backup", notice=0.0, uses_left=uses, per_use=15.0, rate=6.0)
        return lived(setting(replace(HOME, carers=(NANNY, backup)), ill)).total("uncovered")

    none, few, many = gaps(0), gaps(2), gaps(90)
    assert none.mean() > few.mean() > many.mean()
    assert (none - few).max() <= 2 * 8 * 60
