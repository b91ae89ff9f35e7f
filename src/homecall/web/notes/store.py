"""Notes between their rows and the pages. What they hold is read in pieces, and only by whoever plays it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from homecall.web.family.models import Family
from homecall.web.look.arriving import RefusedFile
from homecall.web.notes.models import Note
from homecall.web.people.access import Seat, rows

KEPT = timedelta(days=30)
"""How long a note stays after it was played."""
UNPLAYED = timedelta(days=120)
"""How long it stays where nobody ever played it."""
LARGEST_FAMILY = 300_000_000
"""Bytes that all notes of a family may have together."""


@dataclass(frozen=True, slots=True)
class Left:
    """A note without what it holds. See the row for what each means."""

    id: int
    child: str
    by: str
    night: date | None
    kind: str
    words: str
    type: str
    size: int
    made: datetime
    played: datetime | None


_FIELDS = ("pk", "child", "by", "night", "kind", "words", "type", "size", "made", "played")


@dataclass(frozen=True, slots=True)
class New:
    """A note that is about to be left."""

    child: str
    by: str
    night: date | None
    kind: str
    words: str = ""
    content: bytes = b""
    type: str = ""


def leave(family: int, new: New, at: datetime) -> int:
    """Keep a note, whole or not at all. Gives its id. Raises RefusedFile where there is no room for it."""
    try:
        with transaction.atomic():
            Family.objects.select_for_update().filter(pk=family).first()  # two at once may not both be the last to fit
            held = sum(Note.objects.filter(family=family).values_list("size", flat=True))
            if held + len(new.content) > LARGEST_FAMILY:
                raise RefusedFile(_("There is no room for another note."), cure=_("Remove one that was played."))
            note = Note(family_id=family, child=new.child, by=new.by, night=new.night, kind=new.kind, made=at)
            note.words, note.content, note.type, note.size = new.words, new.content, new.type, len(new.content)
            note.save()
    except (DatabaseError, OSError) as wrong:
        cure = _("Nothing of it was kept. Please try again in a while; whoever runs this should look at its disk.")
        raise RefusedFile(_("The note could not be kept."), cure=cure) from wrong
    return int(note.pk)


def left(seat: Seat) -> tuple[Left, ...]:
    """All notes of a family, the newest first. One query, without what they hold."""
    return tuple(Left(*row) for row in rows(Note, seat).order_by("-pk").values_list(*_FIELDS)[:200])


def note(seat: Seat, id: int) -> Left | None:
    """One note, None where the family has no such."""
    row = rows(Note, seat).filter(pk=id).values_list(*_FIELDS).first()
    return Left(*row) if row else None


def part(seat: Seat, id: int, start: int, length: int) -> bytes:
    """Some bytes of what a note holds, from `start` counted from 0."""
    cut = Substr("content", start + 1, length)
    found = rows(Note, seat).filter(pk=id).annotate(part=cut).values_list("part", flat=True).first()
    return bytes(cast("bytes", found)) if found else b""


def played(seat: Seat, id: int, at: datetime, night: date) -> None:
    """Say that a note is being played. One for the next night away is for this night from now on."""
    mine = rows(Note, seat).filter(pk=id)
    mine.filter(night=None).update(night=night)
    mine.update(played=at)


def remove(seat: Seat, id: int) -> bool:
    """Take a note away for good. False where the family has no such note."""
    return rows(Note, seat).filter(pk=id).delete()[0] > 0


def tidy(now: datetime) -> int:
    """Take away, in every family, what was played a month ago or left a season ago. Gives how many those were."""
    old = Q(played__lt=now - KEPT) | Q(played=None, made__lt=now - UNPLAYED)
    return Note.objects.filter(old).delete()[0]
