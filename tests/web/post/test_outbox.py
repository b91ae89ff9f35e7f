"""The outbox as other pages use it: once each, taken back while it waits, in the language of whoever it is for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import gettext as _

from homecall.spans.wall import Wall
from homecall.tongue import clock
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.post import store
from homecall.web.post.models import Message
from tests.web.made import SMALL

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 1, 4, 18, tzinfo=UTC)
NIGHT = datetime(2027, 1, 5, 5, tzinfo=UTC)
"""11 pm in Chicago."""


@pytest.fixture
def family() -> int:
    """A family in Chicago."""
    return families.create(SMALL, "Ana")


def put(family: int, key: str = "a", *, now: datetime = NOON, urgent: bool = False, to: str = "ana") -> bool:
    """A message that is put in."""
    return store.queue(family, to, "ask", key, "Title", "Body", now=now, topic="round:1", urgent=urgent)


def test_a_key_is_put_in_once(family: int) -> None:
    """Whoever is not sure whether it was said may say it again."""
    assert put(family)
    assert not put(family)
    assert Message.objects.count() == 1


def test_another_familys_key_is_another(family: int) -> None:
    """Keys are a family's own."""
    other = families.create(SMALL, "Else")
    assert put(family)
    assert put(other)


def test_what_is_put_in_at_night_waits_for_the_morning(family: int) -> None:
    """Until half past six by the family's clock."""
    put(family, now=NIGHT)
    assert Wall("America/Chicago").info.utcoffset(NIGHT) == timedelta(hours=-6)
    assert Message.objects.get().not_before == datetime(2027, 1, 5, 12, 30, tzinfo=UTC)


def test_what_is_urgent_waits_for_nothing(family: int) -> None:
    """An emergency may break the night."""
    put(family, now=NIGHT, urgent=True)
    assert Message.objects.get().not_before == NIGHT


def test_what_waits_is_taken_back(family: int) -> None:
    """And nobody has to be told that it is over."""
    put(family)
    assert store.withdraw(family, "round:1") == ()
    assert [one.state for one in store.states(family, "round:1")["ana"]] == ["withdrawn"]


@pytest.mark.parametrize("state", ["sending", "sent", "unsure"])
def test_who_may_have_been_told_is_named(family: int, state: str) -> None:
    """What has left, or may have, is not taken back."""
    put(family)
    put(family, "b", to="rosa")
    Message.objects.filter(to="rosa").update(state=state)
    assert store.withdraw(family, "round:1") == ("rosa",)
    assert Message.objects.get(to="rosa").state == state


def test_one_person_or_kind_is_taken_back_alone(family: int) -> None:
    """The others still wait."""
    put(family)
    put(family, "b", to="rosa")
    store.withdraw(family, "round:1", to="rosa", kinds=("ask",))
    store.withdraw(family, "round:1", kinds=("booked",))
    assert {one.to: one.state for one in Message.objects.all()} == {"ana": "queued", "rosa": "withdrawn"}


def test_what_is_unsure_goes_once_more_when_somebody_says_so(family: int) -> None:
    """And only that: what was sent is not sent again."""
    put(family)
    sent = Message.objects.get()
    assert not store.send_again(family, sent.pk)
    Message.objects.update(state="unsure")
    assert store.send_again(family, sent.pk)
    assert Message.objects.get().state == "queued"


def test_what_is_over_is_not_sent_once_more(family: int) -> None:
    """An ask for hours that have passed would ask for nothing."""
    put(family)
    Message.objects.update(state="unsure", until=world.now() - timedelta(hours=1))
    assert not store.send_again(family, Message.objects.get().pk)


def test_everybody_is_spoken_to_in_their_own_way(family: int) -> None:
    """The parent by the account's choice, a carer by that of the link, anybody else as the family's first parent."""
    user = User.objects.create_user("ana@example.org", language="es", hours="24")
    people.join(user, family, "ana")
    people.make_link(family, "carer", "rosa", None, language="en")
    said = {}
    for who in ("ana", "rosa", "joan"):
        with store.said_in(family, who):
            said[who] = (_("Today"), str(clock(18, 0, "America/Chicago")))
    assert said == {"ana": ("Hoy", "18:00"), "rosa": ("Today", "18:00"), "joan": ("Hoy", "18:00")}
