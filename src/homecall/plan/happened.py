"""What may happen to a family while its plan runs. Each is said by somebody, at an instant called `now`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from homecall.spans.span import Minute, Span


@dataclass(frozen=True, slots=True)
class Late:
    """A parent's duty ends so many minutes after its scheduled end: the one they are not home from, or the next."""

    parent: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Early:
    """A parent's duty ends so many minutes before its scheduled end, not before now: the running one or the next."""

    parent: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CalledIn:
    """A parent on call from home leaves at `at` (None: now) and is back home at `until` (None: after a usual visit)."""

    parent: str
    at: Minute | None = None
    until: Minute | None = None


@dataclass(frozen=True, slots=True)
class Ill:
    """A child is in no place from now on, on these local days (none given: today and tomorrow)."""

    child: str
    days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A carer cannot come, on a local day or in a span."""

    carer: str
    when: date | Span


@dataclass(frozen=True, slots=True)
class Closed:
    """A place is shut on these local days, for every child who goes there or for one `child` alone."""

    place: str
    days: frozenset[date]
    child: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A carer has said that they can come in a span, whatever hours and notice they wanted before."""

    carer: str
    span: Span


Happening = Late | Early | CalledIn | Ill | Cancelled | Closed | Offered


@dataclass(frozen=True, slots=True)
class Said:
    """Something that happened, and the instant at which it was said: nothing before that is otherwise for it."""

    at: Minute
    what: Happening


@dataclass(frozen=True, slots=True)
class Agreed:
    """Time outside a carer's hours that they had been asked for before a plan was made; it needs no second notice."""

    carer: str
    span: Span
