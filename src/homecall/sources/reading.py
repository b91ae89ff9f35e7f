"""From the bytes of a schedule to what they say, the same for a file and an address, fresh or remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from homecall.errors import FetchError, SourceError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake, private
from homecall.sources.book import source
from homecall.sources.reach import GAP, may_have_islands, without_islands
from homecall.spans.wall import Horizon

BACK = 31
"""Days before today that are looked at, beyond which no duty earns rest any more."""

AHEAD = 400
"""Days ahead that are looked at for the whole of a schedule: the furthest seen in the field listed 319."""


def understood(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """What the bytes say, patients taken out. Raises SourceError with the source's name on it."""
    try:
        intake = private(source(spec.kind)(content, spec, horizon))
    except FetchError:
        raise
    except SourceError as error:
        raise SourceError(error.message, where=error.where or spec.name, cure=error.cure) from error
    return _whole(intake, content, spec, horizon)


def _whole(intake: Intake, content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The intake, with far islands cut off from what it is published through."""
    soon = horizon.first + timedelta(days=GAP)
    if intake.through is None or intake.through <= soon or not may_have_islands(spec, content):
        return intake
    wide = around(horizon)
    # The days are counted over the same wide time for every horizon, so that none of them sees another end.
    seen = intake if wide == horizon else source(spec.kind)(content, spec, wide)
    days = {one.day for one in seen.entries}
    if days and (wide.dates[-1] - max(days)).days > GAP:
        days.add(intake.through)  # which may lie beyond the wide time, with nothing before it
    return without_islands(intake, days)


def around(horizon: Horizon) -> Horizon:
    """The time around `now` and a horizon over which an address is remembered; that time is its own."""
    today = horizon.wall.date(horizon.now)
    first = min(horizon.first, today - timedelta(days=BACK))
    last = max(horizon.dates[-1], today + timedelta(days=AHEAD))
    return replace(horizon, first=first, days=(last - first).days + 1)
