"""What is found in a letter: proposals to tick, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from homecall.timeline.timeline import Reject

LARGEST = 20_000_000
"""Bytes of a letter: a large photo of a telephone."""


class What(StrEnum):
    """What a dated line is about."""

    CLOSED = "closed"
    EARLY = "early"
    MOMENT = "moment"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class About:
    """Whom a letter is read for: the family's `today` and its zone, which tells how dates are written there."""

    today: date
    zone: str


@dataclass(frozen=True, slots=True)
class Page:
    """Text of a letter with the name of where it stands, empty for a letter of one piece. `seen` was read by OCR."""

    text: str = field(repr=False)
    name: str = ""
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day or days that a letter speaks of, `last` included, with the very words that say so and where they stand.

    `sure` is false where a person should look twice; `why` says what it rests on, or what is in doubt.
    """

    what: What
    title: str
    first: date
    last: date
    line: str
    where: str
    sure: bool
    why: str
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says: its proposals by date, and the pieces that became none."""

    proposals: tuple[Proposal, ...] = ()
    rejects: tuple[Reject, ...] = ()
