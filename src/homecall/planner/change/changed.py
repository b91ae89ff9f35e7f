"""From what happened to the household as it is now. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late
from homecall.planner.change.home import cancelled, closed, ill
from homecall.planner.change.scene import Scene
from homecall.planner.change.work import called_in, early, late
from homecall.rules.base import Case
from homecall.rules.facts import facts_of, horizon_of
from homecall.spans.span import Minute, union


def changed(household: Household, plan: Plan, happened: Iterable[Happening], now: Minute) -> Household:
    """The household after all that happened, one after the other, with the asks of the plan in force as agreed.

    The change is of facts alone, and only from `now` on. Raises HouseholdError for unknown people or where there is
    nothing to apply to, PlanError where `now` lies outside the plan.
    """
    if not plan.span.holds(now):
        cure = "Make a new plan with homecall plan, or say another --now."
        raise PlanError("That moment lies outside the plan in force.", cure=cure)
    family = settled(household, plan, now)
    for one in happened:
        family = _apply(Scene(family, facts_of(family, horizon_of(family, plan)), plan, now), one)
    return family


def settled(household: Household, plan: Plan, now: Minute) -> Household:
    """The household with what a plan in force has settled: asks that were made, and the instants it changes at."""
    facts = facts_of(household, horizon_of(household, plan))
    blocks = Case(facts, plan).blocks
    carers = tuple(replace(c, agreed=union([*c.agreed, *blocks[c.id]])) for c in household.carers)
    spans = [*(c.span for c in plan.cover), *(s.span for s in plan.shifts)]
    at = {m for s in spans for m in (s.start, s.end)} | {m for m in facts.edges if m < now}
    # An instant inside a moment that is under way would cut it in two.
    at |= set() if any(k.kept and k.span.start < now < k.span.end for k in plan.moments) else {now}
    return replace(household, carers=carers, marks=tuple(sorted({*household.marks, *at})))


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
