"""The steps of a message on its way: claimed, sending, and how it ended. Each is one UPDATE with its condition."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet

from homecall.errors import HouseholdError, PostError, fault
from homecall.tongue import noted, say
from homecall.web import world
from homecall.web.look.kept import columns
from homecall.web.post import troubles
from homecall.web.post.habits import habits, undisturbed, wall_of
from homecall.web.post.models import Message, Reach
from homecall.web.post.ways import Route

LEASE = timedelta(minutes=3)
"""How long a claim holds: longer than any hand-over takes, each word of which has ten seconds."""
SLACK = timedelta(minutes=1)
"""A row written later than this from now shows that the clock was set back."""
MOST = 12
"""So often one message is tried altogether."""
TOO_LATE = noted("Their time to answer was over before it could leave.")
_FIRST, _LONGEST = 5.0, 1800.0
still: dict[str, Callable[[Message, datetime], bool]] = {}
"""By kind of message: whether it is so still for its receiver. Whoever puts in what may be over by then adds theirs."""
missed: dict[str, Callable[[Message], bool]] = {}
"""By kind of message: whether somebody was waited for who never heard of it, where it is not so any more."""
_GONE = {"held_by": "", "lease": None, "body": "", "path": "", "buttons": ""}


def _free(now: datetime) -> Q:
    """What waits and may be claimed: its time has come, or cannot be told because the clock was set back."""
    time = Q(not_before__lte=now) | Q(touched__gt=now + SLACK)
    unheld = Q(lease=None) | Q(lease__lte=now) | Q(lease__gt=now + LEASE + SLACK)
    return Q(state="queued") & time & unheld


def due(now: datetime, most: int, *, without: Collection[int] = ()) -> list[int]:
    """The ids of messages that may be claimed, one a family so that none waits for another; urgent ones first.

    A family that is only looked around in sends nothing.
    """
    waiting = Message.objects.filter(_free(now), family__demo=False).exclude(family__in=without)
    found = waiting.order_by().values("family").annotate(soon=Min("pk", filter=Q(urgent=True)), first=Min("pk"))
    rows = found.order_by(F("soon").asc(nulls_last=True), "first")[:most]
    return [soon or first for soon, first in rows.values_list("soon", "first")]


def claim(id: int, worker: str, now: datetime) -> Message | None:
    """A message taken; None where another was quicker, or it is not to be sent now."""
    taken = Message.objects.filter(_free(now), pk=id)
    if not taken.update(held_by=worker, lease=now + LEASE, touched=now):
        return None
    row = Message.objects.filter(pk=id).first()
    if row is None:  # its family was erased meanwhile
        return None
    if row.until is not None and row.until <= now:
        _mine(row).update(state="over", **_GONE)
        return None
    free = _undisturbed(row, now)
    if free > now:
        release(row, free)
        return None
    if not _so(row, now):
        if _missed(row):
            failed(row, say(TOO_LATE))
        else:
            _mine(row).filter(state="queued").update(state="withdrawn", **_GONE)
        return None
    return row


def _so(row: Message, now: datetime) -> bool:
    """Whether it is so still. A fault in asking holds no message up."""
    ask = still.get(row.kind)
    try:
        return ask is None or ask(row, now)
    except Exception as wrong:
        logging.getLogger("homecall.post").error("Nobody knows whether a message is so still: %s", fault(wrong))
        return True


def _missed(row: Message) -> bool:
    ask = missed.get(row.kind)
    return ask is not None and ask(row)


def _undisturbed(row: Message, now: datetime) -> datetime:
    """When it may be sent, asked anew: quiet hours may have changed, and so may the clock."""
    if row.urgent:
        return now
    try:
        return undisturbed(wall_of(row.family_id), habits(row.family_id, row.to).quiet, now)
    except HouseholdError:  # a family that is being erased
        return now


def _mine(row: Message) -> QuerySet[Message]:
    return Message.objects.filter(pk=row.pk, held_by=row.held_by)


def release(row: Message, until: datetime) -> None:
    """Let a message go, for whoever is next from an instant on."""
    _mine(row).filter(state="queued").update(held_by="", lease=None, not_before=until, touched=world.now())


def sending(row: Message, route: Route) -> bool:
    """Write down that it leaves now. False where it was lost, or taken back: then it must not leave."""
    now = world.now()
    new = {"lease": now + LEASE, "touched": now, "via": route.label[:200]}
    return _mine(row).filter(state="queued").update(state="sending", **new) > 0


def sent(row: Message) -> None:
    """It was taken. What it said is forgotten."""
    now = world.now()
    new = {"sent": now, "touched": now, "body": "", "path": "", "buttons": "", "said": "", "parts": ""}
    _mine(row).filter(state__in=("sending", "unsure")).update(state="sent", lease=None, **new)


@transaction.atomic
def unsure(row: Message, said: str) -> None:
    """It may have arrived or not, and is not sent again by itself."""
    if _mine(row).filter(state="sending").update(state="unsure", lease=None, touched=world.now(), **columns(said, 300)):
        troubles.told(row, "unsure")


@transaction.atomic
def lost(now: datetime) -> int:
    """What was on its way when whoever sent it died, or slept for too long: nobody knows. Gives how many."""
    gone = Q(lease__lte=now) | Q(lease__gt=now + LEASE + SLACK)
    said = columns(say(troubles.BROKE_OFF), 300)
    rows = list(Message.objects.filter(gone, state="sending")[:200])
    found = 0
    for row in rows:
        if Message.objects.filter(gone, pk=row.pk, state="sending").update(state="unsure", touched=now, **said):
            troubles.told(row, "unsure")
            found += 1
    return found


@transaction.atomic
def refused(row: Message, route: Route, wrong: PostError, *, more: bool) -> None:
    """It was not taken: tried again later, by another way where there is `more`, or failed for good."""
    now, tries = world.now(), row.tries + 1
    if wrong.gone and route.id:
        Reach.objects.filter(pk=route.id).update(broken=now, **columns(wrong.message, 300))
    over = wrong.permanent or tries >= MOST or (more and tries % _patience(row) == 0)
    passed = f"{row.passed} {route.id}".strip() if over else row.passed
    if over and not more:
        failed(row, wrong.message)
        return
    pause = timedelta(seconds=0 if over else max(wrong.wait, _pause(tries)))
    new = {
        "state": "queued",
        "held_by": "",
        "lease": None,
        "tries": tries,
        "passed": passed,
        **columns(wrong.message, 300),
    }
    _mine(row).filter(state__in=("queued", "sending")).update(**new, not_before=now + pause, touched=now)


def _patience(row: Message) -> int:
    """After so many tries by one way another is taken."""
    return 2 if row.urgent else 4


def _pause(tries: int) -> float:
    """Seconds until the next try: three times as long each time, spread by half so that not all come at once."""
    return min(_LONGEST, _FIRST * 3.0 ** (tries - 1)) * (0.5 + world.dice())


@transaction.atomic
def failed(row: Message, said: str) -> None:
    """It cannot be told by any way."""
    new = {"state": "failed", "lease": None, "touched": world.now(), **columns(said, 300)}
    if _mine(row).filter(state__in=("queued", "sending")).update(**new):
        troubles.told(row, "failed")
