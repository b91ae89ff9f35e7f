"""Money, as information."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.web.career import store, typed
from homecall.web.career.bought import bought_said
from homecall.web.career.money_pages import Money, money_page
from homecall.web.career.views import today_of
from homecall.web.family import store as families
from homecall.web.people.access import Role, SeatedRequest, seated


@seated(Role.PARENT)
def money(request: SeatedRequest) -> HttpResponse:
    """What comes and what it asks for; and keeping what the family says of it."""
    seat, wrong = request.seat, ""
    if request.method == "POST":
        try:
            store.keep_purse(seat, typed.purse(request.POST, store.usual_purse()))
        except HomecallError as mistake:
            wrong = mistake.advice
        else:
            messages.success(request, _("Kept, for the parents of this family alone."))
            return redirect("career_money")
    family = families.newest(seat.family).household
    same = (
        family,
        store.roles(seat),
        store.purse(seat),
        store.usual_purse(),
        today_of(seat),
        bought_said(seat, family),
    )
    written = {name: request.POST.get(name, "")[:40] for name in request.POST} if wrong else None
    page = money_page(Money(*same, written, wrong))
    return render(request, "career/money.html", {"page": page}, status=422 if wrong else 200)


@seated(Role.PARENT)
@require_POST
def forget(request: SeatedRequest) -> HttpResponse:
    """Take all that was said of money away."""
    store.forget_purse(request.seat)
    messages.success(request, _("Nothing of it is kept."))
    return redirect("career_money")
