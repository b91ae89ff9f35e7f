"""Tokens of programs: made, found, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from homecall.web import world
from homecall.web.api.models import ApiToken
from homecall.web.people import store as people
from homecall.web.people.access import Role, Seat, rows
from homecall.web.people.models import Membership

SCOPES = ("read", "write", "admin")
"""What a token may do, each with what stands before it."""

SEEN = timedelta(minutes=10)
"""How exactly it is kept when a token was last used: not every reading writes."""


def make(seat: Seat, name: str, scope: str, expires: datetime | None) -> str:
    """A new token, which is in no row and can be shown this once only."""
    token = f"hc_{world.token()}"
    row = ApiToken(family_id=seat.family, user_id=seat.user, name=name[:100], scope=scope, expires=expires)
    row.hash, row.made = people.hashed(token), world.now()
    row.save()
    people.log(seat.family, seat.who, "token made", f"{row.name} ({scope})")
    return token


def seat_by(token: str) -> tuple[Seat, str] | None:
    """The seat that a token gives, and its scope; None where there is none, or it has ended."""
    now = world.now()
    open_ = ApiToken.objects.filter(Q(expires=None) | Q(expires__gt=now), hash=people.hashed(token), revoked=None)
    row = open_.select_related("family").first()
    if row is None or not _belongs(row):
        return None
    if row.used is None or row.used < now - SEEN:
        ApiToken.objects.filter(pk=row.pk).update(used=now)
    return Seat(row.family_id, Role.PARENT, who=row.name, id=row.pk, demo=row.family.demo), row.scope


def _belongs(row: ApiToken) -> bool:
    """Whether whoever made it is still of the family; a demo's has nobody."""
    return row.user_id is None or Membership.objects.filter(user=row.user_id, family=row.family_id).exists()


def tokens(seat: Seat) -> list[ApiToken]:
    """The family's tokens that were not taken back, the newest first."""
    return list(rows(ApiToken, seat).filter(revoked=None).order_by("-pk")[:100])


def revoke(seat: Seat, id: int) -> bool:
    """Take a token back, at once. False where the family has no such token."""
    row = rows(ApiToken, seat).filter(pk=id, revoked=None).first()
    if row is None:
        return False
    ApiToken.objects.filter(pk=row.pk).update(revoked=world.now())
    people.log(seat.family, seat.who, "token revoked", row.name)
    return True
