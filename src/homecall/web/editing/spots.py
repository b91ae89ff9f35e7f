"""Where a thing stands in a household: had, put, moved and removed by its kind and its key.

A key is an id, or a number where things have none; "mia.0" is the first place of Mia. An empty key, or "mia." for a
place, is that of a new thing, which goes to the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from homecall.household.codec.lines import Path
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.without import without


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list that holds things of a kind. `inside` is the list of their owners, empty where they have none."""

    name: str
    inside: str = ""
    has_ids: bool = False


SHELVES = {
    "parent": Shelf("parents", has_ids=True),
    "child": Shelf("children", has_ids=True),
    "carer": Shelf("carers", has_ids=True),
    "moment": Shelf("moments", has_ids=True),
    "ritual": Shelf("moments", has_ids=True),
    "usual": Shelf("usual"),
    "place": Shelf("places", "children"),
    "shift": Shelf("shifts", "parents"),
    "schedule": Shelf("schedule", "parents"),
}
ALONE = {"family": (), "prices": ("prices",), "gates": ("gates",)}
"""Things of which there is one, with their path in the file."""
PEOPLE = ("parent", "child", "carer")


def owner_key(kind: str, key: str) -> str:
    """The id of the one whom a place or a shift belongs to; empty for other things."""
    return key.rpartition(".")[0] if kind in SHELVES and SHELVES[kind].inside else ""


def things(home: Household, kind: str, key: str) -> tuple[Any, ...] | None:
    """The list that a key points into; None where its owner is not there."""
    shelf = SHELVES[kind]
    holder: Any = _owner(home, kind, key) if shelf.inside else home
    return None if holder is None else getattr(holder, shelf.name)


def _owner(home: Household, kind: str, key: str) -> Any:
    owners = getattr(home, SHELVES[kind].inside)
    return next((one for one in owners if one.id == owner_key(kind, key)), None)


def position(home: Household, kind: str, key: str) -> int | None:
    """Which of its list a key means; None where there is no such thing."""
    found = things(home, kind, key)
    if found is None:
        return None
    if SHELVES[kind].has_ids:
        return next((n for n, one in enumerate(found) if one.id == key), None)
    number = key.rpartition(".")[2]
    return int(number) if number.isdecimal() and len(number) < 6 and int(number) < len(found) else None


def get(home: Household, kind: str, key: str) -> Any:
    """The thing; None where it is not there."""
    if kind == "family":
        return home
    if kind in ("prices", "gates"):
        return getattr(home, kind)
    at = position(home, kind, key)
    found = things(home, kind, key)
    thing = found[at] if found is not None and at is not None else None
    return thing if _is(kind, thing) else None


def _is(kind: str, thing: object) -> bool:
    """Whether a moment is of the sort that its form is for: one that happens once, or one that comes back."""
    return not isinstance(thing, Moment) or thing.dated == (kind == "moment")


def put(home: Household, kind: str, key: str, thing: Any) -> Household:
    """The household with the thing in the place of the one that was there, or at the end where there was none."""
    if kind == "family":
        return replace(home, name=thing.name, timezone=thing.timezone, rest=thing.rest)
    if kind in ("prices", "gates"):
        return replace(home, **{kind: thing})
    found, at = things(home, kind, key) or (), position(home, kind, key)
    changed = (*found, thing) if at is None else (*found[:at], thing, *found[at + 1 :])
    return _with(home, kind, key, changed)


def remove(home: Household, kind: str, key: str) -> Household:
    """The household without the thing, and without what only made sense with it."""
    if kind in PEOPLE:
        return without(home, key)
    found, at = things(home, kind, key), position(home, kind, key)
    if found is None or at is None:
        return home
    return _with(home, kind, key, (*found[:at], *found[at + 1 :]))


def earlier(home: Household, kind: str, key: str) -> Household:
    """The household with the thing one place nearer to the top of its list."""
    found, at = things(home, kind, key), position(home, kind, key)
    if not found or not at:
        return home
    return _with(home, kind, key, (*found[: at - 1], found[at], found[at - 1], *found[at + 1 :]))


def _with(home: Household, kind: str, key: str, changed: Sequence[Any]) -> Household:
    shelf = SHELVES[kind]
    inner: dict[str, Any] = {shelf.name: tuple(changed)}
    if not shelf.inside:
        return replace(home, **inner)
    owners = getattr(home, shelf.inside)
    mine = owner_key(kind, key)
    outer: dict[str, Any] = {shelf.inside: tuple(replace(one, **inner) if one.id == mine else one for one in owners)}
    return replace(home, **outer)


def path(home: Household, kind: str, key: str) -> Path:
    """Where the thing stands in the text that `write` makes of the household; the last of its list for a new one."""
    if kind in ALONE:
        return ALONE[kind]
    found, at = things(home, kind, key) or (), position(home, kind, key)
    inner: Path = (SHELVES[kind].name, len(found) - 1 if at is None else at)
    if not SHELVES[kind].inside:
        return inner
    ids = [one.id for one in getattr(home, SHELVES[kind].inside)]
    return (SHELVES[kind].inside, ids.index(owner_key(kind, key)), *inner)


def moved(before: Household, after: Household, kind: str, key: str) -> str:
    """The key of the same thing in a newer household; that of a new thing where it is gone.

    A thing without an id is the same where it is equal, or stands where it stood in a list of the same length.
    """
    new = f"{owner_key(kind, key)}." if kind in SHELVES and SHELVES[kind].inside else ""
    if kind in ALONE or SHELVES[kind].has_ids:
        return new if get(after, kind, key) is None else key
    old, now, thing = things(before, kind, key) or (), things(after, kind, key) or (), get(before, kind, key)
    if len(old) == len(now):
        return key
    return f"{new}{now.index(thing)}" if thing in now else new


def fresh_id(home: Household, kind: str, name: str) -> str:
    """An id for a new thing, made from what it is called: short, and nobody else's."""
    moments = SHELVES[kind].name == "moments"
    taken = {one.id for one in home.moments} if moments else set(home.names)
    lower = {one.casefold() for one in taken}
    stem = re.sub(r"[^\w]+", "-", name.casefold()).strip("-")[:34].rstrip("-") or kind
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(lower) + 2))
    return next(one for one in numbered if one.casefold() not in lower)
