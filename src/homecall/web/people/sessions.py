"""Where an account is signed in: allauth keeps the list, here it is read, and ended one by one or all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from homecall.web import world
from homecall.web.people import store
from homecall.web.people.models import User

MOST = 20
"""Sessions that the list shows."""
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session: since when, in which browser on what, both empty where that is not known; `here` for this very one."""

    id: int
    since: datetime
    browser: str
    system: str
    here: bool


def of(request: HttpRequest, user: int) -> tuple[SignedIn, ...]:
    """The newest sessions of an account that still work, this very one first. One query."""
    alive = Session.objects.filter(expire_date__gt=world.now()).values("session_key")
    found = UserSession.objects.filter(user=user, session_key__in=alive).order_by("-created_at")[:MOST]
    own = request.session.session_key
    lines = (SignedIn(one.pk, one.created_at, *named(one.user_agent), one.session_key == own) for one in found)
    return tuple(sorted(lines, key=lambda one: not one.here))


def named(agent: str) -> tuple[str, str]:
    """What a browser calls itself, in two words of everyday: "Firefox" and "Android"."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "Safari" if "Safari" in agent else "")
    return browser, next((name for sign, name in SYSTEMS if sign in agent), "")


def end(user: int, id: int) -> bool:
    """End a session of an account, at once. False where the account has no such session."""
    found = UserSession.objects.filter(user=user, pk=id).first()
    if found is None:
        return False
    found.end()
    return True


def end_all(user: int) -> None:
    """End every session of an account, wherever it is signed in, those from before there was a list too."""
    store.end_sessions(user)
    for one in UserSession.objects.filter(user=user):
        one.end()


def end_others(request: HttpRequest, user: User) -> None:
    """Take the other sessions of an account away, which a new password has made worthless."""
    for one in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        one.end()


def tidy(now: datetime) -> None:
    """Let go of sessions that are over."""
    Session.objects.filter(expire_date__lte=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def renamed(request: HttpRequest) -> None:
    """Give the session of a request another name, and keep its line in the list."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
