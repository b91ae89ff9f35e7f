"""A carer's and a reader's page as data: all that their templates may use, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homecall.outlets.ribbon.part import children_week
from homecall.outlets.words import date_range
from homecall.plan.voice import Voice, long_day
from homecall.spans.span import Minute
from homecall.spans.wall import Wall
from homecall.web.guests.known import Hours, Known, With, readable
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.pages import WeekLink, weeks_of
from homecall.web.plans.store import Shown


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child in a shift, and what helps with it."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One shift in words."""

    day: str
    hours: str
    asked: bool
    children: tuple[ChildLine, ...]


@dataclass(frozen=True, slots=True)
class CarerPage:
    """A carer's hours from now on. `ready` is false before there is a plan."""

    name: str
    ready: bool
    cards: tuple[Card, ...] = ()
    standby: tuple[str, ...] = ()


def carer_page(known: Known | None, now: Minute) -> CarerPage:
    """The page of what a carer may know; hours that are over are left out."""
    if known is None:
        return CarerPage("", ready=False)
    voice = Voice(Wall(known.timezone))
    cards = tuple(_card(one, voice) for one in known.hours if one.span.end > now)
    behind = tuple(f"{long_day(voice.wall.date(at))}, {voice.clock(at)}" for at in known.standby if at > now)
    return CarerPage(known.name, ready=True, cards=cards, standby=behind)


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The children's week; without a ribbon before there is a plan."""

    weeks: tuple[WeekLink, ...] = ()
    ribbon: str = ""


def reader_page(shown: Shown | None, at: int) -> ReaderPage:
    """The page of a week, the first at 0; the last week there is for a later one. Drawn once for each plan."""
    if shown is None:
        return ReaderPage()
    weeks = weeks_of(shown.first, shown.days)
    at = min(at, len(weeks) - 1)
    key = f"reader:{shown.id}:{at}:{get_language()}"
    drawn = DRAWN.get(key)
    if drawn is None:
        drawn = str(children_week(shown.household, readable(shown.plan), at))
        DRAWN.set(key, drawn, 24 * 3600)
    links = tuple(WeekLink(n, date_range(*days), n == at) for n, days in enumerate(weeks))
    return ReaderPage(links, mark_safe(drawn))


def _card(hours: Hours, voice: Voice) -> Card:
    children = tuple(ChildLine(one.name, _notes(one, voice)) for one in hours.children)
    return Card(long_day(voice.wall.date(hours.span.start)), voice.span(hours.span), hours.asked, children)


def _notes(one: With, voice: Voice) -> tuple[str, ...]:
    said = ["; ".join(voice.span(span) for span in one.spans)]
    if one.before:
        said.append(_("%(name)s hands over at %(time)s.") % _at(one.before, one.spans[0].start, voice))
    if one.wakes is not None:
        said.append(_("Wakes at about %(time)s.") % {"time": voice.clock(one.wakes)})
    starts, ends = {span.start for span in one.spans}, {span.end for span in one.spans}
    for stay in one.stays:
        if stay.span.start in ends:
            said.append(_("To %(name)s by %(time)s.") % _at(stay.place, stay.span.start, voice))
        if stay.span.end in starts:
            said.append(_("From %(name)s at %(time)s.") % _at(stay.place, stay.span.end, voice))
    if one.bedtime is not None:
        said.append(_("Bedtime is at %(time)s.") % {"time": voice.clock(one.bedtime)})
    if one.after:
        said.append(_("%(name)s takes over at %(time)s.") % _at(one.after, one.spans[-1].end, voice))
    return tuple(said)


def _at(name: str, at: Minute, voice: Voice) -> dict[str, str]:
    return {"name": name, "time": voice.clock(at)}
