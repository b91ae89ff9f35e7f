"""A parent's hours as the model of sleep has them: what they sleep, how fit they are, when they are at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.rest.calibration import Offset
from homecall.rest.fitness import Fitness, Person, State
from homecall.rest.sleep import predicted, with_log
from homecall.rest.sleeper import Sleep, Sleeper
from homecall.rules.facts.adults import Duty, parent_facts
from homecall.spans.span import Minute, Span, subtract, union
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Timeline

STEP = 15
"""Minutes from one look to the next."""
BEFORE = 10
"""Days of sleep before the first day that is shown, so that the model has somebody to begin with."""
AWAY = "away"
"""At work or on the road, and fit to be there."""
UNKNOWN = "unknown"
"""The schedule is not known so far."""


@dataclass(frozen=True, slots=True)
class Own:
    """What an account knows of its own person beyond the duties: its log of sleep, and how far it stands off."""

    log: tuple[Span, ...] = ()
    offset: Offset | None = None


NOTHING = Own()


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
    def sleeps(self) -> tuple[Sleep, ...]:
        """What the parent sleeps: as logged where they log it, else as predicted."""
        one = self.parent
        sleeper = Sleeper(one.bed, one.up, one.commute, naps_before_nights=one.naps, share=one.woken)
        found = predicted(union(duty.span for duty in self.duties), self.wall, self.frame, sleeper)
        return with_log(found, [one for one in self.own.log if one.overlaps(self.frame)])

    @cached_property
    def person(self) -> Person:
        """The parent as the model takes them, calibrated where they have answered often enough."""
        spans, offset = union(duty.span for duty in self.duties), self.own.offset
        if offset is None or not offset.counts:
            return Person(self.sleeps, spans, self.wall)
        return Person(self.sleeps, spans, self.wall, scale=offset.scale(), offset=offset.logit())

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
        looks = [(at, *self._look(at)) for at in range(whole.start, whole.end, STEP)]
        runs = [list(run) for _state, run in groupby(looks, key=lambda look: look[1])]
        return tuple(Stretch(Span(run[0][0], run[-1][0] + STEP), run[0][1], run[0][2]) for run in runs)

    def _look(self, at: Minute) -> tuple[str, Fitness | None]:
        duty = next((one for one in self.duties if one.leaves <= at < max(one.home, one.span.end)), None)
        if duty is not None and at < duty.span.end:
            return AWAY, None
        found = self.person.at(at)
        return (AWAY, None) if duty and found.state is not State.NOT_TO_DRIVE else (found.state.value, found)

    def asleep(self, day: date) -> tuple[Sleep, ...]:
        """The sleeps that end on a local day."""
        whole = self.wall.day(day)
        return tuple(one for one in self.sleeps if whole.start <= one.span.end < whole.end)

    def free(self, over: Span, leading: Sequence[Span]) -> tuple[Span, ...]:
        """Time in which they could lie down: not at work, not with the children, not asleep already."""
        return subtract([over], [*self.away, *leading, *(one.span for one in self.sleeps)])


def course(household: Household, parent: Parent, days: Sequence[date], own: Own = NOTHING) -> Course:
    """A parent around these days, by the schedules of a household."""
    schedule = household.schedules.get(parent.id, Timeline(parent.id))
    return Course(parent, household.wall, days[0], len(days), schedule, own)
