"""Subscriptions to notices: kept, ended, listed for whoever sends."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q, QuerySet

from homecall.errors import SetupError
from homecall.web import world
from homecall.web.people.access import Role, Seat
from homecall.web.pwa.models import Subscription

MOST = 10
"""Browsers of one person; a further one takes the place of the oldest."""


def _of(seat: Seat) -> dict[str, Any]:
    """Whom a seat's subscriptions belong to."""
    by_link = seat.role in (Role.CARER, Role.READER)
    return {"family_id": seat.family, "user_id": seat.user, "link_id": seat.id if by_link else None}


@transaction.atomic
def subscribe(seat: Seat, said: Mapping[str, Any], language: str) -> None:
    """Keep where a browser can be told something. Raises SetupError for what no browser says."""
    endpoint, p256dh, auth = _checked(said)
    mine = Subscription.objects.filter(**_of(seat))
    Subscription.objects.filter(endpoint=endpoint).delete()  # the browser has changed hands
    for old in mine.order_by("-pk")[MOST - 1 :]:
        old.delete()
    new = Subscription(**_of(seat), endpoint=endpoint, p256dh=p256dh, auth=auth, language=language[:10])
    new.made = world.now()
    new.save()


def _checked(said: Mapping[str, Any]) -> tuple[str, str, str]:
    keys = said.get("keys")
    parts = (said.get("endpoint"), *((keys.get("p256dh"), keys.get("auth")) if isinstance(keys, dict) else ("", "")))
    endpoint, p256dh, auth = (one if isinstance(one, str) else "" for one in parts)
    if not _address(endpoint) or len(_bytes(p256dh)) != 65 or len(_bytes(auth)) != 16:
        raise SetupError("This browser cannot be told anything.", cure="Try another, or look at the page instead.")
    return endpoint, p256dh, auth


def _address(endpoint: str) -> bool:
    """Whether a browser's own service may be meant: HTTPS, a name and no number, nothing but plain letters."""
    if len(endpoint) > 600 or not re.fullmatch(r"https://[!-~]+", endpoint):
        return False
    try:
        url = urlsplit(endpoint)
        named = re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", url.hostname or "")
        return named is not None and url.port in (None, 443)
    except ValueError:
        return False


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text[:100] + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def unsubscribe(seat: Seat, endpoint: str) -> None:
    """End one of the seat's own subscriptions; one that is not there is as good."""
    Subscription.objects.filter(**_of(seat), endpoint=endpoint[:600]).delete()


def subscriptions(family: int) -> QuerySet[Subscription]:
    """Those of a family that may be told something now: a link that was taken back or has expired is told nothing."""
    works = Q(link__revoked=None) & (Q(link__expires=None) | Q(link__expires__gt=world.now()))
    still = Q(user=None) | Q(user__memberships__family=family)
    return Subscription.objects.filter(works, still, family=family).order_by("pk")
