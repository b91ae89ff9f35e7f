"""What carers have worked this week is known to a plan that begins in the middle of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from homecall.household.codec import read as read_household
from homecall.plan.codec import read as read_plan
from homecall.plan.plan import Plan as Made
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.plans.hand import Hand
from homecall.web.plans.making import Answer, Order, make
from homecall.web.plans.models import Plan
from homecall.web.plans.situation import settled
from homecall.web.plans.worker import Worker

MONDAY = datetime.fromisoformat("2027-01-04T00:05-06:00")
WEEKEND = """format = 1
name = "Home"
timezone = "America/Chicago"
[[parents]]
id = "ana"
name = "Ana"
work_rules = "none"
[[parents.schedule]]
kind = "csv"
path = "ana.csv"
published_through = 2027-01-24
[[parents.shifts]]
title = "Day"
kind = "work"
[[children]]
id = "mia"
name = "Mia"
[[carers]]
id = "pat"
name = "Pat"
kind = "sitter"
hours = ["Sat,Sun 08:00-18:00"]
max_week = 20
"""
ROSTER = b"""start,end,title
2027-01-09T09:00,2027-01-09T17:00,Day
2027-01-10T09:00,2027-01-10T17:00,Day
"""


def made(days: int, *before: Answer) -> Answer:
    """The plan that is made so many days after the Monday, after another one."""
    known = (before[0].text, before[0].situation) if before else ("", "")
    order = Order(1, WEEKEND, MONDAY + timedelta(days=days), {"ana.csv": ROSTER}, hurry=True, seconds=2, before=known)
    return next(iter(make(order)))


def alone(one: Answer) -> int:
    """Minutes in which Mia has nobody."""
    return sum(c.span.minutes for c in read(one).cover if c.lead is None)


def read(one: Answer) -> Made:
    """The plan in an answer."""
    return read_plan(one.text, "the plan")


def test_whoever_is_booked_for_sunday_still_is_when_the_plan_is_made_anew_that_morning() -> None:
    """Of twenty hours a week Pat works eight on Saturday; as if nothing were known three would be left, a seventh."""
    week = made(0)
    assert alone(week) == 0
    assert alone(made(6)) > 5 * 60 - 30
    assert alone(made(6, week)) == 0


def test_what_was_worked_goes_from_plan_to_plan() -> None:
    """Sunday's plan hears of Monday to Friday from Saturday's, which begins after them."""
    saturday = made(5, made(0))
    sunday = made(6, saturday)
    (pat,) = settled(read_household(WEEKEND, "household.toml"), sunday.situation)[0].carers
    assert pat.since == read(made(0)).span.start
    assert sum(one.minutes for one in pat.worked) == 8 * 60


def test_a_new_week_owes_nothing_to_the_last() -> None:
    """On Monday nothing need be known, nor after a plan that ended long ago."""
    week = made(0)
    for days in (7, 35):
        (pat,) = settled(read_household(WEEKEND, "household.toml"), made(days, week).situation)[0].carers
        assert (pat.since, pat.worked) == (None, ())


@pytest.mark.django_db
def test_an_order_has_the_plan_in_force_with_it(tmp_path: Path) -> None:
    """A family without any has none."""
    family, week = families.create(WEEKEND, "Ana"), made(0)
    claim = jobs.claim("one", world.now())
    assert claim is not None
    assert Worker("one", tmp_path, Hand()).order(claim).before == ("", "")
    Plan.objects.create(
        family_id=family, revision=1, asked=1, made=world.now(), first=week.first, days=week.days, status=week.status,
        final=True, text=week.text, situation=week.situation,
    )  # fmt: skip
    assert Worker("one", tmp_path, Hand()).order(claim).before == (week.text, week.situation)
