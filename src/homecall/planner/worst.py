"""How hard the weeks ahead are, before anything is planned: leaving, returning, both away, out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homecall.planner.problem import Problem
from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty
from homecall.rules.facts.facts import Week
from homecall.spans.span import Minute, Span, intersect, minutes_in, subtract, union


@dataclass(frozen=True, slots=True)
class Load:
    """One week. Earliest and latest are (instant, parent), by the clock on the wall; minutes are sums over the week.

    `both_away` counts minutes in which some child needs cover and no parent may lead; `out_of_reach` counts
    child-minutes that nobody at all may cover, carers on request included.
    """

    first: date
    span: Span
    earliest_leaving: tuple[Minute, str] | None
    latest_return: tuple[Minute, str] | None
    both_away: int
    out_of_reach: int
    unknown: int


def loads(facts: Facts) -> tuple[Load, ...]:
    """The weeks of a horizon, hardest first: what nobody can cover, then both away, then how late and how early."""
    problem = Problem(facts)
    found = [_load(facts, problem, days[0], week) for days, week in zip(facts.horizon.weeks, facts.weeks, strict=True)]
    return tuple(sorted(found, key=lambda w: (-w.out_of_reach, -w.both_away, w.first)))


def _load(facts: Facts, problem: Problem, first: date, week: Week) -> Load:
    clock = facts.horizon.wall.local
    leaving = [(d.leaves, p) for p, d in _duties(facts) if week.span.holds(d.leaves)]
    coming = [(d.home, p) for p, d in _duties(facts) if week.span.holds(d.home)]
    return Load(
        first=first,
        span=week.span,
        earliest_leaving=min(leaving, key=lambda e: (clock(e[0]).time(), e), default=None),
        latest_return=max(coming, key=lambda e: (clock(e[0]).time(), e), default=None),
        both_away=_both_away(facts, week.span),
        out_of_reach=_out_of_reach(problem, week.span),
        unknown=sum(minutes_in(p.unknown, week.span) for p in facts.parents.values()),
    )


def _duties(facts: Facts) -> Iterator[tuple[str, Duty]]:
    for parent in facts.parents.values():
        for duty in parent.duties:
            yield parent.id, duty


def _both_away(facts: Facts, week: Span) -> int:
    needs = union(n for c in facts.children.values() for n in c.needs)
    at_home = union(f for p in facts.parents.values() for f in p.free)
    return sum(s.minutes for s in intersect(subtract(needs, at_home), [week]))


def _out_of_reach(problem: Problem, week: Span) -> int:
    inside = problem.slots(week)
    total = 0
    for child, needs in problem.needs.items():
        reached = frozenset[int]().union(*(problem.may_lead[child, a] for a in problem.adults))
        total += sum(problem.lengths[i] for i in needs - reached if i in inside)
    return total
