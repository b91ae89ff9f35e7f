"""Whether what was asked has reached whom it was meant for, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from homecall.spans.span import instant
from homecall.spans.wall import Wall
from homecall.web.look.clocks import clock
from homecall.web.post.models import Message
from homecall.web.rounds.saying import topic


def sentences(family: int, rounds: Iterable[int], wall: Wall) -> dict[int, dict[str, str]]:
    """Of each round, by person, how their last message stands. One query."""
    ids = {topic(id): id for id in rounds}
    found: dict[int, dict[str, str]] = {id: {} for id in ids.values()}
    mine = Message.objects.filter(family=family, topic__in=list(ids)).order_by("pk")
    for name, to, state, sent in mine.values_list("topic", "to", "state", "sent"):
        found[ids[name]][to] = sentence(state, sent, wall)
    return found


def sentence(state: str, sent: datetime | None, wall: Wall) -> str:
    """How a message stands."""
    if state == "sent" and sent is not None:
        return _("Sent at %(time)s.") % {"time": clock(wall, instant(sent))}
    said = {
        "queued": _("The message is about to go out."),
        "sending": _("The message is on its way."),
        "unsure": _("We do not know whether the message arrived. A call would help."),
        "failed": _("The message could not be sent. Please call."),
    }
    return said.get(state, "")
