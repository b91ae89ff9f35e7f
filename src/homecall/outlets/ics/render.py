"""One person's calendar as bytes, and what of an earlier one lives on in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from homecall.household.household import Household
from homecall.outlets.ics.diary import Diary
from homecall.outlets.ics.entry import Entry, read
from homecall.outlets.ics.lines import escape, fold
from homecall.outlets.ics.views import Scope, View
from homecall.outlets.ics.zone import vtimezone
from homecall.plan.plan import Plan
from homecall.spans.span import Minute

PRODUCT = "PRODID:-//homecall//homecall//EN"
"""Who wrote the file."""


def render(
    household: Household,
    plan: Plan,
    person: str,
    previous: bytes | None = None,
    *,
    scope: Scope = "full",
    now: Minute | None = None,
) -> bytes:
    """The calendar of a parent, carer or child, by id, or of the FAMILY, as a file. `now` is the plan's if left out.

    `previous` is the file that this person had until now. What did not change is taken over from it octet for octet;
    what did is one further in SEQUENCE; what vanished from the plan's time is marked as cancelled, and leaves two weeks
    later; what the plan does not speak of stays until it is over. Raises PlanError for an unknown person and for an
    earlier file that is not this calendar.
    """
    view = View(household, person, scope)
    whose = household.names.get(person, "the family")
    earlier = {} if previous is None else read(previous, view.owner, f"the calendar of {whose}")
    diary = Diary(household, plan, view.key, earlier, plan.now if now is None else now)
    entries = sorted(diary.entries(view.events(plan)), key=lambda entry: (entry.span, entry.uid))
    lines = [*_head(view), *_zones(household, plan, entries)]
    lines += [line for entry in entries for line in entry.lines()]
    return b"".join(fold(line) for line in [*lines, "END:VCALENDAR"])


def _head(view: View) -> list[str]:
    name = escape(view.name)
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        PRODUCT,
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"UID:{view.owner}",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def _zones(household: Household, plan: Plan, entries: list[Entry]) -> Iterator[str]:
    """The rules of every zone in use; entries that live on may be in the one where the family lived before."""
    spans = [plan.span, *(entry.span for entry in entries)]
    first = household.wall.date(min(span.start for span in spans)).year
    last = household.wall.date(max(span.end for span in spans)).year
    for zone in zones(household, entries):
        yield from vtimezone(zone, first, last)


def zones(household: Household, entries: Iterable[Entry]) -> Iterable[str]:
    """The household's zone, and any other that an entry is written in."""
    return dict.fromkeys([household.timezone, *(zone for entry in entries for zone in entry.zones)])
