"""Names in the cells of a sheet: who they are, several in one cell, and whether the wanted one is among them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from homecall.sources.people import chosen

_BETWEEN = re.compile(r"\s*(?:[/;&+\n]|\band\b)\s*")
_BESIDE = re.compile(r"\([^)]*\)|\*")
OPEN = frozenset({"", "-", "--", "---", "x", "off", "none", "open", "tbd", "n/a", "na", "closed", "?", "unfilled"})
"""What stands in a cell where nobody does."""


def names(text: str) -> list[str]:
    """The people of one cell, without what stands in brackets; an empty name where the cell says that nobody is there.

    A comma parts two people only where all parts are initials: `Rivera, Ana` is one person.
    """
    parts = [part.strip() for part in _BETWEEN.split(_BESIDE.sub(" ", text)) if part.strip()]
    found: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        found += pieces if all(0 < len(piece) <= 4 for piece in pieces) else [part]
    return ["" if name.casefold() in OPEN else " ".join(name.split()) for name in found]


def among(wanted: str, texts: Iterable[str]) -> bool:
    """Whether somebody is meant by one of the texts, by their whole name or a whole word of it."""
    return bool(wanted) and bool(chosen(wanted, texts, whole=True))
