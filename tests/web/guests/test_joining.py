"""Invitations of the other parent: one link, one account, once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from homecall.outlets.invite.post import Office
from homecall.web import world
from homecall.web.guests.joining import MOST
from homecall.web.people import store as people
from homecall.web.people.models import Link, Membership, User
from homecall.web.plans import store as plans
from tests.unit.outlets.invite.post_office import Desk, office
from tests.web.made import Sitting, seat
from tests.web.post import reached

NEW = {"email": "ben@example.org", "password1": "roses and thorns at seven"}


def other_parent(sitting: Sitting) -> str:
    """The parent of the household who has no account yet."""
    shown = plans.shown(seat(sitting.family))
    assert shown is not None
    return next(one.id for one in shown.household.parents if one.id != "ana")


def invited(parent: Sitting) -> str:
    """The address of a new invitation."""
    made = parent.client.post("/people/invite/", {"person": other_parent(parent)}).content.decode()
    found = re.search(r"/join/[\w-]{43}/", made)
    assert found is not None
    return found[0]


def test_an_invitation_leads_through_an_account_into_the_family(parent: Sitting, stranger: Client) -> None:
    """Looking joins nothing; the button does, as the parent whom it was made for."""
    path = invited(parent)
    assert "Make an account" in stranger.get(path).content.decode()
    assert stranger.post(f"/account/signup/?next={path}", NEW | {"next": path}).headers["Location"] == path
    assert "Join the family" in stranger.get(path).content.decode()
    assert not Membership.objects.filter(user__email=NEW["email"]).exists()
    stranger.post(path)
    joined = Membership.objects.get(user__email=NEW["email"])
    assert (joined.family_id, joined.person) == (parent.family, other_parent(parent))
    assert stranger.get("/week/").status_code == 200


def test_an_invitation_works_once(parent: Sitting, stranger: Client) -> None:
    """The next who comes with it reads that it is over."""
    path = invited(parent)
    for number in range(2):
        client = Client()
        client.force_login(User.objects.create_user(f"{number}@example.org"))
        assert client.post(path).status_code == (404 if number else 302)
    assert Membership.objects.filter(family=parent.family).count() == 2


def test_an_invitation_ends_by_itself(parent: Sitting, stranger: Client) -> None:
    """After a week."""
    path = invited(parent)
    Link.objects.update(expires=world.now() - timedelta(seconds=1))
    answer = stranger.get(path)
    assert answer.status_code == 404
    assert b"Ask the family for a new one" in answer.content


def test_without_an_account_the_button_does_nothing(parent: Sitting, stranger: Client) -> None:
    """And the invitation still holds."""
    path = invited(parent)
    assert stranger.post(path).status_code == 200
    assert people.link_of(path.split("/")[2]) is not None


@pytest.mark.parametrize("person", ["", "ana", "rosa", "nobody"])
def test_only_a_parent_without_account_is_invited(parent: Sitting, person: str) -> None:
    """Neither somebody who is here already, nor a carer."""
    answer = parent.client.post("/people/invite/", {"person": person}, follow=True)
    assert "Please say which parent" in answer.content.decode()
    assert not Link.objects.exists()


def test_somebody_who_looks_around_invites_nobody(demo: Sitting) -> None:
    """An invented family is gone tomorrow."""
    demo.client.post("/people/invite/", {"person": "ana"})
    assert not Link.objects.exists()


def test_an_account_says_who_it_is(parent: Sitting) -> None:
    """One of the parents who has no account, and nobody else."""
    Membership.objects.update(person="")
    parent.client.post("/people/me/", {"person": "rosa"})
    assert Membership.objects.get().person == ""
    assert "Which of the family are you?" in parent.client.get("/people/").content.decode()
    parent.client.post("/people/me/", {"person": "ana"})
    assert Membership.objects.get().person == "ana"


def mailed(parent: Sitting, to: str) -> str:
    """The page after Ana has had an invitation mailed."""
    said = {"person": other_parent(parent), "address": to}
    return str(parent.client.post("/people/invite/", said, follow=True).content.decode())


def test_an_invitation_comes_by_mail(parent: Sitting, settings: Settings, stranger: Client) -> None:
    """Handed to the host's own server; its link is shown nowhere, and works."""
    settings.EMAIL_BACKEND = "homecall.web.post.backend.Backend"
    desk = Desk()
    with office(desk) as at:
        settings.SENDING = reached.sending(at)
        page = mailed(parent, "ben@example.org")
    (mail,) = desk.mails()
    found = re.search(r"/join/[\w-]{43}/", mail.get_content())
    assert found is not None
    assert (mail["To"], found[0] in page) == ("ben@example.org", False)
    assert "The invitation is on its way." in page
    assert "Make an account" in stranger.get(found[0]).content.decode()


def test_a_mail_server_that_is_down_leaves_the_link_to_send(parent: Sitting, settings: Settings) -> None:
    """With a sentence that says so."""
    settings.EMAIL_BACKEND = "homecall.web.post.backend.Backend"
    settings.SENDING = reached.sending(Office("127.0.0.1", 1))
    page = mailed(parent, "ben@example.org")
    assert "The mail server did not take it" in page
    assert re.search(r"/join/[\w-]{43}/", page)


@pytest.mark.parametrize("to", ["ben", "ben@example.org\nBcc: all@example.org", "x" * 300 + "@example.org", "a@b@c"])
def test_what_is_no_address_makes_no_invitation(parent: Sitting, settings: Settings, to: str) -> None:
    """And nothing is sent."""
    settings.SENDING = reached.sending(Office("127.0.0.1", 1))
    assert "That is no mail address" in mailed(parent, to)
    assert not Link.objects.filter(role="invite").exists()


def test_nobodys_letterbox_is_filled_from_here(parent: Sitting, settings: Settings) -> None:
    """After a few within an hour the rest is sent by hand; without a mail server all of them are."""
    assert "No more can be mailed" in mailed(parent, "ben@example.org")
    settings.SENDING = reached.sending(Office("127.0.0.1", 1))
    for _time in range(MOST):
        invited(parent)
    assert "No more can be mailed" in mailed(parent, "ben@example.org")
