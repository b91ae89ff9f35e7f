"""Moments: who attends the dated ones, when the recurring ones happen, and what is missing to the goals."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from homecall.household.moments import Moment
from homecall.planner.model.leads import Leads
from homecall.planner.model.program import Program, Term
from homecall.planner.problem import Problem
from homecall.rules.facts.occasions import Dated, Occasion, wanted_parents
from homecall.rules.value import goal_of
from homecall.spans.span import Span, covers, intersect

Slot = tuple[int, int]
"""First slot and the slot after the last of an occurrence."""


@dataclass
class Moments:
    """The variables of moments.

    `attend[moment, parent]` is 1 where a parent attends a dated moment. `happens[moment, day ordinal, parents, place]`
    is 1 where a recurring one happens there with those parents; occurrences that stand in nobody's way have no
    variable and are in `given`.
    """

    attend: dict[tuple[str, str], int] = field(default_factory=dict)
    happens: dict[tuple[str, int, tuple[str, ...], Slot], int] = field(default_factory=dict)
    given: dict[tuple[str, int, tuple[str, ...]], Slot] = field(default_factory=dict)

    def away(self, problem: Problem) -> dict[tuple[str, int], list[int]]:
        """The attendance variables that take a parent away, by parent and slot."""
        found: dict[tuple[str, int], list[int]] = defaultdict(list)
        for dated in problem.facts.dated:
            for slot in problem.slots(dated.away):
                for parent in dated.able:
                    if (dated.moment.id, parent) in self.attend:
                        found[parent, slot].append(self.attend[dated.moment.id, parent])
        return found


def add_moments(problem: Problem, program: Program, leads: Leads) -> Moments:
    """Add all moments, priced in the tier of their importance."""
    moments = Moments()
    for dated in problem.facts.dated:
        _add_dated(problem, program, leads, moments, dated)
    _one_at_a_time(problem, program, moments)
    kept: dict[tuple[str, int, str], list[Term]] = defaultdict(list)
    given: dict[tuple[str, int, str], int] = defaultdict(int, problem.past.kept)
    for occasion in problem.facts.occasions:
        for parents in _groups(occasion):
            key = (occasion.moment.id, occasion.week, parents[0] if occasion.moment.who == "each" else "")
            terms = _add_occasion(problem, program, leads, moments, occasion, parents)
            if terms is None:
                given[key] += 1
            kept[key] += terms or []
            if problem.torn(occasion.window):
                kept[key].append((1.0, program.share()))  # it may happen on the other side of the edge
    _once_a_day(problem, program, moments)
    _add_shortfalls(problem, program, kept, given)
    return moments


def _price(problem: Problem, moment: Moment) -> tuple[str, float]:
    prices = {"must": ("must", 1.0), "should": ("cost", problem.prices.should), "nice": ("cost", problem.prices.nice)}
    return prices[moment.importance]


def _add_dated(problem: Problem, program: Program, leads: Leads, moments: Moments, dated: Dated) -> None:
    tier, price = _price(problem, dated.moment)
    needs_all = dated.moment.who != "any"
    if not dated.able or (needs_all and set(dated.able) != set(dated.wanted)):
        program.constants[tier] += price
        return
    missed = program.share()
    program.charge(tier, missed, price)
    attend = {p: program.binary() for p in dated.able}
    moments.attend.update({(dated.moment.id, p): v for p, v in attend.items()})
    for group in [[v] for v in attend.values()] if needs_all else [list(attend.values())]:
        program.at_least([(1.0, missed), *((1.0, v) for v in group)], 1.0)
    for (child, adult, slot), lead in leads.lead.items():
        if adult in attend and child not in dated.moment.children and slot in problem.slots(dated.away):
            program.at_most([(1.0, lead), (1.0, attend[adult])], 1.0)


def _one_at_a_time(problem: Problem, program: Program, moments: Moments) -> None:
    """Nobody is at two dated moments at once."""
    for one, two in combinations(problem.facts.dated, 2):
        for parent in one.able if one.span.overlaps(two.span) else ():
            here, there = (moments.attend.get((d.moment.id, parent)) for d in (one, two))
            if here is not None and there is not None:
                program.at_most([(1.0, here), (1.0, there)], 1.0)


def _groups(occasion: Occasion) -> list[tuple[str, ...]]:
    """The groups of parents any of which makes the moment: one at a time, or all together."""
    if occasion.moment.who in ("each", "any"):
        return [(p,) for p in occasion.wanted]
    return [occasion.wanted]


def _add_occasion(
    problem: Problem,
    program: Program,
    leads: Leads,
    moments: Moments,
    occasion: Occasion,
    parents: tuple[str, ...],
) -> list[Term] | None:
    """Terms that count the moment with these parents on this day, empty where it cannot be; None where it just is."""
    day, terms = occasion.day.toordinal(), []
    for place in _places(problem, occasion):
        if not _possible(problem, occasion, parents, place):
            continue
        blocks = _in_the_way(problem, leads, moments, parents, place)
        if not blocks and not occasion.moment.one_on_one:
            if occasion.moment.who == "each" or not _already(moments, occasion):
                moments.given[occasion.moment.id, day, parents] = place
                return None
            return []
        variable = moments.happens[occasion.moment.id, day, parents, place] = program.binary()
        terms.append((1.0, variable))
        for block in blocks:
            program.at_most([(1.0, variable), (1.0, block)], 1.0)
        if occasion.moment.one_on_one and not _alone(problem, program, leads, occasion, parents, place, variable):
            program.upper[variable] = 0.0
    return terms


def _already(moments: Moments, occasion: Occasion) -> bool:
    return any(m == occasion.moment.id and d == occasion.day.toordinal() for m, d, _ in moments.given)


def _places(problem: Problem, occasion: Occasion) -> list[Slot]:
    """Where in its window the moment may lie: from a mark to the first mark at least its minutes later."""
    slots, found = problem.slots(occasion.window), []
    for start in slots:
        stop = bisect_left(problem.marks, problem.marks[start] + occasion.moment.minutes)
        if stop <= slots[-1] + 1:
            found.append((start, stop))
    return found


def _possible(problem: Problem, occasion: Occasion, parents: tuple[str, ...], place: Slot) -> bool:
    """Whether the schedule allows it: parents free and not on call, children born, awake and at home."""
    span = Span(problem.marks[place[0]], problem.marks[place[1]])
    for parent in parents:
        facts = problem.facts.parents[parent]
        if not covers(facts.free, span) or intersect(facts.home_call, [span]):
            return False
        if occasion.moment.one_on_one and intersect(facts.tired, [span]):
            return False
    for child in occasion.moment.children:
        kid = problem.facts.children[child]
        if not covers(kid.around, span) or intersect([*kid.placed, *kid.legs, *kid.asleep], [span]):
            return False
    return True


def _in_the_way(problem: Problem, leads: Leads, moments: Moments, parents: tuple[str, ...], place: Slot) -> list[int]:
    """Variables that must be 0 for the moment to happen: journeys of its parents, and moments that take them away."""
    slots = range(*place)
    found = [
        leads.lead[child, parent, leg[0]]
        for parent in parents
        for child, legs in problem.legs.items()
        for leg in legs
        if leg and leg[0] < place[1] and place[0] <= leg[-1] and (child, parent, leg[0]) in leads.lead
    ]
    for dated in problem.facts.dated:
        if dated.moment.travel and any(i in problem.slots(dated.away) for i in slots):
            found += [v for p in parents if (v := moments.attend.get((dated.moment.id, p))) is not None]
    return list(dict.fromkeys(found))


def _alone(
    problem: Problem,
    program: Program,
    leads: Leads,
    occasion: Occasion,
    parents: tuple[str, ...],
    place: Slot,
    variable: int,
) -> bool:
    """Tie the moment to its parents leading its children, and others leading the rest. False where that cannot be."""
    for slot in range(*place):
        for child in problem.facts.children:
            if slot not in problem.needs[child]:
                continue
            mine = [v for p in parents if (v := leads.lead.get((child, p, slot))) is not None]
            if child in occasion.moment.children:
                if len(mine) < len(parents) or len(parents) > 1:
                    return False
                program.at_most([(1.0, variable), (-1.0, mine[0])], 0.0)
            else:
                program.at_most([(1.0, variable), (1.0, leads.gap[child, slot]), *((1.0, v) for v in mine)], 1.0)
    return True


def _once_a_day(problem: Problem, program: Program, moments: Moments) -> None:
    """At most once a day for a parent where each has their own, else for the family."""
    each = {m.id for m in problem.household.moments if m.who == "each"}
    groups: dict[tuple[str, int, tuple[str, ...]], list[Term]] = defaultdict(list)
    for (moment, day, parents, _), variable in moments.happens.items():
        groups[moment, day, parents if moment in each else ()].append((1.0, variable))
    given = {(m, d, p if m in each else ()) for m, d, p in moments.given}
    for key, terms in groups.items():
        program.at_most(terms, 0.0 if key in given else 1.0)


def _add_shortfalls(
    problem: Problem,
    program: Program,
    kept: dict[tuple[str, int, str], list[Term]],
    given: dict[tuple[str, int, str], int],
) -> None:
    for moment in problem.household.moments:
        if moment.dated:
            continue
        tier, price = _price(problem, moment)
        for week, days in enumerate(problem.facts.horizon.weeks):
            here = sum(1 for o in problem.facts.occasions if o.moment.id == moment.id and o.week == week)
            goal = goal_of(len(days), here, moment.goal)
            wanted = wanted_parents(moment, problem.household)
            for parent in wanted if moment.who == "each" else ("",):
                left = goal - given[moment.id, week, parent]
                _charge_shortfall(program, tier, price, left, kept[moment.id, week, parent])


def _charge_shortfall(program: Program, tier: str, price: float, left: int, terms: list[Term]) -> None:
    if left > 0 and not terms:
        program.constants[tier] += left * price
    elif left > 0:
        short = program.share(most=left)
        program.charge(tier, short, price)
        program.at_least([(1.0, short), *terms], left)
