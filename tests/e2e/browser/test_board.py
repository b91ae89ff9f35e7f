"""The children's board on a tablet: paired with a code, looked at, played on, taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import family
from tests.e2e.browser.conftest import PHONE, Opening
from tests.e2e.serving import Served

pytestmark = pytest.mark.slow
TABLET: Any = {"width": 1280, "height": 800}
PLACE = family.afternoon()


@pytest.fixture(scope="module")
def ours(browser: Browser, served: Served) -> Any:
    """The cookies of Nora, who is there all day, and whose Mia goes to bed soon: notes for tonight are on the board."""
    context = browser.new_context(base_url=served.address, viewport=PHONE, locale="en-US", timezone_id=PLACE.zone)
    page = context.new_page()
    family.signed_up(page, "nora.board@example.org")
    family.named(page, "Nora", bedtime="14:45")
    family.settled(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def parent(opening: Opening, ours: Any) -> Page:
    """Her phone."""
    return opening(storage_state=ours, timezone_id=PLACE.zone)


def paired(opening: Opening, parent: Page, where: str) -> Page:
    """A tablet on which the code of the parent's phone was typed, after a wrong one."""
    parent.goto("/people/")
    parent.get_by_label("Where it stands").fill(where)
    parent.get_by_role("button", name="Add a device").click()
    said = parent.get_by_role("heading", name="on the tablet").inner_text()
    code = re.findall(r"\d{6}", said)[0]
    tablet = opening(viewport=TABLET, timezone_id=PLACE.zone)
    tablet.goto("/pair/")
    for typed in (f"{(int(code) + 1) % 1_000_000:06d}", code):
        tablet.get_by_label("Code").fill(typed)
        family.pressed(tablet.get_by_role("button", name="Pair"))
    expect(tablet).to_have_url(re.compile("/board/$"))
    return tablet


def taken_back(parent: Page, where: str) -> None:
    """The tablet is none of the family's any more."""
    parent.goto("/people/")
    parent.get_by_role("button", name=f"Take {where} away").click()
    expect(parent.get_by_role("button", name=f"Take {where} away")).to_have_count(0)


def test_a_note_plays_on_a_paired_board_until_the_board_is_taken_back(opening: Opening, parent: Page) -> None:
    """A code is typed, a note is tapped and read; once the device is revoked, nothing is there."""
    parent.goto("/notes/")
    parent.get_by_label("Words").fill("Sleep well, my bear.")
    parent.get_by_role("button", name="Leave it").click()
    expect(parent.get_by_text("It is on the board when it is time.")).to_be_visible()
    tablet = paired(opening, parent, "Kitchen")
    tablet.get_by_role("list", name="For tonight").get_by_role("button").first.click()
    expect(tablet.get_by_text("Sleep well, my bear.")).to_be_visible()
    tablet.get_by_role("link", name="Back").click()
    expect(tablet.get_by_role("heading", name=re.compile("Mia"))).to_be_visible()
    taken_back(parent, "Kitchen")
    tablet.reload()
    expect(tablet.get_by_role("button", name="Look around")).to_be_visible()


def test_a_board_that_nobody_touches_stops_when_it_is_taken_back(opening: Opening, parent: Page) -> None:
    """Its next asking, which comes once a minute by itself, sends it to the way in."""
    tablet = paired(opening, parent, "Hall")
    expect(tablet.locator("section.child")).to_have_count(1)
    taken_back(parent, "Hall")
    tablet.evaluate("htmx.trigger('#board', 'again')")
    expect(tablet.get_by_role("button", name="Look around")).to_be_visible()


def test_the_board_has_no_way_to_a_parents_page(opening: Opening, parent: Page) -> None:
    """A device reads the board and its notes; everything else looks as if it were not there."""
    tablet = paired(opening, parent, "Playroom")
    expect(tablet.get_by_role("navigation", name="For parents")).to_have_count(0)
    answers = [tablet.goto(path) for path in ("/today/", "/people/", "/settings/")]
    assert [one.status for one in answers if one] == [404, 404, 404]


def test_the_board_says_with_few_cards_who_is_there(inside: Page) -> None:
    """The invented family: three to five cards a child, each with a face and a name, and who is away until when."""
    inside.set_viewport_size(TABLET)
    inside.goto("/board/")
    children = inside.locator("section.child").all()
    assert len(children) == 2
    for child in children:
        assert 3 <= child.locator("li.card").count() <= 5
        assert all(name.strip() for name in child.locator("li.card .name").all_inner_texts())
    expect(inside.get_by_text(re.compile("sleep.*home")).first).to_be_visible()
