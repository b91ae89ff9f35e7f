"""A note that nobody at home is rested: each parent's state with its source, the model's limits, and who could come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.household.own import Own
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.words import Words
from homecall.planner.plan import make_plan
from homecall.timeline.period import Kind
from homecall.web.asking.tired import tired
from homecall.web.guests.known import known_to
from homecall.web.plans.cover import cover_of
from tests.unit.helpers import ANA, BEN, carer, duty, horizon, household

HOME = household(
    duty("4 19:00-07:00", Kind.NIGHT),
    duty("5 08:00-18:30", person="ben"),
    parents=(ANA, BEN),
    carers=[carer("Mon-Fri 12:00-22:00", standby=20, rate=30.0)],
    rest="model",
)


@pytest.mark.parametrize(("standby", "last"), [("rosa", "Rosa could come"), ("", "Nobody is known who could come")])
def test_the_answer_has_states_sources_limits_and_the_backup(standby: str, last: str) -> None:
    """Ana is tired for a reason that somebody published, Ben at work; and only they know how they are."""
    plan = make_plan(HOME, horizon(3))
    words = Words(HOME, plan, picture_of(HOME, plan))
    (risk,) = words.tired(plan.span)
    lines = list(tired(HOME, words, replace(risk, standby=standby)))
    assert lines[0].startswith("Ana: ")
    assert lines[2].startswith("From: ")
    assert "Ben: at work or on the way." in lines
    assert "only you know how you are" in lines[-2]
    assert lines[-1].startswith(last)
    assert not any("safe" in line for line in lines)


def test_the_week_says_it_apart_from_what_may_be_late() -> None:
    """In a list of its own, by hours, with a key that a tap can ask about."""
    plan = make_plan(HOME, horizon(3))
    words = Words(HOME, plan, picture_of(HOME, plan))
    found = cover_of(words, 0)
    (risk,) = words.tired(plan.span)
    assert [(one.said, one.key) for one in found.tired] == [(words.risk(risk), f"ana@{risk.at}")]
    assert found.risks == ()


def test_nobody_else_is_told() -> None:
    """Neither the carer who could come, whose page names hours of being called, nor the ribbon for all to see."""
    plan = make_plan(HOME, horizon(3))
    known = known_to(HOME, plan, "rosa")
    assert [risk.standby for risk in plan.risks] == ["rosa"]
    assert known is not None
    assert known.standby == ()
    assert not any(day.flags for day in picture_of(HOME, plan).days)


def test_what_a_parent_logged_stays_theirs() -> None:
    """Ana logged half an hour of sleep: both read that she is tired, and nobody how she slept."""
    home = replace(HOME, own={"ana": Own((duty("5 09:00-09:30").span,))})
    plan = make_plan(home, horizon(3))
    words = Words(home, plan, picture_of(home, plan))
    lines = list(tired(home, words, words.tired(plan.span)[0]))
    assert "theirs alone" in lines[1]
    assert not any("Slept about" in line or line.startswith("From: .") for line in lines)
