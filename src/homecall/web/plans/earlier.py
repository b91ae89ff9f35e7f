"""How long carers have worked this week before a plan begins: what the plan before it knows, beside the situation.

A plan that begins in the middle of a week would have a weekly limit for a share of it by its days (reading R13), and
made anew each morning it would give somebody's hours away whom the family has booked for the weekend.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.plan.codec import read as read_plan
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, intersect, union
from homecall.spans.wall import Horizon

Worked = dict[str, Any]
"""By carer: `since` when it is known, and the `shifts`, as JSON has them."""


def with_worked(family: Household, horizon: Horizon, text: str, situation: str) -> Household:
    """The family with what its carers have worked this week by the plan before, of which text and situation are given.

    Nothing is known where there was none or it ended before this one begins, and nothing need be on a Monday.
    """
    begins = horizon.span.start
    monday = family.wall.midnight(horizon.first - timedelta(days=horizon.first.weekday()))
    plan = read_plan(text, "the plan before") if text and monday < begins else None
    if plan is None or plan.span.end < begins:
        return family
    known: Worked = json.loads(situation).get("worked", {})
    carers = tuple(_after(one, plan, known.get(one.id), Span(monday, begins)) for one in family.carers)
    return replace(family, carers=carers)


def _after(carer: Carer, plan: Plan, known: Worked | None, before: Span) -> Carer:
    """A carer with their shifts in the days of the week that lie before."""
    since: Minute = max(before.start, min(plan.span.start, known["since"] if known else plan.span.start))
    if since >= before.end:
        return carer
    shifts = [Span(*one) for one in known["shifts"]] if known else []
    shifts += [one.span for one in plan.shifts if one.carer == carer.id]
    return replace(carer, since=since, worked=intersect(union(shifts), [Span(since, before.end)]))


def written(carers: tuple[Carer, ...]) -> Worked:
    """What is known of those of whom anything is."""
    known = (one for one in carers if one.since is not None)
    return {one.id: {"since": one.since, "shifts": [(s.start, s.end) for s in one.worked]} for one in known}


def read(carers: tuple[Carer, ...], said: Worked) -> tuple[Carer, ...]:
    """The carers as they were when it was written."""
    return tuple(_read(one, said[one.id]) if one.id in said else one for one in carers)


def _read(carer: Carer, said: Worked) -> Carer:
    return replace(carer, since=said["since"], worked=tuple(Span(*one) for one in said["shifts"]))
