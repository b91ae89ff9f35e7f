"""Answers to "why?", in a parent's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Tier
from homecall.timeline.period import Kind
from homecall.workflow import explain
from tests.unit.helpers import carer, case, duty, household, moment

NIGHT = duty("4 19:00-07:00", Kind.NIGHT, title="Night float")
PLAY = moment(dated="4 20:00-21:00", id="play", title="School play", importance="must")
COVER = ("mia ana 4 00:00-18:00", "mia - 4 18:00-00:00")


def why(family: Household, what: str, *cover: str, moments: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The answer about a plan of one day."""
    return explain(family, case(family, cover or COVER, moments=moments).plan, what)


def test_a_gap_tells_its_ways_cheapest_first() -> None:
    """A friend who is free comes before a trade at work; each stands with what is in its way."""
    joan = carer("Mon 18:00-24:00", id="joan", overnight=False, rate=20.0)
    said = why(household(NIGHT, carers=(joan,)), "gaps")
    assert said[0] == "Nobody has Mia yet, Monday 4 January, 6 pm to midnight. The nearest ways, cheapest first:"
    assert said[1].startswith("1. Ask Joan: Mia is asleep then, and they do not do nights.")
    assert said[2] == (
        "2. Trade Ana's Night float, Monday 4 January, 7 pm to 7 am; "
        "that would free Ana Monday 4 January, 7 pm to midnight."
    )


def test_a_limit_is_named_with_its_hours() -> None:
    """The ask comes with what it would break."""
    joan = carer(id="joan", rate=20.0, max_day=4.0)
    said = why(household(NIGHT, carers=(joan,)), "gaps")
    assert "they would work 6 hours that day, over their limit of 4" in said[1]


def test_with_nobody_to_ask_it_says_so() -> None:
    """An empty list of ways would look like a mistake."""
    said = why(household(), "gaps")
    assert said == ("Nobody has Mia yet, Monday 4 January, 6 pm to midnight. Nobody in this household could be asked.",)


@pytest.mark.parametrize("what", ["gaps", "mia"])
def test_without_a_gap_it_says_what_is_good(what: str) -> None:
    """The question has a short answer then."""
    said = why(household(), what, "mia ana 4 00:00-00:00")
    assert said in {("Every hour is covered.",), ("Mia has somebody at every hour.",)}


@pytest.mark.parametrize("what", ["2027-01-04T20:00", "mia@2027-01-04T20:00", "mia@2027-01-05T02:00:00+00:00", "mia"])
def test_a_gap_is_found_by_time_and_by_child(what: str) -> None:
    """With or without the child, on the wall clock or with an offset."""
    assert why(household(NIGHT), what) == why(household(NIGHT), "gaps")


def test_a_missed_moment_names_the_shift_and_the_hours() -> None:
    """What would have to be free is said to the minute."""
    said = why(household(NIGHT, moments=(PLAY,)), "play")
    assert said[0] == "School play, Monday 4 January, 8 to 9 pm, has no parent yet as things stand."
    assert said[1] == (
        "Ana has Night float, Monday 4 January, 7 pm to 7 am; Monday 4 January, 8 to 9 pm would have to be free."
    )


def test_a_moment_on_another_day_is_not_called_missed() -> None:
    """Nothing is kept or missed outside the plan."""
    later = moment(dated="20 20:00-21:00", id="play", title="School play")
    assert why(household(moments=(later,)), "play") == (
        "School play does not fall into the days of this plan, Monday 4 January.",
    )


def test_a_kept_moment_names_who_goes() -> None:
    """Good news is short."""
    said = why(household(moments=(PLAY,)), "play", moments=("play ana 4 20:00-21:00",))
    assert said == ("School play is kept, with Ana.",)


def test_the_cost_is_told_with_what_is_known_of_it() -> None:
    """Proven and not proven are different sentences."""
    family = household()
    plan = case(family, COVER).plan
    for bound, word in ((10.0, "Proven"), (4.0, "could cost less than 4.00")):
        tiers = (Tier("cost", 10.0, bound, {"asks": 10.0, "pay": 0.0}),)
        said = explain(family, replace(plan, tiers=tiers), "cost")
        assert word in said[0]
        assert said[2:] == ("10.00 for asking for help.",)


@pytest.mark.parametrize("what", ["nonsense", "", "zed@2027-01-04T20:00", "mia@soon", "2028-01-01", "0001-01-01T00:00"])
def test_nonsense_is_refused_with_what_can_be_asked(what: str) -> None:
    """The cure is a list of what it does know."""
    with pytest.raises(PlanError) as refused:
        why(household(), what)
    assert refused.value.cure


@pytest.mark.parametrize("line", ["zed ana 4 00:00-18:00", "mia zed 4 00:00-18:00"])
def test_a_plan_of_strangers_is_refused(line: str) -> None:
    """A plan that somebody changed by hand gets a sentence, not a fault."""
    with pytest.raises(PlanError, match="speaks of 'zed'"):
        why(household(), "gaps", line)
