"""Amion writes the end of an all-day duty as the day on which it starts, where the end is exclusive."""

from __future__ import annotations


def days(difference: int) -> int:
    """How many days an all-day event lasts whose end lies so many days after its start."""
    return difference or 1
