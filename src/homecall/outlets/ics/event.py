"""One thing in a calendar, before it has an id, and the lines that state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from homecall.outlets.ics.lines import escape
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Wall
from homecall.tongue import noted, say

Kind = Literal["lead", "moment", "gap", "shift", "with", "place", "has", "busy"]

CATEGORIES: dict[Kind, str] = {
    "lead": noted("With the children"),
    "moment": noted("Moments"),
    "gap": noted("Nobody yet"),
    "shift": noted("Hours"),
    "with": noted("Who is here"),
    "place": noted("Places"),
    "has": noted("With the children"),
    "busy": noted("Busy"),
}
"""What people see of a kind."""
TAKES_TIME: frozenset[Kind] = frozenset({"lead", "moment", "shift", "busy"})
"""Kinds in which the owner of the calendar is not free for anything else."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that concerns the owner of the calendar. `what` tells it from others of its kind, never by its times.

    `summary` and each of the `notes` are one clean line. `tentative` where nobody has said yes yet. `shared` in a
    calendar that several people look into: there it is no one's own, and takes nobody's time.
    """

    kind: Kind
    what: str
    span: Span
    summary: str
    notes: tuple[str, ...] = ()
    tentative: bool = False
    shared: bool = False


def body(event: Event, wall: Wall) -> tuple[str, ...]:
    """The unfolded lines of the event that say something: no id, no stamps, no sequence."""
    described = [f"DESCRIPTION:{escape(chr(10).join(event.notes))}"] if event.notes else []
    return (
        *times(event.span, wall),
        f"SUMMARY:{escape(event.summary)}",
        *described,
        f"CATEGORIES:{escape(say(CATEGORIES[event.kind]))}",
        f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}",
        f"TRANSP:{'OPAQUE' if event.kind in TAKES_TIME and not event.shared else 'TRANSPARENT'}",
        f"CLASS:{'PUBLIC' if event.shared else 'PRIVATE'}",
    )


def times(span: Span, wall: Wall) -> tuple[str, str]:
    """DTSTART and DTEND on the wall clock; both in UTC where one is an hour that the clock shows for a second time."""
    start, end = wall.local(span.start), wall.local(span.end)
    # A local time that occurs twice is read as the first of the two (RFC 5545, section 3.3.5).
    if start.fold or end.fold:
        return f"DTSTART:{utc(span.start)}", f"DTEND:{utc(span.end)}"
    return (
        f"DTSTART;TZID={wall.zone}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={wall.zone}:{end:%Y%m%dT%H%M%S}",
    )


def utc(at: Minute) -> str:
    """The instant as a UTC DATE-TIME."""
    return f"{datetime.fromtimestamp(at * 60, UTC):%Y%m%dT%H%M%SZ}"
