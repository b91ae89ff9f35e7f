"""What is different between two households, in a parent's words: one sentence for each thing that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import TypeVar

from homecall.household.carers import Carer
from homecall.household.gates import Gates
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.household.phrases import GONE, LISTS, NEW, NOT_SAID, PHRASES, said
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.tongue import say, say_n

Thing = TypeVar("Thing", Parent, Child, Carer, Moment, Usual, Place, ShiftMeaning, SourceSpec)
Names = dict[str, str]
Within = Callable[[Thing, Thing, str], Iterator[str]]
"""What changed in the lists that a thing holds itself."""


def changes(before: Household, after: Household) -> tuple[str, ...]:
    """A sentence for each thing that differs, in the order of the file; none where the files would say the same.

    What is only known while a plan runs (schedules, time called off) is no part of it.
    """
    names = {**before.names, **after.names}
    return (
        *_fields(before, after, "", names),
        *_listed(before.parents, after.parents, "", names, _in_parent),
        *_listed(before.children, after.children, "", names, _in_child),
        *_listed(before.carers, after.carers, "", names),
        *_listed(before.moments, after.moments, "", names),
        *_listed(before.usual, after.usual, "", names),
        *_fields(before.prices, after.prices, "", names),
        *_fields(before.gates, after.gates, "", names),
    )


def summary(before: Household, after: Household) -> str:
    """The changes in one line for the history: the first one, and how many more there are."""
    found = changes(before, after)
    if len(found) < 2:
        return found[0] if found else ""
    return say_n("{change} And one more change.", "{change} And {count} more changes.", len(found) - 1, change=found[0])


def _in_parent(before: Parent, after: Parent, name: str) -> Iterator[str]:
    yield from _listed(before.schedule, after.schedule, name, {})
    yield from _listed(before.shifts, after.shifts, name, {})


def _in_child(before: Child, after: Child, name: str) -> Iterator[str]:
    yield from _listed(before.places, after.places, name, {})


def _fields(before: object, after: object, owner: str, names: Names) -> Iterator[str]:
    """A sentence for each plain field that differs; fields without a phrase hold lists, or are said elsewhere."""
    phrases = PHRASES[type(after)]
    name = title(after, names)
    for field in fields(after):  # type: ignore[arg-type] # every thing here is a dataclass
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.name in phrases and was != now:
            words = {"name": name, "owner": owner, "was": said(was, names), "now": said(now, names)}
            yield say(_chosen(phrases[field.name], now), **words)


def _chosen(phrase: str, now: object) -> str:
    """One of the two halves of a phrase: the second is for "no", and for what is not said any more."""
    yes, _, no = phrase.partition("|")
    return no if no and now in NOT_SAID else yes


def title(thing: object, names: Names) -> str:
    """What a sentence calls a thing."""
    if isinstance(thing, Usual):
        who = " and ".join(names.get(one, one) for one in thing.children)
        return f"{names.get(thing.lead, thing.lead)} with {who}"
    if isinstance(thing, Household | Prices | Gates):
        return ""
    return thing.title if isinstance(thing, Moment | ShiftMeaning) else str(getattr(thing, "name", ""))


def _listed(
    before: Sequence[Thing], after: Sequence[Thing], owner: str, names: Names, within: Within[Thing] | None = None
) -> Iterator[str]:
    """Sentences for one list: what is gone, what is new, what changed inside, and an order that is not the same."""
    pairs = tuple(_paired(before, after))
    for was, now in pairs:
        if was is not None and now is not None:
            yield from _fields(was, now, owner, names)
            yield from within(was, now, title(now, names)) if within else ()
        else:
            thing, phrases = (was, GONE) if now is None else (now, NEW)
            yield say(phrases[type(thing)], name=title(thing, names), owner=owner)
    kept = [was for was, now in pairs if was is not None and now is not None]
    if kept != sorted(kept, key=list(before).index):
        yield say(LISTS[type(after[0])], owner=owner)


def _paired(before: Sequence[Thing], after: Sequence[Thing]) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Each thing with what it was before, in the order of `after`; what is gone comes last, with None.

    The same thing is one that is equal, else one of the same name; of things without an id, what is left over on both
    sides is taken for changed where there is as much of it on each.
    """
    left, found = list(before), dict[int, Thing]()
    for same in (_equal, _called_alike):
        for at, now in enumerate(after):
            match = next((was for was in left if same(was, now)), None) if at not in found else None
            if match is not None:
                found[at] = match
                left.remove(match)
    rest = [at for at in range(len(after)) if at not in found]
    if len(rest) == len(left) and not any(hasattr(one, "id") for one in left):
        found |= dict(zip(rest, left, strict=True))
        left = []
    yield from ((found.get(at), now) for at, now in enumerate(after))
    yield from ((was, None) for was in left)


def _equal(one: object, other: object) -> bool:
    return one == other


def _called_alike(one: object, other: object) -> bool:
    """Whether two things are one and the same that has changed: by id, else by what people call them."""
    if hasattr(one, "id"):
        return bool(one.id == getattr(other, "id", None))
    return not isinstance(one, Usual) and title(one, {}) == title(other, {})
