"""The usual choice in Python: icalendar, with recurring-ical-events for rules, x-wr-timezone for Google's zone."""

from __future__ import annotations

from datetime import date, tzinfo

import icalendar
import recurring_ical_events

from tests.oracles.asked import Found, answer, around, told


def read(content: bytes, first: date, until: date, zone: tzinfo) -> list[Found]:
    """What the stack finds in and around a window."""
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets the zones that earlier files have defined
    calendar = icalendar.Calendar.from_ical(content)
    found = recurring_ical_events.of(calendar, components=["VEVENT"]).between(*around(first, until, zone))
    return [
        told(one.get("UID"), one.get("SUMMARY"), one.get("STATUS"), one["DTSTART"].dt, one["DTEND"].dt) for one in found
    ]


if __name__ == "__main__":
    answer(read)
