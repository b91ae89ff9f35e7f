"""Whether the month comes first in a letter's figures: as its own plain dates show, else as its country writes."""

from __future__ import annotations

import re

from homecall.sources.letters.words import SPANISH

_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(?:20)?\d\d)?(?![\d/])")
_MUCH_SPANISH = 0.12
"""The share of common Spanish words from which a letter counts as Spanish."""


def order_of(text: str, *, habit: bool | None) -> bool | None:
    """True for month first, False for day first, None where the letter leaves it open.

    A Spanish letter in a country that puts the month first may follow either habit.
    """
    pairs = [(int(a), int(b)) for a, b in _FIGURES.findall(text)]
    day_first = sum(1 for a, b in pairs if 12 < a <= 31 and 1 <= b <= 12)
    month_first = sum(1 for a, b in pairs if 12 < b <= 31 and 1 <= a <= 12)
    if bool(day_first) != bool(month_first):
        return bool(month_first)
    return None if habit and _spanish(text) else habit


def _spanish(text: str) -> bool:
    sample = text[:20_000]
    return len(SPANISH.findall(sample)) > _MUCH_SPANISH * max(1, len(sample.split()))
