"""A strict reading of calendar files, written apart from the outlet: octets, lines, properties, instants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from homecall.spans.span import Minute, Span, instant

ONCE = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "CATEGORIES", "STATUS")
"""What every event of ours states exactly once."""


@dataclass(frozen=True)
class Seen:
    """An event as a calendar application sees it."""

    uid: str
    span: Span
    title: str
    notes: str
    category: str
    status: str
    sequence: int
    stamp: datetime


def problems(content: bytes) -> list[str]:
    """What a strict validator has against the bytes; empty for a good file."""
    found = [f"bare line end in {line!r}" for line in content.split(b"\r\n") if b"\n" in line or b"\r" in line]
    found += [f"{len(line)} octets" for line in content.split(b"\r\n") if len(line) > 75]
    found += [f"cut character in {line!r}" for line in content.split(b"\r\n") if not _whole(line)]
    found += [] if content.endswith(b"END:VCALENDAR\r\n") else ["no end"]
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    found += [f"control character in {line!r}" for line in lines if any(ord(c) < 32 or ord(c) == 127 for c in line)]
    for name in ("VERSION:2.0", "PRODID:-//homecall//homecall//EN", "METHOD:PUBLISH", "X-PUBLISHED-TTL:PT1H"):
        found += [] if lines.count(name) == 1 else [f"{name} stands {lines.count(name)} times"]
    return found + _nesting(lines) + [fault for event in blocks(content).values() for fault in _event(event)]


def _whole(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _nesting(lines: list[str]) -> list[str]:
    stack: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            stack.append(value)
        elif name == "END" and (not stack or stack.pop() != value):
            return [f"{line} ends nothing"]
    return [f"{stack} never end"] if stack else []


def _event(lines: list[str]) -> list[str]:
    names = [line.split(":", 1)[0].split(";", 1)[0] for line in lines]
    return [f"{name} stands {names.count(name)} times in {lines}" for name in ONCE if names.count(name) != 1]


def blocks(content: bytes) -> dict[str, list[str]]:
    """The unfolded lines of each event by UID. Fails where two events share one."""
    found: dict[str, list[str]] = {}
    for part in content.decode().replace("\r\n ", "").split("\r\nBEGIN:VEVENT\r\n")[1:]:
        lines = part.split("\r\nEND:VEVENT")[0].split("\r\n")
        uid = next(line for line in lines if line.startswith("UID:"))
        assert uid not in found, f"{uid} stands twice"
        found[uid] = lines
    return found


def seen(content: bytes) -> list[Seen]:
    """The events as icalendar reads them, by time."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return sorted((_seen(event) for event in events), key=lambda one: (one.span, one.title))


def expanded(content: bytes, category: str) -> list[Span]:
    """The times of one category as recurring-ical-events puts them on a calendar, cancelled ones left out."""
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(content))
    events = query.between(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    found = [_seen(event) for event in events]
    return [one.span for one in found if one.category == category and one.status != "CANCELLED"]


def _seen(event: Any) -> Seen:
    return Seen(
        uid=str(event["UID"]),
        span=Span(instant(event["DTSTART"].dt), instant(event["DTEND"].dt)),
        title=str(event["SUMMARY"]),
        notes=str(event.get("DESCRIPTION", "")),
        category=str(event["CATEGORIES"].cats[0]),
        status=str(event["STATUS"]),
        sequence=int(event["SEQUENCE"]),
        stamp=event["DTSTAMP"].dt,
    )


def offset_by(lines: list[str], at: Minute) -> int:
    """Minutes east of UTC by the rules of a VTIMEZONE: those of the last onset that is not after the instant.

    An onset is a local time on the clock of its TZOFFSETFROM (RFC 5545, section 3.6.5).
    """
    onsets: list[tuple[Minute, int]] = []
    values: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        values[name] = value
        if line in ("END:STANDARD", "END:DAYLIGHT"):
            local = datetime.strptime(values["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            onset = instant(local - timedelta(minutes=_minutes(values["TZOFFSETFROM"])))
            onsets.append((onset, _minutes(values["TZOFFSETTO"])))
    return max(one for one in onsets if one[0] <= at)[1]


def _minutes(offset: str) -> int:
    return (-1 if offset[0] == "-" else 1) * (int(offset[1:3]) * 60 + int(offset[3:5]))
