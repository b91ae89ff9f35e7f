"""The Moments page as data: all that its template may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.outlets.picture.people import people_of
from homecall.plan.plan import Kept, Plan
from homecall.spans.span import Minute
from homecall.web.look.clocks import clock, day, hours, names, on, short_day
from homecall.web.moments.ahead import Coming, coming
from homecall.web.moments.asking import Asking
from homecall.web.moments.store import Block, Past
from homecall.web.plans.store import Shown

MOST_AHEAD = 60
"""Dated moments that the page shows."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A person as a coloured chip: `at` is their place among the colours."""

    name: str
    initials: str
    at: int


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A moment with a date: when, who will be there, and where nobody can yet, what would open it."""

    id: str
    title: str
    day: str
    when: str
    state: str
    said: str
    ways: tuple[str, ...]
    chips: tuple[Chip, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of a ritual's week and who keeps it then. `meant` is false on a day that it is not for."""

    letter: str
    label: str
    chips: tuple[Chip, ...]
    meant: bool


@dataclass(frozen=True, slots=True)
class RitualLine:
    """A moment that comes back: how its week looks, and when it is offered next."""

    id: str
    title: str
    when: str
    said: tuple[str, ...]
    next: str
    days: tuple[DayMark, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """A moment that had its place, in weeks that are over."""

    title: str
    said: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class MomentsPage:
    """What is kept, what is coming that is still open, the rituals of the week, and what had its place before."""

    headline: str
    kept: tuple[DatedLine, ...]
    open: tuple[DatedLine, ...]
    rituals: tuple[RitualLine, ...]
    week: str
    planned: bool
    add: str
    past: tuple[PastLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the page knows of the time before: what had its place, and how the schedules came last."""

    past: tuple[Past, ...] = ()
    blocks: Mapping[str, Block] = field(default_factory=dict)


def moments_page(
    family: Household, shown: Shown | None, now: Minute, remembered: Remembered | None = None
) -> MomentsPage:
    """The page of a household as it is edited now, with the plan and the schedules there are."""
    before = remembered or Remembered()
    plan = shown.plan if shown else None
    found = coming(family, shown.household.schedules, now)[:MOST_AHEAD] if shown else ()
    today = family.wall.date(now)
    asking = Asking(family, today, before.blocks)
    lines = tuple(_dated(asking, one, plan) for one in found)
    kept = tuple(line for line in lines if line.state == "kept")
    first = _week_of(family, plan, now)
    rituals = _rituals(family, plan, now, first) if plan else ()
    return MomentsPage(
        headline=_headline(kept, rituals, lines),
        kept=kept,
        open=tuple(line for line in lines if line.state != "kept"),
        rituals=rituals,
        week=_("Week of %(day)s") % {"day": day(first)},
        planned=plan is not None,
        add=address("thing_add", "moment"),
        past=tuple(_past(family, one) for one in before.past),
    )


def _past(family: Household, one: Past) -> PastLine:
    said = {"count": one.days, "day": day(one.last), "names": names([family.names.get(who, who) for who in one.people])}
    if one.dated:
        told = _("On %(day)s, with %(names)s.") if one.people else _("On %(day)s.")
    else:
        told = ngettext(
            "On %(count)d day of the last eight weeks, last on %(day)s.",
            "On %(count)d days of the last eight weeks, last on %(day)s.",
            one.days,
        )
    return PastLine(one.title, told % said, chips_of(family, one.people))


def address(name: str, *args: str) -> str:
    """An address of the household's forms, the household's page where it has no such form, or empty."""
    for one, more in ((name, args), ("household", ())):
        try:
            return reverse(one, args=more)
        except NoReverseMatch:
            continue
    return ""


def _headline(kept: tuple[DatedLine, ...], rituals: tuple[RitualLine, ...], lines: tuple[DatedLine, ...]) -> str:
    """The one thing to know, and what is kept comes first."""
    if kept:
        return _("%(title)s is kept, on %(day)s.") % {"title": kept[0].title, "day": kept[0].day}
    if any(mark.chips for one in rituals for mark in one.days):
        return _("Your small rituals have their place this week.")
    return _("What is coming that matters.") if lines else _("Which moments matter to you?")


def chips_of(family: Household, who: tuple[str, ...]) -> tuple[Chip, ...]:
    """People as chips, in the household's order."""
    return tuple(Chip(one.name, one.initials, one.position % 8) for one in people_of(family) if one.id in who)


def _dated(asking: Asking, one: Coming, plan: Plan | None) -> DatedLine:
    family = asking.family
    in_plan = [kept for kept in plan.moments if kept.moment == one.moment.id and kept.span == one.span] if plan else []
    kept = next((found for found in in_plan if found.kept), None)
    when = on(family.wall, one.span)
    head = (one.moment.id, one.moment.title, day(family.wall.date(one.span.start)), when)
    edit = address("thing", "moment", one.moment.id)
    if kept:
        with_whom = names([family.names.get(who, who) for who in kept.parents])
        return DatedLine(*head, "kept", _("With %(names)s.") % {"names": with_whom}, (), _their(family, kept), edit)
    state = "free" if one.enough else "open"
    ways = tuple(
        asking.way(chance, family.wall.date(one.span.start)) for chance in one.chances if chance.state != "free"
    )
    return DatedLine(*head, state, _chances(family, one, planned=bool(in_plan)), ways, chips_of(family, one.free), edit)


def _their(family: Household, kept: Kept) -> tuple[Chip, ...]:
    return chips_of(family, kept.parents)


def _chances(family: Household, one: Coming, *, planned: bool) -> str:
    """Who can be there, in one sentence."""
    free = names([family.names[who] for who in one.free])
    if one.enough and planned:
        return _("%(names)s could be there; the plan has not found room for it yet.") % {"names": free}
    if one.enough:
        return _("As the schedules stand, %(names)s can be there.") % {"names": free}
    if free:
        return _("%(names)s can be there; it is meant for more of you.") % {"names": free}
    if any(chance.state == "unknown" for chance in one.chances):
        return _("Nobody knows yet who can be there.")
    return _("It has no room yet. One of these would open it:")


def _week_of(family: Household, plan: Plan | None, now: Minute) -> date:
    """The Monday of the week that the rituals are shown for: this one, or the plan's first where that is later."""
    at = family.wall.date(max(now, plan.span.start) if plan else now)
    return at - timedelta(days=at.weekday())


def _rituals(family: Household, plan: Plan, now: Minute, first: date) -> tuple[RitualLine, ...]:
    held: dict[str, list[Kept]] = {}
    for one in plan.moments:
        held.setdefault(one.moment, []).append(one)
    rituals = (one for one in family.moments if one.window)
    return tuple(_ritual(family, one, held.get(one.id, []), now, first) for one in rituals)


def _ritual(family: Household, one: Moment, held: list[Kept], now: Minute, first: date) -> RitualLine:
    assert one.window is not None
    days = [first + timedelta(days=n) for n in range(7)]
    kept = [found for found in held if found.kept]
    mine = [found for found in kept if found.day in days]
    later = min((found for found in kept if found.span.start >= now), key=lambda found: found.span, default=None)
    at = _("between %(start)s and %(end)s") % {
        "start": clock(family.wall, family.wall.at(first, one.window.start)),
        "end": clock(family.wall, family.wall.at(first, one.window.end)),
    }
    on_days = one.window.days
    marks = tuple(
        _mark(family, each, [found for found in mine if found.day == each], meant=each.weekday() in on_days)
        for each in days
    )
    edit = address("thing", "ritual", one.id)
    return RitualLine(one.id, one.title, at, _said(family, one, mine), _next(family, later), marks, edit)


def _mark(family: Household, at: date, kept: list[Kept], *, meant: bool) -> DayMark:
    who = tuple(parent for one in kept for parent in one.parents)
    said = names([chip.name for chip in chips_of(family, who)])
    label = _("%(day)s: %(names)s") % {"day": short_day(at), "names": said} if said else short_day(at)
    return DayMark(date_format(at, "D")[:2], label, chips_of(family, who), meant)


def _said(family: Household, one: Moment, mine: list[Kept]) -> tuple[str, ...]:
    """How often the week holds it, for each parent where it is each one's; what is not there is not counted."""
    wish = one.goal or (len(one.window.days) if one.window else 0)
    if one.who != "each":
        return (_times("", len({kept.day for kept in mine}), wish),) if mine else (_elsewhere(),)
    counts = {parent.id: sum(parent.id in kept.parents for kept in mine) for parent in family.parents}
    said = tuple(_times(parent.name, counts[parent.id], wish) for parent in family.parents if counts[parent.id])
    return said or (_elsewhere(),)


def _elsewhere() -> str:
    return _("This week has no room for it; it is offered again.")


def _times(name: str, count: int, wish: int) -> str:
    """A count beside the wish, while the wish is larger; a wish that has come true is just that."""
    found = {"name": name, "count": count, "wish": wish}
    if count >= wish:
        return (
            _("%(name)s has it as often as you wished.") % found if name else _("It is there as often as you wished.")
        )
    if name:
        return ngettext("%(count)d of %(wish)d is %(name)s’s.", "%(count)d of %(wish)d are %(name)s’s.", count) % found
    return ngettext("%(count)d of %(wish)d has its place.", "%(count)d of %(wish)d have their place.", count) % found


def _next(family: Household, kept: Kept | None) -> str:
    if kept is None:
        return ""
    said = {
        "day": day(kept.day),
        "hours": hours(family.wall, kept.span),
        "names": names([family.names.get(who, who) for who in kept.parents]),
    }
    return _("Next: %(day)s, %(hours)s, with %(names)s.") % said
