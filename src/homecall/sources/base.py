"""What every source gives back: entries as the feed states them, and rejects; never a silent loss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from homecall.household.people import SourceSpec
from homecall.spans.span import Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a roster about the wanted person, before anyone says what its title means.

    `day` is the local date that the roster lists it under. `span` is None where the feed gives no clock times (an
    all-day entry); one entry a day, always: a source cuts longer all-day entries into days.
    """

    title: str
    day: date
    span: Span | None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """All that a feed said of one person. `through` is its last day that holds any entry of anyone (None: none).

    `as_of` is when the system says it wrote the data (ISO, empty if it does not say); `notes` are sentences for the
    family, such as a person nobody matched.
    """

    entries: tuple[Entry, ...]
    rejects: tuple[Reject, ...]
    through: date | None
    as_of: str = ""
    notes: tuple[str, ...] = ()


class Source(Protocol):
    """Reads the bytes of one feed. Pure: no clock, no network. Raises SourceError where nothing can be read."""

    def __call__(self, content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
        """The entries that touch the horizon or the three days before it, for the person that `spec` matches."""
        ...
