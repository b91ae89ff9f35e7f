"""Outlook's display names hold a colon, and some exports write them as TZID without quotes around it."""

from __future__ import annotations


def mended(parameters: str, value: str) -> tuple[str, str] | None:
    """Parameters and value parted at the right colon; None where no bracket of a display name was cut in two."""
    before, colon, behind = value.rpartition(":")
    if not colon or "(" not in parameters or ")" in parameters or ")" not in before:
        return None
    return f"{parameters}:{before}", behind
