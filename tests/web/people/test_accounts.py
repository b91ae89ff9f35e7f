"""Accounts: made, signed in to, signed out of, on pages that look like all others."""

from __future__ import annotations

import pytest
from django.test import Client

from homecall.web.people.models import User

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


@pytest.mark.parametrize("password", ["short", "password1234", "ana@example.org"])
def test_a_password_that_is_guessed_at_once_is_refused(stranger: Client, password: str) -> None:
    """Too short, on every list, or the address itself."""
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
