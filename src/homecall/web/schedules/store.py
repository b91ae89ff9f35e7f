"""Dropped files between being looked at and being believed."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from homecall.errors import HomecallError
from homecall.household.codec import read
from homecall.household.household import Household
from homecall.web.family import store as families
from homecall.web.family.models import Revision, Upload
from homecall.web.people.access import Seat, rows
from homecall.web.schedules.taking import named

UNDONE = timedelta(days=30)
"""How long a dropped file stays that nothing stands on any more: so long an undo brings its schedule back."""


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


def tidy(now: datetime) -> None:
    """Take away dropped files that no version of a household of the last weeks stands on: there is no undo to them.

    The version that was in force as those weeks began counts among them.
    """
    since = now - UNDONE
    old = Upload.objects.filter(at__lt=since).values_list("family", flat=True).distinct()
    for family in list(old):
        with suppress(HomecallError):  # a version that cannot be read any more may stand on anything
            used = {path for text in _texts(family, since) for path in _paths(read(text, families.WHERE))}
            Upload.objects.filter(family=family, at__lt=since).exclude(name__in=used).delete()


def _texts(family: int, since: datetime) -> set[str]:
    mine = Revision.objects.filter(family=family)
    before = mine.filter(at__lt=since).order_by("-number").values_list("text", flat=True)[:1]
    return {*before, *mine.filter(at__gte=since).values_list("text", flat=True)}


def _paths(home: Household) -> set[str]:
    """The files that a household stands on."""
    schedules = {spec.path for parent in home.parents for spec in parent.schedule}
    return schedules | {place.closed_from for child in home.children for place in child.places}


def forget(seat: Seat, name: str, home: Household) -> None:
    """Take a dropped file away, unless a schedule or a place of the household still stands on it."""
    if name not in _paths(home):
        rows(Upload, seat).filter(name=name).delete()
