"""What accounts do, written into the log of each of their families: never a password, a code or an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second
from django.contrib.auth import signals as auth
from django.dispatch import Signal
from django.http import HttpRequest

from homecall.web.people import sessions, store
from homecall.web.people.models import User

DEEDS: tuple[tuple[Signal, str], ...] = (
    (auth.user_logged_in, "signed in"),
    (auth.user_logged_out, "signed out"),
    (account.password_changed, "password changed"),
    (account.password_set, "password changed"),
    (account.password_reset, "password reset"),
    (second.authenticator_added, "second step added"),
    (second.authenticator_removed, "second step removed"),
    (second.authenticator_reset, "recovery codes renewed"),
    (second.authentication_failed, "second step failed"),
)
"""What is told of an account, and the short word for it in the log."""


def begin() -> None:
    """Watch from now on."""
    for signal, what in DEEDS:
        signal.connect(_watch(what), weak=False, dispatch_uid=f"homecall: {what}")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_others, dispatch_uid="homecall: other sessions")
    auth.user_login_failed.connect(_failed, dispatch_uid="homecall: sign-in failed")


def _watch(what: str) -> Any:
    def told(user: object = None, **_more: object) -> None:
        if isinstance(user, User):
            store.log_everywhere(user, what)

    return told


def _others(request: HttpRequest, user: User, **_more: object) -> None:
    """A new password has ended the other sessions: they leave the list too."""
    sessions.end_others(request, user)


def _failed(credentials: Mapping[str, Any], **_more: object) -> None:
    """Somebody tried an account's address with a wrong password; an address that nobody has is nobody's to know."""
    typed = str(credentials.get("email") or credentials.get("login") or "").lower()
    user = User.objects.filter(email=typed).first() if typed else None
    if user is not None:
        store.log_everywhere(user, "sign-in failed")
