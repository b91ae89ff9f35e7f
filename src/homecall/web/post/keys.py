"""Keys with which something is said without a page. Only their hashes are kept."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from homecall.errors import SetupError
from homecall.web import world
from homecall.web.people.access import Seat
from homecall.web.people.models import Membership
from homecall.web.people.store import hashed
from homecall.web.post.models import Key

MOST = 5
"""Keys of one account."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a parent of a family, by their id in the household, empty where it is not known."""

    family: int
    person: str
    who: str


def of(seat: Seat) -> QuerySet[Key]:
    """The keys of a seat's account that work."""
    return Key.objects.filter(family=seat.family, user=seat.user, revoked=None).order_by("pk")


def make(seat: Seat, name: str, kind: str = "say") -> str:
    """A new key, which is in no row and can be shown this once only. Raises SetupError where there are many."""
    if seat.user is None or of(seat).count() >= MOST:
        raise SetupError("There are as many keys as one can have.", cure="Take one back first.")
    # In small letters and figures alone: it stands in mail addresses too, and some servers do not keep capitals.
    token = base64.b32encode(sha256(world.token().encode()).digest()[:20]).decode().lower()
    new = Key(family_id=seat.family, user_id=seat.user, name=name[:100], kind=kind, hash=hashed(token))
    new.made = world.now()
    new.save()
    return token


def end(seat: Seat, id: int) -> bool:
    """Take one of the seat's own keys back. False where it has none such."""
    return of(seat).filter(pk=id).update(revoked=world.now()) > 0


def speaker(token: str) -> Speaker | None:
    """Who speaks with a key; None for one that does not work, or whose account has left the family."""
    return _owner(token, "say")


def gateway(token: str) -> int | None:
    """The family whose messages come in with a key; None for one that does not work, or whose owner has left."""
    owner = _owner(token, "gateway")
    return owner.family if owner else None


def _owner(token: str, kind: str) -> Speaker | None:
    key = Key.objects.filter(hash=hashed(token), kind=kind, revoked=None).select_related("user").first()
    if key is None or not key.user.is_active:
        return None
    mine = Membership.objects.filter(user=key.user_id, family=key.family_id).first()
    if mine is None:
        return None
    Key.objects.filter(pk=key.pk).update(used=world.now())
    return Speaker(key.family_id, mine.person, str(key.user))
