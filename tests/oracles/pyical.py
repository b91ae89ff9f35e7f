"""PyPI's `ical`, which Home Assistant reads calendars with: strict, and built on pydantic."""

from __future__ import annotations

from datetime import date, tzinfo

from ical.calendar_stream import IcsCalendarStream

from tests.oracles.asked import Found, answer, around, told


def read(content: bytes, first: date, until: date, zone: tzinfo) -> list[Found]:
    """What `ical` finds in and around a window."""
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    found = calendar.timeline_tz(zone).overlapping(*around(first, until, zone))
    return [told(one.uid, one.summary, one.status, one.start, one.end) for one in found]


if __name__ == "__main__":
    answer(read)
