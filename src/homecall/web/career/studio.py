"""Scenarios and the year that was lived, between their rows and the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from homecall.errors import CareerError
from homecall.tongue import say
from homecall.web import world
from homecall.web.career.models import Lived, SavedScenario
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Seat, rows

YEAR = "year"
"""The kind of work that lives a year."""
MOST_SAVED = 40
MOST_TICKED = 10
"""Scenarios that are lived side by side."""
FORMAT = "homecall-studio/1"


@dataclass(frozen=True, slots=True)
class Saved:
    """A scenario that a family keeps."""

    id: int
    name: str
    text: str
    ticked: bool


def saved(seat: Seat) -> tuple[Saved, ...]:
    """The scenarios of the seat's family, in the order in which they came. One query."""
    found = rows(SavedScenario, seat).order_by("pk")[:MOST_SAVED]
    return tuple(Saved(row.pk, row.name, row.text, row.ticked) for row in found)


@transaction.atomic
def save(seat: Seat, name: str, text: str) -> None:
    """Keep a scenario, ticked while there is room. Raises CareerError where there are too many."""
    mine = rows(SavedScenario, seat)
    if mine.count() >= MOST_SAVED:
        raise CareerError(say("There are too many changes to think about."), cure=say("Take one out first."))
    room = mine.filter(ticked=True).count() < MOST_TICKED
    new = SavedScenario(family_id=seat.family, name=name[:200], text=text, ticked=room, made=world.now())
    new.save()


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
    mine.filter(pk__in=list(ticked)).update(ticked=True)
    now = world.now()
    fresh = {"asked": now, "done": 0, "steps": 0, "doing": "", "final": False}
    Lived.objects.update_or_create(family_id=seat.family, defaults=fresh)
    jobs.want(seat.family, now, YEAR)


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a measure of a year lies: mean, median, and the interval of nine in ten."""

    mean: float
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """How much more of a measure a year has: the mean, its interval of nine in ten, and what may be said of it."""

    mean: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario that was lived beside the baseline; `wrong` says why it could not be. `id` is its row's."""

    id: int
    name: str
    changes: Mapping[str, Change]
    text: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Small:
    """A small change of the search: what it gives up and gains, with the reasons, and whether it is one of the three.

    `gain` is moments a year, with its interval; `cost` what it gives up, in the search's own measure.
    """

    name: str
    gain: Change
    cost: float
    reasons: tuple[str, ...]
    chosen: bool
    frontier: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A year as it is kept. `exact` is false for a first picture; `goals` are the moments that there were to keep."""

    lives: int
    weeks: int
    exact: bool
    base: Mapping[str, Spread]
    goals: float
    told: tuple[Told, ...] = ()
    small: tuple[Small, ...] = ()
    notes: tuple[str, ...] = ()


def written(result: Result) -> str:
    """A result as text."""
    return json.dumps({"format": FORMAT, **asdict(result)}, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Result | None:
    """The result that was written; None for nothing, and for one of another version."""
    if not text:
        return None
    said = json.loads(text)
    if said.pop("format", "") != FORMAT:
        return None
    try:
        return Result(
            base={name: Spread(**one) for name, one in said.pop("base").items()},
            told=tuple(_told(one) for one in said.pop("told")),
            small=tuple(_small(one) for one in said.pop("small")),
            notes=tuple(said.pop("notes")),
            **said,
        )
    except (LookupError, TypeError, AttributeError):  # kept by another version
        return None


def _told(one: dict[str, Any]) -> Told:
    changes = {name: Change(**change) for name, change in one.pop("changes").items()}
    return Told(changes=changes, **one)


def _small(one: dict[str, Any]) -> Small:
    return Small(gain=Change(**one.pop("gain")), reasons=tuple(one.pop("reasons")), **one)


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


def keep(family: int, result: Result, *, final: bool) -> None:
    """Keep what a year came to, so far or in the end."""
    kept = {"result": written(result), "final": final, "made": world.now()}
    Lived.objects.filter(family=family).update(**kept)
