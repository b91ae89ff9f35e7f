"""Hours between their rows and the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from homecall.spans.span import Minute, Span, instant
from homecall.web.ledger.models import Look, Worked
from homecall.web.people.access import Role, Seat, rows
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Stint:
    """Hours of somebody who helped. `by` is who set them right, empty where the plan's hours stand."""

    id: int
    carer: str
    name: str
    span: Span
    by: str


def remember(now: datetime) -> None:
    """Take the hours that have ended since the last look, of every family whose clock runs.

    A family whose plan is the same and has nothing that ended costs no reading of it.
    """
    looks = {one.family_id: one for one in Look.objects.all()}
    at = instant(now)
    for family, plan in Plan.objects.filter(family__demo=False).values_list("family").annotate(Max("pk")):
        look = looks.get(family)
        if look is None or look.plan != plan or (look.next is not None and look.next <= at):
            _take(family, plan, look, at)


@transaction.atomic
def _take(family: int, plan: int, look: Look | None, at: Minute) -> None:
    shown = plans.shown(Seat(family, Role.PARENT))
    if shown is None:
        return
    since, names = look.until if look else at, shown.household.names
    for shift in shown.plan.shifts:
        if since < shift.span.end <= at:
            new = {"name": names.get(shift.carer, shift.carer), "start": shift.span.start, "end": shift.span.end}
            Worked.objects.get_or_create(family_id=family, carer=shift.carer, planned=shift.span.start, defaults=new)
    ahead = min((one.span.end for one in shown.plan.shifts if one.span.end > at), default=None)
    Look.objects.update_or_create(family_id=family, defaults={"plan": plan, "until": at, "next": ahead})


def stints(seat: Seat, window: Span) -> tuple[Stint, ...]:
    """The hours that began in a window, first things first. One query."""
    found = rows(Worked, seat).filter(start__gte=window.start, start__lt=window.end, off=False)
    return tuple(_stint(row) for row in found.order_by("start", "carer"))


def _stint(row: Worked) -> Stint:
    return Stint(row.pk, row.carer, row.name, Span(row.start, row.end), row.by)


def correct(seat: Seat, id: int, span: Span) -> bool:
    """Set hours right. False where the family has none such."""
    return rows(Worked, seat).filter(pk=id).update(start=span.start, end=span.end, by=seat.who[:200]) > 0


def leave_out(seat: Seat, id: int) -> bool:
    """Hours that did not take place. False where the family has none such."""
    return rows(Worked, seat).filter(pk=id).update(off=True, by=seat.who[:200]) > 0


def add(seat: Seat, carer: str, name: str, span: Span) -> bool:
    """Hours that no plan knew. False where the same carer's begin at that instant already."""
    row = Worked(family_id=seat.family, carer=carer, name=name[:200], planned=span.start, by=seat.who[:200])
    row.start, row.end = span.start, span.end
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return rows(Worked, seat).filter(carer=carer, planned=span.start, off=True).update(off=False, **_ends(span)) > 0
    return True


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
