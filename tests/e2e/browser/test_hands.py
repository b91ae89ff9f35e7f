"""Without a mouse, without motion, without colour, enlarged: the pages go on saying what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("served", ["sqlite"], indirect=True)]
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inner = [...one.querySelectorAll('*')].some(two => getComputedStyle(two).outlineStyle !== 'none');
  const next = one.nextElementSibling && getComputedStyle(one.nextElementSibling).outlineStyle !== 'none';
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const name = one.getAttribute('aria-label') || one.innerText || one.textContent || one.id || one.name || '';
  return {tag: one.tagName, name: name.trim().slice(0, 60), ring: ring || inner || Boolean(next), seen,
          order: document.body.compareDocumentPosition(one), top: box.top + scrollY};
}"""
SMALL = """() => [...document.querySelectorAll('a[href],button,summary,input:not([type=hidden]),select,textarea')]
  .filter(one => one.checkVisibility() && !one.closest('.away,p,li > span,td,svg') && !one.classList.contains('away'))
  .map(one => [one, (one.labels && one.labels[0] || one).getBoundingClientRect(), one.getBoundingClientRect()])
  .filter(([one, label, box]) => box.width > 1 && Math.max(label.height, box.height) < 43.5)
  .map(([one, label, box]) => `${one.tagName} ${(one.innerText || one.name).slice(0, 40)} ${Math.round(box.height)}`)"""
SLOW = """() => [...document.querySelectorAll('*')].map(one => getComputedStyle(one).transitionDuration)
  .filter(time => parseFloat(time) > 0.01)"""
PAGES = ("/today/", "/week/", "/moments/", "/circle/", "/household/", "/people/", "/settings/", "/notes/", "/school/")


def tabbed(page: Page, most: int = 60) -> list[dict[str, object]]:
    """What has the focus, tab after tab, until it comes round."""
    steps: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] == "BODY":
            break
        steps.append(at)
    return steps


def test_the_first_tab_skips_to_the_page(inside: Page) -> None:
    """Whoever has no mouse need not go through the navigation each time."""
    inside.goto("/today/")
    inside.keyboard.press("Tab")
    expect(inside.get_by_role("link", name="Skip to the page")).to_be_focused()
    assert inside.evaluate(FOCUS)["seen"]
    inside.keyboard.press("Enter")
    inside.keyboard.press("Tab")
    assert inside.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", PAGES)
def test_every_stop_of_the_keyboard_is_seen_and_named(inside: Page, path: str) -> None:
    """Each has a ring, a name and a place on the screen."""
    inside.goto(path)
    steps = tabbed(inside)
    assert len(steps) > 8
    assert [one for one in steps if not (one["ring"] and one["seen"] and one["name"])] == []


def test_running_late_can_be_said_by_keyboard_alone(inside: Page) -> None:
    """Tab to it, Enter; the choices are buttons, and the way back is a link."""
    inside.goto("/today/")
    link = inside.get_by_role("link", name="I am running late")
    for _ in range(60):
        inside.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", name="Who is late, and until when?")).to_be_visible()
    names = [str(one["name"]) for one in tabbed(inside)]
    assert any(one.startswith("until") for one in names)
    assert "Back to today" in names


def test_a_band_answers_to_the_keyboard_and_gives_the_focus_back(inside: Page) -> None:
    """Enter on a band lays its answer open and leads there; Escape leads back to the band."""
    inside.goto("/week/")
    band = inside.locator(".ribbon a[href*='/why/lead/']").locator("visible=true").first
    band.focus()
    inside.keyboard.press("Enter")
    expect(inside.locator("aside.because")).to_be_focused()
    expect(inside.locator("aside.because p").first).to_be_visible()
    inside.keyboard.press("Escape")
    expect(inside.locator("aside.because")).to_have_count(0)
    assert inside.evaluate("document.activeElement.closest('a[href*=\"/why/lead/\"]') !== null")


def test_the_ribbon_is_heard_as_a_picture_with_a_name_and_read_as_a_table(inside: Page) -> None:
    """The name leads to the table, and the table has who, from when, until when, with whom."""
    inside.goto("/today/")
    expect(inside.get_by_role("img", name=re.compile("the table below says the same"))).to_have_count(1)
    inside.get_by_text("Read it as a table").first.click()
    table = inside.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_text(["Child", "From", "To", "With"])
    expect(table.get_by_role("rowheader").first).to_have_text("Mia")
    assert table.get_by_role("row").count() > 3


@pytest.mark.parametrize("path", PAGES)
def test_what_a_thumb_taps_is_large_enough(inside: Page, path: str) -> None:
    """44 pixels and more for everything that does not stand inside a sentence or a table."""
    inside.goto(path)
    assert inside.evaluate(SMALL) == []


def test_nothing_moves_for_whoever_wants_no_motion(inside: Page) -> None:
    """With reduced motion no page has a running animation, and none that would take its time."""
    inside.emulate_media(reduced_motion="reduce")
    for path in ("/today/", "/week/", "/board/", "/moments/"):
        inside.goto(path)
        assert inside.evaluate("document.getAnimations().filter(one => one.playState === 'running').length") == 0
        inside.mouse.move(195, 400)
        assert inside.evaluate(SLOW) == []


def test_today_and_the_week_print_on_one_sheet_in_their_words(inside: Page, tmp_path: Path) -> None:
    """The headline and the ribbon, and neither navigation nor buttons."""
    from pypdf import PdfReader

    for path, headline in (("/today/", "until"), ("/week/", "is covered")):
        inside.goto(path)
        inside.pdf(path=tmp_path / "page.pdf", format="Letter", print_background=False)
        sheets = PdfReader(tmp_path / "page.pdf").pages
        said = " ".join(sheets[0].extract_text().split())
        assert len(sheets) == 1
        assert headline in said
        assert "Ana may be late" in said
        assert not re.search("Settings|I am running late|Leave, without a trace|Skip to", said)
