"""A known fault of Amion's calendar: runs of one shift are written in UTC, and so drift when the clocks change.

A clinic from one to five is meant to stay at one, so a run is put back on the wall clock on which it starts. In any
other calendar a series in UTC stays in UTC; see `homecall.sources.ics`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from homecall.spans.wall import Wall

_START = re.compile(r"^DTSTART:(\d{8}T\d{6})Z[ \t]*$", re.IGNORECASE | re.MULTILINE)
_RULE = re.compile(r"^RRULE:.*FREQ=DAILY", re.IGNORECASE | re.MULTILINE)
_ENDS = re.compile(r"^(DTSTART|DTEND):(\d{8}T\d{6})Z[ \t]*$", re.IGNORECASE | re.MULTILINE)
_EXCEPT = re.compile(r"^EXDATE:((?:\d{8}T\d{6}Z,?)+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_UNTIL = re.compile(r"(?<=UNTIL=)(\d{8}T\d{6})Z", re.IGNORECASE)
LONGEST = 100_000
"""Characters of an event; a longer one lists more exceptions than a calendar may have, and is refused elsewhere."""

_FORM = "%Y%m%dT%H%M%S"


def held(event: str, wall: Wall) -> str:
    """The text of an event with its daily run on the wall clock; any other event as it is.

    Lines end in `\\n`, and none is added or taken away.
    """
    start = _START.search(event) if len(event) <= LONGEST else None
    if start is None or _RULE.search(event) is None:
        return event
    try:
        begins = _local(start[1], wall)
        event = _UNTIL.sub(lambda found: _whole_day(found[1], wall), event)
        event = _EXCEPT.sub(lambda found: _except(found[1], begins, wall), event)
        return _ENDS.sub(lambda found: f"{found[1]};TZID={wall.zone}:{_local(found[2], wall):{_FORM}}", event)
    except (ValueError, OverflowError):
        return event  # a date that cannot be is the calendar reader's to refuse


def _local(text: str, wall: Wall) -> datetime:
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC).astimezone(wall.info)


def _whole_day(text: str, wall: Wall) -> str:
    """The end of the local day of a last moment: a clock that has moved must not cut the last day off."""
    last = _local(text, wall).replace(hour=23, minute=59, second=59)
    return f"{last.astimezone(UTC):{_FORM}}Z"


def _except(texts: str, begins: datetime, wall: Wall) -> str:
    """The excepted instances, at the clock time of the run."""
    days = [_local(text.rstrip("Zz"), wall).date() for text in texts.strip(",").split(",")]
    return f"EXDATE;TZID={wall.zone}:" + ",".join(f"{day:%Y%m%d}T{begins:%H%M%S}" for day in days)
