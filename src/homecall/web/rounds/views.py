"""The family's page of asks, and the page on which somebody who is asked answers, without an account."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from homecall.rounds.step import Answer
from homecall.spans.span import Span, instant
from homecall.web.family import store as families
from homecall.web.look.clocks import names
from homecall.web.look.limits import LINKS
from homecall.web.look.refusals import refusal
from homecall.web.people.access import Role, Seat, SeatedRequest, open_to_all, seated
from homecall.web.plans import store as plans
from homecall.web.post import store as post
from homecall.web.rounds import following, reaching, saying, store, untold, ways, words
from homecall.web.rounds.models import Invited
from homecall.web.rounds.needing import need, open_asks
from homecall.web.rounds.pages import SHARES, WAITS, News, asked_page, asks_page, gaps, seen
from homecall.web.rounds.replaced import in_its_place
from homecall.web.rounds.saying import SALT

LASTS = 60 * 24 * 3600
"""Seconds for which the address of an ask is read at all; the ask itself is over long before."""


def _now(family: int) -> int:
    return instant(families.now(family))


@seated(Role.PARENT)
def rounds(request: SeatedRequest) -> HttpResponse:
    """Everything that is asked, and how the family wants to ask."""
    seat = request.seat
    shown, household = plans.shown(seat), families.newest(seat.family).household
    found = store.shown(seat)
    reached = reaching.sentences(seat.family, [row.pk for row in found], household.wall)
    habits, plan = ways.habits(seat.family), shown.plan if shown else None
    now = _now(seat.family)
    page = asks_page(household, plan, found, habits, reached, now)
    more = replace(page, news=_news(shown, now) if shown else None)
    more = seen(more, found) if seat.demo else more
    return render(request, "rounds/asks.html", {"page": more})


def _news(shown: plans.Shown, now: int) -> News | None:
    found = untold.pending(shown, now)
    if not found:
        return None
    return News(untold.mark(shown, found), untold.sentences(shown, found), untold.button(one.name for one in found))


@seated(Role.PARENT)
@require_POST
def tell(request: SeatedRequest) -> HttpResponse:
    """Ask and tell whoever does not know yet what a plan that came by itself changes for them."""
    told = following.send_all(request.seat.family, request.POST.get("state", ""), request.seat.who)
    if told:
        messages.success(request, _("%(names)s will hear of it at once.") % {"names": names(list(told))})
    else:
        messages.info(request, _("That has changed meanwhile. Have a look."))
    return redirect("rounds")


@open_to_all
@csrf_exempt
@require_POST
def told_tap(request: HttpRequest, token: str) -> HttpResponse:
    """The same by a parent's button under a notice: the address says who, and what is told."""
    address = request.META.get("REMOTE_ADDR", "")
    found = None if LINKS.must_wait(address) else untold.of_token(token)
    if found is None:
        LINKS.wrong(address)
        return HttpResponse(status=404)
    family, state, parent = found
    by = families.newest(family).household.names.get(parent, "") if families.about(family) else ""
    told = following.send_all(family, state, by) if by else ()
    if not told:
        return HttpResponse(status=409)  # it has changed meanwhile, or is done: the page says how it stands
    with post.said_in(family, parent):
        said = {
            "title": _("Thank you."),
            "body": _("%(names)s will hear of it at once.") % {"names": names(list(told))},
        }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


@seated(Role.PARENT)
@require_POST
def start(request: SeatedRequest) -> HttpResponse:
    """Begin to ask for hours that the plan in force needs."""
    seat, shown = request.seat, plans.shown(request.seat)
    wanted = _span(request.POST.get("start", ""), request.POST.get("end", ""))
    who, now = request.POST.get("who", ""), _now(request.seat.family)
    asks = open_asks(shown.plan, store.spoken(seat.family, now), now) if shown else ()
    if shown is None or wanted is None or (who, wanted) not in asks:
        messages.info(request, _("The plan does not ask for this any more."))
        return redirect("rounds")
    store.start(seat.family, need(shown.household, shown.plan, who, wanted), shown.id, now, seat.who)
    return redirect("rounds")


@seated(Role.PARENT)
@require_POST
def start_open(request: SeatedRequest) -> HttpResponse:
    """Begin to ask for hours in which children have nobody."""
    seat, shown = request.seat, plans.shown(request.seat)
    wanted = _span(request.POST.get("start", ""), request.POST.get("end", ""))
    now = _now(seat.family)
    found = dict(gaps(shown.household, shown.plan, now)) if shown else {}
    if shown is None or wanted is None or wanted not in found:
        messages.info(request, _("That has changed meanwhile. Have a look."))
        return redirect("rounds")
    store.start_open(seat.family, wanted, found[wanted], shown.id, now, seat.who)
    return redirect("rounds")


@seated(Role.PARENT)
@require_POST
def withdraw(request: SeatedRequest, id: int) -> HttpResponse:
    """It is not needed any more; all who know of it are told so."""
    if store.withdraw(request.seat.family, id) is None:
        raise Http404
    return redirect("rounds")


