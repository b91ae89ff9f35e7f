"""When a parent is really there: by the week, at an instant, and now; and what the model knows and does not."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from homecall.spans.span import Minute, instant
from homecall.web.awake.help import advised, hard
from homecall.web.awake.instant import instant_page, line_now
from homecall.web.awake.own import own_page
from homecall.web.awake.pages import AwakePage, awake_page, parent_of, week_of
from homecall.web.awake.words import SCORES, STATES
from homecall.web.family import store as families
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown


@dataclass(frozen=True, slots=True)
class Scene:
    """The plan that is looked at, and the family's own now."""

    shown: Shown
    now: Minute


def scene(request: SeatedRequest) -> Scene | None:
    """What a request looks at; None before the first plan."""
    shown, about = plans.shown(request.seat), families.about(request.seat.family)
    return Scene(shown, instant(about.now)) if shown and about else None


@seated(Role.PARENT)
def awake(request: SeatedRequest, at: int | None = None, key: str = "") -> HttpResponse:
    """A parent's week, the viewer's own without a key and the one that holds today without a number."""
    here = scene(request)
    if here is None:
        return render(request, "awake/awake.html", {"page": AwakePage()})
    parent = parent_of(here.shown.household, key, request.seat.person)
    if parent is None:
        raise Http404
    page = awake_page(here.shown, parent, week_of(here.shown, here.now) if at is None else at, here.now)
    own = own_page(request.seat, here.shown.household.wall, here.now) if page.mine else None
    today = any(day.here for day in page.days)
    more = {"page": page, "states": STATES.items(), "own": own, "hard": today and hard(here.shown, parent, here.now)}
    return render(request, "awake/awake.html", more)


@seated(Role.PARENT)
def why(request: SeatedRequest, at: int, key: str) -> HttpResponse:
    """What is behind a tone: a parent at an instant, in minutes since the epoch."""
    here = scene(request)
    parent = parent_of(here.shown.household, key, "") if here else None
    page = instant_page(here.shown, parent, at, here.now) if here and parent and at < 100_000_000 else None
    if page is None:
        raise Http404
    return render(request, "awake/why.html", {"page": page})


@seated(Role.PARENT)
def now(request: SeatedRequest) -> HttpResponse:
    """How awake the parents are now, for Today: a sentence for each, and a tap for the viewer's own answer."""
    here = scene(request)
    if here is None:
        return HttpResponse(status=204)
    mine = parent_of(here.shown.household, request.seat.person, "") if request.seat.person else None
    more = {
        "lines": [line for one in here.shown.household.parents if (line := line_now(here.shown, one, here.now))],
        "hard": mine.id if mine and hard(here.shown, mine, here.now) else "",
        "scores": SCORES if mine and request.seat.user else (),
    }
    return render(request, "awake/_now.html", more)


@seated(Role.PARENT)
def help(request: SeatedRequest, key: str) -> HttpResponse:
    """What would help a parent most after a hard run: a piece of another page, or one of its own."""
    here = scene(request)
    parent = parent_of(here.shown.household, key, "") if here else None
    if here is None or parent is None:
        raise Http404
    form = "awake/_help.html" if request.headers.get("HX-Request") else "awake/help.html"
    return render(request, form, {"help": advised(here.shown, parent, here.now), "name": parent.name, "key": key})


@seated(Role.PARENT)
def about(request: SeatedRequest) -> HttpResponse:
    """What the model knows and what it does not."""
    return render(request, "awake/about.html")
