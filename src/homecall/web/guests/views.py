"""Opening a personal link, and the page behind it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from homecall.spans.span import instant
from homecall.web.family import store as families
from homecall.web.guests.known import known_to
from homecall.web.guests.pages import carer_page, reader_page
from homecall.web.look.limits import LINKS
from homecall.web.look.refusals import refusal
from homecall.web.people import store as people
from homecall.web.people.access import Role, SeatedRequest, open_to_all, seated
from homecall.web.plans import store as plans


@open_to_all
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; only pressing it opens the link, for programs follow links that they are sent."""
    address = request.META.get("REMOTE_ADDR", "")
    if LINKS.must_wait(address):
        return refusal(request, 429, _("Please wait a minute."), _("Then open the link once more."))
    found = people.link_of(token)
    if found is None or found.role not in (Role.CARER, Role.READER):
        LINKS.wrong(address)
        title = _("This link does not work any more.")
        return refusal(request, 404, title, _("Ask the family for a new one; it takes them a minute."))
    if request.method != "POST":
        with override(found.language or get_language()):
            return render(request, "guests/open.html", {"carer": found.role == Role.CARER})
    request.session.flush()  # whoever sat here before does not any more, and the session has a new name
    request.session["link"] = people.lasting(found).id
    people.used(found.id)
    return redirect("guest")


@seated(Role.CARER, Role.READER)
def guest(request: SeatedRequest, at: int = 0) -> HttpResponse:
    """A carer's own hours, or the children's week for somebody who only reads."""
    shown, seat = plans.shown(request.seat), request.seat
    if seat.role == Role.READER:
        return render(request, "guests/reader.html", {"page": reader_page(shown, at)})
    about = families.about(seat.family)
    known = known_to(shown.household, shown.plan, seat.person) if shown else None
    page = carer_page(known, instant(about.now) if about else 0)
    return render(request, "guests/carer.html", {"page": page})
