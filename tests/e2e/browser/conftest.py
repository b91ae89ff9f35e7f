"""A running app and a browser for the tests of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.fitness.reading import PACKAGE
from tests.unit.fleet.sources.database import server

PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 60.0


@contextmanager
def serving(data: Path, **more: str) -> Iterator[str]:
    """The app with its worker, as a host starts it; gives its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    env = {"PYTHONPATH": str(PACKAGE.parent), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **more}
    words = [sys.executable, "-m", "homecall", "serve", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(words, env=env, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _answers(address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _answers(address: str) -> None:
    over = time.monotonic() + PATIENCE
    while time.monotonic() < over:
        try:
            with urlopen(address, timeout=5):
                return
        except URLError:
            time.sleep(0.2)
    raise AssertionError("the app does not answer")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app, on one database and then on the other."""
    with ExitStack() as stack:
        more = {}
        if request.param == "postgresql":
            more["DATABASE_URL"] = stack.enter_context(server()).dsn
        yield stack.enter_context(serving(tmp_path_factory.mktemp("app"), **more))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window. It ends with the module: its loop would stand in Django's way."""
    chromium = shutil.which("chromium")
    assert chromium, "The tests of the app need chromium; make tools installs it."
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """A phone that nobody has used before."""
    found = browser.new_context(base_url=app, viewport=PHONE, locale="en-US", timezone_id="America/Chicago")
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on it. What the page's own scripts throw fails the test."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", _fail)
    return page


def _fail(error: object) -> None:
    raise AssertionError(f"a script on the page failed: {error}")
