"""Moments, usual windows and nights as they fall in one horizon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.rules.facts.adults import ParentFacts
from homecall.rules.facts.children import ChildFacts
from homecall.spans.span import Span, covers, intersect, minutes_in
from homecall.spans.wall import Clock, Horizon, Weekly

_NIGHT = Weekly(frozenset(range(7)), Clock(22 * 60), Clock(6 * 60))


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated moment inside the horizon. `away` includes the travel; `able` are the parents free for all of it."""

    moment: Moment
    day: date
    span: Span
    away: Span
    wanted: tuple[str, ...]
    able: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A recurring moment on one day: its window, and the week (index into the horizon's weeks) it counts for."""

    moment: Moment
    day: date
    window: Span
    week: int
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UsualDay:
    """A usual entry on one day: what of the window each of its children needs cover in. Kept if that is empty."""

    usual: Usual
    day: date
    window: Span
    parts: tuple[tuple[str, Span], ...]


def wanted_parents(moment: Moment, household: Household) -> tuple[str, ...]:
    """The parents a moment is about, in the household's order."""
    return moment.parents if moment.who == "listed" else tuple(p.id for p in household.parents)


def dated(household: Household, parents: dict[str, ParentFacts], horizon: Horizon) -> tuple[Dated, ...]:
    """The dated moments that start inside the horizon, in the household's order."""
    found: list[Dated] = []
    for moment in household.moments:
        if moment.start is None or moment.end is None:
            continue
        span = Span(horizon.wall.localize(moment.start), horizon.wall.localize(moment.end))
        if not horizon.span.holds(span.start):
            continue
        away = Span(span.start - moment.travel, span.end + moment.travel)
        wanted = wanted_parents(moment, household)
        able = tuple(p for p in wanted if covers(parents[p].able, away))
        found.append(Dated(moment, moment.start.date(), span, away, wanted, able))
    return tuple(found)


def occasions(household: Household, horizon: Horizon) -> tuple[Occasion, ...]:
    """Every day's window of every recurring moment; windows cut by the end of the horizon are left out."""
    week_of = {day: n for n, week in enumerate(horizon.weeks) for day in week}
    found: list[Occasion] = []
    for moment in household.moments:
        if moment.window is None:
            continue
        for day in horizon.dates:
            if day.weekday() in moment.window.days:
                window = horizon.wall.window(day, moment.window.start, moment.window.end)
                inside = window.clip(horizon.span) if window else None
                if inside:
                    wanted = wanted_parents(moment, household)
                    found.append(Occasion(moment, day, inside, week_of[day], wanted))
    return tuple(found)


def usual_days(household: Household, children: dict[str, ChildFacts], horizon: Horizon) -> tuple[UsualDay, ...]:
    """Every day of every usual entry on which somebody needs cover in its window."""
    found: list[UsualDay] = []
    for usual in household.usual:
        for day in horizon.around(before=1):
            if day.weekday() not in usual.window.days:
                continue
            raw = horizon.wall.window(day, usual.window.start, usual.window.end)
            window = raw.clip(horizon.span) if raw else None
            if window is None:
                continue
            parts = tuple((c, part) for c in usual.children for part in intersect(children[c].needs, [window]))
            if parts:
                found.append(UsualDay(usual, day, window, parts))
    return tuple(found)


def nights(children: dict[str, ChildFacts], horizon: Horizon) -> tuple[Span, ...]:
    """The nights, 22:00 to 06:00, clipped to the horizon, in which some child needs cover."""
    raw = horizon.wall.weekly(_NIGHT, horizon.around(before=1))
    inside = (c for s in raw if (c := s.clip(horizon.span)))
    return tuple(s for s in inside if any(minutes_in(child.needs, s) for child in children.values()))


def before_operating(
    parents: dict[str, ParentFacts], dark: Iterable[Span], horizon: Horizon
) -> tuple[tuple[str, Span], ...]:
    """Parents who operate in the morning after a night, each with the nights that another could have all through.

    That other parent is free all night and does not operate in the morning.
    """
    found: list[tuple[str, Span]] = []
    for night in dark:
        noon = horizon.wall.noon(horizon.wall.date(night.end))
        early = {p for p, f in parents.items() if any(night.start <= one.start < noon for one in f.operating)}
        if any(p not in early and covers(f.free, night) for p, f in parents.items()):
            found += [(p, night) for p in parents if p in early]
    return tuple(found)
