"""One person's periods in order, and how far the schedules behind them have been published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from homecall.timeline.disagreement import Disagreement
from homecall.timeline.period import Period


@dataclass(frozen=True, slots=True)
class Feed:
    """What one source said of one person, for people to check.

    `through` is the last local day it is published for (None: it speaks of no day at all). `as_of` is the ISO
    instant at which the system says it wrote the data, empty where it does not say. `rejects` are lines that could
    not be read, `unmapped` titles that no shift of the household matches, `notes` sentences for the family,
    `understood` a sentence on how a feed without a fixed layout was read.

    The rest is empty but for addresses that are remembered: `fetched_at` is the ISO instant of the last good fetch,
    `stale_since` that of the first failure after it and `why` the reason, `held` how many entries vanished and still
    count, and `changed` what the last fetch brought against the one before.
    """

    name: str
    kind: str
    through: date | None
    entries: int = 0
    as_of: str = ""
    rejects: tuple[Reject, ...] = ()
    unmapped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    understood: str = ""
    fetched_at: str = ""
    stale_since: str = ""
    why: str = ""
    held: int = 0
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A piece of a feed that could not be read: where it stands, what it says, why it was refused."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything known of one parent's time. `through` is the last known local day; None is known for ever.

    `disagreements` are the days on which two of the parent's schedules cannot both be right.
    """

    person: str
    periods: tuple[Period, ...] = ()
    through: date | None = None
    feeds: tuple[Feed, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
