"""Accounts: made, signed in to, signed out of, on pages that look like all others."""

from __future__ import annotations

import pytest
from django.test import Client

from homecall.web.people.models import User
from tests.web.made import Sitting

pytestmark = pytest.mark.django_db
ANA = {"email": "Ana@Example.org", "password1": "roses and thorns at seven"}


def test_an_account_is_made_with_an_address_and_a_password(stranger: Client) -> None:
    """And nothing else; the address is kept in small letters."""
    answer = stranger.post("/account/signup/", ANA)
    assert answer.status_code == 302, answer.content.decode()
    assert User.objects.get().email == "ana@example.org"


def test_one_can_sign_in_and_out(stranger: Client) -> None:
    """However the address is spelled; signing out is a deed and no link."""
    User.objects.create_user("ana@example.org", ANA["password1"])
    stranger.post("/account/login/", {"login": ANA["email"], "password": ANA["password1"]})
    assert "_auth_user_id" in stranger.session
    stranger.get("/account/logout/")
    assert "_auth_user_id" in stranger.session
    stranger.post("/account/logout/")
    assert "_auth_user_id" not in stranger.session


@pytest.mark.parametrize("password", ["short", "password1234", "ana@example.org", "roses " * 22])
def test_a_password_that_is_guessed_at_once_is_refused(stranger: Client, password: str) -> None:
    """Too short, on every list, the address itself; or so long that hashing it is a burden."""
    assert stranger.post("/account/signup/", ANA | {"password1": password}).status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_the_pages_of_accounts_look_like_all_others(stranger: Client, path: str) -> None:
    """With the same frame, and nothing that the policy would refuse."""
    page = stranger.get(path).content.decode()
    assert "look/app.css" in page
    assert "<style" not in page
    assert "style=" not in page
    assert "<script>" not in page


def twice(parent: Sitting) -> Client:
    """Another browser of the same parent."""
    other = Client()
    other.force_login(User.objects.get())
    assert other.get("/people/").status_code == 200
    return other


def test_signing_out_everywhere_ends_every_session(parent: Sitting) -> None:
    """This browser's and all others'; signing in again works."""
    other = twice(parent)
    answer = parent.client.post("/people/out/")
    assert (answer.headers["Location"], answer.headers["Clear-Site-Data"]) == ("/", '"cache", "storage"')
    assert other.get("/people/").headers["Location"] == "/"
    assert parent.client.get("/people/").headers["Location"] == "/"
    assert twice(parent).get("/people/").status_code == 200


def test_a_new_password_ends_the_other_sessions(parent: Sitting) -> None:
    """And leaves the one in which it was chosen."""
    other, new = twice(parent), "thorns and roses at eight"
    parent.client.post(
        "/account/password/change/", {"oldpassword": "a long enough password", "password1": new, "password2": new}
    )
    assert User.objects.get().check_password(new)
    assert other.get("/people/").headers["Location"] == "/"
    assert parent.client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/account/password/change/", "/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"]
)
def test_what_an_account_can_set_is_there(parent: Sitting, path: str) -> None:
    """Behind the password asked once more where it matters, in the same frame, with nothing the policy refuses."""
    parent.client.post("/account/login/", {"login": "ana@example.org", "password": "a long enough password"})
    page = parent.client.get(path, follow=True).content.decode()
    assert "look/app.css" in page
    assert "style=" not in page
    assert "<script>" not in page


def test_a_new_account_can_have_a_second_step(stranger: Client) -> None:
    """An app's codes and a passkey, though its address was never verified: after the password they open."""
    stranger.post("/account/signup/", ANA)
    stranger.post("/account/reauthenticate/", {"password": ANA["password1"]})
    assert "data:image/svg" in stranger.get("/account/2fa/totp/activate/").content.decode()
    assert stranger.get("/account/2fa/webauthn/add/").status_code == 200


def test_ways_on_pages_of_accounts_are_buttons(stranger: Client) -> None:
    """Large enough for a thumb, as everywhere else."""
    stranger.post("/account/signup/", ANA)
    page = stranger.get("/account/2fa/").content.decode()
    assert '<a href="/account/2fa/totp/activate/" class="button quiet">' in page
    assert '<div class="actions">' in page


@pytest.mark.django_db
def test_a_forgotten_password_is_told_that_no_mail_goes_out(stranger: Client) -> None:
    """A sentence and a way on, in place of a mail that nobody sends."""
    for answer in (stranger.get("/account/password/reset/"), stranger.post("/account/password/reset/")):
        assert answer.status_code == 404
        assert "no mail server" in answer.content.decode()
