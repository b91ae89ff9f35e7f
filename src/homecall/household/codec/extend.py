"""Shifts added to the text of a household file, with every word and comment that stands in it left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from homecall.errors import HouseholdError
from homecall.household.codec.lines import Path, lines_of
from homecall.household.codec.reader import read
from homecall.household.codec.writer import write_shift
from homecall.household.household import Household
from homecall.household.people import ShiftMeaning


def with_shifts(text: str, where: str, added: Mapping[str, Sequence[ShiftMeaning]]) -> str:
    """The text with shifts added behind those that a parent has, by parent's id; they count after them, in their order.

    `where` is the file's name, for errors. Raises HouseholdError where the file cannot be read, or is written in a way
    that cannot be added to; what stands in it then has to be changed by hand.
    """
    before = read(text, where)
    end = "\r" if "\r\n" in text else ""
    whole = text if text.endswith("\n") else f"{text}{end}\n"
    lines, insertions = whole.split("\n"), []
    for number, parent in enumerate(before.parents):
        if added.get(parent.id):
            block = "\n".join(write_shift(one) for one in added[parent.id]).rstrip("\n")
            new = [f"{line}{end}" for line in ("", *block.split("\n"))]
            insertions.append((_last(whole, ("parents", number), len(lines)), new))
    for at, new in sorted(insertions, reverse=True):
        place = _content(lines, at)
        lines[place:place] = new
    after = "\n".join(lines)
    _check(before, after, where, added)
    return after


def _last(text: str, parent: Path, count: int) -> int:
    """How many lines stand before the table that follows the parent's last shift, or the parent if it has none."""
    at = lines_of(text)
    shifts = [path for path in at if path[:3] == (*parent, "shifts") and len(path) > 3]
    block = max((path[:4] for path in shifts), key=lambda path: at[path], default=parent)
    last = max((line for path, line in at.items() if path[: len(block)] == block), default=1)
    return min((line - 1 for line in at.values() if line > last), default=count)


def _content(lines: Sequence[str], at: int) -> int:
    """The place behind the last line before `at` that is neither empty nor a comment: those belong to what follows."""
    while at > 0 and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
        at -= 1
    return at


def _check(before: Household, text: str, where: str, added: Mapping[str, Sequence[ShiftMeaning]]) -> None:
    """Raises HouseholdError unless the text is the household as it was, with the shifts added and nothing else."""
    parents = tuple(replace(one, shifts=(*one.shifts, *added.get(one.id, ()))) for one in before.parents)
    try:
        right = read(text, where) == replace(before, parents=parents)
    except HouseholdError as error:
        raise _by_hand(where, error.message) from error
    if not right:
        raise _by_hand(where, "Its tables stand in an order of their own.")


def _by_hand(where: str, why: str) -> HouseholdError:
    cure = "It stays as it was. Add the lines yourself, as [[parents.shifts]] below their parent."
    return HouseholdError(f"The file is written in a way that lines cannot be added to. {why}", where=where, cure=cure)
