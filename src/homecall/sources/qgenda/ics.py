"""Reads QGenda's calendar subscription: whole days marked free that are work all the same, and names that never last.

The subscription looks 84 days back, and older days roll off without a word. It reaches to the end of what is published,
with a few holidays far beyond it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.sources.ics.read import read as read_ics
from homecall.spans.span import instant
from homecall.spans.wall import Horizon, Wall

_STAMP = re.compile(rb"^DTSTAMP:(\d{8}T\d{6})Z", re.IGNORECASE | re.MULTILINE)


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The calendar's own reading without its UIDs, which QGenda makes anew at every fetch.

    `as_of` is the moment of the fetch, which QGenda writes into each event. Raises SourceError for no whole calendar.
    """
    intake = read_ics(content, spec, horizon)
    entries = tuple(replace(entry, uid="") for entry in intake.entries)
    return replace(intake, entries=entries, as_of=intake.as_of or _fetched(content, horizon.wall))


def _fetched(content: bytes, wall: Wall) -> str:
    """The last of the stamps, in ISO; empty if there is none that can be read."""
    stamps = sorted(_STAMP.findall(content), reverse=True)
    try:
        written = datetime.strptime(stamps[0].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except (IndexError, ValueError):
        return ""
    return wall.iso(instant(written))
