"""The first run in a real browser: from signing up to the first ribbon, with a dropped calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser.axe import violations

FIRST = date.today() + timedelta(days=1)  # noqa: DTZ011 (the app plans from its own today on)


def calendar() -> bytes:
    """Two weeks of day shifts from tomorrow on, and one call that nobody has explained."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//invented//rota"]
    for n in range(14):
        day, title = FIRST + timedelta(days=n), "Blorb" if n == 3 else "Day shift"
        lines += ["BEGIN:VEVENT", f"UID:{n}@example.org", f"DTSTART;TZID=America/Chicago:{day:%Y%m%d}T070000"]
        lines += [f"DTEND;TZID=America/Chicago:{day:%Y%m%d}T170000", f"SUMMARY:{title}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def begun(page: Page) -> None:
    """Signed up, with the names of the family on the page."""
    page.goto("/")
    page.get_by_role("link", name="Begin with yours").click()
    page.get_by_label("Email").fill("nora@example.org")
    page.get_by_label("Password", exact=False).first.fill("a long enough password")
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()


@pytest.mark.slow
def test_from_signing_up_to_the_first_ribbon(page: Page) -> None:
    """Names, a calendar that is looked at before it counts, a title with a guess, the plan; everybody can use it."""
    begun(page)
    expect(page.get_by_label("Time zone")).to_have_value("America/Chicago")
    broken = {"names": violations(page)}
    page.get_by_label("You", exact=True).fill("Nora")
    page.get_by_label("Child 1").fill("Mia")
    page.get_by_role("button", name="On to the schedules").click()
    expect(page.get_by_role("heading", name="When does Nora work?")).to_be_visible()
    broken["schedule"] = violations(page)
    page.reload()
    page.get_by_label("Or a file").set_input_files({"name": "rota.ics", "mimeType": "", "buffer": calendar()})
    page.get_by_role("button", name="Look at this file").click()
    expect(page.get_by_role("heading", name="14 entries in the next four weeks")).to_be_visible()
    broken["look"] = violations(page)
    page.get_by_role("button", name="Yes, use it").click()
    expect(page.get_by_role("heading", name="What is")).to_be_visible()
    broken["title"] = violations(page)
    page.locator("button.guess").first.click()
    page.get_by_role("link", name="Later", exact=True).click()
    expect(page).to_have_url(re.compile("/week/$"))
    expect(page.locator(".ribbon")).to_be_visible(timeout=20_000)
    page.goto("/schedules/")
    broken["schedules"] = violations(page)
    page.goto("/settings/")
    broken["settings"] = violations(page)
    page.get_by_role("link", name="What else would help").click()
    broken["ahead"] = violations(page)
    assert {where: found for where, found in broken.items() if found} == {}
