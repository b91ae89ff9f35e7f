"""The planner's one verb: from facts to the best plan that can be found and proven in the time given.

A week is searched at once. A longer horizon is first searched week by week, each with its edges left loose, which can
only be cheaper than any plan of the whole: the sum of those optima is a bound for the whole. Then the weeks are joined:
a week is searched again from the state its forerunner left it in, unless it already fits. Where joining costs anything,
all weeks of a month are searched at once, from the joined plan on, and that search has the last word. Horizons of many
months are months, joined in the same way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from homecall.household.household import Household
from homecall.plan.plan import Cover, Plan
from homecall.planner.compose import CENT, Bounds, compose
from homecall.planner.lift import Draft, lift, merged
from homecall.planner.model.build import Model, build
from homecall.planner.problem import Absence, Past, Problem
from homecall.planner.solve import Clock, OutOfTime, Solved, solve
from homecall.planner.start import pin, start_of
from homecall.planner.tidy import clipped, tidy
from homecall.rules.base import Case
from homecall.rules.book import judge_case
from homecall.rules.facts import Facts, facts_of
from homecall.spans.span import DAY, HOUR, Span, union
from homecall.spans.wall import Horizon

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of the whole is behind, from 0 to 1."""

MENDED = (36, 84, 168)
"""Hours of a week that are planned anew where it does not fit the one before; the last is all of it."""
WEEK = 9
"""So many days are searched at once from nothing: a week, and the days of a week that hang on it."""
MONTH = 5
"""So many calendar weeks are searched at once from a plan that is known: 28 days, whatever day they begin on."""
LARGE = 32_000
"""So many rows are searched at once where only the cost is open; more of them take too much time and memory."""
SEAM = 60
"""Hours on both sides of a Sunday's midnight that are planned anew together where all at once would be too much."""
LITTLE = 0.02
"""The share of a week's least cost that fitting it to the one before may add without another try."""
LONG = 0.005
"""The share of its bound by which a month's cost may lie above it, where the horizon is longer than that."""


def _quiet(_what: str, _share: float) -> None: ...


def _unheard() -> None: ...


class TooLarge(Exception):
    """A search has more rows than its effort allows; it was not begun."""


@dataclass(frozen=True)
class Effort:
    """How hard to try: seconds for the whole, the cores that may be used, and the clock the seconds are read on.

    `gap` is the share of its bound by which the cost may lie above it; at 0 the search goes on until they meet. Weeks
    are searched side by side, one to a core; the plan is the same for any number of cores. With `nodes` above 0 each
    search ends after so many nodes of its tree, so that the plan is the same on every machine, however busy; the
    seconds are then a guard alone, and `cut` is called where the clock ended something all the same. With `rows` above
    0 a stretch that is searched from nothing and has more of them is not: make_plan raises TooLarge.
    """

    seconds: float = 60.0
    cores: int = 1
    clock: Clock = time.monotonic
    progress: Progress = _quiet
    gap: float = 0.0
    nodes: int = 0
    cut: Callable[[], None] = _unheard
    rows: int = 0


@dataclass(frozen=True)
class _Stretch:
    """What was decided in a part of the horizon, what nobody could do better in it, and what it comes to by tier.

    `value` is empty where nothing was found in time.
    """

    draft: Draft
    bound: Bounds
    value: tuple[float, ...]


def make_plan(household: Household, horizon: Horizon, effort: Effort | None = None) -> Plan:
    """The best plan that can be found in time, with its bounds. The household's sources must have been read.

    Where the time runs out before anything is found, the answer is what parents can do alone, with an honest bound.
    """
    effort = effort or Effort()
    search = _Search(effort, effort.clock() + effort.seconds)
    facts = facts_of(household, horizon)
    found = _best(search, facts, Past(), effort.cores)
    return compose(facts, tidy(Problem(facts), found.draft), found.bound)


@dataclass(frozen=True)
class _Search:
    """How hard to try, and when to stop, by the effort's clock."""

    effort: Effort
    stop: float

    @property
    def left(self) -> float:
        """The seconds that are left, never less than half a second."""
        return max(0.5, self.stop - self.effort.clock())

    @property
    def over(self) -> bool:
        """Whether the time is up; whoever wants to hear of that is told."""
        if over := self.effort.clock() > self.stop:
            self.effort.cut()
        return over

    def until(self, seconds: float) -> _Search:
        """The same with less time: so many seconds from now."""
        return replace(self, stop=self.effort.clock() + seconds)


