"""The pages of letters as data: all that their templates may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.household.household import Household
from homecall.sources.letters.letter import Proposal, What
from homecall.web.look.clocks import reading, short_day
from homecall.web.school.store import Kept
from homecall.web.school.taking import Choice
from homecall.web.school.ticks import Box, chosen, posted


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in the list."""

    id: int
    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Option:
    """Whom a line may be about."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal with its boxes, the words it came from, and how sure it is."""

    number: int
    box: Box
    day: str
    clock: str
    line: str
    where: str
    sure: bool
    why: str
    early: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A piece of the letter that became no proposal, and why."""

    line: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter with all that was found in it."""

    id: int
    name: str
    state: str
    said: str
    rows: tuple[Row, ...] = ()
    left: tuple[Left, ...] = ()
    options: tuple[Option, ...] = ()
    plain: int = 0


def lines(letters: tuple[Kept, ...]) -> tuple[Line, ...]:
    """The letters as a list, newest first."""
    return tuple(Line(one.id, one.name, one.state, _state(one)) for one in letters)


def _state(one: Kept) -> str:
    count = len(one.found.proposals)
    return {
        "waiting": _("It is being read."),
        "failed": one.said,
        "taken": _("What you ticked is in the plan."),
        "read": ngettext("%(count)d date to look at", "%(count)d dates to look at", count) % {"count": count},
    }[one.state]


def letter_page(one: Kept, household: Household, form: Mapping[str, str] | None = None) -> LetterPage:
    """A letter's page; with a form its boxes hold what was sent, and what is wrong with it."""
    about = guess(one, household)
    rows = tuple(_row(n, proposal, about, household, form) for n, proposal in enumerate(one.found.proposals))
    left = tuple(Left(reject.text, reject.where, reject.why) for reject in one.found.rejects)
    plain = sum(row.sure for row in rows)
    return LetterPage(one.id, one.name, one.state, _state(one), rows, left, options(household), plain)


def _row(number: int, proposal: Proposal, about: str, household: Household, form: Mapping[str, str] | None) -> Row:
    box = posted(form, number) if form is not None else _box(proposal, about)
    if form is not None and box.ticked:
        box = _judged(box, household)
    early = proposal.what is What.EARLY
    clock = _clock(proposal, household.timezone)
    return Row(number, box, _day(proposal), clock, proposal.line, proposal.where, proposal.sure, proposal.why, early)


def _judged(box: Box, household: Household) -> Box:
    try:
        chosen(box, household)
    except ValueError as wrong:
        return replace(box, wrong=str(wrong))
    return box


def _box(one: Proposal, about: str) -> Box:
    """A proposal in its boxes, unticked. A place that ends early counts as closed, which is on the safe side."""
    what = {What.CLOSED: "closed", What.EARLY: "closed", What.MOMENT: "moment"}.get(one.what, "")
    start, end = (f"{at:%H:%M}" if at else "" for at in (one.start, one.end))
    days = (f"{one.first}", f"{one.last}")
    return Box(ticked=False, what=what, title=one.title, first=days[0], last=days[1], start=start, end=end, whom=about)


def _clock(one: Proposal, zone: str) -> str:
    return reading(one.start, zone) if one.start else ""


def _day(one: Proposal) -> str:
    if one.first == one.last:
        return short_day(one.first)
    return _("%(first)s to %(last)s") % {"first": short_day(one.first), "last": short_day(one.last)}


def options(household: Household) -> tuple[Option, ...]:
    """Whom a line may be about: each place, each child, all of them."""
    places = dict.fromkeys(place.name for child in household.children for place in child.places)
    found = [Option(f"place:{name}", name) for name in places]
    found += [Option(f"child:{child.id}", child.name) for child in household.children]
    return (*found, Option("all", _("All the children"))) if len(household.children) > 1 else tuple(found)


def guess(one: Kept, household: Household) -> str:
    """Whom a letter is about: the place or child whose name stands in it most often, else the first place."""
    words = f"{one.name} {' '.join(proposal.line for proposal in one.found.proposals)}".casefold()
    every = options(household)
    counts = {option.value: words.count(option.label.casefold()) for option in every}
    best = max(every, key=lambda option: counts[option.value])
    return best.value if counts[best.value] else every[0].value


def choices(one: Kept, household: Household, form: Mapping[str, str]) -> tuple[Choice, ...]:
    """What was ticked. Raises ValueError where a ticked line cannot be taken as it is."""
    boxes = (posted(form, n) for n in range(len(one.found.proposals)))
    return tuple(chosen(box, household) for box in boxes if box.ticked)
