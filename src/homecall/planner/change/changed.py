"""From what happened to the facts as they are now. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from homecall.errors import PlanError
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.plan.happened import Agreed, CalledIn, Cancelled, Closed, Early, Happening, Ill, Late, Offered, Said
from homecall.plan.plan import Plan
from homecall.planner.change.home import cancelled, closed, ill, offered
from homecall.planner.change.scene import Scene
from homecall.planner.change.work import called_in, early, late
from homecall.rules.base import Case
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.spans.span import Minute, Span, union
from homecall.tongue import say


def made_for(household: Household, plan: Plan) -> Household:
    """The household that a plan was made for, from the one that the file and the schedules speak of.

    That is the same one unless the plan says that something has happened. Raises HouseholdError where what it says
    cannot have happened to this family.
    """
    if not plan.happened and not plan.agreed:
        return household
    return facts_for(facts_of(household, horizon_of(household, plan)), plan).household


def facts_for(scheduled: Facts, plan: Plan) -> Facts:
    """The facts that a plan was made for, from those that the schedules speak of."""
    if not plan.happened and not plan.agreed:
        return scheduled
    facts = scheduled
    for one in plan.happened:
        facts = _after(Scene(scheduled, facts, plan, one.at), one.what)
    more = (*(k.span for k in plan.moments if k.kept), *(a.span for a in plan.agreed))
    at = {m for s in (*_changes(plan), *more) for m in (s.start, s.end)}
    carers = tuple(_agreeing(c, plan.agreed) for c in facts.household.carers)
    return facts_of(replace(facts.household, carers=carers, marks=_with(facts.household, at)), facts.horizon, facts)


def settled(known: Facts, plan: Plan, now: Minute) -> Facts:
    """The facts with what a plan in force has settled: asks that were made, and the instants it changes at."""
    household, blocks = known.household, Case(known, plan).blocks
    carers = tuple(replace(c, agreed=blocks[c.id]) for c in household.carers)
    at = {m for s in _changes(plan) for m in (s.start, s.end)} | {m for m in known.edges if m < now}
    # An instant inside a moment that is under way would cut it in two.
    at |= set() if any(k.kept and k.span.start < now < k.span.end for k in plan.moments) else {now}
    return facts_of(replace(household, carers=carers, marks=_with(household, at)), known.horizon, known)


def changed(scheduled: Facts, known: Facts, plan: Plan, happened: Iterable[Happening], now: Minute) -> Facts:
    """The settled facts `known` after all that happened, one after the other, for a plan that is made `now`.

    The change is of facts alone, and only from `now` on; `scheduled` are those that the schedules speak of. Raises
    HouseholdError for unknown people or where there is nothing to apply to.
    """
    for one in happened:
        known = _after(Scene(scheduled, known, plan, now), one)
    return facts_of(known.household, replace(known.horizon, now=now), known)


def said(plan: Plan, happened: Iterable[Happening], now: Minute) -> tuple[Said, ...]:
    """All that has happened, what was known when the plan was made first."""
    return (*plan.happened, *(Said(now, one) for one in happened))


def agreed(facts: Facts) -> tuple[Agreed, ...]:
    """All that carers have been asked for already, by carer."""
    return tuple(Agreed(c.id, span) for c in facts.household.carers for span in c.agreed)


def in_time(plan: Plan, now: Minute) -> None:
    """Raises PlanError where nothing can be changed in a plan at that instant."""
    if not plan.span.holds(now):
        cure = say("Make a new plan with homecall plan, or say another --now.")
        raise PlanError("That moment lies outside the plan in force.", cure=cure)
    if plan.happened and now < plan.happened[-1].at:
        cure = say("Start from the plan that was in force then, or say a later --now.")
        raise PlanError("Something that this plan knows of happened after that moment.", cure=cure)


def _changes(plan: Plan) -> Iterable[Span]:
    return (*(c.span for c in plan.cover), *(s.span for s in plan.shifts))


def _with(household: Household, at: set[Minute]) -> tuple[Minute, ...]:
    return tuple(sorted({*household.marks, *at}))


def _agreeing(carer: Carer, agreed: tuple[Agreed, ...]) -> Carer:
    return replace(carer, agreed=union(a.span for a in agreed if a.carer == carer.id))


def _after(scene: Scene, one: Happening) -> Facts:
    return facts_of(_apply(scene, one), scene.facts.horizon, scene.facts)


def _apply(scene: Scene, one: Happening) -> Household:
    match one:
        case Late():
            return late(scene, one)
        case Early():
            return early(scene, one)
        case CalledIn():
            return called_in(scene, one)
        case Ill():
            return ill(scene, one)
        case Cancelled():
            return cancelled(scene, one)
        case Closed():
            return closed(scene, one)
        case Offered():
            return offered(scene, one)
