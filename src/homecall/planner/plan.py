"""The planner's one verb: from facts to the best plan that can be found and proven in the time given.

A horizon is planned week by week. Each week is first solved with its edges left loose, which can only be cheaper
than any plan of the whole: the sum of those optima is a bound for the whole. Then the weeks are joined: a week is
solved again from the state its forerunner left it in, unless it already fits. One stretch alone needs no joining.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from homecall.household.household import Household
from homecall.plan.plan import Cover, Plan
from homecall.planner.compose import Bounds, compose
from homecall.planner.lift import Draft, lift, merged
from homecall.planner.model.build import Model, build
from homecall.planner.problem import Absence, Past, Problem
from homecall.planner.solve import Clock, OutOfTime, Solved, solve
from homecall.planner.tidy import tidy
from homecall.rules.base import Case
from homecall.rules.book import judge_case
from homecall.rules.facts import Facts, facts_of
from homecall.spans.span import DAY, HOUR, Minute, Span, union
from homecall.spans.wall import Horizon

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of the whole is behind, from 0 to 1."""

MENDED = (36, 84, 168)
"""Hours of a week that are planned anew where it does not fit the one before; the last is all of it."""
AT_ONCE = 6
"""So many weeks can be planned at once, where joining them one by one loses something, before it takes too much."""
LITTLE = 0.02
"""The share of a week's least cost that fitting it to the week before may add without another try."""


def _quiet(_what: str, _share: float) -> None: ...


@dataclass(frozen=True)
class Effort:
    """How hard to try: seconds for the whole, the cores that may be used, and the clock the seconds are read on.

    Weeks are searched side by side, one to a core; the plan is the same for any number of cores.
    """

    seconds: float = 60.0
    cores: int = 1
    clock: Clock = time.monotonic
    progress: Progress = _quiet


@dataclass(frozen=True)
class _Stretch:
    """One week's outcome: what was decided in it, and what nobody could do better in it."""

    draft: Draft
    bound: Bounds


def make_plan(household: Household, horizon: Horizon, effort: Effort | None = None) -> Plan:
    """The best plan that can be found in time, with its bounds. The household's sources must have been read.

    Where the time runs out before anything is found, the answer is what parents can do alone, with an honest bound.
    """
    effort = effort or Effort()
    facts = facts_of(household, horizon)
    problem = Problem(facts)
    stop = effort.clock() + effort.seconds
    weeks = [replace(horizon, first=days[0], days=len(days)) for days in horizon.weeks]
    if len(weeks) == 1:
        done = _solve(problem, effort, stop)
        return compose(facts, tidy(problem, done.draft), done.bound)
    parts = [facts_of(household, week) for week in weeks]
    loose = _loosely(parts, effort, stop)
    bounds = _sum([s.bound for s in loose])
    plan = compose(facts, tidy(problem, _join(facts, parts, loose, effort, stop)), bounds)
    clean = judge_case(Case(facts, plan)).clean
    covered, kept = plan.tier("uncovered_minutes"), plan.tier("must_missed")
    best = covered.value <= bounds.uncovered and kept.value <= bounds.must
    if clean and (best or len(weeks) > AT_ONCE):
        return plan
    # Something reaches over an edge in a way that joining week by week does not see, such as the last use of a helper.
    effort.progress("Planning all weeks at once", 0.9)
    done = _solve(problem, effort, max(stop, effort.clock() + effort.seconds / 2))
    whole = compose(facts, tidy(problem, done.draft), done.bound)
    return min(plan, whole, key=lambda p: p.rank) if clean else whole


