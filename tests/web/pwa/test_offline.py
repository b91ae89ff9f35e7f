"""The installed app in a real browser, with the server gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from tests.web.service.test_processes import eventually, free, running

PORT = free()
TAKEN = "navigator.serviceWorker.controller !== null"
KEPT = "caches.open('homecall-pages-1').then(one => one.keys()).then(all => all.map(one => new URL(one.url).pathname))"


@pytest.fixture
def phone() -> Iterator[Page]:
    """A browser of a phone's size."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        at = f"http://127.0.0.1:{PORT}"
        yield browser.new_context(base_url=at, viewport={"width": 390, "height": 800}).new_page()
        browser.close()


@contextmanager
def app(phone: Page, data: Path) -> Iterator[None]:
    """The app where the phone looks for it, once it answers."""
    with running(data, "serve", "--demo", "--port", str(PORT)):
        eventually(lambda: "ok" in _shown(phone, "/healthz"))
        yield


def at_the_board(phone: Page) -> None:
    """Open the demo, wait until the service worker has taken over, and look at the board."""
    phone.goto("/demo/open/")
    phone.evaluate("navigator.serviceWorker.ready")
    eventually(lambda: bool(phone.goto("/week/")) and bool(phone.evaluate(TAKEN)))
    phone.goto("/board/")
    assert "/board/" in phone.evaluate(KEPT)


def _shown(page: Page, path: str) -> str:
    """What stands on a page; nothing where the browser itself says that nobody answers."""
    try:
        page.goto(path)
    except Error:
        return ""
    return page.inner_text("body")


@pytest.mark.slow
def test_the_board_is_read_while_nobody_answers(phone: Page, tmp_path: Path) -> None:
    """With the time that it is of; what was not kept says so; and once somebody answers it is new again."""
    with app(phone, tmp_path / "app"):
        at_the_board(phone)
    assert "This is as of" in _shown(phone, "/board/")
    assert "There is no network just now" in _shown(phone, "/week/")
    assert "This is as of" in _shown(phone, "/")
    with app(phone, tmp_path / "app"):
        assert "This is as of" not in _shown(phone, "/board/")


@pytest.mark.slow
def test_today_and_the_board_say_of_when_their_plan_is(phone: Page, tmp_path: Path) -> None:
    """By the family's own clock: the invented family's plan was made on its own Sunday, whatever day it is here."""
    with app(phone, tmp_path / "app"):
        at_the_board(phone)
        eventually(lambda: "I am running late" in _shown(phone, "/today/"))
        phone.goto("/board/")
    for path in ("/today/", "/board/", "/"):
        assert "The plan on it was made on 29 November 2026, 6" in _shown(phone, path)
        assert phone.locator("meta[name=homecall-plan]").count() == 1


@pytest.mark.slow
def test_whoever_leaves_leaves_nothing_behind(phone: Page, tmp_path: Path) -> None:
    """The board that was kept is gone with the sitting."""
    with app(phone, tmp_path / "app"):
        at_the_board(phone)
        phone.goto("/week/")
        phone.get_by_role("button", name="Leave, without a trace").click()
        eventually(lambda: "/board/" not in phone.evaluate(KEPT))
    assert "This is as of" not in _shown(phone, "/board/")
