"""The first page, and the demo's beginning and end."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from homecall.web.people.access import Role, open_to_all, seat_of
from homecall.web.welcome import store


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """The way in for a stranger; for everybody else the page that is theirs."""
    seat = seat_of(request)
    if request.user.is_authenticated and (seat is None or seat.demo):
        return redirect("welcome_family")
    if seat is not None:
        theirs = {Role.DEVICE: "board", Role.CARER: "guest", Role.READER: "guest"}
        return redirect(theirs.get(seat.role, "today"))
    return render(request, "welcome/landing.html")


@open_to_all
@require_POST
def demo_begin(request: HttpRequest) -> HttpResponse:
    """An invented family of one's own, to look around in."""
    _forget(request)
    request.session["demo"] = store.begin()
    request.session.set_expiry(24 * 3600)
    return redirect("today")


@open_to_all
@require_POST
def demo_end(request: HttpRequest) -> HttpResponse:
    """The invented family is gone, and so is the session that knew of it."""
    _forget(request)
    return redirect("home")


def _forget(request: HttpRequest) -> None:
    family = request.session.get("demo")
    if isinstance(family, int):
        store.end(settings.DATA, family)
    request.session.flush()
