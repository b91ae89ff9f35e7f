"""What was ticked becomes part of the household: closed days of places, and dated moments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child
from homecall.plan.voice import listed
from homecall.tongue import say, say_n

USUAL_LENGTH = timedelta(hours=1)
"""How long a moment lasts whose end the letter does not say."""
MOST_DAYS = 10
"""A moment of several days becomes one a day, for so many days at most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One ticked line: as `what` it is taken ("closed" or "moment"), and for whom.

    `place` is the name of a place, empty for every place of the children; `last` is included.
    """

    what: str
    title: str
    first: date
    last: date
    children: tuple[str, ...]
    place: str = ""
    start: time | None = None
    end: time | None = None


def applied(household: Household, choices: Iterable[Choice]) -> Household:
    """The household with what was chosen. What it has already is not put there twice."""
    for one in choices:
        household = _closed(household, one) if one.what == "closed" else _with_moments(household, one)
    return household


def days_of(one: Choice) -> tuple[date, ...]:
    """Each day of a choice."""
    return tuple(one.first + timedelta(days=n) for n in range((one.last - one.first).days + 1))


def _closed(household: Household, one: Choice) -> Household:
    days = frozenset(days_of(one))
    children = tuple(_shut(child, one, days) if child.id in one.children else child for child in household.children)
    return replace(household, children=children)


def _shut(child: Child, one: Choice, days: frozenset[date]) -> Child:
    places = tuple(
        replace(place, closed=place.closed | days) if one.place in ("", place.name) else place for place in child.places
    )
    return replace(child, places=places)


def _with_moments(household: Household, one: Choice) -> Household:
    for day in days_of(one)[:MOST_DAYS]:
        new = _moment(household, one, day)
        if not any((old.title, old.start) == (new.title, new.start) for old in household.moments):
            household = replace(household, moments=(*household.moments, new))
    return household


def _moment(household: Household, one: Choice, day: date) -> Moment:
    start = datetime.combine(day, one.start or time(9))
    end = datetime.combine(day, one.end) if one.end else start + USUAL_LENGTH
    id = _free(household, one.title, day)
    return Moment(id=id, title=one.title, children=one.children, start=start, end=end)


def _free(household: Household, title: str, day: date) -> str:
    """An id that says what it is and that no other moment has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')[:22].strip('-') or 'moment'}-{day:%m%d}"
    taken = {moment.id.lower() for moment in household.moments}
    return next(id for n in range(1, 1000) if (id := stem if n == 1 else f"{stem}-{n}") not in taken)


def sentence(choices: Iterable[Choice], name: str) -> str:
    """What was taken, for the history."""
    chosen = list(choices)
    closed = sum(len(days_of(one)) for one in chosen if one.what == "closed")
    moments = sum(one.what == "moment" for one in chosen)
    parts = [say_n("{count} closed day", "{count} closed days", closed)] if closed else []
    if moments:
        parts.append(say_n("{count} moment", "{count} moments", moments))
    return say("Taken from “{letter}”: {what}.", letter=name, what=listed(parts))
