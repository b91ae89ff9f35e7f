"""How far a schedule is really published: a few far days, such as holidays given out early, do not make it whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from homecall.household.people import SourceSpec
from homecall.plan.voice import full_day
from homecall.sources.base import Intake
from homecall.tongue import say

GAP = 21
"""Days without anybody's entry that may part the schedule from far days. A real one of 109 days jumped to 319 by a few
holidays; three weeks without a duty, though, are a plain vacation, so that what follows must be sparse as well."""

SPARSE = 14
"""What follows is sparse where it holds less than one day in so many, counted from the last day before the gap."""

THINNER = 4
"""And it must be so many times thinner than what came before: a rare duty has gaps of its own."""

FEWEST = 10
"""Days with entries before the gap, below which nothing can be said of how dense a schedule is."""


def whole_through(days: Iterable[date]) -> date | None:
    """The last day before the first far island among the days that hold an entry, or their last; None for no days."""
    listed = sorted(set(days))
    for n, (before, after) in enumerate(pairwise(listed), start=1):
        if (after - before).days > GAP and _island(listed[:n], listed[n:]):
            return before
    return listed[-1] if listed else None


def _island(before: Sequence[date], after: Sequence[date]) -> bool:
    if len(before) < FEWEST:
        return False
    thick = len(before) / ((before[-1] - before[0]).days + 1)
    thin = len(after) / (after[-1] - before[-1]).days
    return thin * SPARSE < 1 and thin * THINNER <= thick


def may_have_islands(spec: SourceSpec, content: bytes) -> bool:
    """Whether a source is one in which far islands are looked for: a calendar of one's own, of a rota or by address.

    A roster of many people is whole where anybody has an entry, so that one person's gaps say nothing of it.
    """
    if spec.match or spec.published_through:
        return False
    return spec.kind in ROTAS or (spec.kind == "ics" and (bool(spec.url) or b"QGenda" in content[:_HEADER]))


ROTAS = frozenset({"amion-ics", "qgenda-ics"})
"""Kinds that are calendars of one person's own, written by a system for rotas."""

_HEADER = 2000


def without_islands(intake: Intake, days: Collection[date]) -> Intake:
    """The intake, published through its last whole day, with a sentence on the days beyond it.

    `days` may end before the intake does: then what follows them was not looked at, and is no island.
    """
    through = whole_through(days)
    if through is None or intake.through is None or through >= max(days):
        return intake
    note = say(
        "This schedule is whole through {until}; of the time from then to {last} it holds only a few days, "
        "so the rest of that time is unknown, not free.",
        until=full_day(through),
        last=full_day(intake.through),
    )
    return replace(intake, through=through, notes=(*intake.notes, note))
