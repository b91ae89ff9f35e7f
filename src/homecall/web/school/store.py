"""Letters between their rows and the core: the only module that touches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from homecall.errors import SourceError
from homecall.sources.letters.letter import LARGEST
from homecall.sources.letters.letter import Letter as Found
from homecall.tongue import say
from homecall.web import world
from homecall.web.jobs import store as jobs
from homecall.web.look.kept import columns, heard
from homecall.web.people.access import Seat, rows
from homecall.web.school.models import Letter
from homecall.web.school.written import read, written

LETTER = "letter"
"""The kind of work that reads letters."""
MOST_WAITING = 5
"""Letters that may wait to be read at a time."""
MOST_KEPT = 12
"""Letters that a family keeps; the oldest go."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as it is kept, without its content."""

    id: int
    name: str
    at: datetime
    state: str
    said: str
    found: Found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits to be read."""

    id: int
    name: str
    content: bytes | str


@transaction.atomic
def take(family: int, name: str, content: bytes, *, pasted: bool) -> int:
    """Keep a letter until the worker has read it. Gives its id. Raises SourceError where there is no room for it."""
    if len(content) > LARGEST:
        raise SourceError(say("This is too large for a letter."), cure=say("Send a smaller photo, or paste the text."))
    mine = Letter.objects.filter(family=family)
    if mine.filter(state="waiting").count() >= MOST_WAITING:
        raise SourceError(say("There are letters that are still being read."), cure=say("Send this one in a minute."))
    row = Letter(family_id=family, name=name[:120], pasted=pasted, content=content, at=world.now(), state="waiting")
    row.save()
    old = list(mine.order_by("-pk").values_list("pk", flat=True)[MOST_KEPT:])
    mine.filter(pk__in=old).delete()
    jobs.want(family, world.now(), LETTER)
    return row.pk


def letters(seat: Seat) -> tuple[Kept, ...]:
    """The seat's letters, newest first. One query."""
    return tuple(_kept(row) for row in rows(Letter, seat).defer("content").order_by("-pk")[:MOST_KEPT])


def letter(seat: Seat, id: int) -> Kept | None:
    """The letter of an id, None where the seat has none such."""
    row = rows(Letter, seat).defer("content").filter(pk=id).first()
    return _kept(row) if row else None


def _kept(row: Letter) -> Kept:
    return Kept(row.pk, row.name, row.at, row.state, heard(row.said, row.parts), read(row.found))


def waiting(family: int) -> tuple[Waiting, ...]:
    """What waits to be read, first come first served."""
    found = Letter.objects.filter(family=family, state="waiting").order_by("pk")
    return tuple(Waiting(row.pk, row.name, _content(row)) for row in found)


def _content(row: Letter) -> bytes | str:
    content = bytes(row.content)
    return content.decode("utf-8", "replace") if row.pasted else content


def keep_found(id: int, found: Found) -> None:
    """Keep what was read; the letter itself is not needed any more."""
    Letter.objects.filter(pk=id, state="waiting").update(state="read", found=written(found), content=b"")


def keep_failure(id: int, said: str) -> None:
    """Keep why a letter could not be read."""
    Letter.objects.filter(pk=id, state="waiting").update(state="failed", content=b"", **columns(said, 500))


def mark_taken(seat: Seat, id: int) -> None:
    """Note that what was ticked is in the household now."""
    rows(Letter, seat).filter(pk=id, state="read").update(state="taken")


def drop(seat: Seat, id: int) -> bool:
    """Take a letter away. False where the seat has none such."""
    return rows(Letter, seat).filter(pk=id).delete()[0] > 0
