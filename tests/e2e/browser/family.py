"""A family of one's own for the browser: signed up, with a calendar around today, at an hour that suits a test."""

from __future__ import annotations

import base64
import hmac
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a long enough password"
NEAR = ("America/", "Europe/", "Asia/", "Africa/", "Australia/", "Pacific/")


@dataclass(frozen=True)
class Place:
    """A zone in which it is early afternoon just now, with today's date there."""

    zone: str
    today: date


def afternoon() -> Place:
    """A place where it is between one and two in the afternoon, and whose clocks do not change for the next weeks.

    The app plans from its own now on. With this a test finds the same hours ahead whenever it runs.
    """
    now = datetime.now(UTC)
    for name in sorted(one for one in available_timezones() if one.startswith(NEAR)):
        here, later = now.astimezone(ZoneInfo(name)), (now + timedelta(days=40)).astimezone(ZoneInfo(name))
        if here.hour == 13 and here.utcoffset() == later.utcoffset():
            return Place(name, here.date())
    raise AssertionError("it is afternoon nowhere")


def calendar(place: Place, shifts: dict[int, tuple[str, int, int]]) -> bytes:
    """A calendar of shifts: by the number of days from today, a title, the hour of its begin and how long it lasts."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//invented//rota"]
    for n, (title, hour, hours) in shifts.items():
        start = datetime.combine(place.today + timedelta(days=n), datetime.min.time()) + timedelta(hours=hour)
        end = start + timedelta(hours=hours)
        lines += ["BEGIN:VEVENT", f"UID:{n}@example.org", f"SUMMARY:{title}"]
        lines += [f"DTSTART;TZID={place.zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={place.zone}:{end:%Y%m%dT%H%M%S}"]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def pressed(button: Locator) -> None:
    """Pressed, and what it leads to has come: a page that is left too soon takes what was sent with it."""
    with button.page.expect_navigation():
        button.click()


def signed_up(page: Page, email: str) -> None:
    """An account, with the names of the family on the page."""
    page.goto("/")
    page.get_by_role("link", name="Begin with yours").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()


def named(page: Page, *names: str, bedtime: str = "19:30") -> None:
    """The parents and one child, on to the first schedule."""
    page.get_by_label("You", exact=True).fill(names[0])
    if len(names) > 1:
        page.get_by_label("The other parent").fill(names[1])
    page.get_by_label("Child 1").fill("Mia")
    page.get_by_label("To bed").first.fill(bedtime)
    pressed(page.get_by_role("button", name="On to the schedules"))


def brought(page: Page, content: bytes) -> None:
    """A calendar file, looked at and taken."""
    page.get_by_label("Or a file").set_input_files({"name": "rota.ics", "mimeType": "", "buffer": content})
    pressed(page.get_by_role("button", name="Look at this file"))
    pressed(page.get_by_role("button", name="Yes, use it"))


def explained(page: Page) -> None:
    """Every title that waits for a meaning has the one that is guessed."""
    page.goto("/schedules/titles/")
    while page.locator("button.guess").count():
        pressed(page.locator("button.guess").first)


def helped(page: Page, name: str, start: str, end: str) -> None:
    """Somebody who helps every day between two hours."""
    page.goto("/household/add/carer/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Who they are to you").select_option(label="Nanny")
    hours = page.get_by_role("group", name="Regular hours")
    for day in hours.get_by_role("checkbox").all():
        day.check()
    hours.get_by_label("From").fill(start)
    hours.get_by_label("Until").fill(end)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text(f"{name} now helps.")).to_be_visible()


def settled(page: Page) -> None:
    """The week's page, once the plan on it is not being renewed any more."""
    page.goto("/week/")
    expect(page.locator(".ribbon")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("being renewed")).to_have_count(0, timeout=60_000)


def code(secret: str) -> str:
    """The six digits that an authenticator app would show now (RFC 6238 with its usual thirty seconds and SHA-1)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def second_step(page: Page) -> None:
    """An authenticator app as a second step, begun on the page that shows its secret."""
    page.get_by_label("Authenticator code").fill(code(page.get_by_label("Authenticator secret").input_value()))
    page.locator("main form button").first.click()
    expect(page.get_by_text("recovery codes").first).to_be_visible()
