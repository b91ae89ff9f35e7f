"""What happens at home: a child is ill, a place is shut, a carer cannot come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.household.people import Child
from homecall.household.places import Place
from homecall.planner.change.happened import Cancelled, Closed, Ill, Offered
from homecall.planner.change.scene import Scene, nobody
from homecall.spans.span import Span, subtract, union
from homecall.tongue import say


def ill(scene: Scene, one: Ill) -> Household:
    """The child's places do not have it on those days; where it is in one now, the stay ends now."""
    _child(scene, one.child)
    today = scene.household.wall.date(scene.now)
    shut = _coming(scene, one.days or frozenset((today, today + timedelta(days=1))))
    return _shut(scene.household, shut, lambda child, _: child.id == one.child)


def closed(scene: Scene, one: Closed) -> Household:
    """The place has nobody on those days; whoever is there now leaves now."""
    if one.child:
        _child(scene, one.child)
    children = [c for c in scene.household.children if one.child in ("", c.id)]
    names = dict.fromkeys(p.name for c in children for p in c.places)
    if one.place not in names:
        raise HouseholdError(
            say("No child goes to {place}.", place=repr(one.place)),
            cure=say("Known: {value}.", value=", ".join(names) or "none"),
        )
    shut = _coming(scene, one.days)
    return _shut(scene.household, shut, lambda child, place: place.name == one.place and child in children)


def cancelled(scene: Scene, one: Cancelled) -> Household:
    """The carer is not to be had in that time; a shift that is under way ends now, or when they are done driving."""
    carer = next((c for c in scene.household.carers if c.id == one.carer), None)
    if carer is None:
        raise nobody(one.carer, say("a carer"), (c.id for c in scene.household.carers))
    span = one.when if isinstance(one.when, Span) else scene.household.wall.day(one.when)
    start = max(span.start, scene.ready(carer.id))
    facts = scene.facts.carers[carer.id]
    if start >= span.end or not any(w.overlaps(Span(start, span.end)) for w in facts.available):
        cure = say("Say another time; a time that is over needs no plan.")
        raise HouseholdError(say("{name} has no hours left in that time.", name=carer.name), cure=cure)
    away = union([*carer.away, Span(start, span.end)])
    return replace(
        scene.household,
        carers=tuple(replace(c, away=away) if c is carer else c for c in scene.household.carers),
    )


def offered(scene: Scene, one: Offered) -> Household:
    """The carer is to be had in that time, whatever was called off, and need not be asked with any more notice."""
    carer = next((c for c in scene.household.carers if c.id == one.carer), None)
    if carer is None:
        raise nobody(one.carer, say("a carer"), (c.id for c in scene.household.carers))
    start = max(one.span.start, scene.now)
    if start >= one.span.end:
        cure = say("Say another time; a time that is over needs no plan.")
        raise HouseholdError(say("{name} has no hours left in that time.", name=carer.name), cure=cure)
    found = Span(start, one.span.end)
    new = replace(carer, offered=union([*carer.offered, found]), away=subtract(carer.away, [found]))
    return replace(scene.household, carers=tuple(new if c is carer else c for c in scene.household.carers))


def _child(scene: Scene, who: str) -> None:
    if who not in scene.facts.children:
        raise nobody(who, say("a child"), scene.facts.children)


def _coming(scene: Scene, days: frozenset[date]) -> tuple[Span, ...]:
    """What is left of the days. Raises HouseholdError where none of it lies in the plan."""
    spans = tuple(s for s in scene.rest_of(days) if s.overlaps(scene.plan.span))
    if not spans:
        raise HouseholdError(
            say("None of those days is still to come in this plan."), cure=say("Say a day from today on.")
        )
    return spans


def _shut(household: Household, spans: tuple[Span, ...], where: Callable[[Child, Place], bool]) -> Household:
    def places(child: Child) -> tuple[Place, ...]:
        return tuple(replace(p, shut=union([*p.shut, *spans])) if where(child, p) else p for p in child.places)

    return replace(household, children=tuple(replace(c, places=places(c)) for c in household.children))
