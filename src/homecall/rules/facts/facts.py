"""Everything that is settled before planning starts, for one household over one horizon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.own import NOTHING, Own
from homecall.household.people import Child, Parent
from homecall.plan.plan import Plan
from homecall.rules.facts.adults import ParentFacts, parent_facts
from homecall.rules.facts.carers import CarerFacts, carer_facts, earliest_ask
from homecall.rules.facts.children import ChildFacts, child_facts
from homecall.rules.facts.occasions import (
    Dated,
    Occasion,
    UsualDay,
    before_operating,
    dated,
    nights,
    occasions,
    usual_days,
)
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Timeline

QUARTER = 15


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday-to-Sunday week as far as the horizon holds it. `share` is days / 7, `monday` the start of it all."""

    span: Span
    days: tuple[Span, ...]
    share: float
    monday: Minute

    @property
    def whole(self) -> bool:
        """Whether none of it is cut off."""
        return len(self.days) == 7


@dataclass(frozen=True)
class Facts:
    """The facts of a household over a horizon, by id. Judge and planner read the same ones.

    `before_operating` are parents and nights whose children another parent had better have (reading R46).
    """

    household: Household
    horizon: Horizon
    parents: dict[str, ParentFacts]
    children: dict[str, ChildFacts]
    carers: dict[str, CarerFacts]
    dated: tuple[Dated, ...]
    occasions: tuple[Occasion, ...]
    usual: tuple[UsualDay, ...]
    nights: tuple[Span, ...]
    before_operating: tuple[tuple[str, Span], ...]

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of the horizon, in the order of `horizon.weeks`."""
        wall = self.horizon.wall
        return tuple(_week(wall, dates) for dates in self.horizon.weeks)

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


def _week(wall: Wall, dates: tuple[date, ...]) -> Week:
    days = tuple(wall.day(d) for d in dates)
    monday = wall.midnight(dates[0] - timedelta(days=dates[0].weekday()))
    return Week(Span(days[0].start, days[-1].end), days, len(days) / 7, monday)


def facts_of(household: Household, horizon: Horizon, known: Facts | None = None) -> Facts:
    """Work out the facts. The household's sources must have been read into `schedules` before.

    `known` are facts of the household before some of it changed: over the same days, who did not change keeps theirs.
    """
    same = _Same(known) if known and _same_days(known.horizon, horizon) else None
    parents = {p.id: (same and same.parent(p, household)) or _parent(p, household, horizon) for p in household.parents}
    children = {c.id: (same and same.child(c)) or child_facts(c, horizon) for c in household.children}
    dark = nights(children, horizon)
    return Facts(
        household=household,
        horizon=horizon,
        parents=parents,
        children=children,
        carers={c.id: (same and same.carer(c, horizon)) or carer_facts(c, horizon) for c in household.carers},
        dated=dated(household, parents, horizon),
        occasions=occasions(household, horizon),
        usual=usual_days(household, children, horizon),
        nights=dark,
        before_operating=before_operating(parents, dark, horizon) if household.rest == "model" else (),
    )


@dataclass(frozen=True, slots=True)
class _Same:
    """What is known of those who have not changed; None for the others."""

    known: Facts

    def parent(self, one: Parent, household: Household) -> ParentFacts | None:
        was = self.known.household
        told = _own(one, was) == _own(one, household) and was.gates == household.gates
        unchanged = told and one in was.parents and _line(one, was) == _line(one, household)
        return self.known.parents[one.id] if unchanged else None

    def child(self, one: Child) -> ChildFacts | None:
        return self.known.children[one.id] if one in self.known.household.children else None

    def carer(self, one: Carer, horizon: Horizon) -> CarerFacts | None:
        if one not in self.known.household.carers:
            return None
        found, earliest = self.known.carers[one.id], earliest_ask(one, horizon)
        return found if found.earliest_ask == earliest else replace(found, earliest_ask=earliest)


def _parent(parent: Parent, household: Household, horizon: Horizon) -> ParentFacts:
    told = _own(parent, household)
    return parent_facts(parent, _line(parent, household), horizon, household.rest, told, household.gates)


def _own(parent: Parent, household: Household) -> Own:
    return household.own.get(parent.id, NOTHING)


def _line(parent: Parent, household: Household) -> Timeline:
    return household.schedules.get(parent.id, Timeline(parent.id))


def _same_days(one: Horizon, other: Horizon) -> bool:
    return (one.wall, one.first, one.days) == (other.wall, other.first, other.days)


def horizon_of(household: Household, plan: Plan) -> Horizon:
    """The horizon that a plan was made over."""
    wall = household.wall
    first, last = wall.date(plan.span.start), wall.date(plan.span.end - 1)
    return Horizon(wall, first, (last - first + timedelta(days=1)).days, plan.now)
