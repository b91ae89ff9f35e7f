"""How the other parent joins: a link that works once, for an account of their own."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.guests.people_views import shown
from homecall.web.look.limits import LINKS
from homecall.web.look.refusals import refusal
from homecall.web.people import sessions, store
from homecall.web.people.access import Role, SeatedRequest, open_to_all, rows, seated
from homecall.web.people.models import Membership, User

LASTS = timedelta(days=7)
"""How long an invitation waits."""


@seated(Role.PARENT)
@require_POST
def invite(request: SeatedRequest) -> HttpResponse:
    """A new invitation for a parent of the household who has no account yet, shown in this answer only."""
    seat, person = request.seat, request.POST.get("person", "")
    if seat.user is None or person not in _free(request):
        messages.error(request, _("Please say which parent the invitation is for."))
        return redirect("people")
    if store.full(seat.family):
        messages.error(request, _("There are very many links and devices already. Please end some that nobody needs."))
        return redirect("people")
    _id, token = store.make_link(seat.family, "invite", person, world.now() + LASTS)
    store.log(seat.family, seat.who, "parent invited", person)
    return shown(request, made=request.build_absolute_uri(reverse("join", args=[token])))


@seated(Role.PARENT)
@require_POST
def this_is_me(request: SeatedRequest) -> HttpResponse:
    """Keep which parent of the household an account is; one that is somebody else's changes nothing."""
    seat, person = request.seat, request.POST.get("person", "")
    if seat.user is None or person not in _free(request):
        messages.error(request, _("Please choose one of those offered."))
        return redirect("people")
    rows(Membership, seat).filter(user=seat.user).update(person=person)
    store.log(seat.family, seat.who, "account matched", person)
    return redirect("people")


def _free(request: SeatedRequest) -> set[str]:
    """The parents of the household who have no account here."""
    taken = rows(Membership, request.seat).values_list("person", flat=True)
    return {one.id for one in families.newest(request.seat.family).household.parents} - set(taken)


@open_to_all
def join(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button for whoever is signed in; for all others the ways to be. Only the button joins."""
    address = request.META.get("REMOTE_ADDR", "")
    found = None if LINKS.must_wait(address) else store.link_of(token)
    if found is None or found.role != "invite":
        LINKS.wrong(address)
        title = _("This link does not work any more.")
        return refusal(request, 404, title, _("Ask the family for a new one; it takes them a minute."))
    user = request.user
    if request.method != "POST" or not isinstance(user, User):
        return render(request, "guests/join.html", {"next": urlencode({"next": request.path})})
    _joined(user, found)
    request.session["family"] = found.family
    sessions.renamed(request)
    return redirect("home")


@transaction.atomic
def _joined(user: User, found: store.Pass) -> None:
    """Make the account a parent; of two who press at once, the one whose press ends the link."""
    if store.revoke_link(found.family, found.id):
        store.used(found.id)
        store.join(user, found.family, found.person)
        store.log(found.family, str(user), "parent joined", found.person)
