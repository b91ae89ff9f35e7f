"""Digests in words: what one person may know of some days of a plan. Pure, in the tongue of now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Band, Day
from homecall.outlets.words import Words, long_day, short_day
from homecall.plan.plan import Plan
from homecall.spans.span import HOUR
from homecall.web.guests.known import Hours, known_to
from homecall.web.look.clocks import names

Text = tuple[str, str]
"""Title and body."""


def digest(household: Household, plan: Plan, person: str, first: date, *, week: bool) -> Text | None:
    """What to tell somebody of a day, or of the seven days from it on; None where there is nothing to say."""
    days = [first + timedelta(days=n) for n in range(7 if week else 1)]
    parent = person in {one.id for one in household.parents}
    lines = tuple(_parents(household, plan, days) if parent else _carers(household, plan, person, days))
    if not lines:
        return None
    said = {"day": long_day(first)}
    return (_("The week from %(day)s") if week else _("Tomorrow, %(day)s")) % said, "\n".join(lines)


def _carers(household: Household, plan: Plan, person: str, days: list[date]) -> Iterator[str]:
    """A carer's own hours that are settled, with the children of each."""
    known, wall = known_to(household, plan, person), household.wall
    mine = [one for one in (known.hours if known else ()) if not one.asked and wall.date(one.span.start) in days]
    words = Words(household, plan, picture_of(household, plan)) if mine else None
    for one in mine:
        yield _hours(words, one, alone=len(days) == 1) if words else ""
    if mine and len(days) > 1:
        hours = round(sum(one.span.minutes for one in mine) / HOUR)
        yield ngettext("%(hours)d hour altogether.", "%(hours)d hours altogether.", hours) % {"hours": hours}


def _hours(words: Words, one: Hours, *, alone: bool) -> str:
    voice = words.voice
    when = voice.span(one.span) if alone else voice.on(one.span)
    children = names([child.name for child in one.children])
    return _("%(hours)s: %(children)s") % {"hours": when, "children": children} if children else when


def _parents(household: Household, plan: Plan, days: list[date]) -> Iterator[str]:
    """A parent's day: who has whom, and what is special. Of a week only what is special, and whether all is covered."""
    words = Words(household, plan, picture_of(household, plan))
    shown = [day for day in words.picture.days if day.date in days]
    if len(days) == 1:
        for day in shown:
            notes = [note for _kind, note in words.day_notes(day)]
            if notes or any(len(row.bands) > 1 for row in day.rows):
                yield from (*_who(words, day), *notes)
        return
    holes = [hole for hole in words.holes for day in shown if hole.span.clip(day.span)]
    if shown and not holes:
        yield _("Every hour is covered.")
    for day in shown:
        for _kind, note in words.day_notes(day):
            yield _("%(day)s: %(what)s") % {"day": short_day(day.date), "what": note}


def _who(words: Words, day: Day) -> Iterator[str]:
    """Who has the children through a day, those with the same day together."""
    found: dict[str, list[str]] = {}
    for row in day.rows:
        said = ", ".join(_band(words, band, last=band is row.bands[-1]) for band in row.bands if band.kind != "unborn")
        if said:
            found.setdefault(said, []).append(row.name)
    for said, children in found.items():
        yield _("%(children)s: %(who)s.") % {"children": names(children), "who": said}


def _band(words: Words, band: Band, *, last: bool) -> str:
    """Who has a child until when."""
    who = _("nobody yet") if band.kind == "gap" else band.label
    if last:
        return who
    return _("%(name)s until %(time)s") % {"name": who, "time": words.voice.clock(band.span.end)}
