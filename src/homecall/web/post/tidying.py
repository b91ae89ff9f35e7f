"""What is kept of messages only for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from homecall.tongue import noted, say
from homecall.web.look.kept import columns
from homecall.web.people import store as people
from homecall.web.post.models import Message

KEPT = timedelta(days=30)
"""So long a page can say whether a message arrived."""
OPEN = ("queued", "sending")
RESTORED = noted("It stood in a backup that was put back, and may have been sent since.")


def restored(using: str = "default") -> int:
    """After a backup was put back: what waited in it may have been sent since, so nobody knows. Gives how many."""
    waiting = Message.objects.using(using).filter(state__in=OPEN)
    return waiting.update(state="unsure", held_by="", lease=None, **columns(say(RESTORED), 300))


def tidy(now: datetime) -> int:
    """Forget messages that were settled long ago, and the links of those that have expired. Gives how many."""
    people.forget_messages(now)
    found, _by_table = Message.objects.filter(touched__lt=now - KEPT).exclude(state__in=OPEN).delete()
    return found
