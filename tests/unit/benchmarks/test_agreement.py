"""Planner and yardstick, which share no rule and no model, find the same values on the named families."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.figures.agree import verdict
from benchmarks.figures.sides import Sides, compare, overruns, situation
from homecall.cases.book import case
from homecall.timeline.period import Kind, Overrun

LIMIT = 120.0
"""Seconds for each side; none needs a quarter of it on one core."""


def agreed(answer: Sides) -> None:
    """Both have proven every tier, with the same values, and the plan is worth that when it is counted again."""
    assert answer.plan.status == "optimal"
    assert answer.yardstick.proven
    assert answer.verdict == "agree", (answer.ours, answer.theirs)
    assert answer.counts, (answer.ours, answer.recounted)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nobody-to-help", "stopped-feed"])
def test_a_whole_week_is_worth_the_same_to_both(name: str) -> None:
    """A Monday-to-Sunday week, with every weekly rule in force and hospital overruns left to the packs."""
    agreed(compare(case(name), 7, LIMIT))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "days"), [("two-residents", 2), ("home-call-and-resident", 2), ("six-children", 1)])
def test_a_clipped_week_is_worth_the_same_to_both(name: str, days: int) -> None:
    """The first days of a family, with limits and goals scaled down; two of them leave gaps that nobody can close."""
    answer = compare(case(name), days, LIMIT)
    agreed(answer)
    assert (answer.ours[0][1] > 0) == (name != "six-children")


@pytest.mark.slow
def test_the_night_the_clocks_go_back_is_worth_the_same_to_both() -> None:
    """Saturday and Sunday of the change: a call of 29 hours, a night duty, a sitter past midnight."""
    weekend = replace(case("clock-change"), start=date(2026, 10, 31))
    assert situation(weekend, 2).horizon.span.minutes == 49 * 60
    agreed(compare(weekend, 2, LIMIT))


def test_both_see_the_same_overruns() -> None:
    """What the packs of the parents' work rules say by default, and nothing for a parent without rules."""
    home = situation(case("two-residents"), 1).household
    assert overruns(home)["acgme-resident", Kind.NIGHT] == Overrun(35, 100)
    free = replace(home, parents=tuple(replace(parent, work_rules="none") for parent in home.parents))
    assert overruns(free) == {}


COST = ("cost", 100.0, 100.0)


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (("cost", 100.005, 100.005), "agree"),
        (("cost", 100.0, 90.0), "agree, bound open"),
        (("cost", 104.0, 90.0), "not proven: cost, bounds allow both"),
        (("cost", 104.0, 101.0), "DISAGREE on cost"),
        (("cost", 96.0, 90.0), "DISAGREE on cost"),
    ],
)
def test_a_value_below_the_others_bound_is_a_disagreement(theirs: tuple[str, float, float], said: str) -> None:
    """Against a proven cost of 100. A bound that is merely open contradicts nobody."""
    assert verdict([COST], [theirs]) == said


def test_tiers_after_a_different_one_are_not_compared() -> None:
    """With fewer minutes to cover, another cost is no surprise."""
    ours, theirs = ("uncovered_minutes", 60.0, 60.0), ("uncovered_minutes", 75.0, 30.0)
    said = verdict([ours, COST], [theirs, ("cost", 10.0, 10.0)])
    assert said == "not proven: uncovered_minutes, bounds allow both"


def test_a_proof_from_the_planners_plan_counts_unless_the_first_answer_contradicts() -> None:
    """An open first bound is closed by the second answer; a first bound above the planner's value is not."""
    answer = compare(case("nobody-to-help"), 1, LIMIT)
    *first, (name, value, _, took) = answer.yardstick.tiers
    opened = replace(answer.yardstick, tiers=(*first, (name, value, value - 5, took)))
    proven = replace(answer, yardstick=opened, proof=answer.yardstick)
    assert proven.verdict.startswith("agree; from the planner's plan")
    against = replace(opened, tiers=(*first, (name, value + 9, value + 5, took)))
    assert replace(proven, yardstick=against).verdict == "DISAGREE on cost"


def test_a_plan_that_is_worth_something_else_is_noticed() -> None:
    """Three cents are too many."""
    answer = compare(case("nobody-to-help"), 1, LIMIT)
    *rest, (name, cost) = answer.recounted
    assert answer.counts
    assert not replace(answer, recounted=(*rest, (name, cost + 0.03))).counts
