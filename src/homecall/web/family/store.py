"""The household between its rows and the core: revisions of one text, read and written by the core's own codec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from django.db import transaction

from homecall.errors import HouseholdError
from homecall.household.codec import decode, read, write
from homecall.household.household import Household
from homecall.spans.wall import Wall
from homecall.tongue import say
from homecall.web import world
from homecall.web.family.models import Family, Revision, Upload
from homecall.web.jobs import store as jobs
from homecall.web.look.drawn import DRAWN
from homecall.web.look.kept import columns, heard

WHERE = "household.toml"
"""What errors call the text."""

LARGEST_UPLOADS = 60_000_000
"""Bytes that all files of a family may have together."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A revision as it is kept: the text counts, the rest says where it comes from."""

    number: int
    at: datetime
    by: str
    said: str
    text: str

    @property
    def household(self) -> Household:
        """The family that the text describes, its schedules unread."""
        return household_of(self.text)


@lru_cache(maxsize=64)
def household_of(text: str) -> Household:
    """The family that a text describes, its schedules unread. One tap, and one page, reads it several times over.

    Raises HouseholdError.
    """
    return read(text, WHERE)


@dataclass(frozen=True, slots=True)
class About:
    """A family itself. `pinned`, `first` and `looks` are a demo's, None for a family that lives now."""

    id: int
    demo: bool
    pinned: datetime | None
    first: date | None
    looks: datetime | None = None

    @property
    def now(self) -> datetime:
        """The family's own now, as its pages show it: this moment, or where a demo's clock stands."""
        return self.looks or self.pinned or world.now()

    @property
    def planning(self) -> datetime:
        """The now that its plan is made at: a demo's lies before its first day, when all can still be asked."""
        return self.pinned or world.now()


def create(
    text: str,
    by: str,
    *,
    demo: bool = False,
    pinned: datetime | None = None,
    first: date | None = None,
    looks: datetime | None = None,
) -> int:
    """A new family with its first revision; a plan is asked for. Gives its id. Raises HouseholdError for the text."""
    with transaction.atomic():
        at = world.now()
        family = Family(made=at, seen=at, demo=demo, pinned=pinned, first=first, looks=looks)
        family.save()
        revise(family.pk, text, by, say("The household was created."))
    return family.pk


def about(family: int) -> About | None:
    """The family of an id; None where there is none any more."""
    row = Family.objects.filter(pk=family).first()
    return About(row.pk, row.demo, row.pinned, row.first, row.looks) if row else None


def now(family: int) -> datetime:
    """A family's own now, as its pages show it; this moment for a family that is gone."""
    found = about(family)
    return found.now if found else world.now()


def newest(family: int) -> Kept:
    """The revision that counts. Raises HouseholdError for a family that is gone."""
    row = Revision.objects.filter(family=family).order_by("-number").first()
    if row is None:
        raise gone()
    return _kept(row)


def wall_of(family: int) -> Wall:
    """The wall clock of a family, read once a revision. Raises HouseholdError for a family that is gone."""
    last = Revision.objects.filter(family=family).order_by("-number").values_list("number", flat=True).first()
    key = f"zone:{family}:{last}"
    zone = DRAWN.get(key)
    if zone is None:
        zone = newest(family).household.timezone
        DRAWN.set(key, zone)
    return Wall(zone)


def at(family: int, number: int) -> Kept | None:
    """A revision by its number; None where the family has none such."""
    row = Revision.objects.filter(family=family, number=number).first()
    return _kept(row) if row else None


def history(family: int, most: int = 100, *, before: int | None = None) -> tuple[Kept, ...]:
    """The revisions, newest first; only those with a lower number than `before`, if it is given."""
    rows = Revision.objects.filter(family=family, **({"number__lt": before} if before is not None else {}))
    return tuple(_kept(row) for row in rows.order_by("-number")[:most])


def _kept(row: Revision) -> Kept:
    return Kept(row.number, row.at, row.by, heard(row.said, row.parts), row.text)


