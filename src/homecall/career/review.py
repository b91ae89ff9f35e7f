"""The look back at a quarter or a year: what there was, and how far work leaves room for what the family wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homecall.career.drift import Growth, growth
from homecall.career.kept import Occasion, Stretch, by_child, times
from homecall.career.price import away
from homecall.career.roles import Role
from homecall.career.season import Season
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.plan.plan import Kept, Plan
from homecall.rules.facts.facts import horizon_of
from homecall.rules.facts.occasions import Occasion as Chance
from homecall.rules.facts.occasions import occasions, wanted_parents
from homecall.rules.value import goal_of
from homecall.spans.span import Span, subtract, union
from homecall.spans.wall import Horizon

Answer = Literal["yes", "mostly", "not fully", "unknown"]
MOSTLY = 0.8
"""From this share of what a family wishes on, the answer is "mostly" (ours)."""
FEWEST = 4
"""With fewer occasions than this nothing is answered."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many of the moments that a family wishes for have their place in the plan ahead, of how many.

    `musts` are the ids of those that must be and are not always there. Where `final` is false a plan is still looked
    for, and what is counted is the room that work leaves.
    """

    kept: int
    wished: int
    musts: tuple[str, ...] = ()
    final: bool = True

    @property
    def answer(self) -> Answer:
        """Whether work as it stands leaves room: never "yes" while a moment that must be has no place."""
        if self.wished < FEWEST:
            return "unknown"
        if self.kept >= self.wished and not self.musts:
            return "yes"
        return "mostly" if self.kept >= MOSTLY * self.wished and not self.musts else "not fully"


def room(household: Household, plan: Plan, *, final: bool = True) -> Room:
    """What the plan ahead has room for, counted as plans are judged: up to its goal in each week of the plan.

    A plan that is not `final` may have hardly any moment in it yet: then it is what the schedules alone have room for.
    """
    horizon = horizon_of(household, plan)
    if not final:
        return left_by_work(household, horizon)
    days = occasions(household, horizon)
    kept, wished, musts = 0, 0, []
    for one in household.moments:
        mine = [found for found in plan.moments if found.moment == one.id and found.kept]
        pairs = _dated(horizon, one, mine) if one.dated else _weekly(household, horizon, one, days, mine)
        every = [(min(have, wish), wish) for have, wish in pairs]
        kept, wished = kept + sum(have for have, _wish in every), wished + sum(wish for _have, wish in every)
        if one.importance == "must" and any(have < wish for have, wish in every):
            musts.append(one.id)
    return Room(kept, wished, tuple(musts))


def _dated(horizon: Horizon, one: Moment, mine: Sequence[Kept]) -> Iterator[tuple[int, int]]:
    if one.start is not None and horizon.span.holds(horizon.wall.localize(one.start)):
        yield len(mine), 1


def _weekly(
    household: Household, horizon: Horizon, one: Moment, days: Sequence[Chance], mine: Sequence[Kept]
) -> Iterator[tuple[int, int]]:
    """How often it is kept and wished for in each week, parent by parent where it is each one's."""
    for n, week in enumerate(horizon.weeks):
        here = len([day for day in days if day.moment.id == one.id and day.week == n])
        goal = goal_of(len(week), here, one.goal)
        for parent in wanted_parents(one, household) if one.who == "each" else ("",):
            yield sum(found.day in week and (not parent or parent in found.parents) for found in mine), goal


def left_by_work(household: Household, horizon: Horizon) -> Room:
    """How many of the moments could be by the schedules alone: somebody of theirs is neither at work nor on the road.

    Moments with a date are left out, for those are settled by the plan.
    """
    lines = household.schedules
    busy = {one.id: away(one, lines[one.id].periods) for one in household.parents if one.id in lines}
    days, kept, wished = occasions(household, horizon), 0, 0
    for one in household.moments:
        people = wanted_parents(one, household)
        for n, week in enumerate(horizon.weeks):
            here = [day for day in days if day.moment.id == one.id and day.week == n]
            goal = goal_of(len(week), len(here), one.goal)
            for group in [(p,) for p in people] if one.who == "each" else [people]:
                had = sum(_could(day, group, busy, together=one.who != "any") for day in here)
                kept, wished = kept + min(had, goal), wished + goal
    return Room(kept, wished, final=False)


def _could(day: Chance, people: Sequence[str], busy: Mapping[str, Sequence[Span]], *, together: bool) -> bool:
    """Whether work leaves one of these parents, or all of them at once, free for long enough."""
    mine = [busy.get(one, ()) for one in people]
    ways = [union(span for one in mine for span in one)] if together else mine
    free = (left.minutes for one in ways for left in subtract([day.window], one))
    return any(minutes >= day.moment.minutes for minutes in free)


@dataclass(frozen=True, slots=True)
class Review:
    """A stretch looked back on. `kept` by moment, `before` the same in the stretch before, `shared` by (child, parent).

    `room` is of the plan ahead, None without one; `growth` of the hours from the first to the last day that is past.
    `due` are the roles past their promised end, `seasons` those that touch it.
    """

    stretch: Stretch
    kept: Mapping[str, int]
    before: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    growth: Growth
    due: tuple[Role, ...]
    seasons: tuple[Season, ...]
    room: Room | None

    @property
    def answer(self) -> Answer:
        """How far work as it stands leaves room."""
        return self.room.answer if self.room else "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a review is made from; `final` is false for a plan that is still looked for."""

    roles: tuple[Role, ...]
    seasons: tuple[Season, ...]
    occasions: tuple[Occasion, ...]
    household: Household
    plan: Plan | None
    final: bool = True


def review(facts: Facts, stretch: Stretch, before: Stretch, today: date) -> Review:
    """What a stretch was, by the family's own data."""
    last = min(stretch.last, today)
    children = {one.id: one.children for one in facts.household.moments}
    return Review(
        stretch=stretch,
        kept=times(facts.occasions, stretch),
        before=times(facts.occasions, before),
        shared=by_child(facts.occasions, children, stretch),
        growth=growth(facts.roles, stretch.first, max(stretch.first, last)),
        due=tuple(one for one in facts.roles if one.due(last)),
        seasons=tuple(one for one in facts.seasons if one.start <= stretch.last and one.end >= stretch.first),
        room=room(facts.household, facts.plan, final=facts.final) if facts.plan else None,
    )
