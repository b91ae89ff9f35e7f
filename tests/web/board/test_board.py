"""The board's page: what a child sees, and who may see it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from homecall.web import world
from homecall.web.board import store
from homecall.web.family.models import Family
from homecall.web.jobs import store as jobs
from homecall.web.people import store as people
from homecall.web.people.models import Device
from homecall.web.plans.making import Answer
from homecall.web.plans.models import Plan
from tests.web.made import Sitting, planned, seat
from tests.web.queries import growth


def text(client: Client, path: str = "/board/") -> str:
    """What a page holds."""
    return client.get(path).content.decode()


@pytest.fixture
def device(device: Sitting) -> Sitting:
    """A paired tablet on the evening before the plan begins, when it was made."""
    later(device.family)
    return device


def later(family: int, **by: float) -> None:
    """Move a demo family's clock on from there."""
    row = Family.objects.get(pk=family)
    assert row.pinned is not None
    row.pinned, row.looks = row.pinned + timedelta(**by), None
    row.save()


def remade(family: int) -> None:
    """Let the newest plan be one that was made at the family's own now."""
    plan, row = Plan.objects.get(family=family), Family.objects.get(pk=family)
    assert row.pinned is not None
    plan.text = json.dumps(json.loads(plan.text) | {"now": row.pinned.isoformat()})
    plan.save()


def test_the_tablet_shows_who_is_there(device: Sitting) -> None:
    """On the evening before the plan begins, its first day: Ana in the morning, Rosa at preschool, Ben at bedtime."""
    page = text(device.client, "/board/of/mia/")
    assert "Good evening, Mia" in page
    assert "tomorrow" in page
    assert page.index("when you wake up") < page.index("picks you up") < page.index("puts you to bed")
    assert all(name in page for name in ("Ana", "Rosa", "Ben"))


def test_all_children_stand_side_by_side(device: Sitting) -> None:
    """With their pictures as tabs."""
    page = text(device.client)
    assert "Good evening, Mia" in page
    assert "Good evening, Leo" in page
    assert '/board/of/leo/"' in page


def test_the_night_is_dark(device: Sitting) -> None:
    """While the children sleep the board is quiet, and says who is there in the morning."""
    later(device.family, hours=10)
    page = text(device.client, "/board/of/mia/")
    assert 'class="board night' in page
    assert "Good night, Mia" in page


def test_who_is_at_the_hospital_is_counted_in_sleeps(device: Sitting) -> None:
    """On Tuesday Ana is on call, and home on Wednesday after a nap."""
    store.keep_looks(device.family, "ana", "Mama", "")
    later(device.family, hours=48)
    remade(device.family)
    page = text(device.client, "/board/of/mia/")
    assert "Mama is helping people at the hospital tonight." in page
    assert "One more sleep, then Mama is home. First a nap, then there is time to play." in page


def test_an_old_plan_asks_for_the_parents(device: Sitting) -> None:
    """A board that cannot know says nothing false."""
    store.keep_looks(device.family, "ana", "Mama", "")
    later(device.family, hours=25)
    page = text(device.client)
    assert "Ask Mama or Ben" in page
    assert "puts you to bed" not in page


def test_before_the_first_plan_it_asks_as_well(stranger: Client) -> None:
    """The page is there, and empty of promises."""
    stranger.post("/demo/begin/")
    assert "Ask Ana or Ben" in text(stranger)


def test_the_board_renews_itself(device: Sitting) -> None:
    """With script each minute by its own address; without, by the browser."""
    page = text(device.client, "/board/of/leo/")
    assert 'hx-get="/board/of/leo/" data-told="' in page
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page


def test_a_child_that_is_not_there_shows_all(device: Sitting) -> None:
    """An old address leads somewhere."""
    assert "Good evening, Leo" in text(device.client, "/board/of/nobody/")


def test_parents_find_the_way_back_and_tablets_see_no_settings(device: Sitting, parent: Sitting) -> None:
    """A child's tap leads nowhere that is not theirs."""
    assert "/board/settings/" in text(parent.client)
    assert "/board/settings/" not in text(device.client)
    assert device.client.get("/board/settings/").status_code == 404


@pytest.mark.parametrize("who", ["carer", "reader"])
def test_the_board_is_for_the_house(db: None, who: str, request: pytest.FixtureRequest) -> None:
    """Who has a link sees nothing of it."""
    sitting: Sitting = request.getfixturevalue(who)
    assert sitting.client.get("/board/").status_code == 404


def test_a_revoked_tablet_shows_nothing(device: Sitting) -> None:
    """At the next minute it is sent to the way in."""
    assert people.revoke_device(device.family, Device.objects.get().pk)
    assert device.client.get("/board/").headers["Location"] == "/"


def test_the_family_says_how_sure_is_sure(parent: Sitting) -> None:
    """A whole number of percent, kept and used."""
    parent.client.post("/board/settings/limit/", {"limit": "25 %"})
    assert store.limit(seat(parent.family)) == 25


@pytest.mark.parametrize("said", ["", "much", "-3", "101", "1e2", "²"])
def test_another_limit_is_a_sentence(parent: Sitting, said: str) -> None:
    """And changes nothing."""
    page = parent.client.post("/board/settings/limit/", {"limit": said}, follow=True).content.decode()
    assert "Please give a whole number" in page
    assert store.limit(seat(parent.family)) == store.LIMIT


def test_what_children_say_cannot_break_the_page(parent: Sitting) -> None:
    """A name is text, whatever stands in it; numbers of a figure that are none are left out."""
    said = {"called": "<script>alert(1)</script>", "skin": "9", "hair": "x", "style": "2"}
    parent.client.post("/board/settings/looks/ana/", said)
    assert store.faces(seat(parent.family))["ana"].drawn == ""
    page = text(parent.client)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_nothing_is_kept_for_somebody_who_is_not_of_the_household(parent: Sitting) -> None:
    """Whatever address is made up."""
    assert parent.client.post("/board/settings/looks/nobody/", {"called": "X"}).status_code == 404


def test_the_poster_is_a_pdf_of_the_week(parent: Sitting) -> None:
    """Set once for each plan."""
    answer = parent.client.get("/board/poster.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert parent.client.get("/board/poster.pdf").content == answer.content


def test_queries_do_not_grow_with_the_family(device: Sitting, answer: Answer) -> None:
    """Ten names, ten photos and another plan are no more queries."""

    def grow() -> None:
        for number in range(10):
            store.keep_photo(device.family, f"p{number}", b"1")
        jobs.want(device.family, world.now())
        planned(device.family, answer)

    assert growth(device.client, "/board/", grow) <= 9


def test_the_board_says_when_it_was_told(device: Sitting) -> None:
    """So that a tablet that shows a kept page sees that nothing new has come, and asks for the parents by itself."""
    page = text(device.client)
    told = int(page.split('data-told="')[1].split('"')[0])
    assert abs(told / 1000 - world.now().timestamp()) < 60
    assert '<template id="old"><p class="big">Ask Ana or Ben</p></template>' in page


def test_a_tablet_begins_at_the_board(device: Sitting, parent: Sitting) -> None:
    """A parent begins elsewhere."""
    assert device.client.get("/").headers["Location"] == "/board/"
    assert parent.client.get("/").headers["Location"] != "/board/"
