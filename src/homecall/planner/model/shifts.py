"""Carers' shifts: on duty or off in each slot, with starts, asks, limits, days off and pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from homecall.household.carers import Carer
from homecall.planner.model.leads import Leads
from homecall.planner.model.program import Program, Term
from homecall.planner.problem import Problem
from homecall.rules.facts.facts import Week
from homecall.rules.packs.read import pack
from homecall.rules.shifts import halves, week_limit
from homecall.spans.span import DAY, HOUR, Span, holds, minutes_in


@dataclass
class Shifts:
    """`on[carer, slot]` is 1 on shift, `starts[carer, slot]` where a shift begins, where either may be."""

    on: dict[tuple[str, int], int] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)

    def minutes(self, problem: Problem, carer: str, window: Span) -> list[Term]:
        """Terms that sum to the minutes on shift inside the window, which need not begin or end at marks."""
        slots, marks, lengths = problem.touched(window), problem.marks, problem.lengths
        found = [(float(lengths[i]), on) for i in slots if (on := self.on.get((carer, i))) is not None]
        if found:  # the first and the last may lie over the window's edge
            for at, slot in ((0, slots[0]), (-1, slots[-1])):
                if found[at][1] == self.on.get((carer, slot)):
                    shared = min(marks[slot + 1], window.end) - max(marks[slot], window.start)
                    found[at] = (float(shared), found[at][1])
        return found


def add_shifts(problem: Problem, program: Program, leads: Leads) -> Shifts:
    """Add the shifts of every carer, in the order of the household."""
    shifts = Shifts()
    for carer in problem.household.carers:
        for slot in sorted(problem.open[carer.id]):
            shifts.on[carer.id, slot] = program.binary()
    for (_, adult, slot), variable in leads.lead.items():
        if (adult, slot) in shifts.on:
            program.at_most([(1.0, variable), (-1.0, shifts.on[adult, slot])], 0.0)
    for carer in problem.household.carers:
        _add_starts(problem, program, shifts, carer)
        _add_asks(problem, program, shifts, carer)
        _add_limits(problem, program, shifts, carer)
        _add_days_off(problem, program, shifts, carer)
        _add_pay(problem, program, shifts, carer)
    return shifts


def _before(problem: Problem, carer: str) -> Span | None:
    """The shift that reaches right up to this stretch, if there is one."""
    spans = problem.past.duty.get(carer, ())
    return spans[-1] if spans and spans[-1].end == problem.marks[0] else None


def _add_starts(problem: Problem, program: Program, shifts: Shifts, carer: Carer) -> None:
    """A shift that starts stays for the carer's minimum; starts are counted where they cost or run out."""
    shortest = problem.facts.carers[carer.id].limits.shortest
    if not (shortest or carer.per_use or carer.uses_left is not None):
        return
    for slot in sorted(problem.open[carer.id]):
        _add_start(problem, program, shifts, carer, slot)
    if carer.uses_left is not None:
        left = carer.uses_left - problem.past.uses.get(carer.id, 0)
        starts = [(1.0, v) for (k, _), v in shifts.starts.items() if k == carer.id]
        program.at_most(starts, max(0, left))
    _add_minimum(problem, program, shifts, carer.id, shortest)


def _add_start(problem: Problem, program: Program, shifts: Shifts, carer: Carer, slot: int) -> None:
    on, before = shifts.on[carer.id, slot], shifts.on.get((carer.id, slot - 1))
    if slot == 0 and (problem.past.loose or _before(problem, carer.id)):
        return
    # Nothing keeps a start from being there in vain; as it binds and may cost, the search has no reason to.
    start = shifts.starts[carer.id, slot] = program.share(cost=carer.per_use)
    earlier = [(1.0, before)] if before is not None else []
    program.at_least([(1.0, start), (-1.0, on), *earlier], 0.0)


def _add_minimum(problem: Problem, program: Program, shifts: Shifts, carer: str, shortest: int) -> None:
    """The starts of the last `shortest` minutes are at most one, and keep the carer on; edges of the horizon excuse."""
    end = problem.marks[-1]
    for slot in range(len(problem.lengths)):
        recent = _recent_starts(problem, shifts, carer, slot, shortest)
        if recent:
            on = shifts.on.get((carer, slot))
            program.at_most([*recent, *([(-1.0, on)] if on is not None else [])], 0.0)
    before = _before(problem, carer)
    if before is not None and before.minutes < shortest:
        for slot in problem.slots(Span(problem.marks[0], min(end, before.start + shortest))):
            if (carer, slot) in shifts.on:
                program.at_least([(1.0, shifts.on[carer, slot])], 1.0)


def _recent_starts(problem: Problem, shifts: Shifts, carer: str, slot: int, shortest: int) -> list[Term]:
    """Starts at or before this slot whose minimum has not run out at its beginning."""
    found: list[Term] = []
    at = slot
    away = problem.facts.carers[carer].away
    while at >= 0 and problem.marks[at] + shortest > problem.marks[slot]:
        if away and holds(away, problem.marks[at]):
            break  # who calls off in the middle of a shift goes home early
        excused = at == 0 and problem.past.edge
        if (carer, at) in shifts.starts and not excused:
            found.append((1.0, shifts.starts[carer, at]))
        at -= 1
    return found


