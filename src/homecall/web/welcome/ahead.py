"""What a family may still tell us, and what each would give: nothing of it is needed for a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.household.household import Household


@dataclass(frozen=True, slots=True)
class Step:
    """Something that may be told: where, what, and what the plan would know then."""

    href: str
    label: str
    gives: str


def steps(home: Household) -> tuple[Step, ...]:
    """What is not told yet, what matters most for cover first."""
    return (*_schedules(home), *_children(home), *_around(home))


def _schedules(home: Household) -> Iterator[Step]:
    for parent in home.parents:
        if not parent.schedule:
            label = _("When %(name)s works") % {"name": parent.name}
            gives = _("Until then %(name)s counts as free all day.") % {"name": parent.name}
            yield Step(reverse("schedule_add", args=[parent.id]), label, gives)


def _children(home: Household) -> Iterator[Step]:
    for child in home.children:
        if not child.places:
            label = _("Where %(name)s is by day") % {"name": child.name}
            gives = _("School or daycare: those hours need nobody, and the ways there find somebody.")
            yield Step(reverse("thing_add_to", args=["place", child.id]), label, gives)


def _around(home: Household) -> Iterator[Step]:
    if not home.carers:
        gives = _("A nanny, a grandparent, a neighbor: the plan asks them where neither of you can.")
        yield Step(reverse("thing_add", args=["carer"]), _("Who helps"), gives)
    for parent in home.parents:
        if parent.schedule and not parent.commute:
            label = _("How long %(name)s is on the way to work") % {"name": parent.name}
            gives = _("Then handing over happens when somebody is really there.")
            yield Step(reverse("thing", args=["parent", parent.id]), label, gives)
    if not home.moments:
        gives = _("The story before bed, a recital, a birthday: the plan keeps them where it can.")
        yield Step(reverse("thing_add", args=["ritual"]), _("What counts most"), gives)
    gives = _("Closed days and events are read out of a mail, a PDF or a photo.")
    yield Step(reverse("school"), _("Letters from school"), gives)
