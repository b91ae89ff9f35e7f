"""A notice with its buttons in a real browser: the app's own service worker, its own posts, the app behind them.

Chromium lets no program press a notice: what is pressed is the worker's own handler, in the worker, with the notice
that it has shown. Opening a page needs a finger too, so what it would open is written down instead.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Worker, sync_playwright
from pytest_django.live_server_helper import LiveServer

from homecall.outlets.messages.note import Note
from homecall.outlets.messages.push import packed
from homecall.web.post import buttons
from homecall.web.post.models import Message
from homecall.web.rounds import store
from homecall.web.rounds.models import Invited, Round
from tests.web.rounds.conftest import Life

PUSH = """said => {
  const event = new PushEvent("push", { data: said });
  let done; event.waitUntil = (one) => { done = one; };
  self.dispatchEvent(event);
  return done;
}"""
SHOWN = """() => self.registration.getNotifications().then(all => all.map(
  one => ({ title: one.title, body: one.body, actions: one.actions.map(button => button.title) })))"""
PRESS = """async action => {
  const opened = [], [notification] = await self.registration.getNotifications();
  self.clients.openWindow = async (to) => { opened.push(to); };
  const event = new NotificationEvent("notificationclick", { notification, action });
  let done; event.waitUntil = (one) => { done = one; };
  self.dispatchEvent(event);
  await done;
  return opened;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; its library has a loop of its own in this thread, which the database must not mind."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def worker(chromium: Browser, live_server: LiveServer) -> Iterator[Worker]:
    """The service worker of a phone that may be told something; every page of it is closed."""
    context: BrowserContext = chromium.new_context(base_url=live_server.url, permissions=["notifications"])
    page = context.new_page()
    page.goto("/offline/")
    page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => 0)")
    found = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
    page.goto("about:blank")
    yield found
    context.close()


def told(worker: Worker) -> dict[str, Any]:
    """The ask to Rosa comes as a notice, by the very words that are encrypted for her phone; what is shown."""
    row = Message.objects.get(to="rosa", kind="ask")
    note = Note(buttons.mark(row.pk), row.title, row.body, row.path, buttons=buttons.read(row.buttons))
    worker.evaluate(PUSH, packed(note))
    (shown,) = worker.evaluate(SHOWN)
    found: dict[str, Any] = shown
    return found


@pytest.mark.slow
def test_a_yes_is_pressed_and_thanked_with_no_page_open(asked: Life, worker: Worker) -> None:
    """The ask is settled, and the notice that takes its place says so."""
    assert told(worker)["actions"] == ["Yes, I will come", "It does not suit me"]
    assert worker.evaluate(PRESS, "yes") == []
    assert Round.objects.get().state == "settled"
    (shown,) = worker.evaluate(SHOWN)
    assert (shown["title"], shown["actions"]) == ("Thank you, Rosa!", [])


@pytest.mark.slow
def test_a_yes_too_late_gets_a_kind_no_there(asked: Life, worker: Worker) -> None:
    """Somebody else was quicker."""
    told(worker)
    store.join(asked.family, Round.objects.get().pk, [store.Other("june", "June")], asked.minute)
    store.answer(asked.family, Round.objects.get().pk, "rosa", "no", asked.minute)
    store.answer(asked.family, Round.objects.get().pk, "june", "yes", asked.minute)
    assert worker.evaluate(PRESS, "yes") == []
    assert worker.evaluate(SHOWN)[0]["title"] == "Thank you, Rosa. It is settled already."


@pytest.mark.slow
@pytest.mark.parametrize("pressed", ["", "yes"])
def test_anything_else_opens_the_page(asked: Life, worker: Worker, live_server: LiveServer, pressed: str) -> None:
    """The notice itself, and a button whose address does not work any more."""
    told(worker)
    path = Message.objects.get(to="rosa", kind="ask").path
    if pressed:
        Invited.objects.all().delete()
    assert worker.evaluate(PRESS, pressed) == [live_server.url + path]
    assert worker.evaluate(SHOWN) == []


@pytest.mark.slow
def test_a_button_never_posts_elsewhere(asked: Life, worker: Worker) -> None:
    """Only to the app that the worker belongs to, whatever a message says."""
    elsewhere = {"does": "yes", "said": "Yes", "post": "https://elsewhere.example.org/"}
    worker.evaluate(PUSH, json.dumps({"title": "x", "to": reverse("today"), "buttons": [elsewhere]}))
    assert worker.evaluate(PRESS, "yes") == []
    assert Invited.objects.get(who="rosa").reply == "asked"