@transaction.atomic
def revise(family: int, text: str, by: str, said: str, *, expected: int | None = None) -> int:
    """Keep a text as the newest revision, byte for byte, and ask for a plan. Gives its number.

    The same text again is no new revision. `expected` is the number that the writer had seen. Raises HouseholdError
    where the text cannot be, where somebody else has changed it since, or for a family that is gone.
    """
    household_of(decode(text.encode("utf-8", "surrogatepass"), WHERE))
    last = _locked(family)
    if expected is not None and last and last.number != expected:
        raise meanwhile(_kept(last))
    if last and last.text == text:
        return last.number
    number = last.number + 1 if last else 1
    row = Revision(family_id=family, number=number, at=world.now(), by=by[:200], text=text, **columns(said, 300))
    row.save()
    jobs.want(family, world.now())
    return number


def gone() -> HouseholdError:
    """Why nothing can be done for a family that was erased."""
    cure = say("Create it again, or restore a backup.")
    return HouseholdError(say("This family is not here any more."), cure=cure)


def meanwhile(last: Kept) -> HouseholdError:
    """Why a change is not kept: somebody else has made one that its writer had not seen."""
    cure = say("Look at what it says now, and send yours once more if it is still right.")
    return HouseholdError(
        say("{name} has changed the household meanwhile: {change}", name=last.by, change=last.said), cure=cure
    )


def locked(family: int) -> bool:
    """Until the transaction ends, wait for one another: whoever changes a family's household, plan or rounds.

    False where the family is gone.
    """
    return Family.objects.select_for_update().filter(pk=family).exists()


def _locked(family: int) -> Revision | None:
    """The newest revision, while nobody else can add one."""
    if not locked(family):
        raise gone()
    return Revision.objects.filter(family=family).order_by("-number").first()


@transaction.atomic
def change(
    family: int, edit: Callable[[Household], Household], by: str, said: str, *, expected: int | None = None
) -> int:
    """Edit the newest household and keep what comes of it. Comments of an imported file end here.

    Raises as `revise` does.
    """
    _locked(family)
    return revise(family, write(edit(newest(family).household)), by, said, expected=expected)


@transaction.atomic
def undo(family: int, by: str, *, expected: int | None = None) -> int:
    """Take the last change back, as a revision with the text of the one before. Gives its number.

    `expected` is the number of the change that is meant. Raises HouseholdError on the first revision, and where
    somebody else has changed the household since.
    """
    _locked(family)
    last = history(family, 2)
    if len(last) < 2:
        raise HouseholdError(say("There is no change to take back."))
    return revise(family, last[1].text, by, say("Taken back: {change}", change=last[0].said), expected=expected)


@transaction.atomic
def go_back(family: int, number: int, by: str, *, expected: int | None = None) -> int:
    """Make an older revision the newest again, byte for byte. Gives the number of the new one.

    Raises HouseholdError where there is no such revision, and as `revise` does.
    """
    _locked(family)
    old = at(family, number)
    if old is None:
        raise HouseholdError(say("That version is not here."), cure=say("Choose one from the history."))
    said = say("Back to version {number}: {change}", number=number, change=old.said)
    return revise(family, old.text, by, said, expected=expected)


@transaction.atomic
def keep_upload(family: int, name: str, content: bytes) -> str:
    """Keep a dropped file under a name, in place of the one before, and ask for a plan. Gives the name.

    Raises HouseholdError where there is no room for it.
    """
    _locked(family)
    others = Upload.objects.filter(family=family).exclude(name=name)
    if sum(len(row.content) for row in others.only("content")) + len(content) > LARGEST_UPLOADS:
        cure = say("Remove one that is not needed any more.")
        raise HouseholdError(say("There is no room for this file."), cure=cure)
    new = {"content": content, "sha": sha256(content).hexdigest(), "at": world.now()}
    Upload.objects.update_or_create(family_id=family, name=name[:200], defaults=new)
    jobs.want(family, world.now())
    return name[:200]


def shelf(family: int) -> dict[str, bytes]:
    """The dropped files by name, as schedules are read from them."""
    return {row.name: bytes(row.content) for row in Upload.objects.filter(family=family)}


def erase(family: int) -> None:
    """Take a family and every row of it away. What lies in folders is the caller's to remove."""
    Family.objects.filter(pk=family).delete()
