"""Links in messages to carers: each opens what its reader may know, without an account, once a button is pressed.

The token is made from the message's key and the app's secret whenever it is needed, so that it stands in no row.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.crypto import salted_hmac

from homecall.web.people import store as people
from homecall.web.post.models import Message

OWN = "own:"
"""Stands in a message for the page of whoever it is for."""
LASTS = timedelta(days=7)
"""So long the link in a message works."""


def path_of(row: Message) -> str:
    """The page that a message leads to, from the root; empty for none."""
    return reverse("open_link", args=[_token(row.family_id, row.key)]) if row.path == OWN else row.path


def give(family: int, carer: str, key: str, now: datetime) -> None:
    """Let the link in the message of a key open a carer's page from now on."""
    people.make_link(family, "carer", carer, now + LASTS, scope=people.MESSAGE, token=_token(family, key))


def _token(family: int, key: str) -> str:
    raw = salted_hmac("homecall.web.post.owns", f"{family}:{key}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
