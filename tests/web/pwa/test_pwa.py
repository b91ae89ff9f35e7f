"""The installed app as a browser sees it: what it may install, keep, forget, and be told."""

from __future__ import annotations

import base64
import json
import struct
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from homecall.web import world
from homecall.web.people.models import Link
from homecall.web.pwa import store
from homecall.web.pwa.keys import FILE, private_key, public_key
from homecall.web.pwa.models import Subscription
from homecall.web.pwa.views import WORKER
from tests.web.made import Sitting


def letters(count: int) -> str:
    """So many bytes as browsers write them."""
    return base64.urlsafe_b64encode(bytes(count)).decode().rstrip("=")


def said(endpoint: str = "https://push.example.org/abc") -> dict[str, Any]:
    """What a browser says of itself."""
    return {"endpoint": endpoint, "keys": {"p256dh": letters(65), "auth": letters(16)}}


def tell(client: Client, what: Any, to: str = "subscribe") -> int:
    """Send something as the page's script does. Gives the status."""
    return client.post(f"/notices/{to}/", json.dumps(what), content_type="application/json").status_code


def test_the_app_can_be_installed(stranger: Client) -> None:
    """With a name, a first page, and icons of the sizes that phones ask for."""
    said = stranger.get("/manifest.webmanifest").json()
    assert (said["start_url"], said["display"]) == ("/", "standalone")
    assert {(one["sizes"], one["purpose"]) for one in said["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip


@pytest.mark.parametrize(("name", "size"), [("icon-192.png", 192), ("icon-512.png", 512), ("mask-512.png", 512)])
def test_icons_are_as_large_as_they_say(name: str, size: int) -> None:
    """Read from the picture itself."""
    head = (WORKER.parent / name).read_bytes()[:24]
    assert (head[:8], struct.unpack(">II", head[16:24])) == (b"\x89PNG\r\n\x1a\n", (size, size))


def test_the_service_worker_may_keep_the_whole_app(stranger: Client) -> None:
    """It comes from the root, as a script, and is asked for anew each time."""
    answer = stranger.get("/sw.js")
    assert (answer.headers["Service-Worker-Allowed"], answer.headers["Cache-Control"]) == ("/", "private, no-cache")
    assert answer.headers["Content-Type"].startswith("text/javascript")


def test_the_page_without_network_says_nothing_of_anybody(parent: Sitting) -> None:
    """It is kept while somebody is signed in and shown to whoever comes."""
    page = parent.client.get("/offline/").content.decode()
    assert "no network" in page
    assert 'name="homecall-seat" content="?"' in page


def test_who_leaves_takes_what_was_kept_along(parent: Sitting, demo: Sitting) -> None:
    """Signing out and ending the demo both tell the browser to forget; a look at a page does not."""
    forget = '"cache", "storage"'
    assert "Clear-Site-Data" not in parent.client.get("/week/").headers
    assert parent.client.post("/account/logout/").headers["Clear-Site-Data"] == forget
    assert demo.client.post("/demo/end/").headers["Clear-Site-Data"] == forget


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """And its public half is a point as browsers want it."""
    assert private_key(tmp_path) == private_key(tmp_path)
    point = base64.urlsafe_b64decode(public_key(tmp_path) + "=")
    assert (len(point), point[0]) == (65, 4)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "push").iterdir()] == ["vapid.pem"]


def test_a_browser_asks_to_be_told_and_to_be_left_alone(parent: Sitting) -> None:
    """Asking twice is asking once."""
    assert [tell(parent.client, said()), tell(parent.client, said())] == [204, 204]
    assert [one.user and one.user.email for one in store.subscriptions(parent.family)] == ["ana@example.org"]
    assert tell(parent.client, said(), "unsubscribe") == 204
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "what",
    [
        [], None, {}, {"endpoint": 3}, said("http://push.example.org/"), said("https://127.0.0.1/"),
        said("https://localhost/"), said("https://push.example.org:8080/"), said("https://[::1]/"), said("https://[/"),
        said("https://a.example.org/" + "x" * 600), said() | {"keys": {"p256dh": letters(64), "auth": letters(16)}},
        said() | {"keys": {"p256dh": "ä" * 87, "auth": letters(16)}}, said() | {"keys": [1]},
    ],
)  # fmt: skip
def test_what_no_browser_says_is_refused(what: Any, parent: Sitting) -> None:
    """In a sentence; nothing is kept that could make the app speak to the house's own network."""
    assert tell(parent.client, what) == 422
    assert not Subscription.objects.exists()


def test_a_browser_that_changes_hands_is_told_for_its_new_owner(parent: Sitting, carer: Sitting) -> None:
    """Never what the one before would have been told."""
    tell(parent.client, said())
    tell(carer.client, said())
    assert [(one.user_id, one.link_id is None) for one in Subscription.objects.all()] == [(None, False)]


def test_nobody_ends_what_is_anothers(parent: Sitting, carer: Sitting) -> None:
    """Even within a family."""
    tell(parent.client, said())
    tell(carer.client, said(), "unsubscribe")
    assert Subscription.objects.count() == 1


def test_the_eleventh_browser_takes_the_place_of_the_first(parent: Sitting) -> None:
    """So that nobody can fill the table."""
    for number in range(12):
        tell(parent.client, said(f"https://push.example.org/{number}"))
    kept = Subscription.objects.order_by("pk").values_list("endpoint", flat=True)
    assert [one.rpartition("/")[2] for one in kept] == [str(number) for number in range(2, 12)]


@pytest.mark.parametrize("change", [{"revoked": world.now()}, {"expires": world.now() - timedelta(days=1)}])
def test_a_link_that_has_ended_is_told_nothing(change: dict[str, Any], carer: Sitting) -> None:
    """Though its row is still there."""
    tell(carer.client, said())
    assert store.subscriptions(carer.family).count() == 1
    Link.objects.update(**change)
    assert store.subscriptions(carer.family).count() == 0
