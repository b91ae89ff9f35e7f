"""Tiredness in the plan: judge and planner agree on its prices, the rested go first, constants stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks import families
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.prices import Prices
from homecall.plan.codec import write
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.change.happened import Late
from homecall.planner.change.replan import replan
from homecall.planner.compose import Bounds, compose
from homecall.planner.lift import lift
from homecall.planner.model.build import build
from homecall.planner.plan import make_plan
from homecall.planner.problem import Problem
from homecall.planner.solve import Solved, solve
from homecall.planner.why.explain import explain
from homecall.planner.worth.otherwise import NoDuty
from homecall.planner.worth.worth import worth_of
from homecall.rules.base import Case
from homecall.rules.book import judge, judge_case
from homecall.rules.facts import facts_of
from homecall.timeline.period import Kind, Period
from tests.unit.helpers import ANA, BEN, carer, child, duty, horizon, household, place

PRICED = Prices(amber_leg=7.0, night_before_operating=3.0)
NIGHT = duty("4 19:00-07:00", Kind.NIGHT)
OPERATION = replace(duty("5 07:30-15:00"), operates=True)


CHEAP = Prices(amber_leg=0.3, night_before_operating=0.2)
"""So little that the best plan pays them where anything else stands against it."""


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3), st.sampled_from(("own", "cheap")))
@example(3, 3, "cheap")
@example(23, 3, "cheap")
@example(50, 3, "cheap")
def test_the_models_cost_is_the_judges(seed: int, days: int, prices: str) -> None:
    """On any small family with rest by the model, tier by tier, with every rule kept."""
    home = families.by_model(families.small(seed))
    facts = facts_of(replace(home, prices=CHEAP) if prices == "cheap" else home, families.horizon(seed, days))
    problem = Problem(facts)
    model = build(problem)
    found = solve(model.program, 60)
    assert isinstance(found, Solved)
    bounds = Bounds(found.bound["uncovered"], found.bound["must"], found.bound["cost"])
    verdict = judge_case(Case(facts, compose(facts, lift(problem, model, found.values), bounds)))
    assert verdict.breaches == ()
    assert found.value["uncovered"] == verdict.value.uncovered_minutes
    assert found.value["must"] == verdict.value.must_missed
    assert abs(found.value["cost"] - verdict.value.cost) < 0.01


@pytest.mark.parametrize("seed", [3, 23, 50])
def test_the_examples_above_pay_the_prices(seed: int) -> None:
    """Agreement about nothing would be none: these drive tired, and among sixty many could have such a night."""
    home = replace(families.by_model(families.small(seed)), prices=CHEAP)
    assert make_plan(home, families.horizon(seed, 3)).tier("cost").parts["amber_legs"] > 0
    near = [families.by_model(families.small(n)) for n in range(seed, seed + 20)]
    assert sum(bool(facts_of(one, families.horizon(seed + n, 3)).before_operating) for n, one in enumerate(near)) > 2


def family(*periods: Period) -> Household:
    """Ana and Ben with Mia, whose preschool is a drive away."""
    kid = child("mia", "07:00-20:00", place("Mon-Fri 14:00-17:30", 15))
    return household(*periods, parents=(ANA, BEN), children=[kid], prices=PRICED, rest="model")


def lead(plan: Plan, day: int, clock: str) -> str | None:
    """Who has Mia on a day of January."""
    at = duty(f"{day} {clock}-23:59").span.start
    return next(c.lead for c in plan.cover if c.span.holds(at))


def test_a_rested_parent_drives() -> None:
    """After Ana's night Ben brings Mia and fetches her, though both could."""
    plan = make_plan(family(NIGHT), horizon(3))
    assert {lead(plan, 5, clock) for clock in ("13:50", "17:35")} == {"ben"}
    assert plan.tier("cost").parts["amber_legs"] == 0


def test_who_is_tired_drives_where_nobody_else_can() -> None:
    """Ben is at work: no leg is left open for a price, and the cost says what it is for."""
    home = family(NIGHT, duty("5 13:00-18:30", person="ben"))
    plan = make_plan(home, horizon(3))
    assert lead(plan, 5, "17:35") == "ana"
    assert plan.tier("uncovered_minutes").value == 0
    assert plan.tier("cost").parts["amber_legs"] == 14.0
    assert "14.00 for journeys with a tired parent at the wheel." in explain(home, plan, "cost")


