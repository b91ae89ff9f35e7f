"""What is kept of messages only for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from homecall.web.post.models import Message

KEPT = timedelta(days=30)
"""So long a page can say whether a message arrived."""
OPEN = ("queued", "sending")


def tidy(now: datetime) -> int:
    """Forget messages that were settled long ago. Gives how many."""
    found, _by_table = Message.objects.filter(touched__lt=now - KEPT).exclude(state__in=OPEN).delete()
    return found
