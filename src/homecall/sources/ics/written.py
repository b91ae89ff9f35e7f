"""A zone as a calendar defines it in a VTIMEZONE: worked out year by year, as far as its times are asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from homecall.sources.ics.compat import dotnet_year_one
from homecall.sources.ics.lines import Component
from homecall.sources.ics.rules import Rule, parse
from homecall.sources.ics.stamps import DAY, UTC, stamp
from homecall.sources.ics.walk import Budget, starts

MOST_ONSETS = 2_000
"""Changes of clocks that one part of a zone may list, or count."""

_BLOCK = 365
"""Days that are worked out at a time."""

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$")


class _Onset(NamedTuple):
    """An instant at which the clocks change, with the offsets before and after, all in seconds."""

    at: int
    old: int
    new: int


class _Part(NamedTuple):
    """STANDARD or DAYLIGHT: when it begins, in seconds by the clock that it replaces, and how it repeats."""

    old: int
    new: int
    first: int
    listed: tuple[int, ...]
    rules: tuple[Rule, ...]


class _Table(NamedTuple):
    """The changes around one stretch of days: by the wall clock, by instants, and the offsets from each on."""

    since: list[int]
    instants: list[int]
    offsets: list[int]
    before: int


class Written:
    """The offsets of a VTIMEZONE. Raises ValueError for a definition that cannot be read.

    Times that a jump skips or repeats are read as on every other clock of the house: with the offset before it.
    """

    def __init__(self, component: Component, budget: Budget) -> None:
        self._parts = [_part(part) for part in component.parts]
        self._budget = budget
        self._tables: dict[int, _Table] = {}

    def offset(self, naive: int) -> int:
        """The offset at a time that the clock shows."""
        table = self._table(naive // DAY // _BLOCK)
        at = bisect_right(table.since, naive)
        return table.offsets[at - 1] if at else table.before

    def offset_at(self, instant: int) -> int:
        """The offset at an instant."""
        table = self._table(instant // DAY // _BLOCK)
        at = bisect_right(table.instants, instant)
        return table.offsets[at - 1] if at else table.before

    def _table(self, block: int) -> _Table:
        if block not in self._tables:
            self._tables[block] = self._made(block)
        return self._tables[block]

    def _made(self, block: int) -> _Table:
        begin, end = (block - 1) * _BLOCK - 40, (block + 2) * _BLOCK
        onsets = sorted({one for part in self._parts for one in _onsets(part, begin * DAY, end * DAY, self._budget)})
        # A jump forward counts from its far side and a jump back from its near one: the offset before holds in between.
        since = [one.at + max(one.old, one.new) for one in onsets]
        return _Table(since, [one.at for one in onsets], [one.new for one in onsets], onsets[0].old)


def _part(component: Component) -> _Part:
    old, new = (_offset(component.value(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    listed = [one for _, value in component.listed("RDATE") for one in value.split(",")]
    if len(listed) > MOST_ONSETS or component.broken:
        raise ValueError("its time zone changes too often")
    rules = tuple(parse(value) for _, value in component.listed("RRULE"))
    if any(rule.frequency not in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY") or rule.picks_times for rule in rules):
        raise ValueError("its time zone changes within the day")
    dates = tuple(_begin(one) for one in listed if one.strip())
    return _Part(old, new, _begin(component.value("DTSTART")), dates, rules)


def _begin(text: str) -> int:
    try:
        return stamp(dotnet_year_one.year(text.strip().rstrip("Zz"))).naive
    except ValueError:
        raise ValueError("its time zone is defined without a start") from None


def _onsets(part: _Part, begin: int, end: int, budget: Budget) -> list[_Onset]:
    """The changes that can matter between two times: those of that time, and the last before it."""
    found = {part.first, *part.listed}
    for rule in part.rules:
        until = _until(rule, part)
        since = min(begin, until - 3 * _BLOCK * DAY) if rule.frequency == "YEARLY" else begin
        if rule.interval > 1 or rule.frequency != "YEARLY":
            since = part.first
        for n, start in enumerate(starts(rule, part.first, since, min(end, until), budget)):
            if n >= MOST_ONSETS:
                raise ValueError("its time zone changes too often")
            found.add(start)
    return [_Onset(start - part.old, part.old, part.new) for start in found]


def _until(rule: Rule, part: _Part) -> int:
    """The last time at which a rule may change the clocks, by the clock that the part replaces."""
    if not rule.until:
        return 2**62
    last = stamp(rule.until)
    if last.dated:
        return last.naive + DAY - 1
    return last.naive + part.old if last.zone == UTC else last.naive


def _offset(text: str) -> int:
    found = _OFFSET.match(text.strip())
    if found is None:
        raise ValueError("its time zone is defined without an offset")
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
    return -seconds if found[1] == "-" else seconds
