"""The moment at which something happens: the family, its plan in force, and what is under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.plan.plan import Plan
from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty
from homecall.spans.span import Minute, Span, union
from homecall.timeline.period import BUSY, Period
from homecall.timeline.timeline import Timeline


@dataclass(frozen=True)
class Scene:
    """What every happening looks at: the household so far, its facts over the plan's horizon, the plan, and now."""

    household: Household
    facts: Facts
    plan: Plan
    now: Minute

    def ready(self, person: str) -> Minute:
        """From when on somebody can be elsewhere: now, or the end of the journey with a child that they are on."""
        legs = {c: f.legs for c, f in self.facts.children.items()}
        led = [c for c in self.plan.cover if c.lead == person and c.span.holds(self.now)]
        ends = [leg.end for c in led for leg in legs.get(c.child, ()) if leg.start < self.now < leg.end]
        return max([self.now, *ends])

    def parent(self, who: str) -> Parent:
        """The parent of that id. Raises HouseholdError."""
        for parent in self.household.parents:
            if parent.id == who:
                return parent
        raise nobody(who, "a parent", (p.id for p in self.household.parents))

    def timeline(self, who: str) -> Timeline:
        """A parent's timeline, an empty one where none was read."""
        return self.household.schedules.get(who, Timeline(who))

    def with_periods(self, who: str, periods: Iterable[Period]) -> Household:
        """The household with another list of periods for a parent."""
        old = self.timeline(who)
        new = Timeline(who, tuple(sorted(periods, key=lambda p: (p.span, p.title))), old.through, old.feeds)
        return self.household.with_schedules({**self.household.schedules, who: new})

    def of_duty(self, who: str, duty: Duty) -> tuple[Period, ...]:
        """The entries that make up a duty."""
        inside = (p for p in self.timeline(who).periods if p.kind in BUSY and not p.whole_day)
        return tuple(p for p in inside if duty.span.covers(p.span))

    def rest_of(self, days: Iterable[date]) -> tuple[Span, ...]:
        """What is still to come of some local days, as sorted spans."""
        spans = union(self.household.wall.day(d) for d in days)
        return tuple(Span(max(s.start, self.now), s.end) for s in spans if s.end > self.now)


def nobody(who: str, what: str, known: Iterable[str]) -> HouseholdError:
    """The error for an id that nobody here has."""
    names = ", ".join(known)
    return HouseholdError(f"{who!r} is not {what} of this household.", cure=f"Known: {names or 'none'}.")
