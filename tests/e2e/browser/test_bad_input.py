"""What bad input gets on a real server: a sentence and a way on, nothing lost, nothing let in."""

from __future__ import annotations

import http.client
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import family
from tests.e2e.browser.axe import violations
from tests.e2e.browser.conftest import PHONE, Opening
from tests.e2e.serving import Served, Visitor
from tests.e2e.test_bad_input import served as answering

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("served", ["sqlite"], indirect=True)]
PLACE = family.afternoon()
LOGIN = b"<!DOCTYPE html><html><body><form>Please sign in <input type=password></form></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><script>document.title="in"</script></svg>'


@pytest.fixture(scope="module")
def ours(browser: Browser, served: Served) -> Any:
    """The cookies of a parent with an account, a child and a plan."""
    context = browser.new_context(base_url=served.address, viewport=PHONE, timezone_id=PLACE.zone, locale="en-US")
    page = context.new_page()
    family.signed_up(page, "nora.bad@example.org")
    family.named(page, "Nora", "Ben")
    family.settled(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def nora(opening: Opening, ours: Any) -> Page:
    """Her phone."""
    return opening(storage_state=ours, timezone_id=PLACE.zone)


def picked(folder: Path, name: str, content: bytes) -> Path:
    """A file as somebody picks it."""
    (folder / name).write_bytes(content)
    return folder / name


def test_a_link_that_is_none_is_a_sentence_beside_what_was_typed(nora: Page) -> None:
    """What was typed is still there to be mended."""
    nora.goto("/schedules/nora/add/")
    nora.get_by_label("The link of the schedule").fill("amion dot com, I think")
    nora.get_by_role("button", name="Use this link").click()
    expect(nora.get_by_role("alert")).to_be_visible()
    expect(nora.get_by_label("The link of the schedule")).to_have_value("amion dot com, I think")


def test_a_feed_behind_a_login_is_said_and_the_plan_stands(nora: Page) -> None:
    """Status 200 and a page to sign in on: never an empty calendar. One tap takes the link away again."""
    with answering(LOGIN) as address:
        nora.goto("/schedules/ben/add/")
        nora.get_by_label("The link of the schedule").fill(address)
        family.pressed(nora.get_by_role("button", name="Use this link"))
        for _ in range(60):
            nora.goto("/schedules/")
            if nora.get_by_text("A web page came").count():
                break
            nora.wait_for_timeout(500)
    expect(nora.get_by_text("it may want you to sign in")).to_be_visible()
    expect(nora.locator("main")).not_to_contain_text("secretword")
    nora.goto("/week/")
    expect(nora.locator(".ribbon")).to_be_visible()
    nora.goto("/schedules/")
    nora.get_by_role("button", name=re.compile("^Remove")).first.click()
    expect(nora.get_by_role("button", name=re.compile("^Remove"))).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("big.jpg", b"\xff\xd8\xff" + bytes(20_500_000), "larger than 20 MB"),
        ("film.wmv", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + os.urandom(90_000), "not a picture"),
        ("drawing.svg", SVG, "not a picture"),
        ("drawing.jpg", SVG, "not a picture"),
    ],
)
def test_what_is_no_photo_is_no_photo(nora: Page, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """Too large, a film, a hostile drawing under two names: a sentence, and the drawn figure stays."""
    nora.goto("/board/settings/")
    nora.get_by_label("Photo").first.set_input_files(picked(tmp_path, name, content))
    nora.get_by_role("button", name="Add it").first.click()
    expect(nora.locator("ul.messages")).to_contain_text(said)
    expect(nora.locator("img.photo")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("film.wmv", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + os.urandom(90_000), "nothing that the board can show"),
        ("drawing.svg", SVG, "nothing that the board can show"),
        ("long.mp4", b"\0\0\0\x18ftypmp42" + bytes(28_000_000), "larger than 25 MB"),
        ("longer.mp4", b"\0\0\0\x18ftypmp42" + bytes(34_000_000), "more than we can take"),
    ],
)
def test_what_the_board_cannot_play_is_not_left_there(
    nora: Page, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """A strange codec, a hostile drawing, too long, far too long: a sentence, and no note."""
    nora.goto("/notes/")
    nora.get_by_label("or a file").set_input_files(picked(tmp_path, name, content))
    nora.get_by_role("button", name="Leave it").click()
    expect(nora.locator("body")).to_contain_text(said)
    assert violations(nora) == []
    nora.goto("/notes/")
    expect(nora.locator("ul.lines > li")).to_have_count(0)


def test_a_body_without_end_is_not_kept(served: Served) -> None:
    """Sent piece by piece without a length: after 30 MB the answer comes, and the app lives."""
    at = urlsplit(served.address)
    ask = http.client.HTTPConnection(at.hostname or "", at.port, timeout=30)
    pieces = (bytes(1_000_000) for _ in range(60))
    ask.request("POST", "/notes/leave/", body=pieces, headers={"Content-Type": "multipart/form-data; boundary=x"})
    answer = ask.getresponse()
    assert answer.status == 413
    assert b"more than we can take" in answer.read()
    assert Visitor(served.address).get("/healthz") == (200, "ok\n")


def test_a_form_that_is_sent_twice_makes_one_thing(nora: Page) -> None:
    """A double click, and the same form left open in a second tab: each makes one person."""
    nora.goto("/household/add/carer/")
    nora.get_by_label("Name").fill("Rosa")
    nora.get_by_role("button", name="Keep").dblclick(no_wait_after=True)
    expect(nora.get_by_role("heading", name="Who helps")).to_be_visible()
    tabs = [nora, nora.context.new_page()]
    for tab in tabs:
        tab.goto("/household/add/carer/")
        tab.get_by_label("Name").fill("Joan")
    for tab in tabs:
        tab.get_by_role("button", name="Keep").click()
        expect(tab.get_by_role("heading", name="Who helps")).to_be_visible()
    nora.goto("/household/")
    for name in ("rosa", "joan"):
        expect(nora.locator(f"a[href^='/household/carer/{name}']")).to_have_count(1)


def test_an_invitation_that_is_used_twice_lets_in_one(nora: Page, opening: Opening) -> None:
    """Whoever comes second learns that it does not work any more, and whom to ask."""
    nora.goto("/people/")
    nora.get_by_role("button", name="Make the invitation").click()
    link = nora.get_by_label("Copy it now").input_value()
    guests = {}
    for name in ("ben", "eve"):
        guests[name] = opening(timezone_id=PLACE.zone)
        family.signed_up(guests[name], f"{name}.bad@example.org")
        guests[name].goto(link)
        if name == "ben":
            guests[name].get_by_role("button", name="Join the family").click()
            expect(guests[name]).to_have_url(re.compile("/today/$"))
    expect(guests["eve"].get_by_role("heading", name="This link does not work any more.")).to_be_visible()
    guests["eve"].goto("/today/")
    expect(guests["eve"]).not_to_have_url(re.compile("/today/$"))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_browser_whose_clock_is_wrong_by_a_day_sees_today(inside: Page, days: int) -> None:
    """What is today is the family's day, whatever the tablet thinks; a board that polls stays on."""
    inside.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    inside.goto("/today/")
    expect(inside.locator("main .over").first).to_contain_text("Thursday 3 December")
    inside.goto("/board/")
    expect(inside.locator("section.child")).to_have_count(2)
    for _ in range(5):
        inside.clock.run_for(61_000)
        inside.wait_for_timeout(150)
    expect(inside.locator("section.child")).to_have_count(2)


def test_a_browser_without_scripts_reads_and_says_everything(opening: Opening, demo: Visitor) -> None:
    """Or one so old that ours do not run: Today, the week, a why, the board, a form; two taps say who is late."""
    old = opening(java_script_enabled=False)
    old.context.add_cookies(demo.cookies())
    old.goto("/week/")
    expect(old.get_by_role("heading", level=1)).to_contain_text("covered")
    expect(old.locator(".ribbon")).to_be_visible()
    old.locator("a[href*='/why/risk/']").first.click()
    expect(old.get_by_role("heading", level=1)).to_be_visible()
    old.goto("/board/")
    expect(old.locator("section.child")).to_have_count(2)
    old.goto("/notes/")
    old.get_by_label("Words").fill("Good night.")
    old.get_by_role("button", name="Leave it").click()
    expect(old.locator("ul.lines > li")).to_have_count(1)
    old.goto("/today/")
    old.get_by_role("link", name="A child is ill").click()
    old.get_by_role("group").get_by_role("button").first.click()
    expect(old).to_have_url(re.compile("/today/$"))
    expect(old.get_by_role("list", name="What happened")).to_be_visible()
    old.get_by_role("button", name=re.compile("^Take back")).click()
    expect(old.get_by_role("list", name="What happened")).to_have_count(0)
