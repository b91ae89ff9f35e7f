"""The link in a message to a carer: it opens their own page without an account, by a button, for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from homecall.outlets.invite.post import Office
from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.people import store as people
from homecall.web.people.models import Link
from homecall.web.post import store
from homecall.web.post.models import Message
from homecall.web.post.owns import LASTS, path_of
from homecall.web.post.tidying import tidy
from tests.unit.outlets.messages.ears import listening
from tests.web.made import Sitting
from tests.web.post import reached

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(demo: Sitting) -> Message:
    """A message to Rosa that leads to what is hers."""
    Family.objects.update(demo=False)
    now = world.now()
    assert store.queue(demo.family, "rosa", "change", "a", "The plan has changed.", "x", now=now, path=store.OWN)
    return Message.objects.get()


def test_the_link_opens_her_own_page_by_a_button_alone(message: Message, stranger: Client) -> None:
    """Programs follow links that they are sent: a look opens nothing."""
    path = path_of(message)
    assert stranger.get(path).status_code == 200
    assert stranger.get("/mine/").status_code == 302
    assert stranger.post(path).status_code == 302
    assert "Rosa" in stranger.get("/mine/").content.decode()
    assert stranger.get("/today/").status_code == 404


def test_its_token_stands_in_no_row(message: Message) -> None:
    """Neither the message's nor the link's."""
    token = path_of(message).strip("/").rpartition("/")[2]
    rows = [*Message.objects.values_list(), *Link.objects.values_list()]
    assert len(token) > 40
    assert not any(token in str(row) for row in rows)


def test_it_goes_out_with_the_message(message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same link however often it is tried."""
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")
    path = path_of(message)
    with listening(200) as ear:
        reached.reach(message.family_id, "rosa", f"json://127.0.0.1:{ear.port}/x")
        Message.objects.update(urgent=True, not_before=world.now())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("homecall.web.post.courier.settings.SENDING", reached.sending(Office("x", 25)))
            reached.carried()
    assert f"https://home.example.org{path}".encode() in ear.heard[0][2].replace(b"\\/", b"/")


def test_it_ends_after_a_while_and_with_her_own_link(message: Message, stranger: Client) -> None:
    """Whoever is sent away is gone from old messages too."""
    id, _token = people.make_link(message.family_id, "carer", "rosa", None)
    assert people.revoke_link(message.family_id, id)
    assert stranger.post(path_of(message)).status_code == 404
    Link.objects.filter(scope="message").update(revoked=None, expires=world.now() - timedelta(minutes=1))
    assert stranger.post(path_of(message)).status_code == 404
    tidy(world.now() + LASTS)
    assert not Link.objects.filter(scope="message").exists()


def test_it_is_no_link_of_the_familys_page(message: Message, parent: Sitting) -> None:
    """Many messages do not fill the page on which parents see who has a way in, nor use up what they may make."""
    assert "not opened yet" not in parent.client.get("/people/").content.decode()
    for number in range(people.MOST):
        people.make_link(message.family_id, "carer", "rosa", None, scope=people.MESSAGE, token=f"{number}")
    assert not people.full(message.family_id)


def test_who_has_a_link_of_their_own_sits_on_that(message: Message, stranger: Client) -> None:
    """Notices end with the link on which they were asked for, so it is the one that lasts."""
    id, _token = people.make_link(message.family_id, "carer", "rosa", None)
    stranger.post(path_of(message))
    assert stranger.session["link"] == id
