"""The People page: personal links and devices made and taken back, and the log of what was done."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.guests.people_pages import PeoplePage, family_part, people_page
from homecall.web.people import sessions, store
from homecall.web.people.access import Role, SeatedRequest, rows, seated
from homecall.web.people.models import Deed, Device, Link, Membership

MOST_DEEDS = 50
LASTS = (7, 30, 90, 365)
"""Days that a personal link may last; each ends some day."""


@seated(Role.PARENT)
def people(request: SeatedRequest) -> HttpResponse:
    """Who has a way in, and what was done."""
    return shown(request)


@seated(Role.PARENT)
@require_POST
def make_link(request: SeatedRequest) -> HttpResponse:
    """A new link, shown in this answer and never again: no redirect could carry it without keeping it."""
    seat, role, days = request.seat, request.POST.get("role", ""), request.POST.get("days", "")
    person = request.POST.get("person", "").strip()[:100]
    carers = [one.id for one in families.newest(seat.family).household.carers]
    known = person in carers if role == Role.CARER else role == Role.READER and person
    if not known or days not in map(str, LASTS):
        messages.error(request, _("Please say whom the link is for, and for how long."))
        return redirect("people")
    if store.full(seat.family):
        return _too_many(request)
    language = request.POST.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else ""
    ends = world.now() + timedelta(days=int(days))
    _id, token = store.make_link(seat.family, role, person, ends, language=language)
    store.log(seat.family, seat.who, "link made", f"{role} {person}")
    return shown(request, made=request.build_absolute_uri(reverse("open_link", args=[token])))


@seated(Role.PARENT)
@require_POST
def make_feed(request: SeatedRequest) -> HttpResponse:
    """A new calendar of a person, its address shown in this answer only; it works until it is taken back."""
    seat, person, scope = request.seat, request.POST.get("person", ""), request.POST.get("scope", "")
    if person not in families.newest(seat.family).household.names or scope not in ("full", "busy"):
        messages.error(request, _("Please say whose calendar it is, and how much it says."))
        return redirect("people")
    if store.full(seat.family):
        return _too_many(request)
    _id, token = store.make_link(seat.family, "feed", person, None, scope=scope)
    store.log(seat.family, seat.who, "link made", f"feed {person} {scope}")
    address = request.build_absolute_uri(reverse("feed", args=[token]))
    return shown(request, made=address, subscribe="webcal://" + address.partition("://")[2])


@seated(Role.PARENT)
@require_POST
def end_link(request: SeatedRequest, id: int) -> HttpResponse:
    """A link taken back, at once."""
    if not store.revoke_link(request.seat.family, id):
        raise Http404
    store.log(request.seat.family, request.seat.who, "link revoked", str(id))
    messages.success(request, _("The link does not work any more."))
    return redirect("people")


@seated(Role.PARENT)
@require_POST
def make_device(request: SeatedRequest) -> HttpResponse:
    """A new device, with the code to type on it, shown in this answer only."""
    name = request.POST.get("name", "").strip()[:100] or _("Tablet")
    if store.full(request.seat.family):
        return _too_many(request)
    _id, code = store.make_device(request.seat.family, name)
    store.log(request.seat.family, request.seat.who, "device made", name)
    return shown(request, code=code)


@seated(Role.PARENT)
@require_POST
def end_device(request: SeatedRequest, id: int) -> HttpResponse:
    """A device taken back, at once."""
    if not store.revoke_device(request.seat.family, id):
        raise Http404
    store.log(request.seat.family, request.seat.who, "device revoked", str(id))
    messages.success(request, _("The device shows nothing any more."))
    return redirect("people")


def _too_many(request: SeatedRequest) -> HttpResponse:
    messages.error(request, _("There are very many links and devices already. Please end some that nobody needs."))
    return redirect("people")


def shown(request: SeatedRequest, **once: str) -> HttpResponse:
    """The page, with what was made just now and is never shown again."""
    more: dict[str, object] = {"page": _page(request), "lasts": LASTS, "languages": settings.LANGUAGES, **once}
    more["sessions"] = sessions.of(request, request.seat.user) if request.seat.user else ()
    more["mail"] = bool(settings.SENDING.smtp)
    more["everybody"] = families.newest(request.seat.family).household.names.items()
    return render(request, "guests/people.html", more)


def _page(request: SeatedRequest) -> PeoplePage:
    seat = request.seat
    household = families.newest(seat.family).household
    carers = tuple((one.id, one.name) for one in household.carers)
    links = rows(Link, seat).filter(revoked=None).exclude(scope=store.MESSAGE).order_by("pk")
    devices = rows(Device, seat).filter(revoked=None).order_by("pk")
    members = rows(Membership, seat).select_related("user").order_by("since", "pk")
    family = family_part(household.parents, members, seat.user)
    deeds = rows(Deed, seat).order_by("-at", "-pk")[:MOST_DEEDS]
    return people_page(carers, household.names, links, devices, deeds, family, household.timezone)
