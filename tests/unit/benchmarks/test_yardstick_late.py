"""Lateness by hand, with an overrun of exactly half an hour, and the closed forms against a fine sum."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.yardstick.overrun import expected, mean, smaller
from benchmarks.yardstick.price import still_away
from benchmarks.yardstick.solve import solve
from homecall.household.moments import Moment
from homecall.timeline.period import Kind, Overrun, Period
from tests.unit.benchmarks.made import ANA, BEN, LEO, MIA, ahead, best, duty, home, place, rosa, value, when

HALF_HOUR = Overrun(30.0, 30.0)
SPREAD = Overrun(60.0, 150.0)


def _late(overrun: Overrun = HALF_HOUR) -> Period:
    return duty("4 08:00-17:00", overrun=overrun)


def test_a_late_parent_costs_the_minutes_that_nobody_covers() -> None:
    """30 minutes at 1.5; nobody to hand over."""
    assert value(best(home(_late()))) == 45


def test_two_children_wait_for_one_parent_once() -> None:
    """The takeover counts once."""
    assert value(best(home(_late(), children=(MIA, LEO)))) == 45


def test_somebody_who_stands_by_caps_the_wait() -> None:
    """A neighbour at home from 16:00 to 18:00 who is there in ten minutes; they have no visit left for more."""
    ready = rosa("Mon 16:00-18:00", standby=10, uses_left=0)
    assert value(best(home(_late(), carers=(ready,)))) == 15


def test_the_wait_ends_with_the_lead() -> None:
    """At 17:10 a class takes the child; at 18:00 the parent is there."""
    mia = replace(MIA, places=(place("Mon 17:10-18:00"),))
    assert value(best(home(_late(), children=(mia,)))) == 15


def test_the_longest_lead_counts() -> None:
    """Mia leaves after ten minutes, Leo stays: the whole half hour counts."""
    mia = replace(MIA, places=(place("Mon 17:10-18:00"),))
    assert value(best(home(_late(), children=(mia, LEO)))) == 45


def test_a_carer_is_kept_longer_where_that_is_cheaper() -> None:
    """Half an hour at 30 an hour is 15 against 45: 9.5 h, and two handoffs."""
    answer = best(home(_late(), carers=(rosa(rate=30.0),)))
    assert value(answer) == 285 + 8
    assert answer.parts["lateness"] == pytest.approx(0, abs=1e-6)


def test_another_parent_at_home_takes_the_risk_away() -> None:
    """Ben is away from 18:00 to 20:00, so Ana takes over while he is there: one handoff and no lateness."""
    assert value(best(home(_late(), duty("4 18:00-20:00", Kind.REMOTE, person="ben"), parents=(ANA, BEN)))) == 4


def test_a_parent_at_a_play_is_not_at_home() -> None:
    """Ben is away 16:30-17:30, the carer goes at 17:00, so Ana is waited for: 45, and two handoffs of Leo."""
    must = Moment("play", "Play", ("mia",), "listed", ("ben",), "must", when("4 16:30"), when("4 17:30"))
    carer = rosa("Mon 16:00-17:00")
    family = home(_late(), parents=(ANA, BEN), children=(MIA, LEO), carers=(carer,), moments=(must,))
    assert value(best(family)) == 45 + 8


def test_the_commute_moves_the_arrival_and_the_takeover_alike() -> None:
    """Home 17:25 at the earliest, half an hour late all the same."""
    assert value(best(home(_late(), parents=(replace(ANA, commute=25),)))) == 45


def test_an_overrun_of_the_packs_stands_in_where_the_shift_has_none() -> None:
    """The defaults are given from outside, by pack and kind."""

    resident = replace(ANA, work_rules="acgme-resident")
    answer = solve(
        home(duty("4 08:00-17:00"), parents=(resident,)), ahead(), 60.0, {("acgme-resident", Kind.WORK): HALF_HOUR}
    )
    assert value(answer) == 45


@pytest.mark.parametrize(("start", "end"), [(0, 15), (15, 47), (300, 600), (-10, 5)])
def test_the_closed_form_is_the_sum_of_the_chances(start: int, end: int) -> None:
    """The expectation is the integral of the chance of being away."""
    fine = sum(still_away(SPREAD, start + (n + 0.5) / 100) for n in range((end - start) * 100)) / 100
    assert expected(SPREAD, start, end) == pytest.approx(fine, abs=1e-3)


def test_the_median_and_the_ninetieth_percentile_are_those_given() -> None:
    """Half are over by the median, nine in ten by the 90th percentile; the mean is exp(mu + sigma^2 / 2)."""
    assert still_away(SPREAD, 60) == pytest.approx(0.5)
    assert still_away(SPREAD, 150) == pytest.approx(0.1)
    assert mean(SPREAD) == pytest.approx(77.47, abs=0.01)
    assert smaller(SPREAD, 100_000) == pytest.approx(mean(SPREAD))


def test_an_overrun_of_nothing_is_never_late() -> None:
    """A median of 0 is an overrun of 0."""
    assert expected(Overrun(0, 0), 0, 60) == 0
