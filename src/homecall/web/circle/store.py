"""Thanks between their rows and the page: the only module that touches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from homecall.web.circle.models import Thanks
from homecall.web.people.access import Seat, rows

MOST = 30
"""Thanks that the page shows; none is ever thrown away."""


@dataclass(frozen=True, slots=True)
class Thank:
    """A thank you as it is shown."""

    id: int
    person: str
    name: str
    words: str
    day: date


def thanks(seat: Seat) -> tuple[Thank, ...]:
    """The latest thanks of the seat's family. One query."""
    found = rows(Thanks, seat).order_by("-day", "-pk")[:MOST]
    return tuple(Thank(row.pk, row.person, row.name, row.words, row.day) for row in found)


def note(seat: Seat, person: str, name: str, words: str, day: date) -> None:
    """Note a thank you."""
    kept = Thanks(family_id=seat.family, person=person, name=name[:200], words=words[:500], day=day, by=seat.who[:200])
    kept.save()


def forget(seat: Seat, id: int) -> bool:
    """Take a thank you out of the list. False where the seat has none such."""
    return rows(Thanks, seat).filter(pk=id).delete()[0] > 0
