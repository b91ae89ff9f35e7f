"""Notices to somebody's browsers: all of them are told, one that is gone is forgotten, one that was told is enough."""

from __future__ import annotations

import base64
import json

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings as app
from pytest_django import Settings

from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.people.models import Link, User
from homecall.web.post.models import Message
from homecall.web.pwa.models import Subscription
from tests.unit.outlets.messages.ears import Ear, listening
from tests.web.made import Sitting
from tests.web.post import reached

pytestmark = pytest.mark.django_db
BROWSER = ec.generate_private_key(ec.SECP256R1())
SECRET = b"sixteen letters!"


@pytest.fixture(autouse=True)
def _alive(demo: Sitting, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")
    settings.DATA = tmp_path
    Family.objects.update(demo=False)


def subscribed(parent: Sitting, ear: Ear, name: str) -> Subscription:
    """A browser of Ana's whose service listens on loopback."""
    point = BROWSER.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    p256dh, auth = (base64.urlsafe_b64encode(one).decode().rstrip("=") for one in (point, SECRET))
    mine = Subscription(family_id=parent.family, user=User.objects.get(), p256dh=p256dh, auth=auth, made=world.now())
    mine.endpoint = f"http://127.0.0.1:{ear.port}/{name}"
    mine.save()
    return mine


def test_a_browser_reads_what_was_said_and_where_to_go(parent: Sitting) -> None:
    """Signed by the key in the data folder, and readable for nobody on the way."""
    with listening(201) as ear:
        subscribed(parent, ear, "a")
        row = reached.put(parent.family, "ana")
        reached.carried()
    said = json.loads(http_ece.decrypt(ear.heard[0][2], private_key=BROWSER, auth_secret=SECRET, version="aes128gcm"))
    assert (said["title"], said["body"], said["to"]) == ("Can you come?", "Mia, 5 to 7 pm", "/x/")
    assert reached.state(row) == "sent"
    assert (app.DATA / "push" / "vapid.pem").exists()


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(parent: Sitting, status: int) -> None:
    """The other one was told, and that is enough."""
    with listening(status, 201) as ear:
        subscribed(parent, ear, "gone")
        here = subscribed(parent, ear, "here")
        row = reached.put(parent.family, "ana")
        reached.carried()
    assert list(Subscription.objects.all()) == [here]
    assert reached.state(row) == "sent"


def test_where_every_browser_is_gone_mail_is_next(parent: Sitting) -> None:
    """The way that is left, at once."""
    with listening(410, 200) as ear:
        subscribed(parent, ear, "gone")
        reached.reach(parent.family, "ana", f"json://127.0.0.1:{ear.port}/next", 1)
        row = reached.put(parent.family, "ana")
        reached.carried()
        reached.carried()
    assert [path for path, _head, _body in ear.heard] == ["/gone", "/next"]
    assert Message.objects.get(pk=row.pk).via == "other"


def test_a_service_that_hung_up_leaves_it_unsure(parent: Sitting) -> None:
    """Where no other browser was told for certain."""
    with listening(0) as ear:
        subscribed(parent, ear, "a")
        row = reached.put(parent.family, "ana")
        reached.carried()
    assert reached.state(row) == "unsure"


def test_a_carers_browser_ends_with_their_link(carer: Sitting) -> None:
    """A link that was taken back is told nothing."""
    with listening(201) as ear:
        mine = Subscription(family_id=carer.family, link=Link.objects.get(), made=world.now(), p256dh="x", auth="y")
        mine.endpoint = f"http://127.0.0.1:{ear.port}/a"
        mine.save()
        Link.objects.update(revoked=world.now())
        row = reached.put(carer.family, "rosa")
        reached.carried()
    assert (ear.heard, reached.state(row)) == ([], "failed")
