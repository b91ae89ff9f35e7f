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
from homecall.tongue import say


@dataclass(frozen=True)
class Scene:
    """What every happening looks at: the facts as scheduled and as they are so far, the plan, and now.

    Both facts are over the plan's horizon.
    """

    scheduled: Facts
    facts: Facts
    plan: Plan
    now: Minute

    @property
    def household(self) -> Household:
        """The family as it is so far."""
        return self.facts.household

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
        raise nobody(who, say("a parent"), (p.id for p in self.household.parents))

    def timeline(self, who: str) -> Timeline:
        """A parent's timeline, an empty one where none was read."""
        return self.household.schedules.get(who, Timeline(who))

    def with_periods(self, who: str, periods: Iterable[Period]) -> Household:
        """The household with another list of periods for a parent."""
        old = self.timeline(who)
        new = Timeline(who, tuple(sorted(periods, key=lambda p: (p.span, p.title))), old.through, old.feeds)
        return self.household.with_schedules({**self.household.schedules, who: new})

    def as_scheduled(self, who: str, duty: Duty) -> tuple[Duty, tuple[Period, ...], tuple[Period, ...]]:
        """How a duty ends by the schedule: the duty there, the entries that make it up, and the parent's other ones.

        What was said of its end before is not in it. A duty that no schedule has is taken as it is.
        """
        listed = [d for d in self.scheduled.parents[who].duties if duty.span.holds(d.span.start)]
        last = listed[-1] if listed else duty
        source = self.scheduled.household if listed else self.household
        inside = tuple(p for p in source.schedules[who].periods if _part(p, last))
        meant = {(p.span.start, p.kind, p.title) for p in inside}
        now = self.timeline(who).periods
        return last, inside, tuple(p for p in now if (p.span.start, p.kind, p.title) not in meant)

    def rest_of(self, days: Iterable[date]) -> tuple[Span, ...]:
        """What is still to come of some local days, as sorted spans."""
        spans = union(self.household.wall.day(d) for d in days)
        return tuple(Span(max(s.start, self.now), s.end) for s in spans if s.end > self.now)


def _part(period: Period, duty: Duty) -> bool:
    return period.kind in BUSY and not period.whole_day and duty.span.covers(period.span)


def nobody(who: str, what: str, known: Iterable[str]) -> HouseholdError:
    """The error for an id that nobody here has."""
    names = ", ".join(known)
    return HouseholdError(
        say("{who} is not {what} of this household.", who=repr(who), what=what),
        cure=say("Known: {value}.", value=names or "none"),
    )
