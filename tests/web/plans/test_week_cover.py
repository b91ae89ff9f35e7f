"""What stands above the ribbon, and all weeks at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from homecall.web import world
from homecall.web.family.store import About
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.plans import store
from homecall.web.plans.cover import cover_of, older
from homecall.web.plans.making import Answer
from tests.web.made import Sitting, planned, seat
from tests.web.queries import growth


def words_of(demo: Sitting, *, open_: bool = False) -> Words:
    """The demo's plan in words; with `open_` the first stretch of cover is taken away, in one child's day."""
    shown = store.shown(seat(demo.family))
    assert shown is not None
    plan: Plan = shown.plan
    if open_:
        plan = replace(plan, cover=(replace(plan.cover[0], lead=None), *plan.cover[1:]))
    return Words(shown.household, plan, picture_of(shown.household, plan))


def page(client: Client, path: str = "/week/") -> str:
    """What a page holds."""
    return client.get(path).content.decode()


def test_a_covered_week_says_so_and_how_sure_it_is(demo: Sitting) -> None:
    """Children by name, and the certainty in its own words; nothing stands under "Nobody yet"."""
    said = page(demo.client)
    words = words_of(demo)
    assert all(child.name in cover_of(words, 0).headline for child in words.household.children)
    assert words.certainty() in said
    assert "missing-title" not in said


def test_a_gap_is_named_with_its_hours(demo: Sitting) -> None:
    """And the sentence on top says how much time lacks somebody."""
    words = words_of(demo, open_=True)
    found = cover_of(words, 0)
    assert found.headline.startswith("Somebody is still missing for ")
    assert [one.said.partition(":")[0] for one in found.open] == [f"Nobody has {words.holes[0].children[0]}"]


def test_a_gap_lists_the_asks_that_touch_it(demo: Sitting) -> None:
    """As its ways out; an ask for other hours is none."""
    words = words_of(demo, open_=True)
    ask = replace(words.plan.asks[0], span=words.holes[0].span)
    elsewhere = words.plan.asks[-1]
    found = cover_of(replace(words, plan=replace(words.plan, asks=(elsewhere, ask))), 0)
    assert found.open[0].ways == (words.ask(ask),)


def test_asks_stand_in_the_order_of_the_plan_with_what_they_give(demo: Sitting) -> None:
    """The plan has them by what they gain."""
    words, said = words_of(demo), page(demo.client)
    places = [said.index(words.ask(ask)) for ask in words.plan.asks]
    assert len(places) > 1
    assert places == sorted(places)
    assert f"It gives: {words.plan.asks[0].gains}" in said


def test_a_risk_names_who_stands_behind(demo: Sitting) -> None:
    """Every one of the week."""
    words = words_of(demo)
    assert tuple(one.said for one in cover_of(words, 0).risks) == tuple(words.risk(risk) for risk in words.plan.risks)
    assert "stands behind." in page(demo.client)


@pytest.mark.parametrize(("first", "said"), [(date(2027, 1, 2), True), (date(2027, 1, 3), False)])
def test_a_plan_of_before_today_says_so(first: date, said: bool) -> None:  # noqa: FBT001 (a table of cases)
    """In the family's zone: it is Monday in London while Chicago still has its Sunday."""
    now = datetime.fromisoformat("2027-01-04T03:00:00+00:00")
    about = About(1, demo=False, pinned=now, first=None)
    assert bool(older(first, "America/Chicago", about)) is said


def test_all_weeks_lead_to_each_and_show_every_day(demo: Sitting) -> None:
    """A strip a day, a link a week."""
    words, said = words_of(demo), page(demo.client, "/week/all/")
    assert said.count('class="small"') == len(words.picture.days)
    assert 'href="/week/0/"' in said
    assert words.summary() in said


def test_all_weeks_wait_for_the_first_plan(stranger: Client) -> None:
    """A sentence, and the way back."""
    stranger.post("/demo/begin/")
    assert "Your first plan is being made." in page(stranger, "/week/all/")


def test_queries_of_all_weeks_do_not_grow(parent: Sitting, answer: Answer) -> None:
    """One more plan is no more queries."""

    def grow() -> None:
        jobs.want(parent.family, world.now())
        planned(parent.family, answer)

    assert growth(parent.client, "/week/all/", grow) <= 8


def test_a_proposal_that_waits_is_said_in_a_line(demo: Sitting) -> None:
    """The week shows the plan in force, and where to look at the other."""
    assert "waits for your yes" not in page(demo.client)
    happened.propose(demo.family, 1, 1, "feasible", "{}")
    said = page(demo.client)
    assert "waits for your yes" in said
    assert 'id="to-proposal" href="/today/"' in said


def test_a_new_plan_is_announced_outside_of_what_is_swapped(demo: Sitting, answer: Answer) -> None:
    """A reader hears of it only where the region was there before; a week without news says nothing."""
    old = store.newest_id(seat(demo.family))
    assert 'id="week-news" class="away" role="status"></p>' in page(demo.client)
    assert "The new plan is here." not in page(demo.client, f"/week/0/fresh/{old}/")
    jobs.want(demo.family, world.now())
    planned(demo.family, answer)
    assert "The new plan is here." in page(demo.client, f"/week/0/fresh/{old}/")


def test_what_a_plan_is_counted_by_can_be_asked(demo: Sitting) -> None:
    """Every part of the cost, and whether it is proven, folded behind "why"."""
    words = words_of(demo)
    found, said = cover_of(words, 0).why, page(demo.client)
    assert f"The plan costs {words.plan.tier('cost').value:.2f}." in found[0]
    assert "Why this plan?" in said
    assert all(line in said for line in found if "'" not in line)
