"""Faces and the limit of promises: rows in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from homecall.web.board.models import Face, Sure
from homecall.web.look.arriving import RefusedFile
from homecall.web.people.access import Seat, rows

LIMIT = 10
"""Percent that somebody may be late and still be promised, where the family has not said otherwise."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How somebody looks: what they are called, the chosen figure, and which photo; each may be empty."""

    called: str = ""
    drawn: str = ""
    sha: str = ""


def faces(seat: Seat) -> dict[str, Looks]:
    """Everybody who has been given a name, a figure or a photo, by id. One query, without the photos themselves."""
    found = rows(Face, seat).values_list("person", "called", "drawn", "sha")
    return {person: Looks(called, drawn, sha) for person, called, drawn, sha in found}


def photo(seat: Seat, person: str) -> tuple[bytes, str] | None:
    """Somebody's photo with its name, None where there is none."""
    found = rows(Face, seat).filter(person=person).exclude(photo=None).values_list("photo", "sha").first()
    return (bytes(found[0] or b""), found[1]) if found else None


def keep_photo(family: int, person: str, content: bytes) -> None:
    """Keep a photo that is small already, in place of the one before. Raises RefusedFile where it cannot be kept."""
    new = {"photo": content, "sha": sha256(content).hexdigest()}
    try:
        with transaction.atomic():
            Face.objects.update_or_create(family_id=family, person=person, defaults=new)
    except (DatabaseError, OSError) as wrong:
        cure = _("The last one is still there. Please try again; whoever runs this should look at its disk.")
        raise RefusedFile(_("The photo could not be kept."), cure=cure) from wrong


def drop_photo(family: int, person: str) -> None:
    """Take a photo away; the name and the figure stay."""
    Face.objects.filter(family=family, person=person).update(photo=None, sha="")


def keep_looks(family: int, person: str, called: str, drawn: str) -> None:
    """Keep what somebody is called and how they are drawn."""
    new = {"called": called.strip()[:40], "drawn": drawn[:10]}
    Face.objects.update_or_create(family_id=family, person=person, defaults=new)


def limit(seat: Seat) -> int:
    """The chance of being late in percent above which somebody is not promised."""
    found = rows(Sure, seat).values_list("limit", flat=True).first()
    return LIMIT if found is None else found


def keep_limit(family: int, percent: int) -> None:
    """Say how sure is sure enough, 0 to 100."""
    Sure.objects.update_or_create(family_id=family, defaults={"limit": min(100, max(0, percent))})
