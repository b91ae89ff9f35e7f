"""Nobody is at two dated moments at once (reading R21): judge, model and yardstick agree."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.yardstick.solve import solve as yardstick
from homecall.planner.plan import make_plan
from homecall.rules.book import judge
from tests.unit.helpers import child, horizon, household, moment

PLAYS = [
    moment(id="play", dated="4 14:00-15:00", importance="must"),
    moment(id="recital", dated="4 14:30-15:30", importance="must"),
]


def test_one_parent_keeps_one_of_two_plays() -> None:
    """With one parent, one of two musts at the same time is missed, and both models say so."""
    family = household(children=[child("mia")], moments=PLAYS)
    plan = make_plan(family, horizon(1))
    assert plan.tier("must_missed").value == 1
    assert plan.status == "optimal"
    assert [value for name, value, *_ in yardstick(family, horizon(1), 30).tiers if name == "must_missed"] == [1]


def test_a_plan_with_a_parent_in_two_places_is_refused() -> None:
    """The judge names the moment that cannot be."""
    family = household(children=[child("mia")], moments=PLAYS)
    plan = make_plan(family, horizon(1))
    there = next(k.parents for k in plan.moments if k.kept)
    doubled = replace(plan, moments=tuple(replace(k, kept=True, parents=there) for k in plan.moments))
    assert "moments-are-real" in {b.rule for b in judge(family, doubled).breaches}
