"""What those who help do not know yet of a plan that came by itself, for it is the family's to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from django.core import signing
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.outlets.messages.note import Button
from homecall.plan.codec import read as read_plan
from homecall.plan.diff import changes, sentences_of, told
from homecall.plan.plan import Plan
from homecall.spans.span import HOUR, Minute
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.look.clocks import names
from homecall.web.plans.models import Plan as Made
from homecall.web.plans.store import Shown
from homecall.web.post import store as post
from homecall.web.rounds import store
from homecall.web.rounds.models import Untold
from homecall.web.rounds.needing import needs, next_mark
from homecall.web.rounds.saying import SOON

AHEAD = 3 * 24 * HOUR
"""Minutes ahead in which somebody who helps has to know what is otherwise; beyond them a plan may change once more."""
HOURS = frozenset(("comes", "earlier", "later", "stays", "leaves", "off"))
"""Kinds of changes that are of when somebody is there."""
TOPIC = "untold"
SALT = "homecall.tell"
LASTS = 3 * 24 * 3600
"""Seconds for which the button works."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who is to be told, and the plan that they know, with its id."""

    who: str
    name: str
    base: Plan
    id: int


def note(before: Shown, after: Shown, now: Minute) -> None:
    """Keep who knows the plan before and would do something else by the one after it; whoever would not needs no word.

    What a plan says beyond the end of the other is no change.
    """
    carers = {one.id for one in after.household.carers}
    since = next_mark(now)
    for who in sorted(carers & told(before.plan, after.plan, since, _end(before.plan, after.plan))):
        Untold.objects.get_or_create(family_id=after.family, who=who, defaults={"base": before.id})
    for row, base in _rows(after.family):
        if base is None or row.who not in carers & told(base, after.plan, since, _end(base, after.plan)):
            row.delete()


def pending(after: Shown, now: Minute) -> list[Pending]:
    """Who does not know yet what is otherwise in the coming days. One query."""
    return [
        Pending(row.who, after.household.names.get(row.who, row.who), base, row.base)
        for row, base in _rows(after.family)
        if base and row.who in told(base, after.plan, next_mark(now), min(_end(base, after.plan), now + AHEAD))
    ]


def to_ask(one: Pending, after: Shown, now: Minute) -> tuple[store.Need, ...]:
    """The hours of the coming days for which somebody has to be asked, and neither is nor has answered. One query."""
    every = needs(after.household, one.base, after.plan, now, store.spoken(after.family, now))
    return tuple(need for need in every if need.who == one.who and need.span.start < now + AHEAD)


def beside(base: Plan, after: Plan, who: str, asked: Iterable[store.Need]) -> bool:
    """Whether somebody's hours are otherwise beside those that they are asked for, so that the ask does not say it."""
    spans = [one.span for one in asked if one.who == who]
    mine = (one for one in changes(base, after) if one.who == who and one.kind in HOURS and not one.asked)
    return any(not any(one.span.overlaps(span) for span in spans) for one in mine)


def known(family: int, who: str) -> None:
    """Somebody knows it now."""
    Untold.objects.filter(family=family, who=who).delete()


def sentences(after: Shown, found: Iterable[Pending]) -> tuple[str, ...]:
    """What is otherwise for them, in the tongue of now."""
    return tuple(said for one in found for said in sentences_of(after.household, one.base, after.plan, one.who))


def button(who: Iterable[str]) -> str:
    """What stands on the button that tells them."""
    return _("Tell %(names)s") % {"names": names(list(who))}


def show(after: Shown, found: list[Pending], now: Minute) -> None:
    """Put one message for each parent into the outbox, with the one tap that tells all of them; the same only once."""
    post.withdraw(after.family, TOPIC)
    about = families.about(after.family)
    if not found or about is None or about.demo:
        return
    state = mark(after, found)
    soon = any(one.who in told(one.base, after.plan, now, now + SOON) for one in found)
    for parent in after.household.parents:
        with post.said_in(after.family, parent.id):
            said, who = " ".join(sentences(after, found)), [one.name for one in found]
            title = _("The plan has changed for %(names)s.") % {"names": names(who)}
            body = _("%(what)s Nobody has told them yet: it takes one tap of yours.") % {"what": said}
            pressed = Button(
                "tell", button(who), post=reverse("told_tap", args=[token(after.family, state, parent.id)])
            )
        key = f"untold:{state}:{parent.id}"
        post.queue(
            after.family, parent.id, "untold", key, title, body,
            now=world.now(), path=reverse("rounds"), urgent=soon, topic=TOPIC, buttons=(pressed,),
        )  # fmt: skip


def mark(after: Shown, found: Iterable[Pending]) -> str:
    """Stands for just what is otherwise for just these people: a tap tells what was on the page, or nothing."""
    what = [(one.who, [c for c in changes(one.base, after.plan) if c.who == one.who]) for one in found]
    return sha256(repr(what).encode()).hexdigest()[:16]


def token(family: int, state: str, parent: str) -> str:
    """What the address of the button holds, signed: the family, what is told, and whose tap it is."""
    return signing.dumps([family, state, parent], salt=SALT)


def of_token(said: str) -> tuple[int, str, str] | None:
    """What such an address holds; None for one that nobody signed, or that is old."""
    with suppress(signing.BadSignature, ValueError, TypeError):
        family, state, parent = signing.loads(said, salt=SALT, max_age=LASTS)
        return family, state, parent
    return None


def _rows(family: int) -> Iterator[tuple[Untold, Plan | None]]:
    """Who does not know, each with the plan that they do; None once it is forgotten, when its days are over."""
    known = Made.objects.filter(pk=OuterRef("base"), family=family).values("text")[:1]
    read: dict[int, Plan | None] = {}
    for row in Untold.objects.filter(family=family).annotate(text=Subquery(known)).order_by("who"):
        if row.base not in read:
            read[row.base] = read_plan(row.text, "the plan") if row.text else None
        yield row, read[row.base]


def _end(before: Plan, after: Plan) -> Minute:
    return min(before.span.end, after.span.end)