def test_the_night_before_operating_is_the_other_parents() -> None:
    """Whoever of the two operates, the other one has the night; and the next one is anybody's."""
    for who, other in (("ana", "ben"), ("ben", "ana")):
        plan = make_plan(family(replace(OPERATION, person=who)), horizon(2))
        assert lead(plan, 4, "23:30") == other
        assert plan.tier("cost").parts["operating_nights"] == 0


def test_why_says_who_is_tired_at_the_wheel_and_who_operates() -> None:
    """Of the one who has the child where nobody else could, and of the one who does not have it."""
    home = family(NIGHT, replace(OPERATION, span=duty("6 07:30-15:00").span, person="ben"))
    plan = make_plan(home, horizon(3))
    assert lead(plan, 5, "17:35") == "ben"
    assert "Ana is likely tired at the wheel then; the plan weighs that." in explain(home, plan, "mia@2027-01-05T17:35")
    assert "Ben operates in the morning; the plan weighs that night." in explain(home, plan, "mia@2027-01-05T23:35")
    assert not any("weighs" in line for line in explain(home, plan, "mia@2027-01-05T19:00"))


def test_a_duty_that_tires_is_worth_its_journeys() -> None:
    """Without Ana's night nobody drives tired, and that is what is saved; it is proven."""
    home = family(NIGHT, duty("5 13:00-18:30", person="ben"))
    plan = make_plan(home, horizon(3))
    found = worth_of(home, plan, NoDuty("ana", NIGHT.span.start))
    assert found.proven
    assert found.before.cost == plan.tier("cost").value
    assert found.gain[2] >= plan.tier("cost").parts["amber_legs"] == 14.0


@pytest.mark.parametrize(
    ("carers", "backup"),
    [
        ((), ""),
        ((carer("Mon-Fri 12:00-22:00", standby=40), carer("Mon-Fri 12:00-22:00", id="joan", standby=20)), "joan"),
        ((carer("", "Mon-Fri 12:00-22:00"), carer("Mon-Fri 12:00-22:00", id="joan")), "joan"),
        ((carer("", "Mon-Fri 12:00-22:00"),), "rosa"),
        ((carer("", "Mon-Fri 12:00-22:00", notice=400.0),), ""),
    ],
)
def test_nobody_rested_is_a_risk_that_names_a_backup(carers: tuple[Carer, ...], backup: str) -> None:
    """Who could be there soonest, else whose hours it is, else who may still be asked."""
    away = duty("5 08:00-18:30", person="ben")
    home = household(NIGHT, away, parents=(ANA, BEN), carers=[replace(one, rate=30.0) for one in carers], rest="model")
    plan = make_plan(home, horizon(3))
    found = [risk for risk in plan.risks if risk.kind == "tired"]
    assert [(one.parent, one.after, one.standby) for one in found] == [("ana", "Duty", backup)]
    assert found[0].until == away.span.end
    assert (found[0].late_chance, found[0].expected_minutes) == (0.0, 0.0)


@pytest.mark.parametrize("seed", [3, 9, 14, 33])
def test_by_constants_no_byte_of_a_plan_is_otherwise(seed: int) -> None:
    """Whatever the two prices are, and whoever operates."""
    home = families.small(seed)
    other = replace(families.by_model(home), rest="constants", prices=replace(home.prices, amber_leg=500.0))
    dear = replace(other, prices=replace(other.prices, night_before_operating=500.0))
    texts = [write(make_plan(one, families.horizon(seed, 2))) for one in (home, dear)]
    assert texts[0] == texts[1]
    assert "amber" not in texts[0]
    assert "operating" not in texts[0]
    assert '"tired"' not in texts[0]


def test_weeks_that_are_joined_are_worth_what_the_judge_says() -> None:
    """Ten days with a night at the seam: the bound is none above the value, and every rule is kept."""
    home = family(duty("10 19:00-07:00", Kind.NIGHT), replace(duty("11 07:30-15:00", person="ben"), operates=True))
    plan = make_plan(home, horizon(10))
    assert judge(home, plan).clean
    assert plan.status == "optimal"


def test_a_night_that_runs_over_moves_who_is_tired_and_when() -> None:
    """Said at five in the morning: the re-plan predicts the sleep anew, keeps every rule and tells the later hours."""
    home = family(NIGHT, duty("5 13:00-20:30", person="ben"))
    plan = make_plan(home, horizon(3))
    answer = replan(home, plan, (Late("ana", 120),), duty("5 05:00-06:00").span.start).plan
    assert judge(made_for(home, answer), answer).clean
    before, after = (next(risk for risk in one.risks if risk.kind == "tired") for one in (plan, answer))
    assert before.at < after.at
