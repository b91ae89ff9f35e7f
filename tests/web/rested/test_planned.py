"""What parents tell of their sleep in planning: it reaches the worker's order, the plan, and no row of a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from homecall.household.codec import read
from homecall.household.own import Own
from homecall.plan.codec import read as read_plan
from homecall.plan.happened import Ill, Said
from homecall.rules.book import judge
from homecall.rules.facts import facts_of, horizon_of
from homecall.spans.span import HOUR, Span, instant
from homecall.web import world
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Seat
from homecall.web.plans import changing
from homecall.web.plans import store as plans
from homecall.web.plans.making import make
from homecall.web.plans.situation import settled
from homecall.web.plans.worker import Worker
from homecall.web.rested import store
from tests.web.made import small_order

SHORT = Span(instant(small_order().now) - 14 * HOUR, instant(small_order().now) - 11 * HOUR)
MODEL = small_order().text.replace("\n[[parents]]", '\nrest = "model"\n[[parents]]', 1)


def test_the_worker_plans_with_what_was_told(ana: Seat, tmp_path: Path) -> None:
    """The order for a plan has it, and so has one for a change."""
    store.keep(ana, [night()], world.now())
    claim = jobs.claim("test", world.now())
    assert claim is not None
    own = {"ana": Own((night(),))}
    assert Worker("test", tmp_path).order(claim).own == own
    shown = plans.shown(ana)
    assert shown is not None
    wall = shown.household.wall
    happened.say(ana.family, Said(instant(world.now()), Ill("mia")), wall, "Mia is ill.", "Ana")
    order = changing.order(claim)
    assert order is not None
    assert order.own == own


def night() -> Span:
    """Three hours of last night."""
    now = instant(world.now()) // HOUR * HOUR
    return Span(now - 10 * HOUR, now - 7 * HOUR)


def test_a_logged_night_changes_the_plans_facts_and_stands_in_none_of_its_texts() -> None:
    """Three hours of sleep cost the wheel; what is kept of the plan and its schedules does not say why."""
    told = replace(small_order(MODEL), hurry=True, own={"ana": Own((SHORT,))})
    plain, slept = (next(iter(make(one))) for one in (replace(told, own={}), told))
    assert json.loads(slept.situation) == json.loads(plain.situation)
    family, plan = settled(read(MODEL, "h.toml"), slept.situation)[0], read_plan(slept.text, "plan")
    found = [facts_of(replace(family, own=own), horizon_of(family, plan)).parents["ana"] for own in ({}, told.own)]
    assert found[0].no_drive != found[1].no_drive
    assert judge(replace(family, own=told.own), plan).clean
    assert "own" not in json.loads(slept.text)


def test_a_shown_plan_stands_on_what_is_told_now(ana: Seat) -> None:
    """Pages read it as it is; once it is forgotten they know nothing of it."""
    for tell, known in ((lambda: store.keep(ana, [night()], world.now()), True), (lambda: store.forget(ana), False)):
        tell()
        shown = plans.shown(ana)
        assert shown is not None
        assert ("ana" in shown.household.own) is known
