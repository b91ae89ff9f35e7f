"""Times of day in a line, and the line without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from homecall.tongue import noted

_HALF = r"\s?(?P<{0}>[ap])\.?\s?m\b\.?"
_ONE = r"(?P<h{0}>[01]?\d|2[0-3])(?:[:.h](?P<m{0}>[0-5]\d))?"
_TIMES = re.compile(
    rf"(?<![\d/.:-])(?:(?P<lead>\b(?:a\s+las?|at|from|de|desde\s+las?|by)\s+|@\s?))?{_ONE.format(1)}(?:{_HALF.format('p1')}|\s?h(?:rs|oras)?\b\.?)?"
    rf"(?:\s*(?:-|–|—|to|until|a|hasta)\s*(?:las?\s+)?{_ONE.format(2)}(?:{_HALF.format('p2')})?)?(?![\d/])(?!\.\d)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\b(?:at\s+)?(?P<noon>noon|12\s+noon|midday|(?:al\s+)?mediod[ií]a)\b", re.IGNORECASE)
ASSUMED = noted("It does not say whether it is in the morning or the afternoon.")
_SCHOOL_STARTS = 7
"""An hour below this without am or pm is taken for the afternoon: no school meets before it."""


@dataclass(frozen=True, slots=True)
class Times:
    """When on its day something is, None where nobody says; `doubt` is a sentence where that is a guess.

    `rest` is the line with blanks in place of the times, as long as it was.
    """

    rest: str
    start: time | None = None
    end: time | None = None
    doubt: str = ""


def times_in(line: str) -> Times:
    """The first time or hours of a line. All others are blanked too, so that no day is read out of them."""
    found: list[tuple[time, time | None, str]] = []
    rest = _WORDS.sub(lambda m: _blank(m, found, (time(12), None, "")), line)

    def one(match: re.Match[str]) -> str:
        read = _read(match)
        return _blank(match, found, read) if read else match[0]

    rest = _TIMES.sub(one, rest)
    if not found:
        return Times(rest)
    start, end, doubt = found[0]
    return Times(rest, start, end, doubt)


def _blank(
    match: re.Match[str], found: list[tuple[time, time | None, str]], read: tuple[time, time | None, str]
) -> str:
    found.append(read)
    return " " * len(match[0])


def _read(match: re.Match[str]) -> tuple[time, time | None, str] | None:
    """Start, end and doubt; None where the figures are no time but perhaps a day."""
    half, late = (match["p1"] or "").lower(), (match["p2"] or "").lower()
    hours = bool(re.search(r"\d\s?h(?:rs|oras)?\b|\dh\d", match[0], re.IGNORECASE))
    lead = (match["lead"] or "").lower()
    colon = ":" in match[0]
    if not (half or late or colon or hours or "las" in lead or "@" in lead):
        return None
    start = _clock(match["h1"], match["m1"], half or (late if _same_half(match) else ""))
    if start is None:
        return None
    end = _clock(match["h2"], match["m2"], late or half) if match["h2"] else None
    doubt = not (half or late or hours) and 1 <= start.hour < _SCHOOL_STARTS
    if doubt:
        start, end = _later(start), _later(end) if end and end.hour < 12 else end
    return start, end if end and end > start else None, ASSUMED if doubt else ""


def _same_half(match: re.Match[str]) -> bool:
    """Whether "5 to 7 pm" is meant: the first hour is not after the second on the dial."""
    return int(match["h1"]) % 12 <= int(match["h2"]) % 12 if match["h2"] else False


def _clock(hour: str, minute: str | None, half: str) -> time | None:
    value = int(hour)
    if half:
        if not 1 <= value <= 12:
            return None
        value = value % 12 + (12 if half == "p" else 0)
    return time(value, int(minute or 0))


def _later(at: time) -> time:
    return at.replace(hour=at.hour + 12) if at.hour < 12 else at
