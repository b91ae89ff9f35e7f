"""The adults of a household, each with a colour and initials that stay theirs in every outlet."""

from __future__ import annotations

from homecall.household.household import Household
from homecall.outlets.picture.model import Person
from homecall.outlets.picture.palette import ink


def people_of(household: Household) -> tuple[Person, ...]:
    """Parents, then carers, in the household's order; colours follow the order and nothing else."""
    adults = [(p.id, p.name, True) for p in household.parents] + [(c.id, c.name, False) for c in household.carers]
    short = initials([name for _, name, _ in adults])
    return tuple(
        Person(id=who, name=name, initials=short[at], ink=ink(at), position=at, parent=parent)
        for at, (who, name, parent) in enumerate(adults)
    )


def initials(names: list[str]) -> tuple[str, ...]:
    """One or two letters for each name, all different: A for Ana, AJ for Aunt Joan; An and At for Ana and Anton."""
    firsts = [_first(name) for name in names]
    taken = {first for first in firsts if firsts.count(first) == 1}
    given: list[str] = []
    for name, first in zip(names, firsts, strict=True):
        choice = first if firsts.count(first) == 1 else _longer(name, first, taken)
        taken.add(choice)
        given.append(choice)
    return tuple(given)


def _first(name: str) -> str:
    return "".join(word[0].upper() for word in name.split()[:2]) or "?"


def _longer(name: str, first: str, taken: set[str]) -> str:
    letters = [letter for letter in name.strip()[1:].lower() if letter.isalpha()]
    numbers = [str(number) for number in range(2, len(taken) + 3)]
    return next(first + more for more in [*letters, *numbers] if first + more not in taken)
