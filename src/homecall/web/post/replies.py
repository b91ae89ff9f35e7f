"""Addresses that a mail is answered to: each leads to one message, and is signed so that nobody guesses one."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.conf import settings
from django.utils.crypto import salted_hmac

from homecall.spans.span import Minute, Span
from homecall.spans.wall import Clock, Wall
from homecall.web import world
from homecall.web.post.models import Message

LASTS = timedelta(days=14)
"""So long after it was written a message can be answered."""
_ID, _MAC = 7, 13
"""Bytes of the id and of its signature: 32 letters altogether, few enough for the part before an @."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Other hours that would do: from when, until when, or both, by the clock of the day that is asked for.

    With `either` nobody said which half of the day: "from 6:30" may be 6:30 or 18:30, whichever fits.
    """

    start: Clock | None = None
    until: Clock | None = None
    either: bool = False


Answer = Literal["yes", "no"] | Offer
Handler = Callable[[int, str, str, Answer], object]
"""Takes an answer: the family, who answers, the message's topic, and what they say."""

handlers: dict[str, Handler] = {}
"""By what a topic begins with, up to its colon. Whoever puts in messages that can be answered adds theirs."""


def span_of(offer: Offer, asked: Span, wall: Wall) -> Span | None:
    """The part of the asked hours that is offered; None where none of it is, or it cannot be told."""
    start = _inside(offer.start, offer, asked, wall, after=asked.start - 1) if offer.start else asked.start
    until = _inside(offer.until, offer, asked, wall, after=asked.start) if offer.until else asked.end
    if start is None or until is None or start >= until:
        return None
    return Span(start, until)


def _inside(clock: Clock, offer: Offer, asked: Span, wall: Wall, *, after: Minute) -> Minute | None:
    """The first time in the asked hours at which the clock shows that; their edge where it is surely beyond it."""
    day = wall.date(asked.start)
    halves = {clock.minutes, (clock.minutes + 12 * 60) % (24 * 60)} if offer.either else {clock.minutes}
    found = sorted(wall.at(one, Clock(half)) for one in (day, day + timedelta(days=1)) for half in halves)
    inside = [at for at in found if after < at <= asked.end]
    if inside or offer.either:
        return inside[0] if inside else None
    return asked.start if clock is offer.start and found[0] < asked.start else asked.end if found[0] > after else None


def handler_of(topic: str) -> Handler | None:
    """Who takes answers to a topic; None where it cannot be answered."""
    return handlers.get(topic.partition(":")[0])


def address(row: Message) -> str:
    """Where an answer to a message goes; empty where it cannot be answered by mail."""
    domain = settings.SENDING.domain
    return f"reply+{token(row.pk)}@{domain}" if domain and handler_of(row.topic) else ""


def token(id: int) -> str:
    """The signed name of a message, in letters that mail servers leave as they are."""
    raw = id.to_bytes(_ID, "big")
    return base64.b32encode(raw + _mac(raw)).decode().lower()


def message_of(said: str) -> Message | None:
    """The message that is answered; None for an address that nobody signed, or whose time is over."""
    try:
        raw = base64.b32decode(said.upper())
    except (binascii.Error, ValueError):
        return None
    secrets = (None, *settings.SECRET_KEY_FALLBACKS)
    if len(raw) != _ID + _MAC or not any(hmac.compare_digest(raw[_ID:], _mac(raw[:_ID], one)) for one in secrets):
        return None
    sent = Message.objects.filter(pk=int.from_bytes(raw[:_ID], "big"), made__gt=world.now() - LASTS)
    return sent.first()


def _mac(raw: bytes, secret: str | None = None) -> bytes:
    return salted_hmac("homecall.web.post.reply", raw.hex(), secret=secret, algorithm="sha256").digest()[:_MAC]
