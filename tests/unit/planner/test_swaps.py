"""Leads that another parent could have: legal, as good in the first tiers, and with what they cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from homecall.household.household import Household
from homecall.planner.plan import make_plan
from homecall.planner.why.swaps import Swap, swaps
from homecall.rules.base import Case
from homecall.rules.facts import facts_of
from homecall.timeline.period import Period
from tests.unit.helpers import ANA, BEN, case, child, clocks, duty, horizon, household, moment, place, span

WORK = duty("4 08:00-17:00", person="ben")


def family(*periods: Period, **more: Any) -> Household:
    """Ana and Ben with Mia."""
    return replace(household(*periods, parents=(ANA, BEN)), **more)


def said(found: tuple[Swap, ...]) -> list[tuple[str, str, float]]:
    """Who, when, and what it costs."""
    return [(one.who, clocks([one.span])[0], one.cost) for one in found]


def test_the_other_parent_takes_what_they_are_free_for() -> None:
    """Ben is at work until five: the rest of Ana's day could be his, for a handoff; a day without Ben offers none."""
    day = case(family(WORK), ["mia ana 4 00:00-24:00"])
    assert said(swaps(day, "ana", span("4 12:00-20:00"))) == [("ben", "4 17:00-00:00", 4.0)]
    busy = case(family(duty("4 08:00-23:50", person="ben")), ["mia ana 4 00:00-24:00"])
    assert swaps(busy, "ana", span("4 12:00-20:00")) == ()


def test_a_swap_begins_at_a_mark_and_not_before() -> None:
    """Asked at seven minutes past, from the next quarter of an hour on."""
    day = case(family(), ["mia ana 4 00:00-24:00"])
    assert said(swaps(day, "ana", span("4 12:07-12:20"))) == [("ben", "4 12:15-00:00", 4.0)]
    assert swaps(day, "ana", span("4 12:07-12:10")) == ()


def test_a_swap_may_save_a_handoff() -> None:
    """Ana has Mia between two stretches of Ben's."""
    day = case(family(), ["mia ben 4 00:00-12:00", "mia ana 4 12:00-18:00", "mia ben 4 18:00-24:00"])
    assert said(swaps(day, "ana", span("4 06:00-20:00"))) == [("ben", "4 12:00-18:00", -8.0)]


def test_half_a_journey_and_a_moment_of_ones_own_are_nobody_elses() -> None:
    """A leg is not cut where Ben comes home in the middle of it, and Ana's time alone with Mia stays hers."""
    kid = child("mia", "07:00-20:00", place("Mon-Fri 12:00-16:50", 20))
    home = family(WORK, children=(kid,))
    lines = ["mia ana 4 00:00-12:00", "mia ana 4 16:50-24:00"]
    assert swaps(case(home, lines), "ana", span("4 13:00-20:00")) == ()
    alone = replace(moment("Mon 18:00-19:00"), one_on_one=True, who="listed", parents=("ana",))
    kept = case(family(WORK, moments=(alone,)), ["mia ana 4 00:00-24:00"], (), ["talk ana 4 18:00-18:15"])
    assert swaps(kept, "ana", span("4 13:00-20:00")) == ()


def test_the_swaps_of_a_plan_are_the_plans_own_alternatives() -> None:
    """Of a plan that was searched none is cheaper, or it would have been in it."""
    home = family(WORK, duty("5 08:00-17:00"))
    plan = make_plan(home, horizon(2))
    known = Case(facts_of(home, horizon(2)), plan)
    found = [one for who in ("ana", "ben") for one in swaps(known, who, plan.span)]
    assert found
    assert all(one.cost >= 0 for one in found)
