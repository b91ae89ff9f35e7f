"""What was said before a plan begins and reaches into it: a call that runs over past midnight, a visit by night."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.plan.happened import CalledIn, Early, Late, Said
from homecall.plan.plan import Plan
from homecall.planner.change.scene import Scene
from homecall.planner.change.work import called_in, early, late
from homecall.rules.facts import facts_of
from homecall.spans.span import Minute
from homecall.spans.wall import Horizon


def since_said(family: Household, horizon: Horizon, happened: Iterable[Said]) -> Household:
    """The family with its duties as they were said to end before the horizon begins; its schedules read.

    What was said inside the horizon is a change of the plan and not meant here. Where the schedules tell nothing of
    the time at which something was said, it is left out rather than taken for another duty's.
    """
    scheduled = family
    for one in happened:
        if one.at < horizon.span.start and isinstance(one.what, Late | Early | CalledIn):
            with suppress(HouseholdError):  # the person, or the duty, is not there any more
                family = _after(scheduled, family, horizon, one.at, one.what)
    return family


def _after(
    scheduled: Household, family: Household, horizon: Horizon, at: Minute, what: Late | Early | CalledIn
) -> Household:
    facts = facts_of(family, horizon)
    scene = Scene(facts_of(scheduled, horizon), facts, _nothing(horizon, at), at)
    if isinstance(what, CalledIn):
        return called_in(scene, what)
    duties = facts.parents[what.parent].duties if what.parent in facts.parents else ()
    meant = next((one for one in duties if (one.home if isinstance(what, Late) else one.span.end) > at), None)
    if meant is None or not (meant.span.start < horizon.span.start or any(one.home <= at for one in duties)):
        return family
    return late(scene, what) if isinstance(what, Late) else early(scene, what)


def _nothing(horizon: Horizon, at: Minute) -> Plan:
    """No plan at all: what happens at work asks for none."""
    return Plan("", horizon.wall.zone, horizon.span, at, "feasible", (), (), (), ())
