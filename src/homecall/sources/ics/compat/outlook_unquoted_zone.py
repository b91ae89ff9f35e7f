"""Outlook's names of zones hold a colon, and some exports write them as TZID without quotes around it."""

from __future__ import annotations


def mended(parameters: str, value: str) -> tuple[str, str] | None:
    """Parameters and value parted at the right colon; None where no display name or address was cut in two."""
    before, colon, behind = value.rpartition(":")
    name = "(" in parameters and ")" not in parameters and ")" in before
    address = parameters.casefold().endswith("=tzone") and before.startswith("//")
    return (f"{parameters}:{before}", behind) if colon and (name or address) else None
