"""When a parent is really there."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from homecall.web.awake.course import NOTHING
from homecall.web.awake.pages import AwakePage, awake_page, parent_of
from homecall.web.awake.words import STATES
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans


@seated(Role.PARENT)
def awake(request: SeatedRequest, at: int = 0, key: str = "") -> HttpResponse:
    """A parent's week, the viewer's own without a key."""
    shown, mine = plans.shown(request.seat), request.seat.person
    if shown is None:
        return render(request, "awake/awake.html", {"page": AwakePage()})
    parent = parent_of(shown.household, key, mine)
    if parent is None:
        raise Http404
    return render(
        request, "awake/awake.html", {"page": awake_page(shown, parent, at, mine, NOTHING), "states": STATES.items()}
    )
