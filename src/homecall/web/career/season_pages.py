"""Seasons and the long view as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.career.kept import Occasion, by_week, times, years
from homecall.career.season import Season
from homecall.household.household import Household
from homecall.outlets.picture.people import people_of
from homecall.web.career.pages import SeasonLine, season_line

STEP, LIFT, MOST = 10, 5, 6
"""A week's bar in the long view: how far from the next, how high for each moment, and no higher than for so many."""


@dataclass(frozen=True, slots=True)
class SeasonsPage:
    """Seasons that are, that wait to be looked at, that come and that were."""

    headline: str
    due: tuple[SeasonLine, ...]
    now: tuple[SeasonLine, ...]
    ahead: tuple[SeasonLine, ...]
    past: tuple[SeasonLine, ...]
    wrong: str = ""


def seasons_page(seasons: Sequence[Season], today: date, wrong: str = "") -> SeasonsPage:
    """The page of a family."""
    now = [one for one in seasons if one.runs(today)]
    due = tuple(season_line(one, today) for one in seasons if one.due(today))
    return SeasonsPage(
        headline=_headline(now),
        due=due,
        now=tuple(season_line(one, today) for one in now),
        ahead=tuple(season_line(one, today) for one in seasons if one.start > today),
        past=tuple(season_line(one, today) for one in seasons if one.end < today and one.looked is not None),
        wrong=wrong,
    )


def _headline(now: Sequence[Season]) -> str:
    if not now:
        return _("Which season are you in?")
    return _("This is the season of “%(season)s”.") % {"season": min(now, key=lambda one: one.end).title}


@dataclass(frozen=True, slots=True)
class Beads:
    """What a child had with a parent in a year: the count and its words. `at` is the parent's colour.

    `weeks` are bars from left to right: where each begins, how high it is.
    """

    name: str
    initials: str
    at: int
    count: int
    said: str
    weeks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ChildYear:
    """A child's year with each parent, in the household's order."""

    name: str
    parents: tuple[Beads, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of kept moments."""

    year: str
    said: tuple[str, ...]
    children: tuple[ChildYear, ...]


@dataclass(frozen=True, slots=True)
class YearsPage:
    """Years of kept moments, the newest first."""

    headline: str
    years: tuple[YearLine, ...]


def years_page(family: Household, occasions: Sequence[Occasion], today: date) -> YearsPage:
    """The long view of a family."""
    found = tuple(_year(family, occasions, today, back) for back in range(len(years(occasions, today))))
    count = len({(one.moment, one.at) for one in occasions})
    said = ngettext("%(count)d moment, kept.", "%(count)d moments, kept.", count) % {"count": count}
    return YearsPage(said if count else _("Here the moments that you keep gather, year by year."), found)


def _year(family: Household, occasions: Sequence[Occasion], today: date, back: int) -> YearLine:
    stretch = years(occasions, today)[back]
    weeks = by_week(occasions, {one.id: one.children for one in family.moments}, stretch)
    lines = tuple(_child(family, id, weeks) for id in (one.id for one in family.children))
    return YearLine(str(stretch.first.year), kept_said(family, occasions, times(occasions, stretch)), lines)


def _child(family: Household, id: str, weeks: dict[tuple[str, str], tuple[int, ...]]) -> ChildYear:
    faces = {one.id: one for one in people_of(family)}
    beads = []
    for parent in family.parents:
        counts = weeks.get((id, parent.id), ())
        if counts:
            count, face = sum(counts), faces[parent.id]
            said = ngettext("%(count)d time with %(name)s", "%(count)d times with %(name)s", count)
            words = said % {"count": count, "name": parent.name}
            bars = tuple((STEP * n, LIFT * min(week, MOST)) for n, week in enumerate(counts) if week)
            beads.append(Beads(parent.name, face.initials, face.position % 8, count, words, bars))
    return ChildYear(family.names[id], tuple(beads))


def kept_said(family: Household, occasions: Sequence[Occasion], kept: dict[str, int]) -> tuple[str, ...]:
    """How often each moment was kept, the most often first, by what it is called now or was then."""
    titles = {one.moment: one.title for one in reversed(occasions)} | {one.id: one.title for one in family.moments}
    return tuple(
        ngettext("“%(moment)s”: %(count)d time", "“%(moment)s”: %(count)d times", count)
        % {"moment": titles.get(id, id), "count": count}
        for id, count in kept.items()
    )
