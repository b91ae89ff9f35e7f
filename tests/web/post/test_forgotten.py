"""A forgotten password, over the house's own mail server."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from homecall.outlets.invite.post import Office
from homecall.web.people.models import User
from tests.unit.outlets.invite.post_office import Desk, office
from tests.web.post import reached

pytestmark = pytest.mark.django_db


def test_a_link_for_a_new_password_is_mailed(stranger: Client, settings: Settings) -> None:
    """It sets a new one, once."""
    User.objects.create_user("ana@example.org", "a long enough password")
    settings.EMAIL_BACKEND = "homecall.web.post.backend.Backend"
    desk = Desk()
    with office(desk) as at:
        settings.SENDING = reached.sending(at)
        assert stranger.post("/account/password/reset/", {"email": "ana@example.org"}).status_code == 302
    (mail,) = desk.mails()
    found = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.get_content())
    assert found
    form = stranger.get(found[1], follow=True)
    new = "another long password"
    stranger.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert User.objects.get().check_password(new)
    assert b"password1" not in Client().get(found[1], follow=True).content


def test_a_mail_server_that_is_down_is_said(stranger: Client, settings: Settings) -> None:
    """In a sentence, whether or not there is such an account."""
    User.objects.create_user("ana@example.org", "a long enough password")
    settings.EMAIL_BACKEND = "homecall.web.post.backend.Backend"
    settings.SENDING = reached.sending(Office("127.0.0.1", 1))
    for who in ("ana@example.org", "nobody@example.org"):
        answer = stranger.post("/account/password/reset/", {"email": who})
        assert answer.status_code == 503
        assert "does not answer" in answer.content.decode()
