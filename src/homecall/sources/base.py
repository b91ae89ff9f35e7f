"""What every source gives back: entries as the feed states them, and rejects; never a silent loss."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from homecall.household.people import SourceSpec
from homecall.sources.privacy import masked
from homecall.spans.span import DAY, Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject

DAYS_BEFORE = 4
"""How many days before the horizon still matter: a long duty's rest and no-drive time reach into it."""

DAYS_AFTER = 1
"""How many days after the horizon still matter: the commute to the next duty begins before the duty does."""


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
class Lost:
    """A duty that a feed says another has taken; it takes nothing out of any other feed, and is a finding.

    `said` is a clause that says who takes it and how one knows.
    """

    title: str
    day: date
    said: str


@dataclass(frozen=True, slots=True)
class Intake:
    """All that a feed said of one person. `through` is its last day that holds any entry of anyone (None: none).

    `as_of` is when the system says it wrote the data (ISO, empty if it does not say); `notes` are sentences for the
    family, such as a person nobody matched. `absent` is true where the feed holds something, and none of it is the
    wanted person's: it says nothing about them, and least of all that they are free. `understood` says how a feed
    without a fixed layout was read; it is for people to check, and no finding of a plan.

    `changes_only` is true for a feed that tells only what is new beside the person's schedules, such as mail on
    trades: it has no `through`, adds its entries until a schedule has them too, and may hold duties that are `lost`.
    """

    entries: tuple[Entry, ...]
    rejects: tuple[Reject, ...]
    through: date | None
    as_of: str = ""
    notes: tuple[str, ...] = ()
    absent: bool = False
    understood: str = ""
    changes_only: bool = False
    lost: tuple[Lost, ...] = ()


class Source(Protocol):
    """Reads the bytes of one feed. Pure: no clock, no network. Raises SourceError where nothing can be read."""

    def __call__(self, content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
        """The entries that touch the horizon or the days just around it, for the person that `spec` matches."""
        ...


def window(horizon: Horizon) -> Span:
    """The time of which entries are kept: the horizon, the days before it that earn rest, and the day after."""
    return Span(horizon.span.start - DAYS_BEFORE * DAY, horizon.span.end + DAYS_AFTER * DAY)


def matters(entry: Entry, horizon: Horizon) -> bool:
    """Whether the entry touches the kept time, by its hours or, where it has none, by its day."""
    kept = window(horizon)
    if entry.span is not None and entry.span.overlaps(kept):
        return True
    first = horizon.first - timedelta(days=DAYS_BEFORE)
    return first <= entry.day <= horizon.dates[-1] + timedelta(days=DAYS_AFTER)


def reject(where: str, text: str, why: str) -> Reject:
    """A reject whose text is cut to 120 characters of one line; what may tell of a patient is masked in it."""
    line = masked(" ".join(text.split()))
    return Reject(where, line if len(line) <= 120 else line[:119] + "…", masked(why))


def private(intake: Intake) -> Intake:
    """What a feed said, with the titles of its entries masked: nothing behind this ever sees more."""
    changed = {title: after for title in {one.title for one in intake.entries} if (after := masked(title)) != title}
    if not changed:
        return intake
    entries = (replace(one, title=changed.get(one.title, one.title)) for one in intake.entries)
    return replace(intake, entries=tuple(entries))
