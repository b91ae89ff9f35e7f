"""The whole way of a plan into a calendar on a server, for whoever has an address and a login."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from homecall.dav.calendar import Calendar
from homecall.dav.login import Login
from homecall.dav.wire import Wire
from homecall.outlets.caldav.push import Report, intended, look, push
from homecall.outlets.ics.views import View
from homecall.plan.plan import Plan
from homecall.spans.span import Minute


@dataclass(frozen=True, slots=True)
class Where:
    """A calendar's own address, and who one is there (None: nobody in particular)."""

    url: str
    login: Login | None = None


def deliver(
    where: Where, view: View, plan: Plan, now: Minute, wait: Callable[[float], object], *, dry: bool = False
) -> Report:
    """Make the calendar say what the plan says, and report it; with `dry`, only report what would be done.

    Raises DavError, by which time some of it may have been done: the next push does the rest, and nothing twice.
    """
    wire = Wire(where.url, where.login)
    try:
        calendar = Calendar(wire)
        calendar.looked_at()
        aimed = look(calendar, view, plan, now)
        return intended(aimed) if dry else push(calendar, view, aimed, wait)
    finally:
        wire.close()
