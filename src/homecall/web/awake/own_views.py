"""What somebody tells of their own sleep: an answer, a night, a file; and the way to have all of it forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homecall.errors import RestError
from homecall.rest.fitness import State
from homecall.spans.span import instant
from homecall.spans.wall import Wall
from homecall.web import world
from homecall.web.awake.files import receiving, sleeps_of
from homecall.web.awake.own import as_csv, typed
from homecall.web.awake.pages import parent_of
from homecall.web.awake.words import SCORES
from homecall.web.family import store as families
from homecall.web.people.access import Role, Seat, SeatedRequest, seated
from homecall.web.plans import store as plans
from homecall.web.plans.sight import seen
from homecall.web.rested import store


def _own(request: SeatedRequest) -> Seat:
    """The seat of somebody who has a sleep of their own here."""
    if request.seat.user is None or not request.seat.person:
        raise Http404
    return request.seat


def _wall(seat: Seat) -> Wall:
    return families.newest(seat.family).household.wall


@seated(Role.PARENT)
@require_POST
def felt(request: SeatedRequest) -> HttpResponse:
    """Keep how awake somebody says they are, beside what the model expected of most people then."""
    seat, said = _own(request), request.POST.get("score", "")
    known = {str(score): words for score, words in SCORES}
    if said not in known:
        messages.error(request, _("Nothing was kept. Please choose one of those offered."))
    else:
        expected = _expected(seat)
        store.answer(seat, int(said), expected, world.now())
        messages.success(request, f"{_('Kept.')} {_compared(expected)}".strip())
    return redirect("today" if request.POST.get("from") == "today" else "awake")


def _expected(seat: Seat) -> float | None:
    """The score that the model expects now of the middle person after this one's sleep; None where it knows nothing."""
    shown, now = plans.shown(seat), instant(world.now())
    parent = parent_of(shown.household, seat.person, "") if shown else None
    if shown is None or parent is None:
        return None
    day = shown.household.wall.date(now)
    found = seen(shown, parent, [day], now)
    fitness = found.person.at(now) if found.known(day) else None
    if fitness is None or fitness.state is State.ASLEEP or not fitness.kss:
        return None
    return min(max(fitness.kss, 1.0), 9.0)


def _compared(expected: float | None) -> str:
    if expected is None:
        return _("The model expected you asleep, so this answer does not move it.")
    words = dict(SCORES)[round(expected)]
    return _("For most people after such nights the model expects: %(words)s.") % {"words": words}


@seated(Role.PARENT)
@require_POST
def slept(request: SeatedRequest) -> HttpResponse:
    """Keep a sleep that was typed."""
    seat = _own(request)
    sent = {name: request.POST.get(name, "") for name in ("day", "from", "to")}
    try:
        store.keep(seat, [typed(sent, _wall(seat))], world.now())
        messages.success(request, _("Kept. It stands for what was expected of that night."))
    except RestError as wrong:
        messages.error(request, wrong.advice)
    return redirect("awake")


@receiving
@seated(Role.PARENT)
@require_POST
def slept_file(request: SeatedRequest) -> HttpResponse:
    """Keep the sleeps of a file, those that cannot be believed left out."""
    seat = _own(request)
    try:
        found, now = sleeps_of(request, "file", _wall(seat)), world.now()
        recent = [one for one in found if one.end > instant(now - store.KEPT)]
        good = [one for one in recent if store.believable(one, now)]
        messages.success(request, _taken(store.keep(seat, good, now), len(recent) - len(good)))
    except RestError as wrong:
        messages.error(request, wrong.advice)
    return redirect("awake")


def _taken(count: int, left: int) -> str:
    if not count:
        days = timedelta(days=store.KEPT.days).days
        return _("There was no sleep of the last %(days)s days in it.") % {"days": days}
    said = ngettext("%(count)s sleep is kept.", "%(count)s sleeps are kept.", count) % {"count": count}
    more = ngettext(
        "%(count)s was left out: too short, too long, or not over yet.",
        "%(count)s were left out: too short, too long, or not over yet.",
        left,
    )
    return f"{said} {more % {'count': left}}" if left else said


@seated(Role.PARENT)
@require_POST
def drop(request: SeatedRequest, id: int) -> HttpResponse:
    """Take one logged sleep away."""
    if not store.drop(_own(request), id):
        raise Http404
    return redirect("awake")


@seated(Role.PARENT)
def mine(request: SeatedRequest) -> HttpResponse:
    """All of one's own log as a CSV that can be read in again."""
    seat = _own(request)
    answer = HttpResponse(as_csv(seat, _wall(seat)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sleep.csv"'
    return answer


@seated(Role.PARENT)
@require_POST
def forget(request: SeatedRequest) -> HttpResponse:
    """Take away all that somebody has told of their sleep."""
    store.forget(_own(request))
    messages.success(request, _("Forgotten: your log of sleep and all your answers."))
    return redirect("awake")
