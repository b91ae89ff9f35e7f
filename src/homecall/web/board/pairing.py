"""How often a pairing code may be typed wrong."""

from __future__ import annotations

from homecall.web.look.limits import Limit

TRIES = 5
"""Wrong codes from one address before it has to wait."""
PAUSE = 60
"""Seconds of waiting."""
TRIES_OF_ALL = 100
"""Wrong codes from everywhere before all have to wait: a million codes must not be tried from many places either."""
_LIMIT = Limit("pair", TRIES, TRIES_OF_ALL, PAUSE)


def must_wait(address: str) -> bool:
    """Whether an address may not try a code just now."""
    return _LIMIT.must_wait(address)


def wrong(address: str) -> None:
    """Count a wrong code."""
    _LIMIT.wrong(address)
