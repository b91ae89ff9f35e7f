"""The clock and the dice of the app: the one module of it that looks at either.

Everything else calls `world.now()` and `world.token()` through this module, so that a test can hold them still.
"""

from __future__ import annotations

import random
import secrets
from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def token() -> str:
    """32 random bytes as 43 letters that may stand in an address."""
    return secrets.token_urlsafe(32)


def code() -> str:
    """Six random digits, for a person to type once on another screen."""
    return f"{secrets.randbelow(1_000_000):06d}"


def dice() -> float:
    """A number from 0 up to 1, for spreading things out; not for secrets."""
    return random.random()
