"""Revisions for tests that need no database."""

from __future__ import annotations

from datetime import UTC, datetime

from homecall.web.family.store import Kept


def kept_of(text: str, number: int = 1) -> Kept:
    """A revision with a text."""
    return Kept(number, datetime(2027, 1, 3, tzinfo=UTC), "Ana", "Said.", text)
