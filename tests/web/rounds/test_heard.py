"""Answers and sentences by SMS or a messenger, as gateways post them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from homecall.spans.span import Span
from homecall.web.family.models import Family
from homecall.web.happened.models import Happened
from homecall.web.people import store as people
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import User
from homecall.web.post import keys
from homecall.web.post.models import Message
from homecall.web.rounds import store
from homecall.web.rounds.models import Invited, Round
from tests.web.post.reached import reach
from tests.web.rounds.conftest import Life

ROSA, ANA = "+15550100199", "+15550100111"


@pytest.fixture
def gateway(asked: Life) -> str:
    """The address for the family's number, to which Rosa and Ana write from where they are reached."""
    cache.clear()
    user = User.objects.create_user("ana@example.org", "a long enough password", name="Ana")
    people.join(user, asked.family, "ana")
    reach(asked.family, "rosa", f"signal://gateway.example.org:8080/+15550100100/{ROSA}")
    reach(asked.family, "ana", f"twilio://AC{'0' * 32}:{'1' * 32}@15550100100/{ANA}")
    token = keys.make(Seat(asked.family, Role.PARENT, "ana", "Ana", user=user.pk), "Our number", "gateway")
    return f"/heard/{token}/"


def sms(at: str, sender: str, words: str, name: str = "SM1") -> Any:
    """As Twilio posts it."""
    return Client(enforce_csrf_checks=True).post(at, {"MessageSid": name, "From": sender, "Body": words})


def signal(at: str, words: str, stamp: int = 17) -> Any:
    """As Signal's gateway posts it, from Rosa."""
    said = {"envelope": {"sourceNumber": ROSA, "timestamp": stamp, "dataMessage": {"message": words}}}
    return Client().post(at, json.dumps(said), content_type="application/json")


def rosa() -> str:
    """Where Rosa stands."""
    return str(Invited.objects.get(who="rosa").reply)


@pytest.mark.parametrize("words", ["Yes", "sí, claro", "Yes!\n\n> Could you help?"])
def test_a_yes_by_sms_settles_it(gateway: str, words: str) -> None:
    """What thanks her is a message of its own, so the gateway carries nothing back."""
    assert sms(gateway, ROSA, words).status_code == 204
    assert Round.objects.get().state == "settled"
    assert Message.objects.filter(to="rosa", kind="booked").count() == 1


def test_a_no_is_fine_and_the_gateway_says_so(gateway: str) -> None:
    """In the text that Twilio sends back as an SMS."""
    answer = sms(gateway, ROSA, "no puedo, lo siento")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode() == "You said that it does not suit you. That is fine."
    assert rosa() == "no"


@pytest.mark.parametrize("words", ["from 18:30", "desde las 18:30"])
def test_other_hours_are_an_offer(gateway: str, words: str) -> None:
    """Confirmed by her own way where a gateway carries nothing back."""
    assert "You offered" in signal(gateway, words).content.decode()
    assert rosa() == "counter"
    assert "You offered" in Message.objects.get(to="rosa", kind="heard").body


def test_what_is_not_plain_is_asked_about(gateway: str) -> None:
    """Nothing is kept of it."""
    assert "with yes, with no" in sms(gateway, ROSA, "perhaps, let me see").content.decode()
    assert rosa() == "asked"


def test_the_same_message_counts_once(gateway: str) -> None:
    """Gateways bring one again that they are not sure of; a new one counts."""
    assert [signal(gateway, "hm").status_code, signal(gateway, "hm").status_code] == [200, 204]
    assert Message.objects.filter(kind="heard").count() == 1
    assert signal(gateway, "hm", 18).status_code == 200


def test_a_parent_says_what_happened(gateway: str) -> None:
    """The same as by their key or a tap, and whoever is not asked for anything hears that."""
    assert "Mia is ill" in sms(gateway, ANA, "Mia is ill").content.decode()
    assert Happened.objects.filter(kind="ill", by="Ana").count() == 1
    Round.objects.all().delete()
    assert "Nothing is asked of you" in sms(gateway, ROSA, "yes", "SM2").content.decode()


def test_two_asks_are_not_answered_by_one_word(gateway: str, asked: Life) -> None:
    """Nobody is booked for what they did not mean."""
    start = Round.objects.get().start + 24 * 60
    need = store.Need("rosa", "Rosa", Span(start, start + 60), (("mia", "Mia"),))
    store.start(asked.family, need, 1, asked.minute, "")
    assert "more than one time" in sms(gateway, ROSA, "yes").content.decode()
    assert not Invited.objects.filter(reply="yes").exists()


@pytest.mark.parametrize("sender", ["", "+15550100100", "+15550999999", "x" * 5000])
def test_whoever_is_reached_nowhere_is_not_heard(gateway: str, sender: str) -> None:
    """Not even told that there is anybody; neither is the family's own number."""
    answer = sms(gateway, sender, "yes")
    assert (answer.status_code, answer.content, rosa()) == (204, b"", "asked")


@pytest.mark.parametrize("body", ["{", "[]", '"yes"', "x" * 30_000, "\x00", '{"from": {"id": []}, "text": {}}'])
def test_what_no_gateway_says_is_let_go(gateway: str, body: str) -> None:
    """Without a word, and so that it is not brought again."""
    assert Client().post(gateway, body, content_type="application/json").status_code == 204


def test_a_key_is_for_what_it_was_made_for(gateway: str, asked: Life) -> None:
    """That of a gateway speaks for nobody by itself, and one that was taken back for nobody at all."""
    token = gateway.split("/")[2]
    assert Client().post(f"/say/{token}/", "Mia is ill", content_type="text/plain").status_code == 404
    Family.objects.get(pk=asked.family).say_keys.update(revoked=asked.now)
    assert sms(gateway, ROSA, "yes").status_code == 404


def test_telegram_is_answered_in_its_own_way(gateway: str, asked: Life) -> None:
    """The answer to an update is what the bot sends back."""
    reach(asked.family, "june", "tgram://123456789:abcdefg_hijklmnop/12315544/")
    update = {"update_id": 1, "message": {"from": {"id": 12315544}, "chat": {"id": 12315544}, "text": "hola"}}
    answer = Client().post(gateway, json.dumps(update), content_type="application/json").json()
    assert (answer["method"], answer["chat_id"]) == ("sendMessage", "12315544")
    assert "Nothing is asked of you" in answer["text"]
