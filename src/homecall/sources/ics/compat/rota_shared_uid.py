"""Rota exports give one UID to many duties: each is kept, unless a SEQUENCE says that one is a revision of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homecall.sources.ics.events import Event


def revised(masters: Sequence[Event]) -> list[Event]:
    """The events of one UID without those that another of them, with a higher SEQUENCE, has taken the place of."""
    highest = max((one.sequence for one in masters), default=0)
    return [one for one in masters if one.sequence == highest]


def same(event: Event) -> object:
    """What must be equal for two events of one UID and one SEQUENCE to be copies of each other, and not two duties."""
    return event.start, event.title
