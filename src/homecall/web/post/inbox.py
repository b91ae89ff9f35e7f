"""Mail that comes in: an answer to a message, or a sentence of a parent's. What address it goes to says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.errors import SourceError
from homecall.sources.letters.mail import opened
from homecall.sources.sentences.amounts import Reading
from homecall.sources.sentences.reply import Hours, own_words, reply_of
from homecall.spans.wall import Clock
from homecall.web import world
from homecall.web.post import keys, replies, spoken, store
from homecall.web.post.models import Message

REMEMBERED = 7 * 24 * 3600
"""Seconds for which a mail is known: servers hand one over twice where they did not hear that it was taken."""
MOST = 3
"""So often somebody is told that an answer was not understood."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as far as it matters. `automatic` is one that no person wrote."""

    id: str
    words: str
    automatic: bool


def known(address: str, domain: str) -> bool:
    """Whether an address leads anywhere: a message that may be answered, or a parent's key."""
    return _road(address, domain) is not None


def _road(address: str, domain: str) -> Message | keys.Speaker | None:
    local, _at, where = address.rpartition("@")
    kind, _plus, token = local.lower().partition("+")
    if where.lower() != domain.lower():
        return None
    if kind == "reply":
        return replies.message_of(token)
    return keys.speaker(token) if kind == "say" else None


def read(content: bytes) -> Letter:
    """A mail taken apart. Raises SourceError for one that cannot be."""
    from email import message_from_bytes
    from email.policy import compat32

    head = message_from_bytes(content[:100_000].split(b"\n\n")[0].split(b"\r\n\r\n")[0] + b"\r\n\r\n", policy=compat32)
    said = str(head.get("Auto-Submitted", "no")).strip().lower()
    automatic = said != "no" or str(head.get("Precedence", "")).lower() in ("bulk", "junk", "auto_reply", "list")
    pages = opened(content).pages
    name = str(head.get("Message-ID", "")) or sha256(content).hexdigest()
    return Letter(name, own_words(pages[-1].text), automatic)


def take(address: str, domain: str, content: bytes) -> None:
    """Take a mail that came for an address. Whatever is in it, the same mail counts once."""
    road = _road(address, domain)
    try:
        letter = read(content)
    except SourceError:
        letter = Letter(sha256(content).hexdigest(), "", automatic=False)
    mark = f"mail:{sha256(f'{address.lower()} {letter.id}'.encode('utf-8', 'replace')).hexdigest()}"
    if road is None or letter.automatic or not cache.add(mark, 1, REMEMBERED):
        return
    try:
        if isinstance(road, Message):
            _answered(road, letter.words)
        else:
            _spoken(road, letter, mark)
    except BaseException:
        cache.delete(mark)  # the server hears that it failed, and hands it over again
        raise


def _answered(row: Message, words: str) -> None:
    """An answer, handed to whoever takes those; one that is not plain is asked about."""
    handler, said = replies.handler_of(row.topic), reply_of(words)
    if said is None or handler is None:
        _not_understood(row)
    else:
        handler(row.family_id, row.to, row.topic, offer(said) if isinstance(said, Hours) else said)


def offer(hours: Hours) -> replies.Offer:
    """Hours as their handler wants them: by the clock of the day that is asked for."""
    either = any(one is not None and not one.sure for one in (hours.start, hours.until))
    return replies.Offer(_clock(hours.start), _clock(hours.until), either=either)


def _clock(reading: Reading | None) -> Clock | None:
    return Clock(reading.minutes) if reading else None


def _not_understood(row: Message) -> None:
    """Ask once more, and say how: the next answer goes to this message, which asks for the same."""
    earlier = Message.objects.filter(family=row.family_id, topic=row.topic, to=row.to, kind="again").count()
    if earlier >= MOST:
        return
    with store.said_in(row.family_id, row.to):
        title = _("That answer was not plain")
        body = _("Please answer with yes, with no, or with other hours, such as “from 18:30”. It is about: %(title)s")
        store.queue(
            row.family_id, row.to, "again", f"again:{row.topic}:{row.to}:{earlier}", title,
            body % {"title": row.title}, now=world.now(), urgent=True, until=row.until, topic=row.topic,
        )  # fmt: skip


def _spoken(by: keys.Speaker, letter: Letter, mark: str) -> None:
    """A parent's sentence; what was understood, or what was not, comes back by their own way."""
    with store.said_in(by.family, by.person):
        reply = spoken.take(by, letter.words)
        title = _("Heard") if reply.kept else _("Not understood")
        store.queue(
            by.family, by.person, "heard", mark, title, reply.text, now=world.now(), path=reverse("today"), urgent=True
        )
