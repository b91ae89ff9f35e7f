"""The form of a letter's proposals: read with all its boxes, each complaint a sentence beside its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.web.school.taking import Choice

LONGEST_TITLE = 200
LONGEST_CLOSURE = 120
"""Days of one closure."""
WHATS = ("closed", "moment")


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in the boxes of one line, as text, and what is wrong with it."""

    ticked: bool
    what: str
    title: str
    first: str
    last: str
    start: str
    end: str
    whom: str
    wrong: str = ""


def posted(form: Mapping[str, str], number: int) -> Box:
    """The boxes of a line as they were sent."""
    one = {key: str(form.get(f"{key}-{number}", "")).strip() for key in ("title", "first", "last", "start", "end")}
    return Box(f"take-{number}" in form, form.get(f"what-{number}", ""), whom=form.get(f"whom-{number}", ""), **one)


def chosen(box: Box, household: Household) -> Choice:
    """The choice that the boxes make. Raises ValueError with the sentence for its line."""
    if box.what not in WHATS:
        raise ValueError(_("Say what this is: a day that a place is closed, or a moment."))
    title = " ".join(box.title.split())[:LONGEST_TITLE]
    if not title:
        raise ValueError(_("Give it a name."))
    first, last = _days(box)
    children, place = whom(box.whom, household)
    if box.what == "closed":
        if not any(child.places for child in household.children if child.id in children):
            raise ValueError(_("There is no place that could be closed. Add one to the household first."))
        return Choice("closed", title, first, last, children, place)
    start, end = _times(box)
    return Choice("moment", title, first, last, children, place, start, end)


def _days(box: Box) -> tuple[date, date]:
    try:
        first = date.fromisoformat(box.first)
        last = date.fromisoformat(box.last or box.first)
    except ValueError as wrong:
        raise ValueError(_("This is no date.")) from wrong
    if last < first:
        raise ValueError(_("Its last day is before its first."))
    if (last - first).days > LONGEST_CLOSURE or not 2000 <= first.year <= 2200:
        raise ValueError(_("This is too long to be right."))
    return first, last


def _times(box: Box) -> tuple[time, time | None]:
    if not box.start:
        raise ValueError(_("Say when it begins, so that somebody can be there."))
    try:
        start, end = time.fromisoformat(box.start), time.fromisoformat(box.end) if box.end else None
    except ValueError as wrong:
        raise ValueError(_("This is no time of day.")) from wrong
    if (end is not None and end <= start) or (end is None and start.hour == 23):
        raise ValueError(_("Say when it ends, after its beginning and on the same day."))
    return start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0) if end else None


def whom(value: str, household: Household) -> tuple[tuple[str, ...], str]:
    """The children that a choice is for, and the place's name where it is one. Raises ValueError for anybody else."""
    kind, _colon, name = value.partition(":")
    if kind == "place":
        children = tuple(c.id for c in household.children if name in {place.name for place in c.places})
    else:
        children = tuple(child.id for child in household.children if kind == "all" or child.id == name)
    if not children:
        raise ValueError(_("Say whom this is about."))
    return children, name if kind == "place" else ""
