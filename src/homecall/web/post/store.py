"""The outbox as other pages use it: put something in, take it back, see how it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import Q

from homecall.outlets.messages.note import Button
from homecall.web import world
from homecall.web.jobs import bell
from homecall.web.look.kept import heard
from homecall.web.post.buttons import mark, written
from homecall.web.post.habits import habits, said_in, undisturbed, wall_of
from homecall.web.post.models import Message
from homecall.web.post.owns import OWN, give

__all__ = [
    "OWN",
    "Standing",
    "State",
    "newest_mark",
    "queue",
    "said_in",
    "send_again",
    "states",
    "take_back",
    "withdraw",
]

State = Literal["queued", "sending", "sent", "unsure", "failed", "withdrawn", "over"]
_HEARD = ("sending", "sent", "unsure")
_TAKEN_BACK: dict[str, Any] = {
    "state": "withdrawn", "held_by": "", "lease": None, "body": "", "path": "", "buttons": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How one message stands, and since when. `via` is by which way it went, `said` why it stands so."""

    id: int
    to: str
    kind: str
    state: State
    at: datetime
    via: str = ""
    said: str = ""


def queue(
    family: int,
    to: str,
    kind: str,
    key: str,
    title: str,
    body: str,
    *,
    now: datetime,
    path: str = "",
    urgent: bool = False,
    until: datetime | None = None,
    topic: str = "",
    buttons: Iterable[Button] = (),
) -> bool:
    """Put something in for one person, in the caller's transaction. False where the key is there already.

    It waits for the end of the person's quiet hours unless it is `urgent`; from `until` on it is not sent any more.
    `path` is a page of the app, or OWN for a carer's own page, for the link under it; `buttons` are for ways that have
    such. What was taken back before it left is put in once more where it is so again. Raises HouseholdError for a
    family that is gone.
    """
    free = now if urgent else undisturbed(wall_of(family), habits(family, to).quiet, now)
    new: dict[str, Any] = {
        "to": to[:100],
        "kind": kind,
        "title": title[:200],
        "body": body,
        "path": path,
        "topic": topic,
        "buttons": written(buttons),
    }
    new |= {"urgent": urgent, "made": now, "touched": now, "not_before": free, "until": until}
    row, fresh = Message.objects.get_or_create(family_id=family, key=key, defaults=new)
    if not fresh and row.state == "withdrawn":
        again = {"state": "queued", "held_by": "", "lease": None, "tries": 0, "passed": ""}
        fresh = Message.objects.filter(pk=row.pk, state="withdrawn").update(**new, **again) > 0
    if fresh and path == OWN:
        give(family, to, key, now)
    bell.ring()
    return fresh


@transaction.atomic
def withdraw(family: int, topic: str, *, to: str = "", kinds: Collection[str] = ()) -> tuple[str, ...]:
    """Take back what waits of a topic, of one person and of some kinds where they are given.

    Gives the ids of those persons who have been told something of it, or may have been.
    """
    mine = Message.objects.filter(family=family, topic=topic)
    mine = mine.filter(to=to) if to else mine
    mine = mine.filter(kind__in=kinds) if kinds else mine
    mine.filter(state="queued").update(**_TAKEN_BACK, touched=world.now())
    return tuple(sorted(set(mine.filter(state__in=_HEARD).values_list("to", flat=True))))


@transaction.atomic
def take_back(family: int, to: str, kind: str) -> tuple[str, ...]:
    """Take back what waits for one person of a kind, and has not left: the topics of it, oldest first."""
    found = []
    waiting = Message.objects.filter(family=family, to=to, kind=kind, state="queued").order_by("pk")
    for id, topic in list(waiting.values_list("pk", "topic")):
        if Message.objects.filter(pk=id, state="queued").update(**_TAKEN_BACK, touched=world.now()):
            found.append(topic)
    return tuple(found)


def states(family: int, topic: str) -> dict[str, tuple[Standing, ...]]:
    """How the messages of a topic stand, for each person in the order in which they were put in. One query."""
    found: dict[str, tuple[Standing, ...]] = {}
    for row in Message.objects.filter(family=family, topic=topic).defer("body").order_by("pk"):
        found[row.to] = (*found.get(row.to, ()), standing(row))
    return found


def newest_mark(family: int, topic: str, to: str) -> str:
    """What the newest message of a topic to somebody is called on its way; empty for none."""
    id = Message.objects.filter(family=family, topic=topic, to=to).order_by("-pk").values_list("pk", flat=True).first()
    return mark(id) if id else ""


def standing(row: Message) -> Standing:
    """How the message of a row stands."""
    state: State = row.state  # type: ignore[assignment] # nothing else is ever written there
    return Standing(row.pk, row.to, row.kind, state, row.sent or row.touched, row.via, heard(row.said, row.parts))


def send_again(family: int, id: int) -> bool:
    """Send once more what may or may not have arrived, or what failed. False where there is none such."""
    now = world.now()
    mine = Message.objects.filter(family=family, pk=id, state__in=("unsure", "failed"))
    new = {"state": "queued", "held_by": "", "lease": None, "tries": 0, "passed": "", "said": "", "parts": ""}
    return mine.filter(Q(until=None) | Q(until__gt=now)).update(**new, not_before=now, touched=now) > 0
