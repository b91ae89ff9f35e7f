"""The ledger: a month's hours, set right where they were otherwise, and as a table for payroll."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.household.household import Household
from homecall.spans.span import HOUR, Span, instant
from homecall.spans.wall import Wall
from homecall.web.circle.store import thanks
from homecall.web.family import store as families
from homecall.web.ledger import store
from homecall.web.ledger.pages import hours_csv, ledger_page, weeks_csv
from homecall.web.people.access import Role, SeatedRequest, seated

LONGEST = 24 * HOUR
"""Minutes that somebody may have helped at a stretch."""


def _month(said: str, today: date) -> date:
    with suppress(ValueError):
        return date.fromisoformat(f"{said}-01")
    return today.replace(day=1)


def _window(wall: Wall, month: date) -> Span:
    after = month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)
    return Span(wall.midnight(month), wall.midnight(after))


def _about(request: SeatedRequest) -> tuple[Household, date, date]:
    """The household, the family's own today, and the month that is asked for."""
    household = families.newest(request.seat.family).household
    today = household.wall.date(instant(families.now(request.seat.family)))
    return household, today, _month(request.GET.get("month", ""), today)


@seated(Role.PARENT)
def ledger(request: SeatedRequest) -> HttpResponse:
    """The hours of a month."""
    household, today, month = _about(request)
    found = store.stints(request.seat, _window(household.wall, month))
    thanked = {one.person for one in thanks(request.seat) if one.day >= month}
    page = ledger_page(household, month, found, today, thanked)
    return render(request, "ledger/ledger.html", {"page": page, "month": f"{month:%Y-%m}"})


@seated(Role.PARENT)
def table(request: SeatedRequest, what: str) -> HttpResponse:
    """The month as a table: its hours, or its weeks with what is due."""
    write = {"hours": hours_csv, "weeks": weeks_csv}.get(what)
    if write is None:
        raise Http404
    household, _today, month = _about(request)
    text = write(household, store.stints(request.seat, _window(household.wall, month)))
    name = f"{what}-{month:%Y-%m}.csv"
    return HttpResponse(
        text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@seated(Role.PARENT)
@require_POST
def correct(request: SeatedRequest, id: int) -> HttpResponse:
    """Set hours right, or leave them out."""
    wall = families.newest(request.seat.family).household.wall
    if "off" in request.POST:
        done = store.leave_out(request.seat, id)
    else:
        span = _span(wall, request.POST.get("start", ""), request.POST.get("end", ""))
        if span is None:
            return _refused(request)
        done = store.correct(request.seat, id, span)
    if not done:
        raise Http404
    return redirect("ledger")


@seated(Role.PARENT)
@require_POST
def add(request: SeatedRequest) -> HttpResponse:
    """Hours that no plan knew."""
    household = families.newest(request.seat.family).household
    who = next((one for one in household.carers if one.id == request.POST.get("who")), None)
    span = _span(household.wall, request.POST.get("start", ""), request.POST.get("end", ""))
    if who is None or span is None:
        return _refused(request)
    if not store.add(request.seat, who.id, who.name, span):
        messages.info(request, _("These hours are there already."))
    return redirect("ledger")


def _refused(request: SeatedRequest) -> HttpResponse:
    messages.warning(request, _("Please say from when to when, within a day."))
    return redirect("ledger")


def _span(wall: Wall, start: str, end: str) -> Span | None:
    """The hours that two readings of the clock mean; None where they mean none."""
    with suppress(ValueError, HomecallError):
        first, last = (wall.localize(datetime.fromisoformat(one).replace(tzinfo=None)) for one in (start, end))
        if first < last <= first + LONGEST:
            return Span(first, last)
    return None
