"""A parent's hours as the model of sleep has them: what they sleep, how fit they are, when they are at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from homecall.household.gates import GATES, Gates
from homecall.household.household import Household
from homecall.household.own import NOTHING, Own
from homecall.household.people import Parent
from homecall.rules.facts.adults import Duty, parent_facts
from homecall.spans.span import Minute, Span, subtract, union
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Timeline

if TYPE_CHECKING:  # the model loads numpy, and most families plan by constants
    from homecall.rest.fitness import Fitness, Person
    from homecall.rest.sleeper import Sleep

STEP = 15
"""Minutes from one look to the next."""
BEFORE = 10
"""Days of sleep before the first day that is shown, so that the model has somebody to begin with."""
AWAY = "away"
"""At work or on the road, and fit to be there."""
UNKNOWN = "unknown"
"""The schedule is not known so far."""
Look = tuple[Minute, str, "Fitness | None"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time in one state: a `State`'s word, "away" or "unknown", with what says so at its beginning."""

    span: Span
    state: str
    fitness: Fitness | None


@dataclass(frozen=True)
class Course:
    """A parent around some days, from `first` on."""

    parent: Parent
    wall: Wall
    first: date
    days: int
    schedule: Timeline
    own: Own = NOTHING
    gates: Gates = GATES

    @cached_property
    def frame(self) -> Span:
        """The days that are shown, a day after them, and those before them that count."""
        begin, end = self.first - timedelta(days=BEFORE), self.first + timedelta(days=self.days + 2)
        return Span(self.wall.midnight(begin), self.wall.midnight(end))

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """All duties that are known, with the road to and from them."""
        horizon = Horizon(self.wall, self.first, self.days, self.wall.midnight(self.first))
        return parent_facts(self.parent, self.schedule, horizon).duties

    @cached_property
    def person(self) -> Person:
        """The parent as the model takes them, by what they have told of their sleep."""
        from homecall.rest.person import person_of

        return person_of(
            self.parent, union(duty.span for duty in self.duties), self.wall, self.frame, self.own, self.gates
        )

    @property
    def sleeps(self) -> tuple[Sleep, ...]:
        """What the parent sleeps: as logged where they log it, else as predicted."""
        return self.person.sleeps

    @cached_property
    def away(self) -> tuple[Span, ...]:
        """Time at work and on the road."""
        return union(Span(min(d.leaves, d.span.start), max(d.home, d.span.end)) for d in self.duties)

    def known(self, day: date) -> bool:
        """Whether the schedule speaks of a day."""
        return self.schedule.through is None or day <= self.schedule.through

    def stretches(self, day: date) -> tuple[Stretch, ...]:
        """A local day in order, without a hole."""
        whole = self.wall.day(day)
        if not self.known(day):
            return (Stretch(whole, UNKNOWN, None),)
        return runs(self.looks(whole), whole.end)

    def until_midnight(self, now: Minute) -> tuple[Stretch, ...]:
        """What is left of an instant's local day, in order, from the last look before that instant on."""
        day = self.wall.day(self.wall.date(now))
        return runs(self.looks(Span(now - (now - day.start) % STEP, day.end)), day.end)

    def looks(self, over: Span) -> tuple[Look, ...]:
        """The state on each quarter of an hour of some time, and what says so."""
        every = [(at, self._duty(at)) for at in range(over.start, over.end, STEP)]
        asked = [at for at, duty in every if duty is None or at >= duty.span.end]
        found = dict(zip(asked, self.person.over(asked), strict=True))
        return tuple(_look(at, duty, found.get(at)) for at, duty in every)

    def _duty(self, at: Minute) -> Duty | None:
        """The duty that an instant belongs to, the road to it and from it included."""
        return next((one for one in self.duties if one.leaves <= at < max(one.home, one.span.end)), None)

    def at(self, instant: Minute) -> Stretch:
        """The state at one instant, as a stretch of one look."""
        (look,) = self.looks(Span(instant, instant + 1))
        return Stretch(Span(instant, instant + STEP), look[1], look[2])

    def asleep(self, day: date) -> tuple[Sleep, ...]:
        """The sleeps that end on a local day."""
        whole = self.wall.day(day)
        return tuple(one for one in self.sleeps if whole.start <= one.span.end < whole.end)

    def free(self, over: Span, leading: Sequence[Span]) -> tuple[Span, ...]:
        """Time in which they could lie down: not at work, not with the children, not asleep already."""
        return subtract([over], [*self.away, *leading, *(one.span for one in self.sleeps)])


def _look(at: Minute, duty: Duty | None, found: Fitness | None) -> Look:
    if found is None or (duty is not None and found.state != "not_to_drive"):
        return at, AWAY, None
    return at, found.state.value, found


def runs(looks: Sequence[Look], end: Minute) -> tuple[Stretch, ...]:
    """Looks in order as stretches, each until the next begins and the last until `end`."""
    firsts = [next(run) for _state, run in groupby(looks, key=lambda look: look[1])]
    stops = [*(after[0] for _one, after in pairwise(firsts)), end]
    return tuple(Stretch(Span(at, stop), state, why) for (at, state, why), stop in zip(firsts, stops, strict=True))


def course(household: Household, parent: Parent, days: Sequence[date], own: Own | None = None) -> Course:
    """A parent around these days, by the schedules of a household; `own` None for what the household knows."""
    schedule = household.schedules.get(parent.id, Timeline(parent.id))
    told = household.own.get(parent.id, NOTHING) if own is None else own
    return Course(parent, household.wall, days[0], len(days), schedule, told, household.gates)
