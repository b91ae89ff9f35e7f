"""What in an Amion report is probably not meant: hours that nobody set, and a year too early or too late."""

from __future__ import annotations

import re
from collections.abc import Sequence

from homecall.sources.base import Entry
from homecall.sources.listing import Row
from homecall.spans.wall import Horizon, Wall

DEFAULTS = ((8 * 60, 18 * 60), (18 * 60, 6 * 60))
"""The hours, in minutes past midnight, that Amion writes where a scheduler set none: an attending's day and a
resident's call (Amion's help, page 44)."""

_SAYS_HOURS = re.compile(r"\d\s*[ap]\b|\d{4}|\d:\d\d|\d\s*[-–]\s*\d", re.IGNORECASE)


def unset(entries: Sequence[Entry], wall: Wall) -> str:
    """A sentence for each pair of default hours, with the titles that have them and say no hours of their own."""
    said = []
    for start, end in DEFAULTS:
        titles = {e.title for e in entries if _clocks(e, wall) == (start, end) and not _SAYS_HOURS.search(e.title)}
        if titles:
            said.append(
                f"{_listed(sorted(titles))} at {_shown(start)}-{_shown(end)}: these are probably default hours, which "
                "Amion writes where nobody has set any. Give your own under shifts if they differ."
            )
    return " ".join(said)


def _clocks(entry: Entry, wall: Wall) -> tuple[int, int] | None:
    if entry.span is None:
        return None
    start, end = wall.local(entry.span.start), wall.local(entry.span.end)
    return start.hour * 60 + start.minute, end.hour * 60 + end.minute


def _listed(titles: Sequence[str]) -> str:
    return ", ".join(titles[:4]) + (" and others" if len(titles) > 4 else "")


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def elsewhen(listed: Sequence[Row], horizon: Horizon) -> tuple[str, ...]:
    """A sentence where no duty of anybody falls into the plan: the mark of Amion's academic years."""
    days = [row.day for row in listed]
    if not days or (min(days) <= horizon.dates[-1] and max(days) >= horizon.first):
        return ()
    return (
        f"This report speaks of {min(days)} to {max(days)}, and of no day of the plan. If its address holds Year=, "
        "mind that Amion often counts a year from July; Month=7-26&Days=365 leaves no doubt.",
    )
