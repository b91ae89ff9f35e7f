"""How fast a program may ask, and how often a stranger may guess; counted for all processes."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from homecall.web import world
from homecall.web.look.limits import Limit
from homecall.web.people.access import Seat

A_MINUTE = 240
"""Requests that a token may make in a minute of the clock."""
GUESSES = Limit("key", 60)
"""Tokens that do not work, from one address."""


class Pace(BaseThrottle):
    """Lets a token ask so often in each minute of the clock. It holds nothing, so that threads may share it."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count a request; False for one too many."""
        seat = getattr(request, "auth", None)
        if not isinstance(seat, Seat):
            return True
        key = f"pace:{seat.id}:{int(world.now().timestamp()) // 60}"
        asked = int(cache.get(key, 0)) + 1
        if asked <= A_MINUTE:
            cache.set(key, asked, 120)
        return asked <= A_MINUTE

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return 60 - world.now().timestamp() % 60
