"""The Week page: the last plan's ribbon, and the next one as soon as it is there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.safestring import SafeString

from homecall.outlets.ribbon.part import week
from homecall.spans.span import Minute
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.plans import store
from homecall.web.plans.making import Answer
from homecall.web.plans.pages import WeekLink, WeekPage
from tests.web.made import Sitting, planned, seat
from tests.web.queries import growth


def text(client: Client, path: str = "/week/") -> str:
    """What a page holds."""
    return client.get(path).content.decode()


def test_the_ribbon_is_the_one_that_the_outlet_draws(demo: Sitting) -> None:
    """Not a letter differs from what the same plan gives on its own page, but that its parts lead to why."""
    shown = store.shown(seat(demo.family))
    assert shown is not None

    def links(kind: str, who: str, at: Minute) -> str:
        return f"/week/why/{kind}/{who}@{at}/"

    assert week(shown.household, shown.plan, 0, links) in text(demo.client)


def test_the_page_says_that_the_plan_is_being_renewed(demo: Sitting) -> None:
    """And goes on showing the last one; a page without news polls for nothing."""
    assert "hx-get" not in text(demo.client)
    jobs.want(demo.family, world.now())
    page = text(demo.client)
    assert "The plan is being renewed" in page
    assert 'hx-get="/week/0/fresh/' in page
    assert 'class="ribbon"' in page


def test_nothing_is_swapped_while_the_plan_is_made(demo: Sitting) -> None:
    """The page asks again later."""
    plan = store.newest_id(seat(demo.family))
    jobs.want(demo.family, world.now())
    assert demo.client.get(f"/week/0/fresh/{plan}/").status_code == 204


def test_the_new_plan_is_swapped_in(demo: Sitting, answer: Answer) -> None:
    """As soon as it is there, as a piece of the page that polls no more."""
    old = store.newest_id(seat(demo.family))
    jobs.want(demo.family, world.now())
    planned(demo.family, answer)
    piece = text(demo.client, f"/week/0/fresh/{old}/")
    assert piece.startswith('<section id="week"')
    assert 'class="ribbon"' in piece
    assert "hx-get" not in piece


def test_a_failure_is_a_sentence_on_the_page(demo: Sitting) -> None:
    """With the last plan still there."""
    jobs.want(demo.family, world.now())
    claim = jobs.claim("one", world.now())
    assert claim is not None
    jobs.finish(claim, "The schedule does not answer.")
    page = text(demo.client)
    assert "The schedule does not answer." in page
    assert 'class="ribbon"' in page


def test_a_family_without_a_plan_is_told_to_wait(stranger: Client) -> None:
    """The first look comes before the first plan."""
    stranger.post("/demo/begin/")
    assert "Your plan is being made" in text(stranger)


def test_a_week_beyond_the_plan_is_its_last(demo: Sitting) -> None:
    """An old link leads somewhere."""
    assert demo.client.get("/week/40/").status_code == 200


def test_queries_do_not_grow_with_the_family(parent: Sitting, answer: Answer) -> None:
    """Ten more revisions, files and plans are no more queries."""

    def grow() -> None:
        for number in range(10):
            families.keep_upload(parent.family, f"{number}.csv", b"")
        planned(parent.family, answer)

    assert growth(parent.client, "/week/", grow) <= 8


@pytest.mark.parametrize("path", ["/week/", "/"])
def test_no_script_and_no_style_stands_inside_a_page(demo: Sitting, path: str) -> None:
    """The policy would refuse them; scripts come from files."""
    page = text(demo.client if path != "/" else Client(), path)
    assert "<style" not in page
    assert "style=" not in page
    assert "<script>" not in page
    assert "onclick" not in page


def test_a_week_leads_to_the_one_before_and_the_one_after() -> None:
    """The first has none before it, the last none after it."""
    links = tuple(WeekLink(at, "", here=at == 1) for at in range(3))
    pages = [WeekPage(1, at, "", links, SafeString(""), renewing=False, said="") for at in range(3)]
    assert [page.before.at if page.before else None for page in pages] == [None, 0, 1]
    assert [page.after.at if page.after else None for page in pages] == [1, 2, None]
