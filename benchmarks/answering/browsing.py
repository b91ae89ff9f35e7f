"""One tap in a real browser, and the yes to what comes of it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from benchmarks.answering.homes import Home, Tap

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

TRIES = 3
"""So often a yes is said where the plan changes under it."""
LONGEST = 30.0
"""Seconds after which nobody waits any more."""
WATCH = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("click", (event) => {
    if (event.target.closest("button[name=what]")) sessionStorage.setItem("tapped", now());
  }, true);
  let done = false;
  const look = () => {
    const tapped = sessionStorage.getItem("tapped");
    if (done || !tapped || !document.querySelector) return;
    const way = document.querySelector("#proposal-title"), none = document.querySelector("p.note[role=status]");
    if (!(way || none)?.getClientRects().length) return;
    done = true;
    requestAnimationFrame(() => setTimeout(() => {
      sessionStorage.removeItem("tapped");
      const asked = performance.getEntriesByType("resource").filter((one) => one.name.includes("/today/fresh/"));
      const page = performance.getEntriesByType("navigation")[0];
      const there = performance.timeOrigin + page.domContentLoadedEventEnd;
      document.documentElement.dataset.answered = JSON.stringify({
        seconds: (now() - tapped) / 1000, page: (there - tapped) / 1000, asked: asked.length, way: Boolean(way)});
    }));
  };
  new MutationObserver(look).observe(document, {subtree: true, childList: true});
  addEventListener("DOMContentLoaded", look);
})()"""
"""From the instant of the click to the frame after the one in which the proposal's heading can be seen."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A tap: seconds until the way, or that there is none, was on the screen; until the page was there; requests."""

    kind: str
    family: str
    seconds: float
    page: float
    asked: int
    way: bool


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is needed to see when a page shows something.")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


@contextmanager
def phone(opened: Browser, address: str, home: Home) -> Iterator[Page]:
    """The phone of a family's parent, signed in."""
    context = opened.new_context(base_url=address, viewport={"width": 390, "height": 844}, locale="en-US")
    host = urlsplit(address).hostname or ""
    context.add_cookies([{"name": "sessionid", "value": home.cookie, "domain": host, "path": "/"}])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(1000 * LONGEST)
    page.goto("/today/")
    yield page
    context.close()


def tapped(page: Page, home: Home, tap: Tap) -> Answered:
    """Look at Today, choose what happened, tap, and wait for the answer."""
    page.goto("/today/")
    page.goto(f"/today/say/{tap.kind}/")
    page.locator(f'button[name=what][value="{tap.value}"]').click(no_wait_after=True)
    page.wait_for_selector("html[data-answered]", state="attached")
    found = json.loads(page.locator("html").get_attribute("data-answered") or "{}")
    return Answered(tap.kind, home.name, found["seconds"], found["page"], found["asked"], found["way"])


def agreed(page: Page) -> float:
    """Say yes to the way, again where the plan had changed meanwhile. Gives the instant just before the last yes."""
    yes = page.locator('form[action*="/accept/"] button')
    from playwright.sync_api import TimeoutError as StillThere

    for _ in range(TRIES - 1):
        before = _pressed(yes)
        with suppress(StillThere):
            page.wait_for_selector("#proposal-title", state="detached", timeout=6_000)
            return before
    before = _pressed(yes)
    page.wait_for_selector("#proposal-title", state="detached")
    return before


def _pressed(button: Locator) -> float:
    button.scroll_into_view_if_needed()
    before = time.monotonic()
    button.click()
    return before


def left(page: Page) -> None:
    """Leave everything as it was, or take back what nothing can be done about."""
    button = page.locator('form[action*="/leave/"] button, form[action*="/back/"] button').first
    if button.count():
        button.click()
        page.wait_for_load_state()
