"""Occurrences in the notation that people and programs read: dates, and instants with the offset of a zone."""

from __future__ import annotations

from functools import lru_cache

from homecall.sources.ics.found import Occurrence
from homecall.sources.ics.stamps import DAY, date_at
from homecall.sources.ics.zones import Dial


def shown(one: Occurrence, dial: Dial) -> tuple[str, str]:
    """Start and end of an occurrence; an all-day one's end is the day after its last."""
    if one.all_day:
        return day(one.start), day(one.end)
    return instant(one.start, dial), instant(one.end, dial)


@lru_cache(maxsize=4_096)
def day(days: int) -> str:
    """Days since 1970 as a date."""
    return date_at(days).isoformat()


def instant(seconds: int, dial: Dial) -> str:
    """UTC seconds since 1970 on a clock, to the second, with its offset."""
    naive = dial.local(seconds)
    return f"{day(naive // DAY)}T{_time(naive % DAY)}{_offset(naive - seconds)}"


@lru_cache(maxsize=4_096)
def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@lru_cache(maxsize=256)
def _offset(seconds: int) -> str:
    sign, size = "-" if seconds < 0 else "+", abs(seconds)
    return f"{sign}{size // 3600:02}:{size // 60 % 60:02}" + (f":{size % 60:02}" if size % 60 else "")