def _loosely(parts: Sequence[Facts], effort: Effort, stop: float) -> list[_Stretch]:
    """Every week with its edges loose; a fair share of the time each, what is left over goes to those that follow."""

    def search(n: int) -> _Stretch:
        effort.progress(f"Week {n + 1} of {len(parts)}", n / len(parts) * 0.7)
        rounds = -(-(len(parts) - n) // effort.cores)
        share = (stop - effort.clock()) * 0.85 / rounds * (1.5 if rounds > 1 else 1.0)
        past = Past(edge=n == 0, loose=n > 0, goes_on=n + 1 < len(parts))
        return _solve(Problem(parts[n], past), effort, effort.clock() + share)

    with ThreadPoolExecutor(effort.cores) as pool:  # the solver runs outside Python's lock
        return list(pool.map(search, range(len(parts))))


def _join(facts: Facts, parts: Sequence[Facts], loose: Sequence[_Stretch], effort: Effort, stop: float) -> Draft:
    """The weeks one after the other, each from where the last one ended."""
    whole = loose[0].draft
    for n, (part, stretch) in enumerate(zip(parts[1:], loose[1:], strict=True), start=1):
        effort.progress(f"Joining week {n + 1}", 0.7 + 0.3 * n / len(parts))
        past, draft = _past(facts, whole, part.horizon.span), stretch.draft
        if not _fits(facts, past, draft, part.horizon.span):
            share = max(1.0, (stop - effort.clock()) / (len(parts) - n))
            draft = _mend(Problem(part, past), stretch, effort, effort.clock() + share)
        whole = _append(whole, draft)
    return whole


def _mend(problem: Problem, loose: _Stretch, effort: Effort, stop: float) -> Draft:
    """A week's plan fitted to the past: only its first days are planned anew, then more, until little gets lost."""
    best: Draft = loose.draft
    worth: tuple[float, ...] = (float("inf"),)
    for hours in MENDED:
        model = build(problem)
        _pin(problem, model, loose.draft, problem.marks[0] + hours * HOUR)
        found = solve(model.program, max(0.5, stop - effort.clock()), clock=effort.clock)
        if isinstance(found, Solved) and tuple(found.value.values()) < worth:
            best, worth = lift(problem, model, found.values), tuple(found.value.values())
        if worth <= _nearly(loose.bound) or effort.clock() > stop:
            break
    return best


def _nearly(bound: Bounds) -> tuple[float, ...]:
    """What is good enough for a week that had to be fitted to the one before."""
    return (bound.uncovered, bound.must, bound.cost + LITTLE * bound.cost)


def _pin(problem: Problem, model: Model, draft: Draft, after: Minute) -> None:
    """Hold the leads and shifts of a draft from an instant on."""
    led = {(c.child, i): c.lead for c in draft.cover for i in problem.slots(c.span)}
    on = {(k, i) for k, spans in draft.duty.items() for s in spans for i in problem.slots(s)}
    held = {v: float(led.get((c, i)) == a) for (c, a, i), v in model.leads.lead.items() if problem.marks[i] >= after}
    held |= {v: float((k, i) in on) for (k, i), v in model.shifts.on.items() if problem.marks[i] >= after}
    for variable, value in held.items():
        model.program.lower[variable] = model.program.upper[variable] = value


def _solve(problem: Problem, effort: Effort, stop: float) -> _Stretch:
    model = build(problem)
    found = solve(model.program, max(0.5, stop - effort.clock()), clock=effort.clock)
    if isinstance(found, Solved):
        return _Stretch(lift(problem, model, found.values), _bounds(found))
    return _Stretch(_parents_alone(problem), _bounds(found))


def _bounds(found: Solved | OutOfTime) -> Bounds:
    return Bounds(found.bound.get("uncovered", 0.0), found.bound.get("must", 0.0), found.bound.get("cost", 0.0))


def _parents_alone(problem: Problem) -> Draft:
    """The plan in which parents have their children while they are free: what is left when time runs out too early.

    It breaks no rule and uses nobody. Who has a child keeps it while they can.
    """
    cover: list[Cover] = []
    for child, needs in problem.needs.items():
        lead: str | None = None
        for slot in sorted(needs):
            able = [p for p in problem.facts.parents if slot in problem.may_lead[child, p]]
            lead = lead if lead in able else next(iter(able), None)
            cover.append(Cover(child, problem.span(slot), lead))
    return Draft(merged(cover), {k: () for k in problem.facts.carers}, ())


def _sum(bounds: Sequence[Bounds]) -> Bounds:
    return Bounds(sum(b.uncovered for b in bounds), sum(b.must for b in bounds), sum(b.cost for b in bounds))


def _past(facts: Facts, whole: Draft, span: Span) -> Past:
    """What the weeks so far hand to the one that begins now."""
    leads = {c.child: c.lead for c in whole.cover if c.span.end == span.start}
    recent = {k: tuple(s for s in spans if s.end > span.start - 48 * HOUR) for k, spans in whole.duty.items()}
    gone = {(k.moment, p) for k in whole.moments if k.kept for p in k.parents}
    away = tuple(
        Absence(p, d.away, d.moment.children)
        for d in facts.dated
        for p in d.able
        if (d.moment.id, p) in gone and d.away.overlaps(span)
    )
    uses = {k: len(spans) for k, spans in whole.duty.items()}
    return Past(leads, recent, uses, away, edge=False)


def _fits(facts: Facts, past: Past, draft: Draft, span: Span) -> bool:
    """Whether a loosely planned week begins just as the one before ended, and nothing is used up or over a limit."""
    leads = {c.child: c.lead for c in draft.cover if c.span.start == span.start}
    across = any(s.start == span.start for spans in draft.duty.values() for s in spans)
    ending = any(s.end == span.start for spans in past.duty.values() for s in spans)
    if leads != past.leads or across or ending or past.away:
        return False
    for carer in facts.household.carers:
        duty = draft.duty[carer.id]
        if carer.uses_left is not None and past.uses[carer.id] + len(duty) > carer.uses_left:
            return False
        near = any(s.start < span.start + DAY for s in duty)
        if near and past.duty[carer.id] and facts.carers[carer.id].limits.any24 is not None:
            return False
    return True


def _append(whole: Draft, part: Draft) -> Draft:
    duty = {k: union([*whole.duty.get(k, ()), *spans]) for k, spans in part.duty.items()}
    return Draft(merged([*whole.cover, *part.cover]), duty, (*whole.moments, *part.moments))
