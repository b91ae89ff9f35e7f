"""The Career page, and the decisions on its roles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.career.review import Room, room
from homecall.career.table import day
from homecall.errors import CareerError
from homecall.spans.span import instant
from homecall.web.career import store
from homecall.web.career.pages import Known, career_page
from homecall.web.family import store as families
from homecall.web.look.drawn import DRAWN
from homecall.web.people.access import Role, Seat, SeatedRequest, seated
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown

WEEK = 7 * 24 * 3600


def today_of(seat: Seat) -> date:
    """The family's own today, on its wall."""
    return families.newest(seat.family).household.wall.date(instant(families.now(seat.family)))


def room_of(shown: Shown | None) -> Room | None:
    """What the plan has room for, counted once for each plan; None before the first."""
    if shown is None:
        return None
    key = f"room:{shown.id}:{shown.final}"
    found: Room | None = DRAWN.get(key)
    if found is None:
        found = room(shown.household, shown.plan, final=shown.final)
        DRAWN.set(key, found, WEEK)
    return found


@seated(Role.PARENT)
def career(request: SeatedRequest) -> HttpResponse:
    """What has grown, what wants a decision, and what would change if."""
    shown = plans.shown(request.seat)
    family = shown.scheduled if shown else families.newest(request.seat.family).household
    known = Known(
        family, store.roles(request.seat), store.seasons(request.seat), room_of(shown), today_of(request.seat)
    )
    return render(request, "career/career.html", {"page": career_page(known)})


@seated(Role.PARENT)
@require_POST
def decide(request: SeatedRequest, id: int) -> HttpResponse:
    """Keep a role whose end is past, keep it until another day, or hand it on."""
    one, today = store.role(request.seat, id), today_of(request.seat)
    if one is None:
        raise Http404
    what = request.POST.get("what", "")
    try:
        if what == "keep":
            changed, said = replace(one, end=None), _("“%(role)s” is kept, and is temporary no more.")
        elif what == "until":
            end = day(request.POST.get("end", ""))
            if end <= today:
                raise CareerError(_("That day is past."), cure=_("Give one that is still to come."))
            changed, said = replace(one, end=end), _("“%(role)s” is kept for now; we come back to it.")
        elif what == "over":
            last = max(one.start, today - timedelta(days=1))
            changed, said = replace(one, over=last), _("“%(role)s” is handed on. Its hours are yours again.")
        else:
            raise CareerError(_("Nothing was chosen."), cure=_("Keep it, keep it for now, or hand it on."))
    except CareerError as wrong:
        messages.error(request, wrong.advice)
        return redirect("career")
    store.change_role(request.seat, changed)
    messages.success(request, said % {"role": one.title})
    return redirect("career")
