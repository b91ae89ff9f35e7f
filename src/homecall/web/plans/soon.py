"""Who would have to be asked for hours that all but begin: nobody counts on them where somebody else is there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from homecall.errors import PlanError
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.plan.happened import Happening, Offered
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.spans.span import HOUR, Minute, Span, subtract
from homecall.workflow import replan

TO_ANSWER = 35
"""Minutes before its hours at which somebody has to be asked, to have any time to answer."""


def changed(household: Household, plan: Plan, happened: tuple[Happening, ...], at: Minute, effort: Effort) -> Plan:
    """The plan after what happened, said at one instant; raises as `workflow.replan` does.

    Somebody new is asked for hours that begin within `TO_ANSWER` only where a child would have nobody without that, or
    a must be missed.
    """
    now = household.wall.local(at)
    found = replan(household, plan, happened, now, effort)
    if not _hasty(plan, found, happened, at):
        return found
    patient = replace(household, carers=tuple(map(_in_time, household.carers)))
    with suppress(PlanError):  # nothing was found in the time that there is
        calm = replan(patient, plan, happened, now, effort)
        if calm.rank[:2] <= found.rank[:2]:
            return calm
    return found


def _hasty(before: Plan, after: Plan, happened: tuple[Happening, ...], at: Minute) -> bool:
    """Whether anybody would be asked who is not planned for these hours yet, with no time to answer."""
    return any(
        part.start < at + TO_ANSWER
        for one in after.asks
        if one.kind == "carer" and one.span.end > at
        for part in subtract([one.span], _spoken_of(before, happened, one.of))
        if part.end > at
    )


def _spoken_of(plan: Plan, happened: tuple[Happening, ...], who: str) -> list[Span]:
    """Hours that somebody is planned for, or has said they can come in."""
    said = [one.span for one in happened if isinstance(one, Offered) and one.carer == who]
    return said + [one.span for one in plan.shifts if one.carer == who]


def _in_time(carer: Carer) -> Carer:
    """The carer, who is not to be asked later than this."""
    return replace(carer, notice=max(carer.notice, TO_ANSWER / HOUR))
