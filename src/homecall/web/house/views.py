"""The Settings page, and the language and hours of whoever is signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.web.house.pages import sections
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.people.models import User

HOURS = ("", "12", "24")


@seated(Role.PARENT)
def house(request: SeatedRequest) -> HttpResponse:
    """The ways to all that can be set."""
    me = User.objects.filter(pk=request.seat.user or 0).first()
    page = {"sections": tuple(sections()), "me": me, "languages": settings.LANGUAGES}
    return render(request, "house/house.html", page)


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
