"""Today, what can be said on it with two taps, and the yes or no to what is proposed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.plan.happened import Said
from homecall.spans.span import instant
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat, SeatedRequest, seated
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from homecall.web.rounds import following
from homecall.web.today import choices, pages

FURTHEST = 28
"""So many days ahead one may look here; the Week page shows them all."""
SOON, LONGEST, TURNS = 100, 5000, 30
"""A page that waits for a way asks after so many milliseconds, each time later, and never seldomer than the second."""


def _page(seat: Seat, ahead: int = 0) -> pages.TodayPage:
    shown, about, progress = plans.shown(seat), families.about(seat.family), jobs.progress(seat.family)
    if shown is None or about is None:
        return pages.empty_page(progress)
    at = instant(about.now)
    page = pages.today_page(shown, at, ahead, progress, demo=about.demo)
    return page if ahead else _with_happened(page, seat, shown, at)


def _with_happened(page: pages.TodayPage, seat: Seat, shown: Shown, at: int) -> pages.TodayPage:
    """The page with what has happened, and what is proposed for it."""
    found, change = happened.proposal(seat.family), jobs.progress(seat.family, jobs.CHANGE)
    told = happened.told(seat.family, pages.wall_of(shown).local(at))
    is_open = any(not one.agreed for one in told)
    fits = found is not None and found.base == shown.id and is_open and not change.renewing
    waiting = pages.waiting(shown, found, at) if found and fits else None
    failed = change.said if is_open and not change.renewing else ""
    return replace(page, happened=told, looking=is_open and change.renewing, failed=failed, waiting=waiting)


def _pace(turn: int) -> int:
    """Milliseconds until a page that waits for a way asks again: soon at first, then longer each time."""
    return min(LONGEST, round(SOON * 1.3**turn))


def _still(seat: Seat, plan: int, number: int) -> bool:
    """Whether a way is still looked for from that plan, and none is shown: told without reading any plan."""
    looking = jobs.progress(seat.family, jobs.CHANGE).renewing and happened.open_of(seat.family).exists()
    return looking and not number and plans.newest_id(seat) == plan


@seated(Role.PARENT)
def today(request: SeatedRequest) -> HttpResponse:
    """Today, or so many days after it."""
    ahead = 0
    with suppress(ValueError):
        ahead = max(0, min(FURTHEST, int(request.GET.get("day", "0"))))
    return render(request, "today/today.html", {"page": _page(request.seat, ahead), "pace": _pace(0)})


@seated(Role.PARENT)
def fresh(request: SeatedRequest, plan: int, number: int) -> HttpResponse:
    """What a page that shows that plan and that proposal should swap in; nothing while a new plan is made still.

    A page that waits for a way says at which `turn`, and is told that there is none even while a plan is made.
    """
    with suppress(ValueError):
        turn = max(0, min(TURNS, int(request.GET.get("turn", "")))) + 1
        if _still(request.seat, plan, number):
            said = {"plan": plan, "number": number, "turn": turn, "pace": _pace(turn)}
            answer = render(request, "today/_looking.html", said)
            answer["HX-Retarget"], answer["HX-Reswap"] = "#looking", "outerHTML"
            return answer
    page = _page(request.seat)
    if page.renewing and "turn" not in request.GET and (page.plan, page.number) == (plan, number):
        return HttpResponse(status=204)
    return render(request, "today/_today.html", {"page": page, "pace": _pace(0)})


@seated(Role.PARENT)
def more(request: SeatedRequest) -> HttpResponse:
    """All that can be said to have happened."""
    return render(
        request, "today/more.html", {"kinds": [(kind, title) for kind, (title, _q) in choices.TITLES.items()]}
    )


@seated(Role.PARENT)
def say(request: SeatedRequest, kind: str) -> HttpResponse:
    """What one can say of a kind: a button for each; the one that is pressed is kept, and a way is looked for."""
    if kind not in choices.KINDS:
        raise Http404
    seat, shown = request.seat, plans.shown(request.seat)
    about = families.about(seat.family)
    if shown is None or about is None:
        messages.info(request, _("There is no plan yet that could change. It will be here in a moment."))
        return redirect("today")
    wall = pages.wall_of(shown)
    at = instant(about.now)
    offered = choices.groups(kind, shown.scheduled, shown.plan, at, seat.person)
    if request.method != "POST":
        title, question = choices.TITLES[kind]
        nobody = choices.NOBODY.get(kind) or _("Nobody has a duty, running or to come, that could end at another time.")
        said = {"kind": kind, "groups": offered, "title": title, "question": question, "nobody": nobody}
        return render(request, "today/say.html", said)
    chosen = choices.choice(offered, request.POST.get("what", ""))
    if chosen is None:
        messages.warning(request, _("That time has passed meanwhile. Choose once more."))
        return redirect("today_say", kind=kind)
    happened.say(seat.family, Said(at, chosen.what), wall, chosen.said, seat.who)
    return redirect("today")


@seated(Role.PARENT)
@require_POST
def accept(request: SeatedRequest, number: int) -> HttpResponse:
    """The proposal is the plan from now on."""
    messages.info(request, following.accept(request.seat, number) or _("This is the plan now."))
    return redirect("today")


@seated(Role.PARENT)
@require_POST
def leave(request: SeatedRequest) -> HttpResponse:
    """Everything stays as it was."""
    following.leave(request.seat)
    return redirect("today")


@seated(Role.PARENT)
@require_POST
def take_back(request: SeatedRequest, id: int) -> HttpResponse:
    """It has not happened after all."""
    if not happened.take_back(request.seat.family, id):
        messages.info(request, _("That is taken back already."))
    return redirect("today")