def _searched(
    search: _Search, model: Model, hint: Mapping[int, float] | None = None, known: Mapping[str, float] | None = None
) -> Solved | OutOfTime:
    """One search of a model, within the effort."""
    effort = search.effort
    found = solve(model.program, search.left, _gap(search), effort.clock, hint, known, effort.nodes)
    if found.cut:
        effort.cut()
    return found


def _best(search: _Search, facts: Facts, past: Past, cores: int) -> _Stretch:
    """The best that can be found for a stretch of any length after a given past."""
    horizon = facts.horizon
    if horizon.days <= WEEK or len(horizon.weeks) == 1:
        return _solve(search, Problem(facts, past))
    months = len(horizon.weeks) > MONTH
    parts = [facts_of(facts.household, part) for part in horizon.parts(MONTH - 1 if months else 1)]
    joined = _join(search, facts, past, parts, _loosely(search, parts, past, cores))
    whole = past == Past()
    if whole:  # its true worth is known, and whether it breaks a rule over an edge
        plan = compose(facts, joined.draft, joined.bound)
        value = tuple(t.value for t in plan.tiers) if judge_case(Case(facts, plan)).clean else ()
        joined = replace(joined, value=value)
    gap = search.effort.gap if whole else max(search.effort.gap, LONG)
    if joined.value and (months or _near(joined, gap) or search.over):
        return joined
    return _at_once(search, Problem(facts, past), joined)


def _near(found: _Stretch, gap: float) -> bool:
    """Whether a stretch is as good as can be, or near enough."""
    bound = found.bound
    return found.value <= (bound.uncovered, bound.must, bound.cost + max(CENT, gap * bound.cost))


def _at_once(search: _Search, problem: Problem, joined: _Stretch) -> _Stretch:
    """All weeks searched at once from the joined plan on; the better of both, with the better of their bounds.

    Where that would be too much, and only the cost is open, the days on both sides of the seams are free alone, and
    nothing more is proven. An hour without cover is worth more time: what may be used a few times in all, each week by
    itself would use up.
    """
    search.effort.progress("Looking at all weeks at once", 0.8)
    model = build(problem)
    hint = start_of(problem, model, joined.draft)
    only_cost = bool(joined.value) and joined.value[:-1] <= (joined.bound.uncovered, joined.bound.must)
    seams_only = only_cost and len(model.program.rows) > LARGE
    if seams_only:
        seams = [w.span.start for w in problem.facts.weeks[1:]]
        pin(problem, model, joined.draft, [Span(m - SEAM * HOUR, m + SEAM * HOUR) for m in seams])
    found = _searched(search, model, hint, _floors(joined.bound))
    if not isinstance(found, Solved):
        return joined
    value = tuple(found.value.values())
    draft = joined.draft if joined.value and joined.value <= value else lift(problem, model, found.values)
    best = min(v for v in (joined.value, value) if v)
    bound = joined.bound if seams_only else _higher(joined.bound, _bounds(found), best)
    return _Stretch(draft, bound, best)


def _higher(one: Bounds, two: Bounds, best: tuple[float, ...]) -> Bounds:
    """The better of two bounds. That of the cost holds only beside the least of the tiers before it."""
    uncovered, must = max(one.uncovered, two.uncovered), max(one.must, two.must)
    costs = [b.cost for b in (one, two) if (b.uncovered, b.must) == (uncovered, must)]
    return Bounds(uncovered, must, max(costs) if costs and best[:2] <= (uncovered, must) else 0.0)


def _gap(search: _Search) -> float:
    """The relative gap for one search; half of what the whole may have, as joining adds to it."""
    return max(1e-6, search.effort.gap / 2)


