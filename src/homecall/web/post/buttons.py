"""Buttons under a message, between its row and the ways that have such; and what a message is called on its way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from homecall.outlets.messages.note import Button


def written(buttons: Iterable[Button]) -> str:
    """Buttons as text, empty for none."""
    found = [asdict(one) for one in buttons]
    return json.dumps(found, ensure_ascii=False) if found else ""


def read(text: str) -> tuple[Button, ...]:
    """The buttons of such a text."""
    return tuple(Button(**one) for one in json.loads(text)) if text else ()


def late() -> Button:
    """The button by which a parent says that they are late: it opens the page on which that is one more tap."""
    return Button("late", _("I am running late"), to=reverse("today_say", args=["late"]))


def mark(id: int) -> str:
    """What the message of a row is called wherever it goes: nobody guesses another's."""
    sign = salted_hmac("homecall.web.post.note", str(id), algorithm="sha256").hexdigest()[:16]
    return f"{id}.{sign}"
