"""A week's use, by a parent with an account: what a phone is taken out for, on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import family
from tests.e2e.browser.conftest import PHONE, Opening
from tests.e2e.serving import Served

pytestmark = pytest.mark.slow
PLACE = family.afternoon()
NORA = {n: ("Day shift", 7, 10) for n in range(14)} | {5: ("Night shift", 19, 12)}
BEN = {n: ("Day shift", 9, 11) for n in range(14)} | {0: ("Day shift", 8, 11), 5: ("Night shift", 20, 12)}
"""Both work in the night of the sixth day, for which nobody is there."""


@pytest.fixture(scope="module")
def ours(browser: Browser, served: Served) -> Any:
    """The cookies of Nora, whose family has two calendars, a child, Rosa until half past eight, and a plan."""
    context = browser.new_context(
        base_url=served.address, viewport=PHONE, locale="en-US", timezone_id=PLACE.zone, reduced_motion="reduce"
    )
    page = context.new_page()
    family.signed_up(page, "nora.week@example.org")
    family.named(page, "Nora", "Ben")
    family.brought(page, family.calendar(PLACE, NORA))
    family.brought(page, family.calendar(PLACE, BEN))
    family.explained(page)
    family.helped(page, "Rosa", "07:00", "20:30")
    family.settled(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def nora(opening: Opening, ours: Any) -> Page:
    """Her phone."""
    return opening(storage_state=ours, timezone_id=PLACE.zone, permissions=["microphone", "camera"])


def test_running_late_is_proposed_and_taken(nora: Page) -> None:
    """Two taps, a way that says what changes, a third tap; and it can be taken back."""
    nora.goto("/today/")
    nora.get_by_role("link", name="I am running late").click()
    nora.get_by_role("group", name="Ben").get_by_role("button", name="until 8 pm").click()
    expect(nora.get_by_role("heading", name="A way to do it")).to_be_visible(timeout=30_000)
    nora.get_by_role("button", name="Do it this way").click()
    expect(nora.get_by_text("This is the plan now.")).to_be_visible()
    nora.get_by_role("list", name="What happened").get_by_role("button", name=re.compile("^Take back")).click()
    expect(nora.get_by_role("list", name="What happened")).to_have_count(0)


def test_an_ill_child_is_looked_for_and_left_as_it_was(nora: Page) -> None:
    """The proposal stands beside the plan, and one tap keeps the plan."""
    nora.goto("/today/")
    nora.get_by_role("link", name="A child is ill").click()
    nora.get_by_role("group").get_by_role("button").first.click()
    expect(nora.get_by_role("heading", name="A way to do it")).to_be_visible(timeout=30_000)
    nora.get_by_role("button", name="Leave it as it was").click()
    expect(nora.get_by_role("heading", name="A way to do it")).to_have_count(0)


def test_a_carers_hours_are_changed_and_taken_back(nora: Page) -> None:
    """The change is said in words, and one tap undoes it."""
    nora.goto("/household/carer/rosa/")
    nora.get_by_role("group", name="Regular hours").get_by_label("Until").first.fill("21:15")
    nora.get_by_role("button", name="Keep").click()
    expect(nora.get_by_role("link", name=re.compile("Rosa")).first).to_contain_text("9:15 pm")
    nora.get_by_role("button", name="Take it back").click()
    expect(nora.get_by_role("link", name=re.compile("Rosa")).first).to_contain_text("8:30 pm")
    nora.goto("/household/history/")
    expect(nora.get_by_text("Rosa now helps.").first).to_be_visible()


def test_a_letter_becomes_what_was_ticked(nora: Page) -> None:
    """Text is pasted, the worker finds the dates, each with its line; what is ticked is in the plan's moments."""
    year = PLACE.today.year + 1
    nora.goto("/school/")
    line = f"Spring concert on 12 March {year}, 2:00 pm in the hall."
    nora.get_by_label("Or the text itself").fill(f"Dear parents,\n{line}")
    nora.get_by_role("button", name="Find the dates").click()
    expect(nora.get_by_text(line).first).to_be_visible(timeout=30_000)
    tick = nora.locator("main ol input[type=checkbox]").first
    tick.set_checked(True)
    family.pressed(nora.get_by_role("button", name="Take over what is ticked"))
    nora.goto("/moments/")
    expect(nora.get_by_role("heading", name=re.compile("[Cc]oncert"))).to_be_visible()


