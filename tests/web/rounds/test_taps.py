"""Answering by a button under a notice: what the phone gets, what it posts, what it is told."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from homecall.web import world
from homecall.web.people import store as people
from homecall.web.people.models import Link
from homecall.web.post.models import Message
from homecall.web.pwa.models import Subscription
from homecall.web.rounds import store, working
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.saying import token
from tests.unit.outlets.messages.ears import Ear, listening
from tests.web.post import reached
from tests.web.rounds.conftest import Life

BROWSER = ec.generate_private_key(ec.SECP256R1())
SECRET = b"sixteen letters!"


def subscribed(life: Life, ear: Ear, language: str = "") -> None:
    """Rosa's phone, whose service listens on loopback, by a link of hers."""
    id, _token = people.make_link(life.family, "carer", "rosa", None, language=language)
    point = BROWSER.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    p256dh, auth = (base64.urlsafe_b64encode(one).decode().rstrip("=") for one in (point, SECRET))
    mine = Subscription(family_id=life.family, link=Link.objects.get(pk=id), p256dh=p256dh, auth=auth, made=world.now())
    mine.endpoint = f"http://127.0.0.1:{ear.port}/rosa"
    mine.save()


def tap(who: str, said: str) -> Any:
    """What a phone is answered that posts as the service worker does: no cookie, no token of the page's."""
    one = Invited.objects.get(who=who)
    return Client(enforce_csrf_checks=True).post(reverse("asked_tap", args=[token(one)]), {"answer": said})


def test_a_notice_carries_a_yes_and_a_no(
    asked: Life, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Readable for her browser alone, far below what services take, and what it posts answers the ask."""
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")
    settings.DATA = tmp_path
    with listening(201) as ear:
        subscribed(asked, ear)
        reached.carried()
    body = ear.heard[0][2]
    said = json.loads(http_ece.decrypt(body, private_key=BROWSER, auth_secret=SECRET, version="aes128gcm"))
    assert [(one["does"], one["said"]) for one in said["buttons"]] == [
        ("yes", "Yes, I will come"), ("no", "It does not suit me"),
    ]  # fmt: skip
    assert len(body) < 1500
    button = said["buttons"][0]
    answer = Client(enforce_csrf_checks=True).post(button["post"], {"answer": button["does"]})
    assert (answer.status_code, Round.objects.get().state) == (200, "settled")


def test_a_yes_is_thanked_at_once_and_the_message_takes_its_place(asked: Life) -> None:
    """Both are called the same, so that the phone shows one."""
    said = tap("rosa", "yes").json()
    assert said["title"] == "Thank you, Rosa!"
    assert "We let Ana know." in said["body"]
    booked = Message.objects.get(to="rosa", kind="booked")
    assert said["tag"].partition(".")[0] == str(booked.pk)


def test_a_yes_that_comes_too_late_gets_a_kind_no(asked: Life) -> None:
    """And changes nothing."""
    working.look()
    store.answer(asked.family, Round.objects.get().pk, "rosa", "no", asked.minute)
    tap("june", "yes")
    said = tap("rosa", "yes").json()
    assert said["title"] == "Thank you, Rosa. It is settled already."
    assert dict(Invited.objects.values_list("who", "reply"))["june"] == "yes"


def test_a_no_is_fine(asked: Life) -> None:
    """In the language of whoever answers."""
    assert tap("rosa", "no").json()["title"] == "That is fine, Rosa."
    assert Invited.objects.get(who="rosa").reply == "no"


def test_what_a_button_cannot_say_is_left_to_the_page(asked: Life) -> None:
    """Other hours; a no after a yes; and a look answers nothing, for programs follow links."""
    assert tap("rosa", "later").status_code == 422
    one = Invited.objects.get(who="rosa")
    assert Client().get(reverse("asked_tap", args=[token(one)])).status_code == 405
    assert Invited.objects.get(who="rosa").reply == "asked"
    tap("rosa", "yes")
    assert tap("rosa", "no").status_code == 409
    assert Invited.objects.get(who="rosa").reply == "yes"


def test_the_buttons_are_forgotten_with_the_message(asked: Life) -> None:
    """Once it was taken nothing of its addresses stays."""
    Message.objects.update(urgent=True)
    with listening(200) as ear, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")
        reached.reach(asked.family, "rosa", f"json://127.0.0.1:{ear.port}/x")
        reached.carried()
    row = Message.objects.get(to="rosa")
    assert (row.state, row.buttons, row.path) == ("sent", "", "")
