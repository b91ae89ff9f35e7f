"""One event as it lies on a server: what we put there, and what we find there, whoever put it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from homecall.dav.calendar import Stored
from homecall.errors import TimeError
from homecall.outlets.ics.entry import Entry
from homecall.outlets.ics.event import utc
from homecall.outlets.ics.lines import fold, unfold
from homecall.outlets.ics.render import PRODUCT
from homecall.outlets.ics.zone import vtimezone
from homecall.spans.span import Minute, Span, instant
from homecall.spans.wall import Wall

OURS = "X-HOMECALL-CALENDAR"
"""Says of which of our calendars an event is. Only what carries it, and an id of ours, is ever touched."""
STATE = "X-HOMECALL-STATE"
"""Says what we last wrote, as a digest: servers put things in another order, and add to them."""
DOMAIN = "@homecall"
LARGEST = 100_000
"""Characters of one resource, beyond which it is none of ours; ours have some two thousand."""
FIRST, LAST = (instant(datetime(year, 1, 1, tzinfo=UTC)) for year in (1980, 2101))
"""Beyond these no plan is made, and zones and calendars come to their ends."""
_STAMP = re.compile(r"[12]\d{3}(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ")
_TOLD = ("SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP", "CLASS")


@dataclass(frozen=True, slots=True)
class Found:
    """A resource as it lies on the server. `entry` is None where it is not of our calendar, or cannot be read.

    `state` is the digest of what we last wrote; `kept` whether its times and title are still what that digest is of.
    """

    stored: Stored
    uids: frozenset[str]
    entry: Entry | None = None
    state: str = ""
    kept: bool = True


def name_of(uid: str) -> str:
    """The name of a new resource: a digest, since servers stumble over what may stand in an id."""
    return hashlib.sha256(uid.encode()).hexdigest()[:40]


def digest(body: Iterable[str]) -> str:
    """What an event says, in short."""
    return hashlib.sha256("\n".join(body).encode()).hexdigest()[:32]


def _core(span: Span, body: Iterable[str]) -> str:
    """The part of an event that a person changes by hand, and no server on its own."""
    title = next((line for line in body if line.startswith("SUMMARY:")), "")
    return digest([f"{span.start}", f"{span.end}", title])


def text_of(entry: Entry, owner: str, zone: str) -> str:
    """The resource of one entry: one calendar object, with no METHOD (RFC 4791, section 4.1) and no rule in it."""
    first, last = (Wall(zone).date(at).year for at in (entry.span.start, entry.span.end))
    zones = [line for one in entry.zones[:1] for line in vtimezone(one, first, last)]
    event = entry.lines()
    marks = [f"{OURS}:{owner}", f"{STATE}:{digest(entry.body)}/{_core(entry.span, entry.body)}"]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", PRODUCT, "CALSCALE:GREGORIAN", *zones]
    lines = [*head, *event[:-1], *marks, event[-1], "END:VCALENDAR"]
    return b"".join(fold(line) for line in lines).decode()


def found(stored: Stored, owner: str) -> Found:
    """What a resource is: an event of our calendar, or something else. Never fails, whatever somebody has put there."""
    if len(stored.text) > LARGEST:
        return Found(stored, frozenset())
    events, uids = _events(unfold(stored.text.replace("\n\t", "\n ").replace("\r", "")))
    if len(events) != 1 or len(uids) != 1:
        return Found(stored, uids)
    lines = events[0]
    values = {_name(line): line.partition(":")[2] for line in lines}
    uid = values.get("UID", "")
    if values.get(OURS) != owner or not uid.endswith(DOMAIN) or {"RRULE", "RDATE", "RECURRENCE-ID"} & values.keys():
        return Found(stored, uids)
    state, _, core = values.get(STATE, "").partition("/")
    entry = _entry(uid, lines, values)
    if entry is None:  # it is ours, and somebody has made it into something else
        return Found(stored, uids, Entry(uid, utc(0), _number(values), (), Span(0, 1)), state, kept=False)
    return Found(stored, uids, entry, state, kept=_core(entry.span, entry.body) == core)


def _events(lines: list[str]) -> tuple[list[list[str]], frozenset[str]]:
    """The lines of each event, parts inside it left out, and all the ids that occur."""
    events: list[list[str]] = []
    inside: list[str] = []
    for line in lines:
        if line.upper().startswith("BEGIN:"):
            inside.append(line[6:].strip().upper())
            if inside[-1] == "VEVENT":
                events.append([])
        elif line.upper().startswith("END:"):
            inside = inside[:-1]
        elif inside and inside[-1] == "VEVENT":
            events[-1].append(line)
    uids = {line.partition(":")[2] for event in events for line in event if _name(line) == "UID"}
    return events, frozenset(uids)


def _name(line: str) -> str:
    return re.split("[;:]", line, maxsplit=1)[0].upper()


def _entry(uid: str, lines: list[str], values: dict[str, str]) -> Entry | None:
    """The event as the outlet would write it; None where its times cannot be read any more."""
    named = {_name(line): line for line in lines}
    try:
        span = Span(_instant(named["DTSTART"]), _instant(named["DTEND"]))
        if not FIRST <= span.start < span.end <= LAST:
            return None
    except (KeyError, ValueError, TimeError, OverflowError):
        return None
    body = (named["DTSTART"], named["DTEND"], *(named[name] for name in _TOLD if name in named))
    stamp = values.get("LAST-MODIFIED", "")
    return Entry(uid, stamp if _STAMP.fullmatch(stamp) else utc(0), _number(values), body, span)


def _number(values: dict[str, str]) -> int:
    said = values.get("SEQUENCE", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _instant(line: str) -> Minute:
    """The instant of a DTSTART or DTEND. Raises ValueError or TimeError for a date, a floating time, an odd zone."""
    head, _, value = line.partition(":")
    if value.endswith("Z"):
        return instant(datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
    zone = re.search(r';TZID="?([^";:]+)', head)
    if zone is None:
        raise ValueError(line)
    return Wall(zone[1]).localize(datetime.strptime(value, "%Y%m%dT%H%M%S"))  # noqa: DTZ007 (its zone is in the head)