def test_a_carer_opens_a_link_and_sees_only_their_own(nora: Page, opening: Opening) -> None:
    """On another phone: opened with a tap, hours and nothing else; taken back, it opens nothing."""
    nora.goto("/people/")
    nora.get_by_text("A link to one’s own hours").click()
    nora.get_by_role("button", name="Make the link").first.click()
    link = nora.get_by_label("Copy it now").input_value()
    rosa = opening(timezone_id=PLACE.zone)
    rosa.goto(link)
    rosa.get_by_role("button", name="Open my hours").click()
    expect(rosa.get_by_role("heading", name="Rosa, your hours")).to_be_visible()
    expect(rosa.locator("main h2").first).to_be_visible()
    expect(rosa.locator("main")).not_to_contain_text(re.compile("shift|work|gap|nobody"))
    expect(rosa.get_by_role("link", name="Our family")).to_have_count(0)
    statuses = [rosa.goto(path) for path in ("/week/", "/household/", "/people/")]
    assert [one.status for one in statuses if one] == [404, 404, 404]
    nora.goto("/people/")
    family.pressed(nora.locator("form", has_text="Rosa · own hours").get_by_role("button"))
    rosa.goto("/mine/")
    expect(rosa.get_by_role("button", name="Look around")).to_be_visible()


def test_the_weeks_lead_to_their_neighbours_and_to_all(nora: Page) -> None:
    """By arrows there and back, and to four weeks at a glance."""
    nora.goto("/week/")
    first = nora.locator("main .over").inner_text()
    nora.get_by_role("link", name=re.compile("^The week after")).click()
    expect(nora.locator("main .over")).not_to_have_text(first)
    nora.get_by_role("link", name=re.compile("^The week before")).click()
    expect(nora.locator("main .over")).to_have_text(first)
    nora.get_by_role("link", name="All weeks at a glance").click()
    expect(nora.locator("section.month")).to_have_count(4)


def test_a_gap_tells_its_ways_out_and_a_band_its_why(nora: Page) -> None:
    """The night of both: tapped, it says what could be done; a band says why it is whose it is."""
    nora.goto("/week/")
    nora.locator("section.missing a").first.click()
    expect(nora.locator("aside.because")).to_contain_text(re.compile("cheapest first|Trade"))
    nora.goto("/week/")
    nora.locator(".ribbon a[href*='/why/lead/']").locator("visible=true").first.click()
    expect(nora.locator("aside.because")).to_contain_text(re.compile("Rosa|Ben|Nora"))
    nora.goto("/week/")
    nora.get_by_text("Why this plan?").click()
    expect(nora.locator("details.why p").first).to_be_visible()


def test_words_and_a_voice_are_left_for_tonight(nora: Page) -> None:
    """Typed, and recorded in the browser from its microphone."""
    nora.goto("/notes/")
    nora.get_by_label("Words").fill("Sleep well, my bear.")
    nora.get_by_role("button", name="Leave it").click()
    expect(nora.get_by_text("It is on the board when it is time.")).to_be_visible()
    nora.get_by_role("button", name="Record a voice").click()
    nora.wait_for_timeout(1200)
    nora.get_by_role("button", name="Stop").click()
    expect(nora.get_by_text("It is ready.")).to_be_visible()
    nora.get_by_role("button", name="Leave it").click()
    expect(nora.get_by_text("It is on the board when it is time.")).to_be_visible()
    expect(nora.locator("ul.lines > li")).to_have_count(2)


def test_the_file_of_everything_is_taken_away(nora: Page, tmp_path: Path) -> None:
    """From Settings; what arrives is the household that was typed."""
    nora.goto("/settings/")
    with nora.expect_download() as waiting:
        nora.get_by_role("link", name="Take the file away").click()
    waiting.value.save_as(tmp_path / "household.toml")
    said = tomllib.loads((tmp_path / "household.toml").read_text("utf-8"))
    assert [one["name"] for one in said["parents"]] == ["Nora", "Ben"]
    assert [one["name"] for one in said["carers"]] == ["Rosa"]


def test_signing_in_again_leads_to_today(opening: Opening, ours: Any) -> None:
    """On another phone: a wrong password is a sentence, the right one opens Today."""
    assert ours
    other = opening(timezone_id=PLACE.zone)
    other.goto("/account/login/")
    for password in ("not her password", family.PASSWORD):
        other.get_by_label("Email").fill("nora.week@example.org")
        other.get_by_label("Password").fill(password)
        other.locator("main form button").first.click()
        if password != family.PASSWORD:
            expect(other.locator(".errorlist")).to_be_visible()
    expect(other).to_have_url(re.compile("/today/$"))
