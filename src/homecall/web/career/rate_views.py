"""What a year is lived with: to look at, to change, and to be forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.web import world
from homecall.web.career import ended
from homecall.web.career.rate_pages import rates_page, typed_rates
from homecall.web.family import store as families
from homecall.web.people.access import Role, SeatedRequest, seated


@seated(Role.PARENT)
def rates(request: SeatedRequest) -> HttpResponse:
    """Every rate, and keeping the family's own."""
    seat, family = request.seat, families.newest(request.seat.family)
    now = families.now(seat.family)
    if request.method != "POST":
        return render(request, "career/rates.html", {"page": rates_page(seat, family.household, now)})
    try:
        ended.keep_own(seat, typed_rates(request.POST, family.household))
    except HomecallError as wrong:
        typed = {name: request.POST.get(name, "")[:40] for name in request.POST}
        page = rates_page(seat, family.household, now, typed, wrong.advice)
        return render(request, "career/rates.html", {"page": page}, status=422)
    messages.success(request, _("Kept. The next year is lived with it."))
    return redirect("career_rates")


@seated(Role.PARENT)
@require_POST
def forget(request: SeatedRequest) -> HttpResponse:
    """Let go of all that was learned."""
    ended.forget(request.seat, world.now())
    messages.success(request, _("It is forgotten. From now on it is learned anew."))
    return redirect("career_rates")