def _add_asks(problem: Problem, program: Program, shifts: Shifts, carer: Carer) -> None:
    """An ask begins where shift time outside the carer's hours begins."""
    outside = problem.outside[carer.id]
    for slot in sorted(outside):
        on = shifts.on[carer.id, slot]
        if slot - 1 in outside:
            ask = program.share(cost=problem.prices.ask)
            program.at_least([(1.0, ask), (1.0, shifts.on[carer.id, slot - 1]), (-1.0, on)], 0.0)
        elif slot > 0 or not (problem.past.loose or _asked_before(problem, carer.id)):
            program.charge("cost", on, problem.prices.ask)


def _asked_before(problem: Problem, carer: str) -> bool:
    """Whether the carer was on shift outside their hours right up to this stretch."""
    return _before(problem, carer) is not None and 0 in problem.outside[carer]


def _add_limits(problem: Problem, program: Program, shifts: Shifts, carer: Carer) -> None:
    limits, facts = problem.facts.carers[carer.id].limits, problem.facts
    for week in facts.weeks:
        if limits.week is not None:
            _cap(problem, program, shifts, carer.id, week.span, week_limit(problem.facts.carers[carer.id], week))
        for day in week.days if limits.day is not None else ():
            _cap(problem, program, shifts, carer.id, day, limits.day or 0)
    if limits.any24 is not None:
        for window in _any24_windows(problem, carer.id):
            _cap(problem, program, shifts, carer.id, window, limits.any24)


def _any24_windows(problem: Problem, carer: str) -> Iterable[Span]:
    """Every 24 hours that begin or end at a mark where the carer may start or stop."""
    edges = {problem.marks[i + n] for i in problem.open[carer] for n in (0, 1)}
    return (Span(a, a + DAY) for a in sorted(edges | {m - DAY for m in edges}))


def _cap(problem: Problem, program: Program, shifts: Shifts, carer: str, window: Span, limit: float) -> None:
    """At most so many minutes on shift in the window, which need not begin or end at marks."""
    done = minutes_in(problem.past.duty.get(carer, ()), window)
    terms = shifts.minutes(problem, carer, window)
    if sum(c for c, _ in terms) + done > limit:
        program.at_most(terms, max(0.0, limit - done))


def _add_days_off(problem: Problem, program: Program, shifts: Shifts, carer: Carer) -> None:
    limits = problem.facts.carers[carer.id].limits
    for week in problem.facts.weeks:
        if week.whole and limits.days_off is not None:
            _add_week_off(problem, program, shifts, carer.id, week)
        if week.whole and limits.rest_in_week is not None:
            rests = _rests(problem, week, limits.rest_in_week)
            if all(shifts.minutes(problem, carer.id, rest) for rest in rests):
                _choose_free(problem, program, shifts, carer.id, rests)


def _add_week_off(problem: Problem, program: Program, shifts: Shifts, carer: str, week: Week) -> None:
    """A whole day free, and half of another."""
    wall = problem.facts.horizon.wall
    days = _choose_free(problem, program, shifts, carer, list(week.days))
    parts = [h for d in week.days for h in halves(d, wall.noon(wall.date(d.start)))]
    chosen = _choose_free(problem, program, shifts, carer, parts)
    for n, day in enumerate(days):
        program.at_most([(1.0, day), (1.0, chosen[2 * n]), (1.0, chosen[2 * n + 1])], 1.0)


def _rests(problem: Problem, week: Week, rest: int) -> list[Span]:
    """Every stretch of that length in the week that begins where a shift may end, or with the week."""
    starts = [week.span.start, *(m for m in problem.marks if week.span.holds(m))]
    return [Span(m, m + rest) for m in dict.fromkeys(starts) if m + rest <= week.span.end]


def _choose_free(problem: Problem, program: Program, shifts: Shifts, carer: str, windows: list[Span]) -> list[int]:
    """Exactly one of the windows is free of shift; the variables say which."""
    chosen = [program.binary() for _ in windows]
    program.equal([(1.0, v) for v in chosen], 1.0)
    for slot in sorted(problem.open[carer]):
        span = problem.span(slot)
        over = [(1.0, v) for v, w in zip(chosen, windows, strict=True) if w.overlaps(span)]
        if over:
            program.at_most([(1.0, shifts.on[carer, slot]), *over], 1.0)
    return chosen


def _add_pay(problem: Problem, program: Program, shifts: Shifts, carer: Carer) -> None:
    if not carer.rate:
        return
    law = pack(carer.rules)
    for week in problem.facts.weeks:
        worked = shifts.minutes(problem, carer.id, week.span)
        guaranteed = carer.guaranteed * week.share
        _charge_over(program, worked, guaranteed * HOUR, carer.rate)
        if law.overtime_week_hours is not None:
            over = max(law.overtime_week_hours * week.share, guaranteed) * HOUR
            extra = _charge_over(program, worked, over, carer.rate / 2)
            if law.overtime_day_hours is not None:
                _add_daily(problem, program, shifts, carer, week, law.overtime_day_hours * HOUR, extra)


def _charge_over(program: Program, worked: list[Term], free: float, rate: float) -> int:
    """A variable for the minutes above `free`, priced by the hour."""
    over = program.share(cost=rate / HOUR, most=sum(c for c, _ in worked))
    program.at_least([(1.0, over), *((-c, v) for c, v in worked)], -free)
    return over


def _add_daily(
    problem: Problem, program: Program, shifts: Shifts, carer: Carer, week: Week, free: float, extra: int
) -> None:
    """Overtime is no less than the days' excess summed over the week."""
    days = []
    for day in week.days:
        worked = shifts.minutes(problem, carer.id, day)
        days.append(_charge_over(program, worked, free, 0.0))
    program.at_least([(1.0, extra), *((-1.0, d) for d in days)], 0.0)
