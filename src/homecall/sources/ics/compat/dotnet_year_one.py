"""Programs on .NET begin the rules of a zone in year 1, the first that it knows; every other calendar stays later."""

from __future__ import annotations


def year(text: str) -> str:
    """The beginning of an observance, those of year 1 moved to 1601, where Windows' own begin."""
    return f"1601{text[4:]}" if text.startswith("0001") else text
