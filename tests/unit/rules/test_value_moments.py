"""Shortfalls of moments, worked out by hand: 40 for one that should be, 10 for a nice one, a must by count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.household.moments import Moment
from homecall.rules.value import goal_of, value
from tests.unit.helpers import ANA, BEN, case, household, moment

EVENING = moment("Mon-Sun 18:00-19:00", goal=2)


def missed(of: Moment, *kept: str, days: int = 7) -> tuple[int, float]:
    """Musts missed, and the price of the rest."""
    family = household(parents=[ANA, BEN], moments=(of,))
    worth = value(case(family, [], [], kept, days=days))
    return worth.must_missed, worth.parts["moments"]


def test_a_shortfall_is_the_goal_less_what_is_kept() -> None:
    """Twice a week: 80, 40, 0; a third time earns nothing."""
    times = ["talk ana 4 18:00-18:15", "talk ben 6 18:00-18:15", "talk ana 8 18:00-18:15"]
    assert [missed(EVENING, *times[:n]) for n in range(4)] == [(0, 80), (0, 40), (0, 0), (0, 0)]


def test_importance_is_the_price() -> None:
    """Nice ones cost 10 each, musts are counted and cost nothing."""
    assert missed(replace(EVENING, importance="nice")) == (0, 20)
    assert missed(replace(EVENING, importance="must")) == (2, 0)


def test_each_parent_has_a_goal_of_their_own() -> None:
    """Ana keeps three of two, Ben one of two: one is missing, as nobody keeps another's."""
    each = replace(EVENING, who="each")
    times = [f"talk ana {day} 18:00-18:15" for day in (4, 5, 6)]
    assert missed(each, *times, "talk ben 4 18:30-18:45") == (0, 40)
    assert missed(each) == (0, 160)


@pytest.mark.parametrize("who", ["any", "all", "listed"])
def test_others_count_for_the_family(who: str) -> None:
    """Two shortfalls, however many parents there are."""
    assert missed(replace(EVENING, who=who, parents=("ana", "ben"))) == (0, 80)


def test_weeks_count_one_by_one() -> None:
    """Four times in one week leave the other week empty: 2 x 40."""
    times = [f"talk ana {day} 18:00-18:15" for day in (4, 5, 6, 7)]
    assert missed(EVENING, *times, days=14) == (0, 80)


def test_days_without_a_goal_mean_every_such_day() -> None:
    """Tuesday and Thursday; in a horizon of two days only the Tuesday."""
    days = replace(moment("Tue,Thu 18:00-19:00"), goal=None)
    assert missed(days) == (0, 80)
    assert missed(days, "talk ana 5 18:00-18:15") == (0, 40)
    assert missed(days, days=2) == (0, 40)


@pytest.mark.parametrize(
    ("days", "goal", "scaled"), [(7, 4, 4), (3, 4, 2), (2, 4, 1), (1, 3, 0), (1, 4, 1), (6, 7, 6), (4, 1, 1), (3, 1, 0)]
)
def test_a_goal_shrinks_with_a_clipped_week(days: int, goal: int, scaled: int) -> None:
    """4 x 3/7 = 1.71 is 2; 3 x 1/7 = 0.43 is 0; 1 x 4/7 = 0.57 is 1."""
    assert goal_of(days, days, goal) == scaled


def test_a_dated_moment_is_missed_once() -> None:
    """However many parents it is about; outside the horizon it does not count."""
    play = moment(dated="5 14:00-15:00", who="all")
    assert missed(play) == (0, 40)
    assert missed(play, "talk ana,ben 5 14:00-15:00") == (0, 0)
    assert missed(replace(play, importance="must")) == (1, 0)
    assert missed(play, days=1) == (0, 0)
