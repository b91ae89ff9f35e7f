"""Shell-style patterns on the titles of a roster."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache

_LONGEST = 200
"""How many characters a household file takes for a title."""


def fits(pattern: str, title: str) -> bool:
    """Whether a shell-style pattern fits all of a title, without regard to case and doubled spaces."""
    return _compiled(pattern).match(_flat(title)) is not None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(_flat(pattern)))


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def exactly(title: str) -> str:
    """The pattern that fits this title alone; of one too long for a household file, all that begin like it."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    pattern = re.sub(r"[*?\[]", lambda found: f"[{found[0]}]", line)
    if len(pattern) <= _LONGEST:
        return pattern
    cut = re.sub(r"\[[^]]*$", "", pattern[: _LONGEST - 1])  # no bracket is left open
    return f"{cut}*"
