"""The parents' accounts: leaving a family, being taken out of it, and where one is signed in."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.web.people import sessions, store
from homecall.web.people.access import Role, SeatedRequest, rows, seated
from homecall.web.people.models import Membership
from homecall.web.rested import store as rested


@seated(Role.PARENT)
@require_POST
def take_out(request: SeatedRequest, id: int) -> HttpResponse:
    """Take an account out of the family, at once; the password is asked for once more. One's own leaves it."""
    if request.seat.user is None or not rows(Membership, request.seat).filter(pk=id).exists():
        raise Http404
    answer: HttpResponse = reauthentication_required(_taken_out)(request, id)
    return answer


def _taken_out(request: SeatedRequest, id: int) -> HttpResponse:
    seat = request.seat
    with transaction.atomic():
        gone = store.leave(seat.family, id)
        if gone is not None:
            store.log(seat.family, seat.who, "account removed", str(gone.user))
            rested.gone(seat.family, gone.user_id)
    if gone is None:
        messages.error(
            request, _("Somebody must stay. Invite the other parent first, or erase the family in Settings.")
        )
        return redirect("people")
    if gone.user_id == seat.user:
        messages.success(request, _("You have left the family. Your account is still here."))
        return redirect("home")
    messages.success(request, _("%(name)s sees nothing of the family any more.") % {"name": gone.user})
    return redirect("people")


@seated(Role.PARENT)
@require_POST
def end_session(request: SeatedRequest, id: int) -> HttpResponse:
    """Sign one's own account out in one browser."""
    if request.seat.user is None or not sessions.end(request.seat.user, id):
        raise Http404
    store.log(request.seat.family, request.seat.who, "signed out elsewhere")
    messages.success(request, _("That browser is signed out."))
    return redirect("people")


@seated(Role.PARENT)
@require_POST
def out_everywhere(request: SeatedRequest) -> HttpResponse:
    """The account is signed out on every device, on this one too."""
    seat = request.seat
    if seat.user is None:
        raise Http404
    sessions.end_all(seat.user)
    store.log(seat.family, seat.who, "signed out everywhere")
    logout(request)
    return redirect("home")
