"""Whose calendar it is and how much it says: one person's, in full or busy hours only, or the whole family's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.outlets.ics.diary import uid
from homecall.outlets.ics.event import TAKES_TIME, Event
from homecall.outlets.ics.family import family_events
from homecall.outlets.ics.lines import clean
from homecall.outlets.ics.people import carer_events, child_events, parent_events
from homecall.outlets.ics.stretches import Scene
from homecall.plan.plan import Plan
from homecall.spans.span import subtract, union
from homecall.tongue import say

Scope = Literal["full", "busy"]
"""How much a calendar says: everything its person may know, or no more than which hours are taken."""

FAMILY = ""
"""Stands for the family as a whole where a person's id is wanted."""


@dataclass(frozen=True, slots=True)
class View:
    """One calendar of a household. `person` is an id, or FAMILY.

    Raises PlanError for an unknown person, and for the family's busy hours: a family is never all busy.
    """

    household: Household
    person: str
    scope: Scope = "full"

    def __post_init__(self) -> None:
        known = self.household.names
        if self.person and self.person not in known:
            text = f"Nobody in {self.household.name} has the id {self.person!r}."
            raise PlanError(text, cure=f"The ids are {', '.join(known)}.")
        if not self.person and self.scope == "busy":
            raise PlanError("Busy hours are those of one person.", cure="Say whose with --person.")

    @property
    def key(self) -> tuple[str, ...]:
        """What every id in this calendar begins with. Busy hours and the whole family have ids of their own."""
        if not self.person:
            return (self.household.name, "", "family")
        return (self.household.name, self.person, *(("busy",) if self.scope == "busy" else ()))

    @property
    def owner(self) -> str:
        """The id of the calendar itself."""
        return uid(*self.key)

    @property
    def name(self) -> str:
        """What the calendar is called."""
        whose = self.household.names.get(self.person, "")
        said = [whose, self.household.name, say("busy") if self.scope == "busy" else ""]
        return clean(" · ".join(part for part in said if part))

    def events(self, plan: Plan) -> list[Event]:
        """What the plan has to say in this calendar, in order of time."""
        found = _events(Scene(self.household, plan), self.person)
        if self.scope == "busy":
            found = _busy(list(found))
        return sorted(found, key=lambda e: (e.span, e.kind, e.what))


def _events(scene: Scene, person: str) -> Iterable[Event]:
    household = scene.household
    if not person:
        return family_events(scene)
    if any(parent.id == person for parent in household.parents):
        return parent_events(scene, person)
    if any(carer.id == person for carer in household.carers):
        return carer_events(scene, person)
    return child_events(scene, person)


def _busy(events: list[Event]) -> Iterator[Event]:
    """The hours that are taken, joined, without a word of what for; those that still need a yes are tentative."""
    taken = [event for event in events if event.kind in TAKES_TIME]
    firm = union(event.span for event in taken if not event.tentative)
    yield from (Event("busy", "", span, say("Busy")) for span in firm)
    perhaps = subtract(union(event.span for event in taken if event.tentative), firm)
    yield from (Event("busy", "maybe", span, say("Busy"), tentative=True) for span in perhaps)
