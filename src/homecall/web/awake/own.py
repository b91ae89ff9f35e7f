"""What somebody sees of their own sleep, and what they send of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from homecall.errors import RestError, TimeError
from homecall.spans.span import DAY, Minute, Span
from homecall.spans.wall import Clock, Wall
from homecall.web.awake.words import SCORES, believed
from homecall.web.look import clocks
from homecall.web.people.access import Seat
from homecall.web.rested import store

SHOWN = 5
"""Nights that are listed; a CSV has them all."""


@dataclass(frozen=True, slots=True)
class Slept:
    """A logged sleep as a line, with its row's id."""

    id: int
    said: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One's own part of the page. `more` is how many sleeps are kept beyond those that are listed."""

    today: str
    nights: tuple[Slept, ...]
    more: int
    believed: str
    scores: tuple[tuple[int, str | Promise], ...] = SCORES


def own_page(seat: Seat, wall: Wall, now: Minute) -> OwnPage | None:
    """What an account sees of its own; None for somebody without one, or who is no parent of the household."""
    if seat.user is None or not seat.person:
        return None
    nights = store.nights(seat)
    lines = tuple(Slept(one.id, clocks.on(wall, one.span)) for one in nights[:SHOWN])
    said = believed(store.offset(seat))
    return OwnPage(wall.date(now).isoformat(), lines, max(0, len(nights) - SHOWN), said)


def typed(sent: Mapping[str, str], wall: Wall) -> Span:
    """A sleep as it was typed: the day one got up on, and from when to when. Raises RestError."""
    cure = _("Give the day you got up on, and from when to when you slept.")
    try:
        up = date.fromisoformat(sent.get("day", ""))
        begin, end = (Clock.parse(sent.get(name, "")) for name in ("from", "to"))
        if not 2000 <= up.year <= 2200 or {begin, end} - {Clock(begin.minutes % DAY), Clock(end.minutes % DAY)}:
            raise ValueError(up)
        return Span(wall.at(up - timedelta(days=begin >= end), begin), wall.at(up, end))
    except (ValueError, OverflowError, TimeError) as refused:
        raise RestError(_("This sleep cannot be read."), cure=cure) from refused


def as_csv(seat: Seat, wall: Wall) -> str:
    """All sleeps of an account as the CSV that can be read in again, the oldest first, by the family's clock."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(("sleep_start", "sleep_end"))
    for one in reversed(store.nights(seat)):
        local = (wall.local(at).replace(tzinfo=None) for at in (one.span.start, one.span.end))
        rows.writerow([at.isoformat(" ", "minutes") for at in local])
    return out.getvalue()
