"""The Settings page, and the language and hours of whoever is signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.web.family import store as families
from homecall.web.house.pages import confirmed, sections
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.people.models import User
from homecall.web.plans import tending

HOURS = ("", "12", "24")


@seated(Role.PARENT)
def house(request: SeatedRequest) -> HttpResponse:
    """The ways to all that can be set."""
    return _page(request)


def _page(request: SeatedRequest, wrong: str = "") -> HttpResponse:
    me = User.objects.filter(pk=request.seat.user or 0).first()
    family = families.newest(request.seat.family).household.name
    page = {"sections": tuple(sections()), "me": me, "languages": settings.LANGUAGES, "family": family, "wrong": wrong}
    return render(request, "house/house.html", page, status=422 if wrong else 200)


@seated(Role.PARENT)
@require_POST
def habits(request: SeatedRequest) -> HttpResponse:
    """Keep a person's language and hours; what is neither offered nor empty changes nothing."""
    if request.seat.user is None:
        raise Http404
    language, hours = request.POST.get("language", ""), request.POST.get("hours", "")
    if language in ("", *dict(settings.LANGUAGES)) and hours in HOURS:
        User.objects.filter(pk=request.seat.user).update(language=language, hours=hours)
        messages.success(request, _("Kept."))
    else:
        messages.error(request, _("Nothing was changed. Please choose one of those offered."))
    return redirect("house")


@seated(Role.PARENT)
@require_POST
def erase(request: SeatedRequest) -> HttpResponse:
    """Take the family away with everything, once its name was typed; the account stays, to begin anew."""
    if request.seat.user is None:
        raise Http404
    if not confirmed(request.POST.get("typed", ""), families.newest(request.seat.family).household.name):
        return _page(request, _("That is not the family’s name, so everything is still here."))
    tending.erase(settings.DATA, request.seat.family)
    messages.success(request, _("The family is erased. Nothing of it is left here."))
    return redirect("home")
