"""Moments, who helps, and hours awake, over the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Status

from homecall.household.household import Household
from homecall.plan.plan import Kept
from homecall.rules.facts.course import Course
from homecall.spans.span import Minute, instant
from homecall.web.api.days_shapes import (
    Awake,
    AwakeOf,
    Chance,
    ComingOut,
    Helper,
    MadeId,
    Moments,
    NewThanks,
    PastOut,
    ThanksOut,
)
from homecall.web.api.keys import READ, WRITE, seat
from homecall.web.api.problems import REFUSALS, Problem, Refused
from homecall.web.api.shapes import Id
from homecall.web.circle import store as circle
from homecall.web.circle.week import carer_week, this_week
from homecall.web.family import store as families
from homecall.web.moments import store as held
from homecall.web.moments.ahead import Coming, coming
from homecall.web.moments.pages import MOST_AHEAD
from homecall.web.people.access import Seat
from homecall.web.plans import store as plans
from homecall.web.plans.pages import weeks_of
from homecall.web.plans.sight import seen

router = Router(tags=["days"])


def now_of(seat: Seat) -> Minute:
    """The family's own now."""
    return instant(families.now(seat.family))


@router.get("/moments", auth=READ, response={200: Moments, REFUSALS: Problem})
def moments(request: HttpRequest) -> Moments:
    """Moments with a date, against the schedules months ahead, and what had its place before."""
    mine = seat(request)
    family, shown, now = families.newest(mine.family).household, plans.shown(mine), now_of(mine)
    found = coming(family, shown.household.schedules, now)[:MOST_AHEAD] if shown else ()
    kept = shown.plan.moments if shown else ()
    past = held.past(mine, family.wall.date(now))
    return Moments(
        coming=[_coming(family, one, kept) for one in found],
        past=[PastOut(id=one.moment, parents=list(one.people), **_same(one)) for one in past],
    )


def _same(one: held.Past) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("title", "dated", "days", "last")}


def _coming(family: Household, one: Coming, planned: Sequence[Kept]) -> ComingOut:
    mine = next((x for x in planned if x.kept and x.moment == one.moment.id and x.span == one.span), None)
    return ComingOut(
        id=one.moment.id,
        title=one.moment.title,
        start=family.wall.local(one.span.start),
        end=family.wall.local(one.span.end),
        kept=mine is not None,
        parents=list(mine.parents) if mine else [],
        chances=[Chance(parent=x.parent, state=x.state, through=x.through) for x in one.chances],
    )


@router.get("/circle", auth=READ, response={200: list[Helper], REFUSALS: Problem})
def helpers(request: HttpRequest) -> list[Helper]:
    """Everyone who helps, with the week around now. What to ask of them is at /asks."""
    mine = seat(request)
    family, shown, now = families.newest(mine.family).household, plans.shown(mine), now_of(mine)
    if shown is None:
        raise Refused(404, "There is no plan yet.", cure="Ask /api/progress whether one is being made.")
    week = this_week(family.wall, shown.plan, now)
    pairs = ((one, carer_week(one, shown.plan, week, now)) for one in family.carers)
    return [
        Helper(id=one.id, name=one.name, kind=one.kind, worked_minutes=held.worked, ahead_minutes=held.ahead,
               due=held.due, whole=held.whole)
        for one, held in pairs
    ]  # fmt: skip


@router.get("/thanks", auth=READ, response={200: list[ThanksOut], REFUSALS: Problem})
def thanks(request: HttpRequest) -> list[ThanksOut]:
    """The latest thanks."""
    names = ("id", "person", "name", "words", "day")
    return [ThanksOut(**{name: getattr(one, name) for name in names}) for one in circle.thanks(seat(request))]


@router.post("/thanks", auth=WRITE, response={200: MadeId, REFUSALS: Problem})
def thank(request: HttpRequest, new: NewThanks) -> MadeId:
    """Note a thank you to one of the carers, today."""
    mine = seat(request)
    family = families.newest(mine.family).household
    name = {one.id: one.name for one in family.carers}.get(new.person)
    if name is None:
        raise Refused(422, f"There is no carer {new.person!r} in this household.", where="person")
    circle.note(mine, new.person, name, new.words or "Thank you.", family.wall.date(now_of(mine)))
    return MadeId(id=circle.thanks(mine)[0].id)


@router.delete("/thanks/{id}", auth=WRITE, response={204: None, REFUSALS: Problem})
def unthank(request: HttpRequest, id: Id) -> Status[None]:
    """Take a thank you out of the list."""
    if not circle.forget(seat(request), id):
        raise Refused(404, "There is no such thank you.", where="id")
    return Status(204, None)


@router.get("/awake/{at}", auth=READ, response={200: list[AwakeOf], REFUSALS: Problem})
def awake(request: HttpRequest, at: Annotated[int, Path(ge=0, le=200)]) -> list[AwakeOf]:
    """When each parent is really there in a week of the plan, the first at 0: states, and nothing of the sleep behind.

    A program sees what both parents may see, whoever made its token.
    """
    mine = seat(request)
    shown = plans.shown(mine)
    weeks = weeks_of(shown.first, shown.days) if shown else ()
    if shown is None or at >= len(weeks):
        raise Refused(404, "The plan has no such week.", where="at", cure="See /api/weeks.")
    first, last = weeks[at]
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    courses = ((one.id, seen(shown, one, days, now_of(mine))) for one in shown.household.parents)
    return [AwakeOf(person=id, stretches=_stretches(one, days)) for id, one in courses]


def _stretches(one: Course, days: Sequence[date]) -> list[Awake]:
    found = (stretch for day in days for stretch in one.stretches(day))
    local = one.wall.local
    return [Awake(start=local(x.span.start), end=local(x.span.end), state=x.state) for x in found]
