"""The book of sources: which reader reads which kind. A reader is imported when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from types import MappingProxyType

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake, Source
from homecall.spans.wall import Horizon
from homecall.tongue import say


@dataclass(frozen=True, slots=True)
class Later:
    """A reader by module and function name, imported at its first call."""

    module: str
    function: str

    def __call__(self, content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
        """What the reader itself gives."""
        reader: Source = getattr(import_module(self.module), self.function)
        return reader(content, spec, horizon)


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "ics": Later("homecall.sources.ics.read", "read"),
        "caldav": Later("homecall.sources.ics.read", "read"),
        "amion-619": Later("homecall.sources.amion.read", "read_619"),
        "amion-625c": Later("homecall.sources.amion.read", "read_625c"),
        "amion-ics": Later("homecall.sources.amion.ics", "read"),
        "amion-mail": Later("homecall.sources.amion.mail", "read"),
        "qgenda-csv": Later("homecall.sources.qgenda.read", "read"),
        "qgenda-ics": Later("homecall.sources.qgenda.ics", "read"),
        "qgenda-xlsx": Later("homecall.sources.qgenda.workbook", "read"),
        "qgenda-json": Later("homecall.sources.qgenda.answer", "read"),
        "lightning-json": Later("homecall.sources.lightning.read", "read"),
        "shiftadmin-json": Later("homecall.sources.shiftadmin.read", "read_json"),
        "shiftadmin-csv": Later("homecall.sources.shiftadmin.read", "read_csv"),
        "metricaid-ics": Later("homecall.sources.metricaid.read", "read"),
        "grid": Later("homecall.sources.grid.read", "read"),
        "csv": Later("homecall.sources.plain.read", "read"),
    }
)
"""Every kind of source, by the word of the household file."""


def source(kind: str) -> Source:
    """The reader of a kind. Raises SourceError with the nearest kind for one that nobody knows."""
    if kind in SOURCES:
        return SOURCES[kind]
    # Of kinds that are equally near the first in the book is meant; people seldom mistype the first letter.
    close = max(SOURCES, key=lambda known: SequenceMatcher(None, known, kind).ratio() + (known[0] == kind[:1]) / 5)
    near = SequenceMatcher(None, close, kind).ratio() >= 0.3
    hint = f'Did you mean "{close}"?' if near else f"The kinds are {', '.join(SOURCES)}."
    raise SourceError(say('"{kind}" is not a kind of schedule.', kind=kind), cure=hint)
