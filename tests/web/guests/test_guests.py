"""Personal links: what opens them, when they end, and that a carer sees only their own hours."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.test import Client

from homecall.web import world
from homecall.web.guests.known import Known, known_to, readable
from homecall.web.look.limits import LINKS
from homecall.web.people import store as people
from homecall.web.people.models import Link
from homecall.web.plans import store as plans
from homecall.web.plans.pages import ribbon
from tests.web.made import Sitting, seat


def shown(demo: Sitting) -> plans.Shown:
    """The demo's plan."""
    found = plans.shown(seat(demo.family))
    assert found is not None
    return found


def rosa(demo: Sitting) -> Known:
    """What Rosa may know of it."""
    known = known_to(shown(demo).household, shown(demo).plan, "rosa")
    assert known is not None
    return known


def test_looking_at_a_link_opens_nothing(demo: Sitting, stranger: Client) -> None:
    """Programs that follow links see one button."""
    _id, token = people.make_link(demo.family, "carer", "rosa", None)
    page = stranger.get(f"/open/{token}/")
    assert page.status_code == 200
    assert b"Open my hours" in page.content
    assert stranger.get("/mine/").status_code == 302
    assert Link.objects.get().used is None


def test_a_link_opens_in_its_own_language(demo: Sitting, stranger: Client) -> None:
    """Whatever the browser would like."""
    _id, token = people.make_link(demo.family, "carer", "rosa", None, language="es")
    assert '<html lang="es">' in stranger.get(f"/open/{token}/", headers={"Accept-Language": "en"}).content.decode()


def test_the_button_opens_the_carers_hours(demo: Sitting, stranger: Client) -> None:
    """And the first page leads there from then on."""
    _id, token = people.make_link(demo.family, "carer", "rosa", None)
    assert stranger.post(f"/open/{token}/").headers["Location"] == "/mine/"
    assert "your hours" in stranger.get("/mine/").content.decode()
    assert stranger.get("/").headers["Location"] == "/mine/"
    assert Link.objects.get().used is not None


def test_opening_a_link_ends_who_sat_there_before(demo: Sitting, parent: Sitting) -> None:
    """A parent who tries the link out is the carer afterwards, in a session of another name."""
    _id, token = people.make_link(demo.family, "carer", "rosa", None)
    before = parent.client.session.session_key
    answer = parent.client.post(f"/open/{token}/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert parent.client.session.session_key != before
    assert parent.client.get("/week/").status_code == 404


@pytest.mark.parametrize("role", ["feed", "carer"])
def test_a_link_that_does_not_work_says_so_kindly(demo: Sitting, stranger: Client, role: str) -> None:
    """One that has expired, and one that is a feed's."""
    ended = world.now() - timedelta(seconds=1) if role == "carer" else None
    _id, token = people.make_link(demo.family, role, "rosa", ended)
    for answer in (stranger.get(f"/open/{token}/"), stranger.post(f"/open/{token}/")):
        assert answer.status_code == 404
        assert b"Ask the family for a new one" in answer.content
    assert "link" not in stranger.session


def test_a_revoked_link_opens_nothing(demo: Sitting, stranger: Client) -> None:
    """From the instant it was taken back."""
    id, token = people.make_link(demo.family, "carer", "rosa", None)
    people.revoke_link(demo.family, id)
    assert stranger.post(f"/open/{token}/").status_code == 404


def test_whoever_guesses_links_has_to_wait(demo: Sitting, stranger: Client) -> None:
    """A sentence says so, and a link that works is no way around it."""
    _id, token = people.make_link(demo.family, "carer", "rosa", None)
    for number in range(LINKS.tries):
        stranger.get(f"/open/{number}/")
    answer = stranger.post(f"/open/{token}/")
    assert answer.status_code == 429
    assert b"Please wait a minute." in answer.content
    assert "link" not in stranger.session


def test_a_carer_knows_exactly_their_own_shifts(demo: Sitting) -> None:
    """All of them, and of nobody else."""
    mine = sorted(one.span for one in shown(demo).plan.shifts if one.carer == "rosa")
    assert mine
    assert [one.span for one in rosa(demo).hours] == mine
    for hours in rosa(demo).hours:
        assert all(hours.span.covers(span) for child in hours.children for span in child.spans)


def test_what_a_carer_knows_changes_with_nothing_of_others(demo: Sitting) -> None:
    """Prices, asks, findings, moments and schedules may be anything: the cut is the same."""
    one = shown(demo)
    plan = replace(one.plan, asks=(), findings=(), moments=(), tiers=(), unknown=())
    plan = replace(plan, shifts=tuple(replace(s, pay=999.0) for s in plan.shifts if s.carer == "rosa"))
    household = replace(one.household, schedules={}, moments=(), usual=())
    assert known_to(household, plan, "rosa") == rosa(demo)


def test_others_are_named_only_where_they_hand_over(demo: Sitting) -> None:
    """No name of an adult stands anywhere else in what a carer knows."""
    one = rosa(demo)
    bare = tuple(
        replace(hours, children=tuple(replace(child, before="", after="") for child in hours.children))
        for hours in one.hours
    )
    said = str(asdict(replace(one, hours=bare)))
    household = shown(demo).household
    adults = {one.id for one in household.parents} | {one.id for one in household.carers} - {"rosa"}
    assert adults
    assert not [id for id in adults if household.names[id] in said]


def test_nobody_else_is_a_carer(demo: Sitting) -> None:
    """A parent's id in a carer's link, or one that left the household, shows nothing."""
    assert known_to(shown(demo).household, shown(demo).plan, "ana") is None
    assert known_to(shown(demo).household, shown(demo).plan, "gone") is None


def test_a_reader_sees_the_week_and_no_asks(reader: Sitting) -> None:
    """Nor a way to anything else."""
    page = reader.client.get("/mine/").content.decode()
    assert 'class="ribbon"' in page
    assert "/household/" not in page


def test_a_readers_plan_has_only_who_is_with_the_children(demo: Sitting) -> None:
    """Whatever else it says is gone, and nothing of the cover is."""
    plan = shown(demo).plan
    cut = readable(plan)
    assert any(one.pay for one in plan.shifts)
    assert not any(one.pay for one in cut.shifts)
    assert not any((cut.asks, cut.risks, cut.tiers, cut.unknown, cut.findings, cut.happened, cut.agreed))
    assert cut.cover == plan.cover
    assert cut.moments == tuple(one for one in plan.moments if one.kept)


def test_a_readers_page_says_nothing_of_being_late(demo: Sitting, reader: Sitting) -> None:
    """The parents' week does, of the same plan, drawn before."""
    whole, page = str(ribbon(shown(demo), 0)), reader.client.get("/mine/9/").content.decode()
    assert whole.count('class="late"') > 1
    assert 'class="late"' not in page


def test_a_readers_ribbon_has_the_children_and_no_adults_line(demo: Sitting, reader: Sitting) -> None:
    """Whether somebody is at work, on the road or resting is the parents' to know."""
    whole, page = str(ribbon(shown(demo), 0)), reader.client.get("/mine/").content.decode()
    for drawn in ('class="line work', 'class="adult', "on the way", "resting after a night"):
        assert drawn in whole
        assert drawn not in page
    assert page.count('class="band') == whole.count('class="band')
