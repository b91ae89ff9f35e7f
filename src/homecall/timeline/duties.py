"""Which duties cost sleep: long ones, and those by night."""

from __future__ import annotations

from datetime import timedelta

from homecall.spans.span import HOUR, Span, minutes_in
from homecall.spans.wall import Clock, Wall

LONG_DUTY = 20 * HOUR
"""From this length on a duty earns rest and costs the wheel (planning contract, section 3)."""
NIGHT_DUTY = 3 * HOUR
"""So much of a duty between 23:00 and 06:00 of one night makes it a night duty."""
_NIGHT = (Clock(23 * 60), Clock(6 * 60, 1))


def is_night(span: Span, wall: Wall) -> bool:
    """Whether a duty is a night duty, by how much of it lies between 23:00 and 06:00 of one night."""
    first, last = wall.date(span.start) - timedelta(days=1), wall.date(span.end)
    nights = (wall.span(first + timedelta(days=n), *_NIGHT) for n in range((last - first).days + 1))
    return any(minutes_in([span], night) >= NIGHT_DUTY for night in nights)
