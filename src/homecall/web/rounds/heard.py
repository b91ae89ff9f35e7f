"""A message that came in by a gateway: a parent's sentence, or the answer of somebody who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.sources.sentences.arrived import same
from homecall.sources.sentences.reply import Hours, own_words, reply_of
from homecall.spans.span import instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.post import inbox, spoken
from homecall.web.post import store as post
from homecall.web.post.keys import Speaker
from homecall.web.post.models import Reach
from homecall.web.post.ways import address_of
from homecall.web.rounds import store
from homecall.web.rounds.mailed import answered
from homecall.web.rounds.models import Invited
from homecall.web.rounds.pages import asked_page
from homecall.web.rounds.words import to_carer


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back, in the language of whoever wrote. `told` where a message of its own says it already."""

    text: str
    told: bool = False


def person_of(family: int, sender: str) -> str:
    """Who is reached at a number or a chat, and has confirmed that; empty for nobody."""
    for row in Reach.objects.filter(family=family, kind="other").exclude(confirmed=None).order_by("pk"):
        if sender and same(_target(address_of(row) or ""), sender):
            return row.person
    return ""


def _target(address: str) -> str:
    """Whom an address of Apprise's leads to: what stands last in it."""
    parts = urlsplit(address)
    return next((one for one in reversed(parts.path.split("/")) if one), parts.hostname or "")


def take(family: int, who: str, words: str) -> Reply:
    """Keep what somebody said; what is not plain is asked about, and changes nothing."""
    parents = {one.id: one.name for one in families.newest(family).household.parents}
    if who in parents:
        return Reply(spoken.take(Speaker(family, who, parents[who]), own_words(words)).text)
    return _answer(family, who, own_words(words))


def send(family: int, who: str, said: Reply, mark: str) -> None:
    """Send back what a gateway does not carry: by the person's own way, once."""
    if said.text and not said.told:
        title, path = _("Your message"), reverse("home")
        post.queue(family, who, "heard", mark, title, said.text, now=world.now(), path=path, urgent=True)


def _answer(family: int, who: str, words: str) -> Reply:
    now = _now(family)
    mine = store.asked_of(family, who, now)
    waiting = [one for one in mine if one.reply in ("asked", "silent") and one.round.state in ("open", "nobody")]
    if not mine:
        return Reply(_("Nothing is asked of you at the moment. Thank you!"))
    if len(waiting) > 1:
        return Reply(_("You are asked for more than one time. Please answer by the link in each message."))
    one = waiting[0] if waiting else max(mine, key=lambda one: one.pk)
    said = reply_of(words)
    if said is not None:
        answered(family, who, f"round:{one.round_id}", inbox.offer(said) if isinstance(said, Hours) else said)
    return _heard(one, now, plain=said is not None)


def _heard(one: Invited, now: int, *, plain: bool) -> Reply:
    """How they stand now; what was not plain is asked about once more."""
    before = one.reply
    one.refresh_from_db()
    one.round.refresh_from_db()
    wall = families.newest(one.family_id).household.wall
    text = asked_page(one, wall, now).answer
    if not plain or not text:
        body = _("Please answer with yes, with no, or with other hours, such as “from 18:30”. It is about: %(title)s")
        return Reply(body % {"title": to_carer(one.round, one, "ask", wall)[0]})
    return Reply(text, told=one.reply != before and one.reply in ("yes", "late"))


def _now(family: int) -> int:
    return instant(families.now(family))
