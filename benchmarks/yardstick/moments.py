"""Moments, dated and recurring, and what missing them costs (section 4, readings R21 to R25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from ortools.math_opt.python import mathopt

from benchmarks.yardstick.core import Core, Number
from benchmarks.yardstick.facts import away
from benchmarks.yardstick.home import clipped
from homecall.household.moments import Moment
from homecall.spans.span import Span, covers


@dataclass(frozen=True)
class Occurrence:
    """A chance to keep a recurring moment: when, by whom together, and whether it is taken."""

    moment: Moment
    day: date
    span: Span
    parents: tuple[str, ...]
    taken: mathopt.Variable


@dataclass(frozen=True)
class Kept:
    """All that was decided about moments, and the expression for musts missed."""

    occurrences: list[Occurrence] = field(default_factory=list)
    dated: dict[str, mathopt.Variable] = field(default_factory=dict)
    missed: list[Number] = field(default_factory=list)


def add_moments(made: Core) -> Kept:
    """Variables and rules for every moment; dated ones first, as recurring ones give way to their travel."""
    kept = Kept()
    for moment in made.facts.household.moments:
        if moment.dated:
            _dated(made, kept, moment)
    _one_place(made)
    for moment in made.facts.household.moments:
        if not moment.dated:
            _recurring(made, kept, moment)
    return kept


def asked_for(made: Core, moment: Moment) -> tuple[str, ...]:
    """The parents whom the moment is about."""
    return moment.parents if moment.who == "listed" else tuple(p.id for p in made.facts.household.parents)


def _dated(made: Core, kept: Kept, moment: Moment) -> None:
    around = away(made.facts.horizon, moment)
    if around is None:
        return
    done = kept.dated[moment.id] = made.whole()
    going: list[Number] = [0.0]
    for parent in asked_for(made, moment):
        _attend(made, moment, parent, around)
        going.append(made.attend.get((parent, moment.id), 0.0))
        if moment.who != "any":
            made.at_most(done, going[-1])
    made.at_most(done, mathopt.LinearSum(going))
    _charge(made, kept, moment, 1.0 - done)


def _attend(made: Core, moment: Moment, parent: str, around: Span) -> None:
    if not covers(made.facts.work[parent].free, around):
        return
    goes = made.attend[parent, moment.id] = made.whole()
    for child in made.facts.need:
        for slot in made.facts.of(around):
            if child not in moment.children and (child, parent, slot) in made.lead:
                made.at_most(made.lead[child, parent, slot], 1.0 - goes)


def _one_place(made: Core) -> None:
    """R21: nobody attends two dated moments that overlap."""
    wall = made.facts.horizon.wall
    for one, two in combinations([m for m in made.facts.household.moments if m.start and m.end], 2):
        first, second = (Span(wall.localize(m.start), wall.localize(m.end)) for m in (one, two) if m.start and m.end)
        for parent in made.facts.household.parents if first.overlaps(second) else ():
            both = [made.attend.get((parent.id, m.id)) for m in (one, two)]
            if both[0] is not None and both[1] is not None:
                made.at_most(both[0] + both[1], 1.0)


def _charge(made: Core, kept: Kept, moment: Moment, short: Number) -> None:
    if moment.importance == "must":
        kept.missed.append(short)
    else:
        prices = made.facts.household.prices
        made.price("moments", (prices.should if moment.importance == "should" else prices.nice) * short)


def _recurring(made: Core, kept: Kept, moment: Moment) -> None:
    """Teams are the sets of parents any of whom may hold it; `each` keeps a count for every parent."""
    people = asked_for(made, moment)
    single = moment.who in ("each", "any")
    teams = [(parent,) for parent in people] if single else [people]
    groups = [[team] for team in teams] if moment.who == "each" else [teams]
    for group in groups:
        chances = [chance for team in group for chance in _chances(made, moment, team)]
        kept.occurrences.extend(chances)
        _once_a_day(made, chances)
        for week in made.facts.horizon.weeks:
            _goal(made, kept, moment, week, chances)


def _once_a_day(made: Core, chances: list[Occurrence]) -> None:
    for day in {chance.day for chance in chances}:
        made.at_most(mathopt.LinearSum([c.taken for c in chances if c.day == day]), 1.0)


def goal(moment: Moment, week: tuple[date, ...]) -> int:
    """How often it is wanted in the (perhaps clipped) week."""
    if moment.window is None:
        return 1
    if moment.goal is None:
        return sum(day.weekday() in moment.window.days for day in week)
    return (2 * moment.goal * len(week) + 7) // 14


def _goal(made: Core, kept: Kept, moment: Moment, week: tuple[date, ...], chances: list[Occurrence]) -> None:
    wanted = goal(moment, week)
    if wanted == 0:
        return
    short = made.amount(float(wanted))
    done = [chance.taken for chance in chances if chance.day in week]
    made.at_most(float(wanted) - mathopt.LinearSum([0.0, *done]), short)
    _charge(made, kept, moment, short)


def _chances(made: Core, moment: Moment, team: tuple[str, ...]) -> Iterator[Occurrence]:
    if moment.window is None:
        return
    for day, window in clipped(made.facts.horizon, moment.window, before=0):
        for slots in _runs(made, moment, window):
            if _possible(made, moment, team, slots):
                span = Span(made.facts.slots[slots[0]].start, made.facts.slots[slots[-1]].end)
                taken = made.whole()
                _demands(made, moment, team, slots, taken)
                yield Occurrence(moment, day, span, team, taken)


def _runs(made: Core, moment: Moment, window: Span) -> Iterator[range]:
    """From each mark to the first one at least `minutes` later, inside the window."""
    inside = made.facts.of(window)
    for first in inside:
        start = made.facts.slots[first].start
        ends = (n + 1 for n in range(first, inside.stop) if made.facts.slots[n].end >= start + moment.minutes)
        end = next(ends, None)
        if end is not None:
            yield range(first, end)


def _possible(made: Core, moment: Moment, team: tuple[str, ...], slots: range) -> bool:
    facts = made.facts
    span = Span(facts.slots[slots[0]].start, facts.slots[slots[-1]].end)
    on_call = any(span.overlaps(call) for parent in team for call in facts.work[parent].home_call)
    at_home = all(n in facts.need[c] and n not in facts.asleep[c] for c in moment.children for n in slots)
    legged = any(n in leg for c in moment.children for leg in facts.legs[c] for n in slots)
    return all(n in facts.may[p] for p in team for n in slots) and at_home and not on_call and not legged


def _demands(made: Core, moment: Moment, team: tuple[str, ...], slots: range, taken: mathopt.Variable) -> None:
    """What else must hold while it takes place."""
    span = Span(made.facts.slots[slots[0]].start, made.facts.slots[slots[-1]].end)
    for parent in team:
        for other in made.facts.household.moments:
            around = away(made.facts.horizon, other)
            if other.travel and around is not None and around.overlaps(span) and (parent, other.id) in made.attend:
                made.at_most(taken, 1.0 - made.attend[parent, other.id])
        for child, legs in made.facts.legs.items():
            for n in (n for leg in legs for n in leg if n in slots):
                made.at_most(taken, 1.0 - made.leads(child, parent, n))
        if moment.one_on_one:
            _alone(made, moment, parent, slots, taken)


def _alone(made: Core, moment: Moment, parent: str, slots: range, taken: mathopt.Variable) -> None:
    for child, need in made.facts.need.items():
        for n in (n for n in slots if n in need):
            if child in moment.children:
                made.at_most(taken, made.leads(child, parent, n))
            else:
                made.at_most(taken, 1.0 - made.leads(child, parent, n) - made.gap[child, n])
