"""How the other parent joins: a link that works once, mailed or sent by hand, for an account of their own."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import DeliveryError, HouseholdError
from homecall.outlets.invite.mail import Person
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.guests.people_views import shown
from homecall.web.look.limits import LINKS
from homecall.web.look.refusals import refusal
from homecall.web.people import sessions, store
from homecall.web.people.access import Role, SeatedRequest, open_to_all, rows, seated
from homecall.web.people.models import Deed, Membership, User

LASTS = timedelta(days=7)
"""How long an invitation waits."""
MOST = 5
"""Invitations that a family may have mailed within an hour: nobody's letterbox is to be filled from here."""


@seated(Role.PARENT)
@require_POST
def invite(request: SeatedRequest) -> HttpResponse:
    """A new invitation for a parent of the household who has no account yet: by mail, or shown in this answer only."""
    seat, person, to = request.seat, request.POST.get("person", ""), request.POST.get("address", "").strip()
    if seat.user is None or person not in _free(request):
        messages.error(request, _("Please say which parent the invitation is for."))
        return redirect("people")
    if store.full(seat.family):
        messages.error(request, _("There are very many links and devices already. Please end some that nobody needs."))
        return redirect("people")
    if to and not _may_mail(request, to):
        return redirect("people")
    _id, token = store.make_link(seat.family, "invite", person, world.now() + LASTS)
    store.log(seat.family, seat.who, "parent invited", person)
    address = request.build_absolute_uri(reverse("join", args=[token]))
    if not to:
        return shown(request, made=address)
    if not _mailed(to, address, seat.who):
        messages.error(request, _("The mail server did not take it. Send the link yourself."))
        return shown(request, made=address)
    messages.success(request, _("The invitation is on its way. It works once, for a week."))
    return redirect("people")


def _may_mail(request: SeatedRequest, to: str) -> bool:
    """Whether an invitation may be mailed there; if not, the page says why."""
    recent = rows(Deed, request.seat).filter(what="parent invited", at__gt=world.now() - timedelta(hours=1)).count()
    try:
        Person("", to[:254])
    except HouseholdError:
        messages.error(request, _("That is no mail address. Write it as ben@example.org, or leave it empty."))
        return False
    if not settings.SENDING.smtp or recent >= MOST:
        messages.error(
            request, _("No more can be mailed just now. Leave the address empty and send the link yourself.")
        )
        return False
    return True


def _mailed(to: str, address: str, who: str) -> bool:
    """Hand the mail to the host's server, in the language of whoever invites. False where it was not taken."""
    body = _(
        "%(name)s invites you to plan your family’s weeks together.\n\nOpen this link and make an account of your own:"
        "\n%(address)s\n\nIt works once, for a week. If you do not know what this is about, do nothing."
    )
    text = body % {"name": who, "address": address}
    try:
        return send_mail(_("An invitation to plan with your family"), text, None, [to]) == 1
    except (DeliveryError, OSError, SMTPException):
        return False


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
