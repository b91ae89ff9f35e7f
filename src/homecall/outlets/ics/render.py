"""One person's calendar as bytes, and what of an earlier one lives on in it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.outlets.ics.entry import Entry, read
from homecall.outlets.ics.event import Event, body, times, utc
from homecall.outlets.ics.lines import clean, escape, fold
from homecall.outlets.ics.people import carer_events, child_events, parent_events
from homecall.outlets.ics.stretches import Scene
from homecall.outlets.ics.zone import vtimezone
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span

_TRIES = 12
"""How many stretches of one kind may have begun on the day before a plan."""


def render(household: Household, plan: Plan, person: str, previous: bytes | None = None) -> bytes:
    """The calendar of one parent, carer or child, by id, as an iCalendar file.

    `previous` is the file that this person had until now. What did not change is taken over from it octet for octet;
    what did is one further in SEQUENCE; what vanished from the plan's time is marked as cancelled; what the plan does
    not speak of stays until it is over. Raises PlanError for an unknown person and for an earlier file that is not
    this person's.
    """
    events = sorted(_events(Scene(household, plan), person), key=lambda e: (e.span, e.kind, e.what))
    owner = _uid(household.name, person)
    earlier = {} if previous is None else read(previous, owner, f"the calendar of {household.names[person]}")
    diary = _Diary(household, plan, person, earlier)
    entries = sorted(diary.entries(events), key=lambda entry: (entry.span, entry.uid))
    lines = [*_head(household, person, owner), *_zones(household, plan, entries)]
    lines += [line for entry in entries for line in entry.lines()]
    return b"".join(fold(line) for line in [*lines, "END:VCALENDAR"])


def _events(scene: Scene, person: str) -> Iterable[Event]:
    household = scene.household
    if any(parent.id == person for parent in household.parents):
        return parent_events(scene, person)
    if any(carer.id == person for carer in household.carers):
        return carer_events(scene, person)
    if any(child.id == person for child in household.children):
        return child_events(scene, person)
    known = ", ".join(household.names)
    raise PlanError(f"Nobody in {household.name} has the id {person!r}.", cure=f"The ids are {known}.")


def _head(household: Household, person: str, owner: str) -> list[str]:
    name = escape(clean(f"{household.names[person]} · {household.name}"))
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//homecall//homecall//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"UID:{owner}",
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
    for zone in dict.fromkeys([household.timezone, *(zone for entry in entries for zone in entry.zones)]):
        yield from vtimezone(zone, first, last)


def _uid(*parts: object) -> str:
    """An id that depends on the parts and nothing else."""
    said = json.dumps(parts, ensure_ascii=True)
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@homecall"


@dataclass(frozen=True, slots=True)
class _Diary:
    """One person's events beside what they were told before."""

    household: Household
    plan: Plan
    person: str
    earlier: dict[str, Entry]

    def entries(self, events: Iterable[Event]) -> Iterator[Entry]:
        """What is to be told now, in no order. The events come in order of time."""
        told: set[str] = set()
        for uid, event in self._identified(events):
            told.add(uid)
            yield self._told(uid, event)
        for uid, entry in self.earlier.items():
            if uid not in told:
                yield from self._left(entry)

    def _identified(self, events: Iterable[Event]) -> Iterator[tuple[str, Event]]:
        """The events with their ids: which of its kind it is on its local day, not when it begins or ends.

        What the start of the plan cuts counts from 0 down, the others from 1 up: tonight keeps its id whether or not
        the plan begins in the middle of last night.
        """
        seen: Counter[tuple[str, str, str, bool]] = Counter()
        for event in events:
            cut, day = event.span.start == self.plan.span.start, self._day(event.span.start)
            seen[event.kind, event.what, day, cut] += 1
            count = seen[event.kind, event.what, day, cut]
            begun = self._begun(event) if cut and count == 1 else None
            uid = begun.uid if begun else self._id(event.kind, event.what, day, 1 - count if cut else count)
            start = begun.span.start if begun else event.span.start
            yield uid, replace(event, span=Span(start, self._end(uid, event)))

    def _begun(self, event: Event) -> Entry | None:
        """The entry that the event goes on with, where a plan starts in the middle of, say, a night."""
        start = self.plan.span.start
        for entry in self.earlier.values():
            if entry.span.start < start < entry.span.end and not entry.cancelled:
                day = self._day(entry.span.start)
                if entry.uid in {self._id(event.kind, event.what, day, n) for n in range(_TRIES + 1)}:
                    return entry
        return None

    def _end(self, uid: str, event: Event) -> Minute:
        """When the event ends; one that the plan's end cuts ends when it did before, if that is later."""
        known = self.earlier.get(uid)
        cut = event.span.end == self.plan.span.end and known is not None and not known.cancelled
        return max(event.span.end, known.span.end) if cut and known else event.span.end

    def _told(self, uid: str, event: Event) -> Entry:
        lines, stamp = body(event, self.household.wall), utc(self.plan.now)
        known = self.earlier.get(uid)
        return known.changed(lines, stamp, event.span) if known else Entry(uid, stamp, 0, lines, event.span)

    def _left(self, entry: Entry) -> Iterator[Entry]:
        """What becomes of an entry that the plan does not have: off, cut short, as it was, or gone."""
        plan, stamp = self.plan.span, utc(self.plan.now)
        if not entry.span.overlaps(plan):
            over = entry.span.end <= min(plan.start, self.plan.now)
            yield from () if over or entry.cancelled else (entry,)
        elif entry.span.start >= plan.start or entry.cancelled:
            yield entry.off(stamp)
        else:
            rest = Span(entry.span.start, plan.start)
            yield entry.changed((*times(rest, self.household.wall), *entry.body[2:]), stamp, rest)

    def _id(self, *parts: object) -> str:
        return _uid(self.household.name, self.person, *parts)

    def _day(self, at: Minute) -> str:
        return self.household.wall.date(at).isoformat()
