"""One VEVENT as it stands in a file, and the reading of a calendar that this outlet wrote before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from homecall.errors import PlanError, TimeError
from homecall.outlets.ics.lines import unfold
from homecall.spans.span import Minute, Span, instant
from homecall.spans.wall import Wall

LARGEST = 20_000_000
"""Octets of an earlier calendar; a year of a large family is a tenth of it."""
_CURE = "Move that file away, and the calendar begins anew."
_OWN = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its id and history. `stamp` is when it last changed, a UTC DATE-TIME; `body` all else it says."""

    uid: str
    stamp: str
    sequence: int
    body: tuple[str, ...]
    span: Span

    @property
    def cancelled(self) -> bool:
        """Whether it says that it is off."""
        return "STATUS:CANCELLED" in self.body

    @property
    def since(self) -> Minute:
        """When it last changed."""
        return _instant(f"DTSTAMP:{self.stamp}", "DTSTAMP")

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that its times are written in."""
        return tuple(line.partition("TZID=")[2].partition(":")[0] for line in self.body[:2] if "TZID=" in line)

    def changed(self, body: tuple[str, ...], stamp: str, span: Span) -> Entry:
        """The same entry with something else to say, one further in sequence; itself if nothing is new."""
        if body == self.body:
            return self
        return replace(self, body=body, stamp=stamp, span=span, sequence=self.sequence + 1)

    def off(self, stamp: str) -> Entry:
        """The entry marked as cancelled; itself if it was already."""
        body = tuple("STATUS:CANCELLED" if line.startswith("STATUS:") else line for line in self.body)
        return self.changed(body, stamp, self.span)

    def lines(self) -> list[str]:
        """The whole VEVENT, unfolded."""
        own = (self.uid, self.stamp, self.stamp, str(self.sequence))
        named = [f"{name}:{value}" for name, value in zip(_OWN, own, strict=True)]
        return ["BEGIN:VEVENT", *named, *self.body, "END:VEVENT"]


def read(previous: bytes, owner: str, where: str) -> dict[str, Entry]:
    """The entries of an earlier calendar by id.

    `owner` is the id of the calendar, `where` names it in messages. Raises PlanError where the bytes are no whole
    calendar of this outlet, or are somebody else's: what is in there would be told to the wrong person.
    """
    lines = _whole(previous, where)
    if f"UID:{owner}" not in lines[: lines.index("BEGIN:VTIMEZONE")]:
        raise PlanError("The earlier calendar belongs to somebody else.", where=where, cure=_CURE)
    entries: dict[str, Entry] = {}
    starts = (n for n, line in enumerate(lines) if line == "BEGIN:VEVENT")
    ends = (n for n, line in enumerate(lines) if line == "END:VEVENT")
    for start, end in zip(starts, ends, strict=True):
        entry = _entry(lines[start + 1 : end], where)
        entries[entry.uid] = entry
    return entries


def _whole(previous: bytes, where: str) -> list[str]:
    try:
        lines = unfold(previous.decode("utf-8")) if len(previous) <= LARGEST else []
    except UnicodeDecodeError:
        lines = []
    whole = lines[:1] == ["BEGIN:VCALENDAR"] and lines[-2:] == ["END:VCALENDAR", ""] and "BEGIN:VTIMEZONE" in lines
    if not whole or lines.count("BEGIN:VEVENT") != lines.count("END:VEVENT"):
        raise PlanError("The earlier calendar is cut short, or homecall did not write it.", where=where, cure=_CURE)
    return lines


def _entry(lines: list[str], where: str) -> Entry:
    own = dict(line.split(":", 1) for line in lines[: len(_OWN)] if ":" in line)
    body = tuple(lines[len(_OWN) :])
    try:
        uid, stamp, _, sequence = (own[name] for name in _OWN)
        span = Span(_instant(body[0], "DTSTART"), _instant(body[1], "DTEND"))
        _instant(f"DTSTAMP:{stamp}", "DTSTAMP")
        return Entry(uid, stamp, int(sequence), body, span)
    except (KeyError, IndexError, ValueError, TimeError) as wrong:
        text = "The earlier calendar has an event that homecall did not write."
        raise PlanError(text, where=where, cure=_CURE) from wrong


def _instant(line: str, name: str) -> int:
    """The instant of a DTSTART, DTEND or DTSTAMP line. Raises ValueError or TimeError on anything else."""
    head, _, value = line.partition(":")
    if head == name:
        return instant(datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
    if not head.startswith(f"{name};TZID="):
        raise ValueError(line)
    return Wall(head.partition("=")[2]).localize(datetime.strptime(value, "%Y%m%dT%H%M%S"))  # noqa: DTZ007 (its zone is in the head)
