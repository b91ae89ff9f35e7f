"""Who else could come: the planner is asked again as if the first had said no. With no database and no Django."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from homecall.errors import HomecallError
from homecall.household.household import Household
from homecall.plan.happened import Cancelled, Offered
from homecall.plan.plan import Plan
from homecall.planner.change.alone import one_could
from homecall.planner.plan import Effort
from homecall.spans.span import HOUR, Minute, Span, subtract
from homecall.workflow import replan

MOST = 3
"""So many others are looked for; a family that has more can ask by itself."""
SOON = 14 * HOUR
"""Minutes ahead in which a parent who is told nothing may not look at what else a plan changes: our own assumption."""


def others(
    household: Household, plan: Plan, known: frozenset[str], span: Span, now: Minute
) -> Iterator[tuple[str, Plan]]:
    """Who else would be asked for the same hours, each with their plan, the one the planner likes best first.

    The household is the one that the schedules speak of, and `known` are those who are asked already. It ends where
    hours would be left open, where nobody new would be asked, where more than one would be, or where anybody's duty is
    another `beside` the hours: such a plan is in force by itself when they are asked, and nobody would tell of those.
    """
    on_duty = [s.carer for s in plan.shifts if s.asked and s.span.overlaps(span) and s.carer in known]
    if not on_duty:
        return
    gaps, tried, refused = _open(plan, span), set(known), on_duty[0]
    for _time in range(MOST):
        before = plan
        try:
            if not one_could(household, plan, refused, tried, span, now):
                return
            plan = replan(household, plan, (Cancelled(refused, span),), household.wall.local(now), Effort(seconds=4.0))
        except HomecallError:
            return
        asked = {s.carer for s in plan.shifts if s.asked and s.span.overlaps(span)} - tried
        if len(asked) != 1 or _open(plan, span) > gaps or beside(household, before, plan, span, now):
            return
        refused = asked.pop()
        tried.add(refused)
        yield refused, plan


def beside(household: Household, old: Plan, new: Plan, span: Span, now: Minute) -> bool:
    """Whether a plan changes, outside of the span, when anybody who helps is on duty `SOON`."""
    duties = ((_duty(old, one.id), _duty(new, one.id)) for one in household.carers)
    cuts = (cut for was, will in duties for cut in (*subtract(was, [*will, span]), *subtract(will, [*was, span])))
    return any(cut.end > now and cut.start < now + SOON for cut in cuts)


def _duty(plan: Plan, carer: str) -> list[Span]:
    return [one.span for one in plan.shifts if one.carer == carer]


def willing(
    household: Household, plan: Plan, span: Span, now: Minute, but: Collection[str] = ()
) -> Iterator[tuple[str, Plan]]:
    """Who could come at shorter notice than they want, or outside of their hours, each with the plan that holds then.

    First those who can be there soonest, then those who cost least; nobody who would not help in the hours, and nobody
    of those who need not be asked after.
    """
    gaps = _open(plan, span)
    at = household.wall.local(now)
    carers = (one for one in household.carers if one.id not in but)
    for carer in sorted(carers, key=lambda one: (one.standby is None, one.standby or 0, one.rate, one.id)):
        try:
            new = replan(household, plan, (Offered(carer.id, span),), at, Effort(seconds=4.0))
        except HomecallError:
            continue
        if _open(new, span) < gaps:
            yield carer.id, new


def _open(plan: Plan, span: Span) -> int:
    """Minutes in the span in which a child has nobody."""
    return sum(inside.minutes for c in plan.cover if c.lead is None and (inside := c.span.clip(span)))


def new_time(old: Plan, new: Plan, carer: str) -> tuple[Span, ...]:
    """Hours for which a plan asks a carer, and in which they were not on duty in the plan before."""
    return subtract((a.span for a in new.asks if a.kind == "carer" and a.of == carer), _duty(old, carer))
