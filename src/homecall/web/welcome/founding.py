"""A new family from a few answers: names and a zone, and what stands in for all that nobody was asked yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from homecall.errors import TimeError
from homecall.household.codec import read, write
from homecall.household.household import Household
from homecall.household.people import Child, Parent
from homecall.spans.wall import Clock, Wall
from homecall.web.look.clocks import names

PARENTS, CHILDREN = 2, 6
"""How many of each are asked for; more can be added afterwards."""
WAKES, BEDTIME = "06:45", "19:30"
"""What a child's day is taken for where nobody says."""
LONGEST = 60


@dataclass(frozen=True, slots=True)
class ChildAnswer:
    """A child's name, and when it wakes and goes to bed, as 06:45; empty for the usual."""

    name: str
    wakes: str = ""
    bedtime: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is asked. Empty names were left free; an empty family name is made from the parents'."""

    name: str
    zone: str
    parents: tuple[str, ...]
    children: tuple[ChildAnswer, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be: the field, and a sentence with its cure."""

    field: str
    said: str


def wrongs(answers: Answers) -> tuple[Wrong, ...]:
    """Everything that has to be answered otherwise, in the order of the page."""
    return tuple(_wrongs(answers))


def _wrongs(answers: Answers) -> Iterator[Wrong]:
    if not answers.parents[0]:
        yield Wrong("parent-0", _("There is no name yet. Who are you?"))
    if not any(one.name for one in answers.children):
        yield Wrong("child-0", _("There is no name yet. Whom is this for?"))
    named = [(f"parent-{n}", name) for n, name in enumerate(answers.parents)]
    named += [(f"child-{n}", one.name) for n, one in enumerate(answers.children)]
    for field, name in [("name", answers.name), *named]:
        if len(name) > LONGEST or not name.isprintable():
            yield Wrong(field, _("This is not a name. Write it in one short line."))
    for n, one in enumerate(answers.children):
        if not _day(one):
            yield Wrong(f"wakes-{n}", _("A child wakes in the morning and goes to bed later. Write times as 06:45."))
    if not _zone(answers.zone):
        yield Wrong("zone", _("This time zone is not known. Choose the one of a large city near you."))


def _day(one: ChildAnswer) -> bool:
    try:
        return Clock.parse(one.wakes or WAKES) < Clock.parse(one.bedtime or BEDTIME)
    except TimeError:
        return False


def _zone(zone: str) -> bool:
    try:
        return bool(zone) and bool(Wall(zone).zone)
    except (TimeError, ValueError):
        return False


def founded(answers: Answers) -> str:
    """The text of the new household. Raises HouseholdError or TimeError where an answer cannot be."""
    parents = [name for name in answers.parents if name]
    children = [one for one in answers.children if one.name]
    ids = _ids([*parents, *(one.name for one in children)])
    home = Household(
        name=answers.name or _("The family of %(parents)s") % {"parents": names(parents)},
        timezone=answers.zone,
        parents=tuple(Parent(next(ids), name) for name in parents),
        children=tuple(_child(next(ids), one) for one in children),
    )
    text = write(home)
    read(text, _("your answers"))
    return text


def _child(id: str, one: ChildAnswer) -> Child:
    return Child(id, one.name, None, Clock.parse(one.wakes or WAKES), Clock.parse(one.bedtime or BEDTIME))


def _ids(people: Iterable[str]) -> Iterator[str]:
    """A short id of its own for each name."""
    taken: set[str] = set()
    for name in people:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30] or "person"
        id = next(one for n in range(1, 100) if (one := word if n == 1 else f"{word}-{n}") not in taken)
        taken.add(id)
        yield id
