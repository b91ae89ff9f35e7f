"""Among plans worth the same, parents keep their children while they are free."""

from __future__ import annotations

import pytest

from benchmarks import families
from homecall.plan.plan import Cover
from homecall.planner.compose import bare_plan
from homecall.planner.lift import Draft
from homecall.planner.plan import make_plan
from homecall.planner.problem import Problem
from homecall.planner.tidy import tidy
from homecall.rules.base import Case
from homecall.rules.facts import facts_of
from homecall.rules.value import value
from homecall.timeline.period import Overrun
from tests.unit.helpers import carer, child, duty, facts, household, span

GRAN = carer("", "Mon-Sun 00:00-24:00", "gran", min_shift=2.0)


def draft(early: str, late: str) -> Draft:
    """Ana until `early`, Gran while she works and longer, Ana again from `late`, on Monday 4 January."""
    hers = (Cover("mia", span(f"4 00:00-{early}"), "ana"), Cover("mia", span(f"4 {late}-24:00"), "ana"))
    gran = span(f"4 {early}-{late}")
    return Draft((hers[0], Cover("mia", gran, "gran"), hers[1]), {"gran": (gran,)}, ())


def test_a_carer_begins_when_the_parent_leaves_and_ends_when_they_are_back() -> None:
    """Ana works from 10 to 12; Gran need not have Mia from 7 to 15."""
    problem = Problem(facts(household(duty("4 10:00-12:00"), children=[child()], carers=[GRAN])))
    ours = tidy(problem, draft("07:00", "15:00"))
    assert ours.duty["gran"] == (span("4 10:00-12:00"),)
    assert [c.lead for c in ours.cover] == ["ana", "gran", "ana"]


def test_a_shift_keeps_its_minimum() -> None:
    """One hour of work, two hours of Gran: her shift is no shorter, though Mia is with her for the hour only."""
    problem = Problem(facts(household(duty("4 10:00-11:00"), children=[child()], carers=[GRAN])))
    ours = tidy(problem, draft("07:00", "15:00"))
    assert sum(s.minutes for s in ours.duty["gran"]) == 120
    assert sum(c.span.minutes for c in ours.cover if c.lead == "gran") <= 120


def test_what_would_cost_more_stays() -> None:
    """Ana may come home late from work: Gran keeps Mia past noon, as every minute sooner has a price."""
    late = duty("4 10:00-12:00", overrun=Overrun(60, 150))
    problem = Problem(facts(household(late, children=[child()], carers=[GRAN])))
    before = draft("10:00", "14:00")
    assert tidy(problem, before) == before


@pytest.mark.parametrize("seed", [2, 3, 4, 5, 12])
def test_the_worth_of_a_plan_stays_and_carers_lead_no_more(seed: int) -> None:
    """Over generated families: nothing gets worse, and doing it again changes nothing."""
    family, when = families.small(seed), families.horizon(seed, 2)
    plan = make_plan(family, when)
    known = facts_of(family, when)
    duties = {c.id: tuple(s.span for s in plan.shifts if s.carer == c.id) for c in family.carers}
    made = Draft(plan.cover, duties, plan.moments)
    again = tidy(Problem(known), made)
    worth = value(Case(known, bare_plan(known, again)))
    assert worth.cost == pytest.approx(plan.tier("cost").value, abs=1e-3)
    assert led(again) == led(made)


def led(made: Draft) -> int:
    """Minutes that children are with carers."""
    return sum(c.span.minutes for c in made.cover if c.lead in made.duty)
