"""The Moments page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from homecall.spans.span import instant
from homecall.web.family import store as families
from homecall.web.moments.pages import Remembered, moments_page
from homecall.web.moments.store import blocks, past
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store


@seated(Role.PARENT)
def moments(request: SeatedRequest) -> HttpResponse:
    """What is kept, what is coming, and the rituals of the week."""
    kept, now = families.newest(request.seat.family), instant(families.now(request.seat.family))
    before = Remembered(past(request.seat, kept.household.wall.date(now)), blocks(request.seat))
    page = moments_page(kept.household, store.shown(request.seat), now, before)
    return render(request, "moments/moments.html", {"page": page})
