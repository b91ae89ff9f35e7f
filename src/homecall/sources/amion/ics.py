"""Reads Amion's calendar subscription: runs of days in UTC, halves of days, and labels that are no duties.

The subscription looks 14 days back and 300 days ahead, so that an older day that is missing was never taken away.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from homecall.errors import TimeError
from homecall.household.people import SourceSpec
from homecall.sources.amion.runs import held
from homecall.sources.base import Entry, Intake
from homecall.sources.ics.read import read as read_ics
from homecall.sources.refuse import decode
from homecall.spans.wall import Clock, Horizon, Wall

HALVES = {"am": (Clock(8 * 60), Clock(12 * 60)), "pm": (Clock(13 * 60), Clock(17 * 60))}
"""The hours of `AM: …` and `PM: …` where the calendar gives none: what a physician's own tool takes them for."""

_HALF = re.compile(r"\s*(am|pm)\s*:", re.IGNORECASE)
_LABEL = re.compile(r"^SUMMARY(?:;[^:\n]*)?:[ \t]*Week \d{1,2} of \d{4}[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BEGIN = re.compile(r"^(?=BEGIN:VEVENT\b)", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^END:VEVENT\b", re.IGNORECASE | re.MULTILINE)
_ZONE = re.compile(r"^X-WR-TIMEZONE(?:;[^:\r\n]*)?:[ \t]*([^\r\n]*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The calendar's own reading, after its runs were put on the wall clock; week labels are left out and told of.

    Raises SourceError for what is no whole calendar.
    """
    text = _text(content)
    pieces = _BEGIN.split(text)
    labels = sum(1 for piece in pieces if _label(piece))
    wall = _wall(text, horizon)
    # Where single days of a run are told apart by their instants, moving the run would lose them.
    hold = "RECURRENCE-ID" not in text
    kept = "".join(_mended(piece, wall if hold else None) for piece in pieces)
    intake = read_ics(kept.encode("latin-1") if text else content, spec, horizon)
    halves = tuple(_with_hours(intake.entries, horizon.wall))
    understood = " ".join((*_labels(labels), *_halves(intake.entries)))
    return replace(intake, entries=halves, understood=understood)


def _text(content: bytes) -> str:
    """The calendar with a letter for each octet, since a line may be folded within a letter; empty if there is none."""
    octets = decode(content).encode() if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else content
    return re.sub(r"\r\n?", "\n", octets.decode("latin-1")) if b"VEVENT" in octets.upper() else ""


def _wall(text: str, horizon: Horizon) -> Wall:
    """The clock that the group lives by: the calendar's own zone where it names one, else the household's."""
    found = _ZONE.search(text)
    try:
        return Wall(found[1]) if found else horizon.wall
    except TimeError:
        return horizon.wall


def _label(piece: str) -> bool:
    """Whether a piece from one BEGIN:VEVENT to the next is a closed event with nothing but a week for its title."""
    end = _END.search(piece)
    return end is not None and _LABEL.search(piece, 0, end.start()) is not None


def _mended(piece: str, wall: Wall | None) -> str:
    """A piece on the wall clock; of a label only its line ends stay, so that places in rejects stay true."""
    end = _END.search(piece)
    if end is None:
        return piece  # an event that was never closed is the calendar reader's
    if _label(piece):
        closed = piece.find("\n", end.start())
        return "\n" * piece.count("\n", 0, closed) + piece[closed:] if closed >= 0 else "\n" * piece.count("\n")
    return held(piece, wall) if wall else piece


def _with_hours(entries: Iterable[Entry], wall: Wall) -> Iterator[Entry]:
    """The entries, with hours for the halves of days that have none."""
    for entry in entries:
        half = _half(entry)
        yield replace(entry, span=wall.span(entry.day, *HALVES[half])) if half else entry


def _half(entry: Entry) -> str:
    found = _HALF.match(entry.title) if entry.span is None else None
    return found[1].lower() if found else ""


def _halves(entries: Iterable[Entry]) -> tuple[str, ...]:
    """A sentence naming the hours that were assumed."""
    found = sorted({_half(entry) for entry in entries} - {""})
    if not found:
        return ()
    hours = " and ".join(f'"{half.upper()}: …" as {HALVES[half][0]}-{HALVES[half][1]}' for half in found)
    return (f"Without hours in the calendar, {hours} is likely; give start and end under shifts if yours differ.",)


def _labels(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f'{count} {"label" if count == 1 else "labels"} such as "Week 1 of 2026" are no duties and were left out.',)