def _loosely(search: _Search, parts: Sequence[Facts], past: Past, cores: int) -> list[_Stretch]:
    """Every part with its edges loose; a fair share of the time each, what is left over goes to those that follow."""
    effort = search.effort

    def one(n: int) -> _Stretch:
        effort.progress(f"Part {n + 1} of {len(parts)}", n / len(parts) * 0.7)
        rounds = -(-(len(parts) - n) // cores)
        share = search.left * 0.85 / rounds * (1.5 if rounds > 1 else 1.0)
        before = past if n == 0 else Past(edge=False, loose=True)
        return _best(search.until(share), parts[n], replace(before, goes_on=past.goes_on or n + 1 < len(parts)), 1)

    with ThreadPoolExecutor(cores) as pool:  # the solver runs outside Python's lock
        return list(pool.map(one, range(len(parts))))


def _join(search: _Search, facts: Facts, past: Past, parts: Sequence[Facts], loose: Sequence[_Stretch]) -> _Stretch:
    """The parts one after the other, each from where the last one ended."""
    joined = loose[0]
    for n, (part, stretch) in enumerate(zip(parts[1:], loose[1:], strict=True), start=1):
        search.effort.progress(f"Joining part {n + 1}", 0.7 + 0.1 * n / len(parts))
        before = _past(facts, past, joined.draft, part.horizon.span)
        before = replace(before, goes_on=past.goes_on or n + 1 < len(parts))
        fitted = stretch
        if not _fits(facts, before, stretch.draft, part.horizon.span):
            share = max(1.0, search.left / (len(parts) - n))
            fitted = _mend(search.until(share), part, before, stretch)
        value = tuple(a + b for a, b in zip(joined.value, fitted.value, strict=False))
        joined = _Stretch(_append(joined.draft, fitted.draft), joined.bound, value)
    return replace(joined, bound=_sum([s.bound for s in loose]))


def _mend(search: _Search, part: Facts, past: Past, loose: _Stretch) -> _Stretch:
    """A part fitted to the past: the first days of its first week are planned anew, then more, until little gets lost.

    The value of a part of several weeks stays that of the loose one: nobody asks for it.
    """
    first, *rest = part.horizon.parts(1)
    week = facts_of(part.household, first)
    best = replace(loose, value=())
    known = {} if rest else _floors(loose.bound)
    problem = Problem(week, replace(past, goes_on=past.goes_on or bool(rest)))
    for hours in MENDED:
        model = build(problem)
        pin(problem, model, clipped(loose.draft, first.span), [Span(first.span.start, first.span.start + hours * HOUR)])
        found = _searched(search, model, known=known)
        value = tuple(found.value.values()) if isinstance(found, Solved) else ()
        if isinstance(found, Solved) and (not best.value or value < best.value):
            best = _Stretch(lift(problem, model, found.values), loose.bound, value)
        if (best.value and (rest or best.value <= _nearly(loose.bound))) or search.over:
            break
    if not rest or not best.value:
        return best
    later = clipped(loose.draft, Span(first.span.end, part.horizon.span.end))
    return _Stretch(_append(best.draft, later), loose.bound, loose.value)


def _floors(bound: Bounds) -> dict[str, float]:
    """What a search of the same stretch, or of a part that a bound was found for, cannot go under."""
    return {"uncovered": bound.uncovered, "must": bound.must}


def _nearly(bound: Bounds) -> tuple[float, ...]:
    """What is good enough for a week that had to be fitted to the one before."""
    return (bound.uncovered, bound.must, bound.cost + LITTLE * bound.cost)


def _solve(search: _Search, problem: Problem) -> _Stretch:
    model = build(problem)
    if 0 < search.effort.rows < len(model.program.rows):
        raise TooLarge
    found = _searched(search, model)
    if isinstance(found, Solved):
        return _Stretch(lift(problem, model, found.values), _bounds(found), tuple(found.value.values()))
    return _Stretch(_parents_alone(problem), _bounds(found), ())


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


def _past(facts: Facts, past: Past, whole: Draft, span: Span) -> Past:
    """What the parts so far, and what was before them, hand to the one that begins now."""
    leads = {c.child: c.lead for c in whole.cover if c.span.end == span.start}
    recent = {k: tuple(s for s in spans if s.end > span.start - 48 * HOUR) for k, spans in whole.duty.items()}
    gone = {(k.moment, p) for k in whole.moments if k.kept for p in k.parents}
    away = tuple(
        Absence(p, d.away, d.moment.children)
        for d in facts.dated
        for p in d.able
        if (d.moment.id, p) in gone and d.away.overlaps(span)
    )
    uses = {k: past.uses.get(k, 0) + len(spans) for k, spans in whole.duty.items()}
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
