"""What several schedules of one parent say together: copies give way to the roster, and the family's word counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from homecall.household.people import Parent, SourceSpec
from homecall.sources.merge import contradict, contradictions, near
from homecall.timeline.disagreement import About, Disagreement
from homecall.timeline.period import Kind, Period

CALENDARS = frozenset({"ics", "caldav"})
"""Kinds that anybody may write into, and that therefore may hold copies of what a roster says."""

CHANGES = frozenset({"amion-mail"})
"""Kinds that tell only of changes: neither a roster nor a calendar."""

ROSTER_HOSTS = ("qgenda.com", "amion.com", "whoison.net", "lightning-bolt.com", "shiftadmin.com", "metricaid.com")
"""Hosts whose calendars are rosters, whatever their kind."""

_AROUND = frozenset(
    {
        "work",
        "working",
        "shift",
        "duty",
        "at",
        "on",
        "the",
        "my",
        "hospital",
        "hosp",
        "mom",
        "mommy",
        "mum",
        "dad",
        "daddy",
    }
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HOURS = re.compile(r"\(?\b\d{1,2}(?::?\d\d)?\s?[ap]?m?\s?[-–]\s?\d{1,2}(?::?\d\d)?\s?[ap]?m?\b\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Account:
    """What one schedule of a parent told."""

    spec: SourceSpec
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left of one schedule's account, and where it disagrees with the schedules before it."""

    periods: tuple[Period, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each disagreement."""
        return tuple(one.sentence for one in self.disagreements)

    def open(self, unmapped: Iterable[str]) -> tuple[str, ...]:
        """Those of the titles without a meaning that are still asked about."""
        left = {one.title for one in self.periods if one.kind is Kind.UNMAPPED}
        return tuple(title for title in unmapped if title in left)


def settle(parent: Parent, accounts: Sequence[Account]) -> tuple[Settled, ...]:
    """The accounts of a parent's schedules, in order, made to fit together.

    1. What the family calls wrong on a day does not count.
    2. A copy of a roster's shift in a calendar gives way to the roster; other hours in it are said.
    3. A schedule that yields keeps only what contradicts none of the others.
    4. What still contradicts is kept, and said.
    """
    told = [_without(one, (period for period in one.periods if period.day in one.spec.wrong_on)) for one in accounts]
    copies = [_copies(parent, one, told) for one in told]
    told = [_without(one, (copy.other for copy in found)) for one, found in zip(told, copies, strict=True)]
    told = [_without(one, _beaten(one, told)) if one.spec.yields else one for one in told]
    said = contradictions([one.periods for one in told])
    return tuple(
        Settled(one.periods, (*_other_hours(found), *more)) for one, found, more in zip(told, copies, said, strict=True)
    )


def is_roster(spec: SourceSpec) -> bool:
    """Whether a schedule is written by a scheduling system, and not by whoever keeps a calendar."""
    if spec.kind in CHANGES:
        return False
    host = (urlsplit(spec.url).hostname or "") if spec.url else ""
    return spec.kind not in CALENDARS or any(host == one or host.endswith(f".{one}") for one in ROSTER_HOSTS)


def _without(account: Account, gone: Iterable[Period]) -> Account:
    away = set(gone)
    return replace(account, periods=tuple(one for one in account.periods if one not in away)) if away else account


def _copies(parent: Parent, account: Account, every: Sequence[Account]) -> list[Disagreement]:
    """Each copy in a calendar as `other`, with the roster's shift as `one`."""
    if is_roster(account.spec) or account.spec.kind in CHANGES:
        return []
    rosters = sorted((one for two in every if is_roster(two.spec) for one in two.periods), key=lambda one: one.span)
    longest = max((one.span.minutes for one in rosters), default=0)
    names = frozenset(_words(f"{parent.id} {parent.name}"))
    found = ((copy, _original(copy, near(copy, rosters, longest), names)) for copy in account.periods)
    return [Disagreement(copy.day, About.HOURS, one, copy) for copy, one in found if one]


def _original(copy: Period, shifts: Sequence[Period], names: frozenset[str]) -> Period | None:
    """The shift that a calendar's entry is a copy of, of those that it overlaps; one at the same hours comes first."""
    fit = [one for one in shifts if _same_duty(copy, one) and similar(copy.title, one.title, names)]
    return min(fit, key=lambda one: (one.span != copy.span, one.span), default=None)


def _same_duty(copy: Period, shift: Period) -> bool:
    """Whether kind and day leave it open that both are one: a title without a meaning may be anything."""
    return copy.kind in (shift.kind, Kind.UNMAPPED) and (
        copy.day == shift.day or not (copy.whole_day or shift.whole_day)
    )


def similar(title: str, original: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a title is a roster's title, with nothing more around it than names, hours and words such as "shift"."""
    words, wanted = _words(_HOURS.sub(" ", title)), _words(_HOURS.sub(" ", original))
    if not wanted:
        words, wanted = _words(title), _words(original)
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        around = [*words[:at], *words[at + len(wanted) :]]
        if words[at : at + len(wanted)] == wanted and all(one in _AROUND or one in names for one in around):
            return True
    return False


def _words(text: str) -> list[str]:
    return [one.removesuffix("'s").removesuffix("’s") for one in _WORD.findall(text.casefold())]


def _beaten(account: Account, every: Sequence[Account]) -> Iterable[Period]:
    """What of a yielding schedule contradicts another that does not yield."""
    others = sorted((one for two in every if not two.spec.yields for one in two.periods), key=lambda one: one.span)
    longest = max((one.span.minutes for one in others), default=0)
    return (one for one in account.periods if any(contradict(one, other) for other in near(one, others, longest)))


def _other_hours(copies: Iterable[Disagreement]) -> Iterable[Disagreement]:
    """The first copy of each day whose hours are others than the roster's; where one has none there is no quarrel."""
    said = {one.day: one for one in reversed([*copies]) if _differ(one.one, one.other)}
    return tuple(said[day] for day in sorted(said))


def _differ(one: Period, other: Period) -> bool:
    return one.span != other.span and not one.whole_day and not other.whole_day
