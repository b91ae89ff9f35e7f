"""Everything that is settled before planning starts, for one household over one horizon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.rules.facts.adults import ParentFacts, parent_facts
from homecall.rules.facts.carers import CarerFacts, carer_facts
from homecall.rules.facts.children import ChildFacts, child_facts
from homecall.rules.facts.occasions import Dated, Occasion, UsualDay, dated, nights, occasions, usual_days
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Timeline

QUARTER = 15


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday-to-Sunday week as far as the horizon holds it. `share` is days / 7."""

    span: Span
    days: tuple[Span, ...]
    share: float

    @property
    def whole(self) -> bool:
        """Whether none of it is cut off."""
        return len(self.days) == 7


@dataclass(frozen=True)
class Facts:
    """The facts of a household over a horizon, by id. Judge and planner read the same ones."""

    household: Household
    horizon: Horizon
    parents: dict[str, ParentFacts]
    children: dict[str, ChildFacts]
    carers: dict[str, CarerFacts]
    dated: tuple[Dated, ...]
    occasions: tuple[Occasion, ...]
    usual: tuple[UsualDay, ...]
    nights: tuple[Span, ...]

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of the horizon, in the order of `horizon.weeks`."""
        wall = self.horizon.wall
        days = [tuple(wall.day(d) for d in week) for week in self.horizon.weeks]
        return tuple(Week(Span(week[0].start, week[-1].end), week, len(week) / 7) for week in days)

    @cached_property
    def edges(self) -> frozenset[Minute]:
        """The instants in the horizon at which anything begins or ends, whether or not they are quarters of an hour."""
        frame = self.horizon.span
        ends = (m for s in self._edges() for m in (s.start, s.end))
        return frozenset(m for m in (*ends, *self.household.marks) if frame.start <= m <= frame.end)

    @cached_property
    def marks(self) -> tuple[Minute, ...]:
        """The instants at which a decision may change, first and last of the horizon included, sorted."""
        frame = self.horizon.span
        quarters = set(range(frame.start, frame.end, QUARTER))
        return tuple(sorted(quarters | self.edges | {frame.start, frame.end}))

    def _edges(self) -> Iterable[Span]:
        people: list[ParentFacts | ChildFacts | CarerFacts] = [*self.parents.values(), *self.children.values()]
        for person in (*people, *self.carers.values()):
            yield from person.edges
        for moment in self.dated:
            yield from (moment.span, moment.away)
        yield from (o.window for o in self.occasions)
        yield from (u.window for u in self.usual)
        yield from self.nights
        for week in self.weeks:
            yield from week.days


def facts_of(household: Household, horizon: Horizon) -> Facts:
    """Work out the facts. The household's sources must have been read into `schedules` before."""
    timelines = household.schedules
    parents = {p.id: parent_facts(p, timelines.get(p.id, Timeline(p.id)), horizon) for p in household.parents}
    children = {c.id: child_facts(c, horizon) for c in household.children}
    return Facts(
        household=household,
        horizon=horizon,
        parents=parents,
        children=children,
        carers={c.id: carer_facts(c, horizon) for c in household.carers},
        dated=dated(household, parents, horizon),
        occasions=occasions(household, horizon),
        usual=usual_days(household, children, horizon),
        nights=nights(children, horizon),
    )


def horizon_of(household: Household, plan: Plan) -> Horizon:
    """The horizon that a plan was made over."""
    wall = household.wall
    first, last = wall.date(plan.span.start), wall.date(plan.span.end - 1)
    return Horizon(wall, first, (last - first + timedelta(days=1)).days, plan.now)
