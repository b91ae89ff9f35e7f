"""The Circle page, and thanks."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.spans.span import instant
from homecall.web.circle import store
from homecall.web.circle.pages import circle_page
from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans.store import shown


def _now(request: SeatedRequest) -> int:
    return instant(families.now(request.seat.family))


@seated(Role.PARENT)
def circle(request: SeatedRequest) -> HttpResponse:
    """Everyone who helps, what to ask of whom, and thanks."""
    family = families.newest(request.seat.family).household
    page = circle_page(
        family, shown(request.seat), store.thanks(request.seat), _now(request), people.languages(request.seat.family)
    )
    return render(request, "circle/circle.html", {"page": page})


@seated(Role.PARENT)
@require_POST
def thank(request: SeatedRequest) -> HttpResponse:
    """Note a thank you to one of the carers."""
    family = families.newest(request.seat.family).household
    name = {one.id: one.name for one in family.carers}.get(request.POST.get("person", ""))
    if name is None:
        messages.error(request, _("Say whom you thank."))
        return redirect("circle")
    today = family.wall.date(_now(request))
    words = " ".join(request.POST.get("words", "").split())[:500] or _("Thank you.")
    store.note(request.seat, request.POST["person"], name, words, _day(request.POST.get("day", ""), today))
    messages.success(request, _("Noted. It is a good thing to say it to %(name)s too.") % {"name": name})
    return redirect("circle")


def _day(text: str, today: date) -> date:
    """The day that was typed, today where it is none or is still to come."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


@seated(Role.PARENT)
@require_POST
def unthank(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a thank you out of the list."""
    if not store.forget(request.seat, id):
        raise Http404
    return redirect("circle")
