"""Where work ends: one tap, the closing of a day, and what imports and figures say. All of it is its writer's alone."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homecall.career.after import Log, default, mapped, read_metrics
from homecall.career.table import header_of
from homecall.errors import CareerError, HomecallError
from homecall.household.household import Household
from homecall.timeline.period import ON_SITE
from homecall.web.career import own
from homecall.web.career.evening_pages import Own, evening_page
from homecall.web.career.role_views import handed_in
from homecall.web.career.views import today_of
from homecall.web.look.arriving import receiving
from homecall.web.people.access import Role, Seat, SeatedRequest, seated
from homecall.web.plans import store as plans

MOST_LINES = 12
COLUMNS = ("period", "metric", "value", "unit")


def _own(seat: Seat) -> Own:
    today, shown = today_of(seat), plans.shown(seat)
    worked = worked_days(shown.scheduled, seat.person) if shown else 0.0
    mine = (own.logs(seat, today), own.closed(seat, today), own.parked(seat), own.specialty(seat), own.imported(seat))
    return Own(*mine, worked, today)


def worked_days(household: Household, person: str) -> float:
    """Days a week on which somebody is at work, by what is known of their schedule; 0 where nothing is."""
    line = household.schedules.get(person)
    days = {one.day for one in line.periods if one.kind in ON_SITE} if line else set()
    if len(days) < 2:
        return 0.0
    return min(7.0, 7 * len(days) / max(7, (max(days) - min(days)).days + 1))


@seated(Role.PARENT)
def evening(request: SeatedRequest) -> HttpResponse:
    """How the evenings were, and how today's could be closed."""
    return render(request, "career/evening.html", {"page": evening_page(_own(request.seat))})


@seated(Role.PARENT)
@require_POST
def log(request: SeatedRequest) -> HttpResponse:
    """Log minutes of work that came along, today where no other day is given."""
    today = today_of(request.seat)
    try:
        minutes = request.POST.get("minutes", "")
        if not minutes.isdecimal() or len(minutes) > 4:
            raise CareerError(_("It is not clear how long."), cure=_("Give it in minutes."))
        own.log(request.seat, Log(_day(request.POST.get("day", ""), today), int(minutes)))
    except CareerError as wrong:
        messages.error(request, wrong.advice)
        return redirect("career_evening")
    messages.success(request, _("Noted, for you alone."))
    return redirect("career_evening")


def _day(text: str, today: date) -> date:
    """The day that was typed, today where it is none, is still to come or is long gone."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if today - timedelta(days=366) <= found <= today else today


@seated(Role.PARENT)
@require_POST
def unlog(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a log back."""
    if not own.unlog(request.seat, id):
        raise Http404
    return redirect("career_evening")


@seated(Role.PARENT)
@require_POST
def close(request: SeatedRequest) -> HttpResponse:
    """Close the day and park what is open."""
    today, lines = today_of(request.seat), request.POST.get("open", "")[:5000].splitlines()
    words = [" ".join(line.split()) for line in lines if line.strip()]
    try:
        if len(words) > MOST_LINES:
            raise CareerError(_("That is much for one evening."), cure=_("Keep to a dozen lines."))
        until = date.fromisoformat(request.POST["until"]) if request.POST.get("until") else None
        own.close(request.seat, today, words, until)
    except CareerError as wrong:
        messages.error(request, wrong.advice)
        return redirect("career_evening")
    except ValueError:
        messages.error(request, _("That is no day. Write it as 2027-01-31."))
        return redirect("career_evening")
    said = ngettext("%(count)d thing is parked.", "%(count)d things are parked.", len(words)) if words else ""
    messages.success(request, f"{said % {'count': len(words)} if said else ''} {_('The evening is yours.')}".strip())
    return redirect("career_evening")


@seated(Role.PARENT)
@require_POST
def unpark(request: SeatedRequest, id: int) -> HttpResponse:
    """Let something go that is done."""
    if not own.unpark(request.seat, id):
        raise Http404
    return redirect("career_evening")


@seated(Role.PARENT)
@require_POST
def choose(request: SeatedRequest) -> HttpResponse:
    """Estimate by a field's published figures, or by none."""
    chosen = request.POST.get("specialty", "")
    own.choose(request.seat, chosen if default(chosen) else "")
    return redirect("career_evening")


@receiving
@seated(Role.PARENT)
def metrics(request: SeatedRequest) -> HttpResponse:
    """Where an export of after-hours figures is handed in; where its columns are unclear, they are asked for."""
    if request.method != "POST":
        return render(request, "career/metrics.html", {})
    text = ""
    try:
        text = handed_in(request)
        header = header_of(text)
        columns = mapped(header, _chosen(request))
        read = read_metrics(text, columns)
        if not read.rows:
            why = read.refused[0].why if read.refused else ""
            raise CareerError(_("No line of it could be read."), cure=why)
    except HomecallError as wrong:
        page = {"wrong": wrong.advice, "text": text[:500_000], "columns": _choices(text)}
        return render(request, "career/metrics.html", page, status=422)
    count = own.import_(request.seat, read.rows)
    said = ngettext("%(count)d month is taken over.", "%(count)d months are taken over.", count) % {"count": count}
    left = len(read.refused)
    if left:
        more = ngettext("%(left)d line could not be read.", "%(left)d lines could not be read.", left)
        said = f"{said} {more % {'left': left}}"
    messages.success(request, said)
    return redirect("career_evening")


def _chosen(request: SeatedRequest) -> dict[str, int]:
    said = {name: request.POST.get(f"column-{name}", "") for name in COLUMNS}
    return {name: int(at) for name, at in said.items() if at.isdecimal() and len(at) < 4}


def _choices(text: str) -> tuple[str, ...]:
    """The columns to choose from, none where it is no table."""
    try:
        return header_of(text)
    except CareerError:
        return ()
