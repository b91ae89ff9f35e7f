"""One person's events beside what they were told before: ids that stay, and what becomes of what is gone."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from homecall.household.household import Household
from homecall.outlets.ics.entry import Entry
from homecall.outlets.ics.event import Event, body, times, utc
from homecall.plan.plan import Plan
from homecall.spans.span import DAY, Minute, Span

TOMBSTONE_DAYS = 14
"""How long a cancelled event stays, so that an application that looks once in a while still learns of it."""
_TRIES = 12
"""How many stretches of one kind may have begun on the day before a plan."""


def uid(*parts: object) -> str:
    """An id that depends on the parts and nothing else."""
    said = json.dumps(parts, ensure_ascii=True)
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@homecall"


@dataclass(frozen=True, slots=True)
class Diary:
    """The events of one calendar beside its earlier ones. `key` is what its ids begin with: household and person.

    Everything follows from the earlier entries, the plan, and `now`.
    """

    household: Household
    plan: Plan
    key: tuple[str, ...]
    earlier: dict[str, Entry]
    now: Minute

    def entries(self, events: Iterable[Event]) -> Iterator[Entry]:
        """What is to be told now, in no order. The events come in order of time."""
        told: set[str] = set()
        for one, event in self._identified(events):
            told.add(one)
            yield self._told(one, event)
        for one, entry in self.earlier.items():
            if one not in told:
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
            one = begun.uid if begun else self._id(event.kind, event.what, day, 1 - count if cut else count)
            start = begun.span.start if begun else event.span.start
            yield one, replace(event, span=Span(start, self._end(one, event)))

    def _begun(self, event: Event) -> Entry | None:
        """The entry that the event goes on with, where a plan starts in the middle of, say, a night."""
        start = self.plan.span.start
        for entry in self.earlier.values():
            if entry.span.start < start < entry.span.end and not entry.cancelled:
                day = self._day(entry.span.start)
                if entry.uid in {self._id(event.kind, event.what, day, n) for n in range(_TRIES + 1)}:
                    return entry
        return None

    def _end(self, one: str, event: Event) -> Minute:
        """When the event ends; one that the plan's end cuts ends when it did before, if that is later."""
        known = self.earlier.get(one)
        cut = event.span.end == self.plan.span.end and known is not None and not known.cancelled
        return max(event.span.end, known.span.end) if cut and known else event.span.end

    def _told(self, one: str, event: Event) -> Entry:
        lines, stamp = body(event, self.household.wall), utc(self.now)
        known = self.earlier.get(one)
        return known.changed(lines, stamp, event.span) if known else Entry(one, stamp, 0, lines, event.span)

    def _left(self, entry: Entry) -> Iterator[Entry]:
        """What becomes of an entry that the plan does not have: off, cut short, as it was, or gone."""
        plan, stamp = self.plan.span, utc(self.now)
        if entry.cancelled:
            yield from (entry,) if self.now < entry.since + TOMBSTONE_DAYS * DAY else ()
        elif not entry.span.overlaps(plan):
            yield from () if entry.span.end <= min(plan.start, self.now) else (entry,)
        elif entry.span.start >= plan.start:
            yield entry.off(stamp)
        else:
            rest = Span(entry.span.start, plan.start)
            yield entry.changed((*times(rest, self.household.wall), *entry.body[2:]), stamp, rest)

    def _id(self, *parts: object) -> str:
        return uid(*self.key, *parts)

    def _day(self, at: Minute) -> str:
        return self.household.wall.date(at).isoformat()
