"""Making a plan from what lies in an order, with no database and no Django: what the worker's hand does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import accumulate, groupby, islice
from operator import itemgetter
from pathlib import Path

from homecall.errors import HouseholdError, PlanError
from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.household.own import Own
from homecall.plan.codec import read as read_plan
from homecall.plan.codec import write
from homecall.plan.happened import Cancelled, Closed, Ill, Offered, Said
from homecall.plan.plan import Plan
from homecall.plan.spoken import parts, spoken
from homecall.planner.plan import Effort
from homecall.sources.gather import Desk, gathered
from homecall.sources.memory.memory import Memory, Mode
from homecall.spans.span import instant
from homecall.spans.wall import Horizon
from homecall.web import world
from homecall.web.happened.text import read as read_happened
from homecall.web.plans.before import since_said
from homecall.web.plans.earlier import with_worked
from homecall.web.plans.situation import settled, written
from homecall.web.plans.soon import changed, renewed
from homecall.workflow import Situation, make_plan

DAYS = 28
FIRST_DAYS = 7
"""Days of the first plan of a family that has none, which is on the screen in a second or two."""
FIRST_SECONDS: tuple[float, ...] = (1.5, 6.0, 24.0)
"""Seconds that it may be looked for: once more, and longer, while a child is alone in it whom somebody might have."""

SEARCH = 8.0
"""Seconds that a change of a plan in force may be looked for; mostly it takes one."""


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that a plan is made from. `memory` is the folder of what addresses said, None for no memory.

    `first` is the first day, None for the local day of `now`. With `hurry` a short plan comes before the whole one.
    `happened` is what happened since the schedules were written, each as text. With `plan`, the one in force, that one
    is changed as little as can be instead, on the schedules of its `situation`; `parts` are those of its sentences.
    `before` is the plan in force and its situation, for one that is made anew: they know what carers worked this week
    and whom the family counts on.
    `own` is what parents have told of their sleep; it goes into no plan and no situation.
    """

    revision: int
    text: str
    now: datetime
    shelf: dict[str, bytes] = field(repr=False)
    memory: Path | None = None
    first: date | None = None
    hurry: bool = False
    seconds: float = 45.0
    cores: int = 1
    happened: tuple[str, ...] = ()
    own: Mapping[str, Own] = field(default_factory=dict, repr=False)
    plan: str = field(default="", repr=False)
    parts: str = field(default="", repr=False)
    situation: str = field(default="", repr=False)
    before: tuple[str, str] = field(default=("", ""), repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan as it is kept. `final` is false for one that a better one follows."""

    final: bool
    first: date
    days: int
    status: str
    text: str = field(repr=False)
    situation: str = field(repr=False)
    parts: str = field(default="", repr=False)


def make(order: Order) -> Iterator[Answer]:
    """The plans for an order, the last one final. Raises HomecallError, with the sentence for the family."""
    household = read_household(order.text, "household.toml")
    if order.plan:
        yield _changed(household, order)
        return
    if order.hurry:
        efforts = [Effort(seconds=seconds, cores=order.cores, gap=0.05) for seconds in FIRST_SECONDS]
        yield _made(household, order, FIRST_DAYS, *efforts)
    yield _made(household, order, DAYS, Effort(seconds=order.seconds, cores=order.cores, gap=0.002))


def _made(household: Household, order: Order, days: int, *efforts: Effort) -> Answer:
    read = _situation(household, order, days)
    told = map(read_happened, order.happened)
    family = with_worked(since_said(read.household, read.horizon, told), read.horizon, *order.before)
    situation = replace(read, household=family)

    def anew(of: Household) -> Plan:
        made = _sure(make_plan(replace(situation, household=of), effort) for effort in efforts)
        return knowing(of, made, order.happened)

    text = order.before[0]
    plan = renewed(family, read_plan(text, "the plan before"), anew, instant(order.now)) if text else anew(family)
    first = situation.horizon.dates[0]
    return Answer(days == DAYS, first, days, plan.status, write(plan), written(situation), parts(plan))


def _sure(plans: Iterator[Plan]) -> Plan:
    """The first plan that leaves a child alone only where nobody could have them, else the last."""
    for plan in plans:
        if plan.tiers[0].value <= plan.tiers[0].bound:
            break
    return plan


def _situation(household: Household, order: Order, days: int) -> Situation:
    at = instant(order.now)
    horizon = Horizon(household.wall, order.first or household.wall.date(at), days, at)
    memory = Memory(order.memory, world.dice, Mode.DUE) if order.memory else None
    desk = Desk(horizon, order.shelf, memory)
    return Situation(replace(gathered(household, desk), own=order.own), horizon, desk.calendars)


def _changed(household: Household, order: Order) -> Answer:
    """The plan in force after what happened."""
    family = replace(settled(household, order.situation)[0], own=order.own)
    in_force = spoken(read_plan(order.plan, "the plan"), order.parts)
    plan = answered(family, in_force, tuple(map(read_happened, order.happened)))
    first = family.wall.date(plan.span.start)
    return Answer(True, first, DAYS, plan.status, write(plan), order.situation, parts(plan))  # noqa: FBT003 (final)


def knowing(household: Household, plan: Plan, happened: tuple[str, ...]) -> Plan:
    """A plan made anew, after what was agreed on before; what means nothing to it any more is left out."""
    told = tuple(one for one in map(read_happened, happened) if _counts(one, plan))
    with suppress(HouseholdError, PlanError):  # mostly all of it still means something
        return after(household, plan, told)
    for one in told:
        with suppress(HouseholdError, PlanError):  # the duty is over, or the person is not there any more
            plan = after(household, plan, (one,))
    return plan


def answered(household: Household, plan: Plan, happened: tuple[Said, ...]) -> Plan:
    """The plan after what happened. Raises as `after` does, but for what carers answered.

    An answer that means nothing any more, as its hours are over or they could not come anyway, holds up nothing that
    was said beside it. Where all of it is such, that is raised.
    """
    try:
        return after(household, plan, happened)
    except HouseholdError:
        new = plan
        for one in happened:
            with suppress(HouseholdError) if isinstance(one.what, Cancelled | Offered) else nullcontext():
                new = after(household, new, (one,))
        if new is plan:
            raise
        return new


def _counts(one: Said, plan: Plan) -> bool:
    return one.at >= plan.span.start or isinstance(one.what, Ill | Closed | Cancelled | Offered)


def after(household: Household, plan: Plan, happened: tuple[Said, ...]) -> Plan:
    """The plan after what happened. Raises as `workflow.replan` does.

    What is to be taken for said at one instant, as all is that was said before the plan begins, is one question to
    the planner; the rest is asked one after the other.
    """
    last = plan.happened[-1].at if plan.happened else plan.span.start
    ats = accumulate((one.at for one in happened), max, initial=max(last, plan.span.start))
    for at, together in groupby(zip(islice(ats, 1, None), happened, strict=True), itemgetter(0)):
        what = tuple(one.what for _at, one in together)
        plan = changed(household, plan, what, at, Effort(seconds=SEARCH))
    return plan
