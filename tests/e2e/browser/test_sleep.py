"""A health export in the browser: of all that is in it only sleep is sent, and a file that is none is told so."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.fitness.reading import PACKAGE

SCRIPT = PACKAGE / "web/awake/static/awake/sleep.js"
FORM = """<!doctype html><script src="/sleep.js" type="module"></script>
<form method="post" action="/sent" enctype="multipart/form-data" data-sleep="Reading" data-failed="No export">
<input type="file" name="file"><button>Read it</button><p role="status"></p></form>"""
HEART = '<Record type="HKQuantityTypeIdentifierHeartRate" value="{}" endDate="2099-01-01 00:00:00 +0000"/>\n'
ASLEEP = '<Record type="HKCategoryTypeIdentifierSleepAnalysis" startDate="{0}" endDate="{0}" value="{1}"><X/></Record>'


@dataclass
class Sent:
    """A page with the form, and the bodies that it has sent."""

    page: Page
    bodies: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Be the server."""
        request = route.request
        if request.method == "POST":
            self.bodies.append((request.post_data_buffer or b"").decode("latin-1"))
            route.fulfill(body="kept")
        elif request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body=FORM, content_type="text/html")

    def send(self, file: Path) -> None:
        """Choose a file and press the button."""
        self.page.goto("http://sleep.invalid/")
        self.page.set_input_files("input", file)
        self.page.get_by_role("button", name="Read it").click()


@pytest.fixture
def sent(browser: Browser) -> Iterator[Sent]:
    """A page with the form."""
    context = browser.new_context()
    made = Sent(context.new_page())
    made.page.route("**/*", made.answer)
    yield made
    context.close()


def export() -> str:
    """Three megabytes of heartbeats, with a night of last week and one of a year ago among them."""
    week, year = (f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d %H:%M:%S +0000}" for days in (7, 365))
    beats = "".join(HEART.format(n) for n in range(15_000))
    return f"<HealthData>{beats}{ASLEEP.format(week, 'new')}{beats}{ASLEEP.format(year, 'old')}{beats}</HealthData>"


@pytest.mark.parametrize("form", ["xml", "zip"])
def test_of_an_export_only_recent_sleep_is_sent(sent: Sent, tmp_path: Path, form: str) -> None:
    """No heartbeat leaves the phone, and no night of a year ago."""
    file = tmp_path / f"export.{form}"
    if form == "xml":
        file.write_text(export(), "utf-8")
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("apple_health_export/export_cda.xml", "<x/>")
            made.writestr("apple_health_export/Exportieren.xml", export() * 8)
            made.writestr("apple_health_export/photo.jpg", bytes(range(256)) * 8000, zipfile.ZIP_STORED)
    sent.send(file)
    sent.page.get_by_text("kept").wait_for()
    (body,) = sent.bodies
    assert 'value="new"' in body
    assert "HeartRate" not in body
    assert 'value="old"' not in body


def test_a_large_file_that_is_no_export_is_told_so(sent: Sent, tmp_path: Path) -> None:
    """Nothing is sent."""
    file = tmp_path / "film.zip"
    file.write_bytes(b"PK\x03\x04" + bytes(2_000_000))
    sent.send(file)
    sent.page.get_by_text("No export").wait_for()
    assert sent.bodies == []


def test_a_log_of_ones_own_is_sent_as_it_is(sent: Sent, tmp_path: Path) -> None:
    """A CSV is small."""
    file = tmp_path / "sleep.csv"
    file.write_text("sleep_start,sleep_end\n", "utf-8")
    sent.send(file)
    sent.page.get_by_text("kept").wait_for()
    assert 'filename="sleep.csv"' in sent.bodies[0]
