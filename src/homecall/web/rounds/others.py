"""Who else could come: the planner is asked again as if the first had said no. With no database and no Django."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.errors import HomecallError
from homecall.household.household import Household
from homecall.plan.happened import Cancelled
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.spans.span import Minute, Span, subtract
from homecall.workflow import replan

MOST = 3
"""So many others are looked for; a family that has more can ask by itself."""


def others(household: Household, plan: Plan, who: str, span: Span, now: Minute) -> Iterator[tuple[str, Plan]]:
    """Who else would be asked for the same hours, each with their plan, the one the planner likes best first.

    The household is the one that the schedules speak of. It ends where hours would be left open, where nobody new
    would be asked, or where more than one would be.
    """
    gaps, tried, refused = _open(plan, span), {who}, who
    for _time in range(MOST):
        try:
            plan = replan(household, plan, (Cancelled(refused, span),), household.wall.local(now), Effort(seconds=4.0))
        except HomecallError:
            return
        asked = {s.carer for s in plan.shifts if s.asked and s.span.overlaps(span)} - tried
        if len(asked) != 1 or _open(plan, span) > gaps:
            return
        refused = asked.pop()
        tried.add(refused)
        yield refused, plan


def _open(plan: Plan, span: Span) -> int:
    """Minutes in the span in which a child has nobody."""
    return sum(inside.minutes for c in plan.cover if c.lead is None and (inside := c.span.clip(span)))


def new_time(old: Plan, new: Plan, carer: str) -> tuple[Span, ...]:
    """Hours on which a carer is on duty and must be asked, and was not on duty before."""
    before = [s.span for s in old.shifts if s.carer == carer]
    return tuple(subtract((s.span for s in new.shifts if s.carer == carer and s.asked), before))
