"""Whose rows are whose: the names of a roster against the `match` of the household file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches

ALIKE = 0.85
"""From this ratio on, two spellings in a typed grid are taken as one name."""

MOST_COMPARED = 5_000
"""Names; comparing spellings is slow, and no roster has so many people."""


def plain(name: str) -> str:
    """A name without case, doubled spaces, and the asterisks that schedulers hang on names."""
    return " ".join(name.replace("*", " ").split()).casefold()


def forms(name: str) -> tuple[str, ...]:
    """A name as it may be asked for: as written, and with its two halves the other way round."""
    written = plain(name)
    last, comma, first = written.partition(",")
    if comma:
        return (written, f"{first.strip()} {last.strip()}")
    first, space, last = written.rpartition(" ")
    return (written, f"{last}, {first}") if space else (written,)


def chosen(wanted: str, names: Iterable[str], *, typos: bool = False, whole: bool = False) -> frozenset[str]:
    """The names that `wanted` means: equal ones, else those holding it as whole words, else anywhere inside.

    With `whole` a part of a word does not count, as in lists of initials. With `typos`, names that are nearly equal
    count last. Empty if nobody fits.
    """
    every = sorted(set(names))
    sought = plain(wanted)
    words = re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)")
    tests: list[Callable[[str], bool]] = [
        lambda form: form == sought,
        lambda form: words.search(form) is not None,
        lambda form: not whole and sought in form,
        lambda form: typos and len(every) <= MOST_COMPARED and _alike(sought, form),
    ]
    for test in tests:
        fitting = frozenset(name for name in every if any(test(form) for form in forms(name)))
        if fitting:
            return fitting
    return frozenset()


def _alike(sought: str, form: str) -> bool:
    return SequenceMatcher(None, sought, form, autojunk=False).ratio() >= ALIKE


def nearest(wanted: str, names: Iterable[str]) -> str:
    """The name most like the wanted one, or empty if none is at all like it."""
    by_form = {
        form: name
        for name in sorted(set(names), reverse=True)[:MOST_COMPARED]
        for form in (*forms(name), *_parts(name))
    }
    close = get_close_matches(plain(wanted), by_form, n=1, cutoff=0.5)
    return by_form[close[0]] if close else ""


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s,]+", plain(name)) if len(part) > 1]


def nobody(wanted: str, names: Iterable[str]) -> str:
    """The sentence for a family whose `match` fits nobody in the feed."""
    close = nearest(wanted, names)
    hint = f'; the nearest name there is "{close}"' if close else ""
    return f'Nobody in this schedule fits "{wanted}"{hint}.'


def several(wanted: str, found: Iterable[str]) -> str:
    """The sentence for a `match` that fits more than one person."""
    every = sorted(found)
    shown = ", ".join(every[:4]) + (" and others" if len(every) > 4 else "")
    return f'"{wanted}" fits more than one person here: {shown}. All their rows were taken.'
