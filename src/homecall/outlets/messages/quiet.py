"""Quiet hours: from one reading of the wall clock to another, mostly over midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from homecall.spans.span import Minute
from homecall.spans.wall import Clock, Wall

EVENING = Clock(21 * 60 + 30)
MORNING = Clock(6 * 60 + 30)
"""The quiet hours of whoever has said nothing: our own assumption."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nobody is disturbed, `until` excluded; the same reading twice means none."""

    start: Clock = EVENING
    until: Clock = MORNING

    def over(self, wall: Wall, at: Minute) -> Minute:
        """When one may be told something, asked at an instant: that instant, or the end of the quiet hours it is in.

        Hours that a change of clocks swallows whole are none.
        """
        if self.start == self.until:
            return at
        today = wall.date(at)
        windows = (wall.window(day, self.start, self.until) for day in (today - timedelta(days=1), today))
        return max((one.end for one in windows if one is not None and one.holds(at)), default=at)
