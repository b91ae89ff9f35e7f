"""One title at a time: what it probably means, what else it may, and later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.tongue import say
from homecall.web.family import store as families
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.schedules import titles as asked
from homecall.web.schedules.waiting import open_now

if TYPE_CHECKING:
    from homecall.sources.guess.open import Open


def _later(request: SeatedRequest) -> int:
    """How many titles were put off in this round."""
    text = request.POST.get("later") or request.GET.get("later") or "0"
    return int(text) if text.isdecimal() and len(text) < 6 else 0


@seated(Role.PARENT)
def titles(request: SeatedRequest) -> HttpResponse:
    """The next title that waits; once none does, the plan."""
    home, waiting = open_now(request.seat)
    later = _later(request)
    first = request.GET.get("run") == "first"
    if later >= len(waiting):
        return _over(request) if first else redirect("schedules")
    page = asked.title_page(home, waiting, later, first=first)
    return render(request, "schedules/title.html", {"page": page})


def _over(request: SeatedRequest) -> HttpResponse:
    """The end of the first run: the plan, and what would make it truer."""
    said = _("All else can wait. Under “Settings”, “What else would help” says what more would make this plan truer.")
    messages.info(request, said)
    return redirect("week")


@seated(Role.PARENT)
@require_POST
def answer(request: SeatedRequest) -> HttpResponse:
    """Write down what a title means; one that is answered meanwhile stays as it is."""
    home, waiting = open_now(request.seat)
    parent, title = request.POST.get("parent", ""), request.POST.get("title", "")
    one = next((one for one in waiting if (one.parent, one.seen.title) == (parent, title)), None)
    try:
        if one is not None:
            _keep(request, one)
    except HomecallError as wrong:
        first = request.POST.get("run") == "first"
        page = asked.title_page(home, waiting, waiting.index(one) if one else 0, first=first)
        said = {"page": page, "wrong": wrong.advice, "sent": request.POST}
        return render(request, "schedules/title.html", said, status=422)
    run = "&run=first" if request.POST.get("run") == "first" else ""
    return redirect(f"{reverse('titles')}?later={_later(request)}{run}")


def _keep(request: SeatedRequest, one: Open) -> None:
    lines = asked.lines(one, request.POST.get("what", ""), request.POST.get("start", ""), request.POST.get("end", ""))
    said = say("“{title}” has a meaning now.", title=one.seen.title[:120])
    families.change(request.seat.family, lambda home: asked.answered(home, one.parent, lines), request.seat.who, said)
    messages.success(request, said)
