"""Answers that come by mail."""

from __future__ import annotations

from homecall.rounds.step import Answer
from homecall.spans.span import Span, instant
from homecall.spans.wall import Wall
from homecall.web import world
from homecall.web.post.habits import wall_of
from homecall.web.post.replies import Answer as Mailed
from homecall.web.post.replies import Offer, span_of
from homecall.web.rounds import store
from homecall.web.rounds.models import Round


def answered(family: int, who: str, topic: str, said: Mailed) -> None:
    """Keep what somebody answered to a message of a round; what cannot be meant changes nothing."""
    row = store.open_or_late(family, int(topic.partition(":")[2] or 0))
    if row is None:
        return
    answer = _meant(row, said, wall_of(family)) if isinstance(said, Offer) else said
    if answer is not None:
        store.answer(family, row.pk, who, answer, instant(world.now()))


def _meant(row: Round, offer: Offer, wall: Wall) -> Answer | None:
    """The hours that are offered, on the day that is asked for; a yes where they are all of it, None for none."""
    asked = Span(row.start, row.end)
    found = span_of(offer, asked, wall)
    return "yes" if found == asked else found
