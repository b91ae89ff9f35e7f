"""Dropped files between being looked at and being believed."""

from __future__ import annotations

from homecall.household.household import Household
from homecall.web.family import store as families
from homecall.web.family.models import Upload
from homecall.web.people.access import Seat, rows
from homecall.web.schedules.taking import named


def keep(seat: Seat, name: str, content: bytes) -> str:
    """Keep a dropped file, beside any other of its name. Gives its name. Raises HouseholdError without room.

    The same file again is the one that is there.
    """
    mine = rows(Upload, seat)
    for row in mine.only("name", "content"):
        if bytes(row.content) == content:
            return row.name
    return families.keep_upload(seat.family, named(name, mine.values_list("name", flat=True)), content)


def content_of(seat: Seat, name: str) -> bytes | None:
    """What a dropped file holds, None where there is none of the name."""
    row = rows(Upload, seat).filter(name=name).first()
    return bytes(row.content) if row else None


def forget(seat: Seat, name: str, home: Household) -> None:
    """Take a dropped file away, unless a schedule or a place of the household still stands on it."""
    used = {spec.path for parent in home.parents for spec in parent.schedule}
    used |= {place.closed_from for child in home.children for place in child.places}
    if name not in used:
        rows(Upload, seat).filter(name=name).delete()
