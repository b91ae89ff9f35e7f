"""A zone's rules over some years as a VTIMEZONE, read off the wall clock itself.

Each change of clocks is one observance. Its onset is written on the clock that was in force just before, as RFC 5545
(section 3.6.5) wants it: clocks that jump from 02:00 to 03:00 do so at 02:00.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from homecall.spans.span import HOUR, Minute
from homecall.spans.wall import Wall

_STEP = 12 * HOUR
"""No zone changes its clocks twice in half a day."""


def vtimezone(zone: str, first: int, last: int) -> list[str]:
    """The lines of a VTIMEZONE that is right from the first to the last year, both included."""
    wall = Wall(zone)
    start, end = wall.midnight(date(first, 1, 1)), wall.midnight(date(last + 1, 1, 1))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *_observance(wall, start, before=start)]
    for at in _changes(wall, start, end):
        lines += _observance(wall, at, before=at - 1)
    return [*lines, "END:VTIMEZONE"]


def _changes(wall: Wall, start: Minute, end: Minute) -> Iterator[Minute]:
    """The first minute of each new offset or name between the instants."""
    for low in range(start, end, _STEP):
        high = min(low + _STEP, end)
        if _rule(wall, low) != _rule(wall, high):
            yield _change(wall, low, high)


def _change(wall: Wall, low: Minute, high: Minute) -> Minute:
    old = _rule(wall, low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _rule(wall, middle) == old else (low, middle)
    return high


def _rule(wall: Wall, at: Minute) -> tuple[int, bool, str]:
    """Minutes east of UTC, whether that is summer time, and its name."""
    local = wall.local(at)
    offset, summer = local.utcoffset(), local.dst()
    east = int(offset.total_seconds()) // 60 if offset else 0
    # Where winter is the exception (Dublin by its law), it counts as negative summer time; both are STANDARD then.
    return east, bool(summer and summer.days >= 0), local.tzname() or wall.zone


def _observance(wall: Wall, at: Minute, *, before: Minute) -> list[str]:
    was, (offset, summer, name) = _rule(wall, before)[0], _rule(wall, at)
    kind = "DAYLIGHT" if summer else "STANDARD"
    onset = datetime.fromtimestamp((at + was) * 60, UTC)
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(was)}",
        f"TZOFFSETTO:{_offset(offset)}",
        f"TZNAME:{name}",
        f"END:{kind}",
    ]


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
