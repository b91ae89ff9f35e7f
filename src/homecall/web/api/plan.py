"""The plan over the wire."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from homecall.timeline.timeline import Feed
from homecall.web import world
from homecall.web.api.keys import READ, WRITE, seat
from homecall.web.api.problems import REFUSALS, Problem, Refused
from homecall.web.api.shapes import FeedOut, Progress, Schedule, Week, WeekPlan
from homecall.web.jobs import store as jobs
from homecall.web.plans import store
from homecall.web.plans.store import Shown

router = Router(tags=["plan"])
PLAN = {
    "responses": {
        200: {"description": "homecall-plan/1", "content": {"application/json": {"schema": {"type": "object"}}}}
    }
}


def _shown(request: HttpRequest) -> Shown:
    found = store.shown(seat(request))
    if found is None:
        raise Refused(404, "There is no plan yet.", cure="Ask /api/progress whether one is being made.")
    return found


@router.get("/plan", auth=READ, response={REFUSALS: Problem}, openapi_extra=PLAN)
def plan(request: HttpRequest) -> HttpResponse:
    """The newest plan, as homecall-plan/1. `ETag` changes with it."""
    found = _shown(request)
    return HttpResponse(found.text, content_type="application/json", headers={"ETag": f'"{found.id}"'})


@router.post("/plan", auth=WRITE, response={200: Progress, REFUSALS: Problem})
def ask_for_plan(request: HttpRequest) -> Progress:
    """Ask for a new plan, with schedules read anew."""
    jobs.want(seat(request).family, world.now())
    return progress(request)


@router.get("/progress", auth=READ, response={200: Progress, REFUSALS: Problem})
def progress(request: HttpRequest) -> Progress:
    """Whether a plan is being made."""
    found = jobs.progress(seat(request).family)
    return Progress(renewing=found.renewing, since=found.since, said=found.said)


@router.get("/weeks", auth=READ, response={200: list[Week], REFUSALS: Problem})
def weeks(request: HttpRequest) -> list[Week]:
    """The weeks of the plan."""
    return _weeks(_shown(request))


def _weeks(shown: Shown) -> list[Week]:
    last = shown.first + timedelta(days=shown.days - 1)
    firsts = [shown.first + timedelta(days=day) for day in range(0, shown.days, 7)]
    return [Week(at=at, first=one, last=min(one + timedelta(days=6), last)) for at, one in enumerate(firsts)]


@router.get("/weeks/{at}", auth=READ, response={200: WeekPlan, REFUSALS: Problem})
def week(request: HttpRequest, at: Annotated[int, Path(ge=0, le=200)]) -> WeekPlan:
    """What the plan has in one of them; whatever reaches into it is there."""
    shown = _shown(request)
    found = next((one for one in _weeks(shown) if one.at == at), None)
    if found is None:
        raise Refused(404, "The plan has no such week.", where="at", cure="See /api/weeks.")
    said = json.loads(shown.text)
    parts = ("cover", "shifts", "moments", "asks", "risks")
    there = {part: _within(said.get(part, ()), found, said["timezone"]) for part in parts}
    return WeekPlan.model_validate(dict(found) | there)


def _within(items: Iterable[dict[str, Any]], week: Week, zone: str) -> list[dict[str, Any]]:
    begin = datetime.combine(week.first, time(), ZoneInfo(zone))
    end = datetime.combine(week.last + timedelta(days=1), time(), ZoneInfo(zone))
    return [one for one in items if _of(one, "start", "at") < end and _of(one, "end", "at") >= begin]


def _of(item: dict[str, Any], *keys: str) -> datetime:
    return datetime.fromisoformat(next(item[key] for key in keys if key in item))


@router.get("/asks", auth=READ, response={200: list[dict[str, Any]], REFUSALS: Problem})
def asks(request: HttpRequest) -> list[dict[str, Any]]:
    """What to ask of whom, as in homecall-plan/1."""
    found: list[dict[str, Any]] = json.loads(_shown(request).text).get("asks", [])
    return found


@router.get("/schedules", auth=READ, response={200: list[Schedule], REFUSALS: Problem})
def schedules(request: HttpRequest) -> list[Schedule]:
    """What is known of each parent's schedule, as the plan found it."""
    found = _shown(request).household.schedules
    return [
        Schedule(person=id, through=one.through, feeds=[_feed(feed) for feed in one.feeds])
        for id, one in sorted(found.items())
    ]


def _feed(feed: Feed) -> FeedOut:
    same = {name: getattr(feed, name) for name in ("name", "kind", "through", "entries", "as_of", "stale_since")}
    return FeedOut(**same, unmapped=list(feed.unmapped), rejects=len(feed.rejects))
