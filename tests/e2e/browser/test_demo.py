"""A week with the demo family: every page opens, can be used by everybody, and none leaves the other in the dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser.axe import violations


@pytest.mark.slow
def test_every_page_of_the_navigation_can_be_used_by_everybody(inside: Page) -> None:
    """No rule of axe-core is broken, by day and in the dark, on a phone and on a wide screen."""
    links = inside.locator("header nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    broken: dict[str, list[str]] = {}
    for href in ["/", *links]:
        for scheme, width in (("light", 390), ("dark", 1280)):
            inside.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of two words
            inside.set_viewport_size({"width": width, "height": 900})
            inside.goto(href)
            broken[f"{href} {scheme} {width}"] = violations(inside)
    assert {where: found for where, found in broken.items() if found} == {}


@pytest.mark.slow
def test_no_page_scrolls_sideways_on_a_phone_or_enlarged(inside: Page) -> None:
    """At 390 pixels, and at 320, which is what 400 % zoom leaves of a desk (WCAG 2.2, 1.4.10)."""
    links = inside.locator("header nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    wide = {}
    for href in links:
        inside.goto(href)
        for width in (390, 320):
            inside.set_viewport_size({"width": width, "height": 844})
            wide[href, width] = inside.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
    assert {where: over for where, over in wide.items() if over > 1} == {}


@pytest.mark.slow
def test_leaving_the_demo_leaves_nothing(inside: Page) -> None:
    """One tap, and the pages of that family are not there any more."""
    inside.get_by_role("button", name=re.compile("Leave")).click()
    expect(inside.get_by_role("button", name="Look around")).to_be_visible()
    inside.goto("/week/")
    expect(inside.get_by_role("button", name="Look around")).to_be_visible()
