"""A title as it is asked about, and the lines that an answer writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.household.people import ShiftMeaning
from homecall.sources.titles import exactly
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind
from homecall.web.look import clocks

if TYPE_CHECKING:
    from homecall.sources.guess.open import Open

MEANINGS = {
    Kind.WORK: lazy("work at the hospital"),
    Kind.CLINIC: lazy("clinic"),
    Kind.NIGHT: lazy("a night shift"),
    Kind.IN_HOUSE_CALL: lazy("call in the hospital"),
    Kind.HOME_CALL: lazy("call from home"),
    Kind.REMOTE: lazy("work from home"),
    Kind.LEAVE: lazy("off: vacation or leave"),
    Kind.MARKER: lazy("nothing, only a note"),
}
"""Each kind as an answer."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One answer: the word that is sent, and how it reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TitlePage:
    """One question. `guess` is empty where nobody can know; `hours` is whether the schedule gives none itself."""

    number: int
    many: int
    parent: str
    name: str
    title: str
    source: str
    days: str
    guess: str
    sure: bool
    why: str
    others: tuple[Meaning, ...]
    hours: bool
    later: int
    first: bool


def title_page(home: Household, waiting: Sequence[Open], at: int, *, first: bool = False) -> TitlePage:
    """The question about the title at a place in the list."""
    one = waiting[at]
    guessed = {line.kind for line in one.guess.shifts} if len(one.guess.shifts) == 1 else set()
    others = tuple(Meaning(kind.value, capfirst(str(said))) for kind, said in MEANINGS.items() if kind not in guessed)
    return TitlePage(
        number=at + 1,
        many=len(waiting),
        parent=one.parent,
        name=home.names[one.parent],
        title=one.seen.title,
        source=one.source,
        days=days_said(one.seen.days),
        guess=capfirst("; ".join(meant(line) for line in one.guess.shifts)),
        sure=one.guess.word == "sure",
        why=one.guess.why,
        others=others,
        hours=not one.seen.hours,
        later=at,
        first=first,
    )


def days_said(days: Sequence[date]) -> str:
    """The first day, and how many more."""
    if not days:
        return ""
    more = len(days) - 1
    said = ngettext("%(day)s and %(more)d more day", "%(day)s and %(more)d more days", more)
    return said % {"day": clocks.day(days[0]), "more": more} if more else clocks.day(days[0])


def meant(line: ShiftMeaning) -> str:
    """A line as a parent says it."""
    said = str(MEANINGS[line.kind])
    if line.start and line.end:
        said = _("%(what)s, %(start)s to %(end)s") % {"what": said, "start": _at(line.start), "end": _at(line.end)}
    if line.with_title:
        said = _("%(what)s on days with “%(title)s”") % {"what": said, "title": line.with_title}
    return said if len(line.days) == 7 else _("%(what)s (%(days)s)") % {"what": said, "days": _weekdays(line)}


def _at(clock: Clock) -> str:
    return time_format(time(clock.minutes // 60 % 24, clock.minutes % 60), "TIME_FORMAT")


def _weekdays(line: ShiftMeaning) -> str:
    monday = date(2024, 1, 1)
    return ", ".join(date_format(monday.replace(day=1 + day), "D") for day in sorted(line.days))


def lines(one: Open, what: str, start: str, end: str) -> tuple[ShiftMeaning, ...]:
    """The lines that an answer writes: the guess's own, or one of the chosen kind, with hours if both are given.

    Raises HouseholdError or TimeError for an answer that cannot be.
    """
    if what == "guess" and one.guess.shifts:
        return one.guess.shifts
    if what not in MEANINGS:
        raise HouseholdError(_("That is no answer yet."), cure=_("Choose what it means, or later."))
    line = ShiftMeaning(exactly(one.seen.title), Kind(what))
    if not line.title:
        raise HouseholdError(_("This entry has no title."), cure=_("It counts as busy until its schedule names it."))
    if not (start or end):
        return (line,)
    if not (start and end):
        raise HouseholdError(_("One of the two times is missing."), cure=_("Give both, or neither."))
    begins, ends = Clock.parse(start), Clock.parse(end)
    return (replace(line, start=begins, end=ends if ends > begins else Clock(ends.minutes, 1)),)


def answered(home: Household, parent: str, new: Sequence[ShiftMeaning]) -> Household:
    """The household with lines added to a parent's; one that is there already stays single."""

    def more(now: tuple[ShiftMeaning, ...]) -> tuple[ShiftMeaning, ...]:
        return (*now, *(line for line in new if line not in now))

    parents = tuple(replace(one, shifts=more(one.shifts)) if one.id == parent else one for one in home.parents)
    return replace(home, parents=parents)
