"""Scenarios and the year that was lived, between their rows and the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from homecall.errors import CareerError
from homecall.tongue import say
from homecall.web import world
from homecall.web.career.models import Lived, SavedScenario
from homecall.web.career.results import Result, read
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Seat, rows

YEAR = "year"
"""The kind of work that lives a year."""
MOST_SAVED = 40
MOST_TICKED = 10
"""Scenarios that are lived side by side."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A scenario that a family keeps; the one with `base` is the year that the others stand on."""

    id: int
    name: str
    text: str
    ticked: bool
    base: bool = False


def saved(seat: Seat) -> tuple[Saved, ...]:
    """The scenarios of the seat's family, in the order in which they came. One query."""
    found = rows(SavedScenario, seat).order_by("pk")[:MOST_SAVED]
    return tuple(Saved(row.pk, row.name, row.text, row.ticked, row.base) for row in found)


@transaction.atomic
def save(seat: Seat, name: str, text: str) -> None:
    """Keep a scenario, ticked while there is room. Raises CareerError where there are too many."""
    mine = rows(SavedScenario, seat)
    if mine.count() >= MOST_SAVED:
        raise CareerError(say("There are too many changes to think about."), cure=say("Take one out first."))
    room = mine.filter(ticked=True).count() < MOST_TICKED
    new = SavedScenario(family_id=seat.family, name=name[:200], text=text, ticked=room, made=world.now())
    new.save()


@transaction.atomic
def live_with(seat: Seat, name: str, text: str) -> None:
    """Ask for a year with this change beside those that are ticked. Raises CareerError where there are too many."""
    mine = rows(SavedScenario, seat)
    if not mine.filter(text=text).exists():
        save(seat, name, text)
    one = mine.filter(text=text).values_list("pk", flat=True).order_by("pk")[0]
    ticked = list(mine.filter(ticked=True).exclude(pk=one).order_by("-pk").values_list("pk", flat=True))
    live(seat, [one, *ticked[: MOST_TICKED - 1]])


@transaction.atomic
def stand_on(seat: Seat, id: int) -> bool:
    """Let the year stand on a scenario, or no more where it did. False where the seat has none such."""
    mine = rows(SavedScenario, seat)
    row = mine.filter(pk=id).first()
    if row is None:
        return False
    mine.filter(base=True).update(base=False)
    mine.filter(pk=id).update(base=not row.base, ticked=False)
    return True


def drop(seat: Seat, id: int) -> bool:
    """Take a scenario out. False where the seat has none such."""
    return rows(SavedScenario, seat).filter(pk=id).delete()[0] > 0


@transaction.atomic
def live(seat: Seat, ticked: Sequence[int]) -> None:
    """Ask for a year with these scenarios beside each other. Raises CareerError for too many of them."""
    if len(ticked) > MOST_TICKED:
        raise CareerError(say("That is more than can be looked at together."), cure=say("Tick ten at most."))
    mine = rows(SavedScenario, seat)
    mine.update(ticked=False)
    mine.filter(pk__in=list(ticked), base=False).update(ticked=True)
    now = world.now()
    fresh = {"asked": now, "done": 0, "steps": 0, "doing": "", "final": False}
    Lived.objects.update_or_create(family_id=seat.family, defaults=fresh)
    jobs.want(seat.family, now, YEAR)


@dataclass(frozen=True, slots=True)
class Living:
    """How the year stands: whether it is being lived, how far it is, what it came to so far, and what went wrong."""

    busy: bool
    done: int
    steps: int
    doing: str
    result: Result | None
    final: bool
    made: datetime | None
    said: str


NOTHING = Living(busy=False, done=0, steps=0, doing="", result=None, final=False, made=None, said="")


def living(seat: Seat) -> Living:
    """How the year of the seat's family stands. Two queries."""
    row = rows(Lived, seat).first()
    if row is None:
        return NOTHING
    progress = jobs.progress(seat.family, YEAR)
    found = read(row.result)
    return Living(progress.renewing, row.done, row.steps, row.doing, found, row.final, row.made, progress.said)


def note(family: int, done: int, steps: int, doing: str) -> None:
    """Note how far a year is."""
    Lived.objects.filter(family=family).update(done=done, steps=steps, doing=doing[:200])


def keep(family: int, result: str, *, final: bool) -> None:
    """Keep what a year came to, as text, so far or in the end."""
    kept = {"result": result, "final": final, "made": world.now()}
    Lived.objects.filter(family=family).update(**kept)