@seated(Role.PARENT)
@require_POST
def take(request: SeatedRequest, id: int) -> HttpResponse:
    """Look for a way with the hours that somebody offers instead."""
    if not store.consider(request.seat.family, id, request.POST.get("who", "")):
        messages.info(request, _("That is not open any more."))
        return redirect("rounds")
    return redirect("today")


@seated(Role.PARENT)
@require_POST
def habits(request: SeatedRequest) -> HttpResponse:
    """Keep how the family wants to ask."""
    seat, said = request.seat, request.POST
    patience, carers = said.get("patience", ""), families.newest(request.seat.family).household.carers
    given = ((one.id, said.get(f"may-{one.id}", "")) for one in carers)
    consents = tuple((who, int(text)) for who, text in given if text in map(str, SHARES))
    wait = int(patience) if patience in map(str, WAITS) else 30
    ways.set_habits(seat.family, ways.Habits("all" if said.get("manner") == "all" else "one", wait, consents))
    messages.info(request, _("We will ask in this way from now on."))
    return redirect("rounds")


@seated(Role.CARER)
def mine(request: SeatedRequest) -> HttpResponse:
    """What somebody who helps has been asked for."""
    seat, now = request.seat, _now(request.seat.family)
    wall = families.newest(seat.family).household.wall
    pages = tuple(asked_page(one, wall, now) for one in store.asked_of(seat.family, seat.person, now))
    return render(request, "rounds/mine.html", {"pages": pages})


@seated(Role.CARER)
@require_POST
def mine_answer(request: SeatedRequest, id: int) -> HttpResponse:
    """An answer by somebody whose link is open."""
    _answered(request, request.seat, id)
    return redirect("my_asks")


@open_to_all
def asked(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is asked, by the address in their message. Only a button answers: programs follow links.

    Where another ask has come in its place they see that one.
    """
    address = request.META.get("REMOTE_ADDR", "")
    one = None if LINKS.must_wait(address) else _invited(token)
    if one is None:
        LINKS.wrong(address)
        title = _("This link does not work any more.")
        return refusal(request, 404, title, _("Ask the family; it takes them a minute."))
    first, one = one, in_its_place(one)
    if request.method == "POST":
        seen = one if request.POST.get("round") == str(one.round_id) else first
        _answered(request, Seat(one.family_id, Role.CARER, one.who), seen.round_id)
        return redirect("asked", token=token)
    wall = families.newest(one.family_id).household.wall
    page = asked_page(one, wall, _now(one.family_id))
    return render(request, "rounds/asked.html", {"page": page, "token": token})


@open_to_all
@csrf_exempt
@require_POST
def asked_tap(request: HttpRequest, token: str) -> HttpResponse:
    """A button under a notice: a yes or a no, and what is said back; no cookie counts, the address says who answers."""
    address = request.META.get("REMOTE_ADDR", "")
    one = None if LINKS.must_wait(address) else _invited(token)
    if one is None:
        LINKS.wrong(address)
        return HttpResponse(status=404)
    said: Answer | None = {"yes": "yes", "no": "no"}.get(request.POST.get("answer", ""))  # type: ignore[assignment]
    if said is None:
        return HttpResponse(status=422)
    store.answer(one.family_id, one.round_id, one.who, said, _now(one.family_id))
    one.refresh_from_db()
    later = in_its_place(one)
    one = later if later.reply in ("yes", "no") else one
    if said == "no" and one.reply != "no":  # it is over, or they have said yes before: the page says how it stands
        return HttpResponse(status=409)
    return JsonResponse(_heard(one), json_dumps_params={"ensure_ascii": False})


def _heard(one: Invited) -> dict[str, str]:
    """What somebody sees who has pressed a button, in their language; the message that follows takes its place."""
    household = families.newest(one.family_id).household
    with post.said_in(one.family_id, one.who):
        title, body = words.heard(one.round, one, household.wall, [parent.name for parent in household.parents])
    return {"title": title, "body": body, "tag": post.newest_mark(one.family_id, saying.topic(one.round_id), one.who)}


def _invited(token: str) -> Invited | None:
    with suppress(signing.BadSignature, ValueError, TypeError):
        round_id, id = signing.loads(token, salt=SALT, max_age=LASTS)
        return Invited.objects.filter(pk=id, round=round_id).exclude(reply="next").select_related("round").first()
    return None


def _answered(request: HttpRequest, seat: Seat, id: int) -> None:
    """Keep what was pressed; anything else changes nothing."""
    said = _said(request.POST, seat, id)
    if said is None:
        messages.info(request, _("Please choose one of those offered."))
    elif store.answer(seat.family, id, seat.person, said, _now(seat.family)) is None:
        raise Http404


def _said(post: Any, seat: Seat, id: int) -> Answer | None:
    said = post.get("answer", "")
    if said == "yes" or said == "no":
        return "yes" if said == "yes" else "no"
    row = store.open_or_late(seat.family, id)
    with suppress(ValueError):
        at = int(said)
        if row is not None and row.start < at < row.end:
            return Span(at, row.end)
    return None


def _span(start: str, end: str) -> Span | None:
    with suppress(ValueError):
        first, last = int(start), int(end)
        return Span(first, last) if first < last else None
    return None
