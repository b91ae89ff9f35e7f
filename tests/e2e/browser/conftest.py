"""Running apps and a browser for the tests of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.e2e.serving import Served, Visitor, serving
from tests.unit.fleet.sources.database import server

PHONE: ViewportSize = {"width": 390, "height": 844}
Opening = Callable[..., Page]
"""Opens a page on a phone that nobody has used before; what is given goes to the new context."""


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A running app, on one database and then on the other; the same one for every module."""
    with ExitStack() as stack:
        more = {"HOMECALL_ALLOW_PRIVATE": "127.0.0.0/8"}
        if request.param == "postgresql":
            more["DATABASE_URL"] = stack.enter_context(server()).dsn
        running = stack.enter_context(serving(tmp_path_factory.mktemp("app"), **more))
        yield running
        assert running.failures() == [], "a page failed on the app's side"


@pytest.fixture
def app(served: Served) -> str:
    """The address of the running app."""
    return served.address


@pytest.fixture(scope="session")
def demo(served: Served) -> Visitor:
    """Somebody who looks around with the invented family, its first plan there; shared by all who only look."""
    return Visitor(served.address).looking_around()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window. It ends with the module: its loop would stand in Django's way."""
    chromium = shutil.which("chromium")
    assert chromium, "The tests of the app need chromium; make tools installs it."
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        media = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        opened = playwright.chromium.launch(executable_path=chromium, args=flags + media)
        yield opened
        opened.close()


@pytest.fixture
def opening(browser: Browser, app: str) -> Iterator[Opening]:
    """Opens pages, each in a context of its own. What a page's own scripts throw fails the test."""
    thrown: list[str] = []
    with ExitStack() as stack:

        def opened(**more: object) -> Page:
            usual = {"base_url": app, "viewport": PHONE, "locale": "en-US", "timezone_id": "America/Chicago"}
            context = browser.new_context(**{**usual, **more})  # type: ignore[arg-type] # Playwright's own words
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.on("pageerror", lambda error: thrown.append(str(error)))
            return page

        yield opened
    assert thrown == [], "a script on a page failed"


@pytest.fixture
def page(opening: Opening) -> Page:
    """A page on a phone that nobody has used before."""
    return opening()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """The phone that the page is on."""
    return page.context


@pytest.fixture
def inside(page: Page, demo: Visitor) -> Page:
    """The page of somebody who looks around with the invented family."""
    page.context.add_cookies(demo.cookies())
    page.goto("/week/")
    return page
