"""Reads a residency spreadsheet, in whichever of four layouts fits it best, and says how it was understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.sources.grid.annual import read_annual
from homecall.sources.grid.calls import read_calls
from homecall.sources.grid.cells import Sheet, sheet
from homecall.sources.grid.days import read_days
from homecall.sources.grid.reading import BELIEVED, NAMES, Reading
from homecall.sources.listing import intake
from homecall.spans.wall import Horizon
from homecall.tongue import joined, say

Reader = Callable[[Sheet, SourceSpec, Horizon], Iterator[Reading]]

READERS: dict[Reader, tuple[str, ...]] = {
    read_days: ("block", "shifts"),
    read_annual: ("annual",),
    read_calls: ("calls",),
}
"""Which reader knows which layouts, by their words in the household file; of two as sure, the first is taken."""


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The wanted person's cells as all-day entries. Names may differ by a typing slip.

    Raises SourceError where no layout fits, or where the best one is too unsure and the household names none.
    """
    best = understood(sheet(content, spec), spec, horizon)
    found = intake(best.rows, best.rejects, spec, horizon, typos=best.typos, whole=best.whole)
    return replace(found, understood=best.sentence())


def understood(found: Sheet, spec: SourceSpec, horizon: Horizon) -> Reading:
    """The surest reading of a sheet, the one that the household names if it does. Raises SourceError."""
    readers = [reader for reader, layouts in READERS.items() if spec.layout in ("", *layouts)]
    readings = [reading for reader in readers for reading in reader(found, spec, horizon)]
    readings = [one for one in readings if spec.layout in ("", one.layout)]
    if not readings:
        raise _none(found, spec)
    best = max(readings, key=lambda one: (bool(one.rows), one.confidence))
    if best.confidence < BELIEVED and not spec.layout:
        said = f"{NAMES[best.layout]}, but only to {best.confidence:.2f} of 1, since {best.why}"
        cure = say(
            'If it is right all the same, add layout = "{layout}" to this schedule in the household file.',
            layout=best.layout,
        )
        raise SourceError(
            say("The sheet looks like {key} ({told}).", key=said, told=best.told), where=spec.name, cure=cure
        )
    return best


def _none(found: Sheet, spec: SourceSpec) -> SourceError:
    cure = say("It needs a row of dates, and a column of names to the left of them.")
    if spec.layout == "calls":
        cure = say("It needs a column of dates, and a row of roles above the names.")
    if found.others and not spec.sheet:
        sheets = ", ".join(found.others[:6])
        cure = joined(" ", (cure, say('Or name another sheet with sheet = "…": {sheets}.', sheets=sheets)))
    return SourceError(say("No grid of people and days was found."), where=spec.name, cure=cure)
