"""The installed app in a real browser, with the network gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from tests.web.service.test_processes import eventually, free, running

TAKEN = "navigator.serviceWorker.controller !== null"
KEPT = "caches.open('homecall-pages-1').then(one => one.keys()).then(all => all.map(one => new URL(one.url).pathname))"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A phone that looks at the demo family, whose service worker has taken over."""
    port = free()
    with running(tmp_path / "app", "serve", "--demo", "--port", str(port)), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(base_url=f"http://127.0.0.1:{port}", viewport={"width": 390, "height": 800})
        one = context.new_page()
        eventually(lambda: _answers(one))
        eventually(lambda: "ribbon" in _at(one, "/week/"))
        one.evaluate("navigator.serviceWorker.ready")
        eventually(lambda: "ribbon" in _at(one, "/week/") and bool(one.evaluate(TAKEN)))
        yield one
        browser.close()


def _answers(page: Page) -> bool:
    try:
        return page.goto("/demo/open/") is not None
    except Error:
        return False


def _at(page: Page, path: str) -> str:
    page.goto(path)
    return page.content()


@pytest.mark.slow
def test_the_board_is_read_without_a_network_and_forgotten_on_leaving(page: Page) -> None:
    """With the time that it is of; what was not kept says so; and whoever leaves leaves nothing."""
    assert page.goto("/board/")
    page.context.set_offline(True)
    assert "This is as of" in _shown(page, "/board/")
    assert "There is no network just now" in _shown(page, "/week/")
    page.context.set_offline(False)
    assert "This is as of" not in _shown(page, "/board/")
    assert "/board/" in page.evaluate(KEPT)
    page.goto("/week/")
    page.get_by_role("button", name="Leave, without a trace").click()
    eventually(lambda: "/board/" not in page.evaluate(KEPT))
    page.context.set_offline(True)
    assert _shown(page, "/board/") == "" or "no network just now" in page.inner_text("body")


def _shown(page: Page, path: str) -> str:
    """What stands on a page; nothing where the browser itself says that there is no network."""
    try:
        page.goto(path)
    except Error:
        return ""
    return page.inner_text("body")
