"""The Week page, and the piece of it that asks whether a new plan is there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store
from homecall.web.plans.pages import month_page, week_page


@seated(Role.PARENT)
def week(request: SeatedRequest, at: int = 0) -> HttpResponse:
    """A week of the newest plan, the first without a number."""
    family = request.seat.family
    page = week_page(store.shown(request.seat), jobs.progress(family), at, families.about(family))
    return render(request, "plans/week.html", {"page": page})


@seated(Role.PARENT)
def fresh(request: SeatedRequest, at: int, plan: int) -> HttpResponse:
    """What a page that shows that plan should swap in: nothing while it is made, the new week once it is there."""
    progress = jobs.progress(request.seat.family)
    if progress.renewing and store.newest_id(request.seat) == plan:
        return HttpResponse(status=204)
    page = week_page(store.shown(request.seat), progress, at, families.about(request.seat.family))
    return render(request, "plans/_week.html", {"page": page})


@seated(Role.PARENT)
def four_weeks(request: SeatedRequest) -> HttpResponse:
    """Every week of the newest plan at a glance."""
    return render(request, "plans/weeks.html", {"page": month_page(store.shown(request.seat))})
