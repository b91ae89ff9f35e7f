"""Outlook adds a number to a zone's name when it has met the zone before: "Central Standard Time 1"."""

from __future__ import annotations

import re

_COPY = re.compile(r" +\d+$")


def bare(name: str) -> str:
    """The name without its number."""
    return _COPY.sub("", name)
