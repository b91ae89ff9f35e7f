"""Shell-style patterns on the titles of a roster."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache


def fits(pattern: str, title: str) -> bool:
    """Whether a shell-style pattern fits all of a title, without regard to case and doubled spaces."""
    return _compiled(pattern).match(_flat(title)) is not None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(_flat(pattern)))


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
