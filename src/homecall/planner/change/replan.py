"""A new plan from the plan in force and from what happened: as little moves as can be.

The past is held, and so are the days after tomorrow where nothing stands in their way. Between them everything is
decided anew: the uncovered minutes first, then the musts, then the number of people who must be told something within
the freeze, then cost. Only where the first two tiers suffer from what is held, more is let loose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homecall.errors import HouseholdError, PlanError
from homecall.household.household import Household
from homecall.plan.diff import told
from homecall.plan.plan import Plan, Tier
from homecall.planner.change.changed import agreed, changed, facts_for, in_time, said, settled
from homecall.planner.change.draft import draft_of
from homecall.planner.change.gain import raise_floor, within_reach
from homecall.planner.change.happened import Happening, concerned
from homecall.planner.change.held import Held, held, hold
from homecall.planner.change.told import add_told
from homecall.planner.compose import CENT, PLACES, Bounds, compose
from homecall.planner.model.build import build
from homecall.planner.plan import Effort
from homecall.planner.solve import Solved, solve
from homecall.rules.base import Breach, Case
from homecall.rules.book import RULES
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.rules.facts.occasions import Dated
from homecall.spans.span import HOUR, Minute, Span, intersect, union
from homecall.tongue import say

FREEZE = 20 * HOUR
"""So far ahead nothing moves unless it must (planning contract, section 7)."""
MOMENTS = "moments-are-real"


@dataclass(frozen=True)
class _Search:
    """One question: the facts after what happened, the plan in force, now, who knows already, and the time there is."""

    facts: Facts
    plan: Plan
    now: Minute
    excused: frozenset[str]
    broken: frozenset[tuple[str, Span]]
    effort: Effort
    stop: float

    @property
    def until(self) -> Minute:
        """The end of the freeze, or of the plan."""
        return min(self.now + FREEZE, self.plan.span.end)

    @property
    def left(self) -> float:
        """The seconds there are, a moment at least."""
        return max(0.05, self.stop - self.effort.clock())


@dataclass(frozen=True)
class Answer:
    """A new plan, and the facts that it has to answer to."""

    plan: Plan
    facts: Facts


def replan(
    household: Household, plan: Plan, happened: tuple[Happening, ...], now: Minute, effort: Effort | None = None
) -> Answer:
    """The plan after what happened, over the same horizon. The household is the one that the schedules speak of.

    Its bounds speak of the plans that hold what is held here, and so it is never called proven as a whole. Raises
    HouseholdError or PlanError where there is nothing to apply to or the plan in force is none of this household's.
    """
    if not happened:
        raise HouseholdError(say("Nothing has happened."), cure=say("Say who is late, ill, called in or not coming."))
    in_time(plan, now)
    effort = effort or Effort()
    stop = effort.clock() + effort.seconds
    scheduled = facts_of(household, horizon_of(household, plan))
    before = settled(facts_for(scheduled, plan), plan, now)
    facts = changed(scheduled, before, plan, happened, now)
    _fits(before, plan)
    breaches = _breaches(Case(facts, plan))
    broken = frozenset((b.who, b.span) for b in breaches if b.rule == MOMENTS)
    search = _Search(facts, plan, now, concerned(happened), broken, effort, stop)
    found = _widening(search, [b.span for b in breaches])
    return Answer(replace(found, happened=said(plan, happened, now), agreed=agreed(facts)), facts)


def _fits(facts: Facts, plan: Plan) -> None:
    """Raises PlanError where the plan in force is no plan for this household."""
    for breach in _breaches(Case(facts, plan)):
        text = say("The plan in force does not fit this household: {text}", text=breach.text)
        raise PlanError(text, cure="Give the household and the plan that was made from it.")


def _breaches(case: Case) -> list[Breach]:
    return [breach for rule in RULES for breach in rule.check(case)]


def _widening(search: _Search, struck: list[Span]) -> Plan:
    """The answer that lets least loose; more is let loose where the first tiers would gain, or where nothing fits."""
    best: Plan | None = None
    for free in _choices(search, struck):
        problem = held(search.facts, search.plan, free, search.broken)
        if best is not None and not within_reach(problem, best, search.left):
            break
        found = _answer(search, problem)
        best = min((p for p in (best, found) if p), key=lambda p: p.rank, default=None)
        if best is not None and _settled(search, problem, best):
            break
    if best is None:
        raise PlanError("No new plan was found in the time given.", cure="Give the search more seconds.")
    return best


def _settled(search: _Search, problem: Held, best: Plan) -> bool:
    """Whether nothing in the first two tiers could be better where it is decided anew, whatever else gave way."""
    if _musts(search, best) > _musts(search, search.plan):
        return False
    return not _reachable(problem, best) or not within_reach(problem, best, search.left)


def _choices(search: _Search, struck: list[Span]) -> Iterator[tuple[Span, ...]]:
    """What to let loose: today, tomorrow and the days that were struck; the rest of those weeks; all to come."""
    wall, frame = search.facts.horizon.wall, search.plan.span
    since = min(m for m in search.facts.marks if m >= search.now)
    coming = [Span(since, frame.end)] if since < frame.end else []
    today = wall.date(search.now)
    days = {today, today + timedelta(days=1)}
    days |= {d for s in struck if s.end > search.now for d in _days(search, Span(max(s.start, search.now), s.end))}
    narrow = intersect(union(wall.day(d) for d in days), coming)
    weeks = intersect([w.span for w in search.facts.weeks if any(w.span.overlaps(s) for s in narrow)], coming)
    yield from dict.fromkeys((narrow, weeks, tuple(coming)))


def _days(search: _Search, span: Span) -> Iterator[date]:
    wall = search.facts.horizon.wall
    first, last = wall.date(span.start), wall.date(span.end - 1)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _reachable(problem: Held, plan: Plan) -> bool:
    """Whether there is a gap in the free time that somebody could fill, seen at a glance."""
    parts = ((c.child, s) for c in plan.cover if c.lead is None for s in intersect([c.span], problem.free))
    gaps = {(child, i) for child, part in parts for i in problem.slots(part)}
    return any(i in slots for child, i in gaps for (c, _), slots in problem.may_lead.items() if c == child)


def _musts(search: _Search, plan: Plan) -> float:
    """Musts missed, but for the dated ones that nobody who is asked for is free to attend."""
    kept = {k.moment for k in plan.moments if k.kept}
    must = [d for d in search.facts.dated if d.moment.importance == "must" and d.moment.id not in kept]
    return plan.tier("must_missed").value - sum(1 for d in must if not _possible(d))


def _possible(dated: Dated) -> bool:
    return bool(dated.able) if dated.moment.who == "any" else set(dated.able) == set(dated.wanted)


def _answer(search: _Search, problem: Held) -> Plan | None:
    model = build(problem)
    hold(problem, model)
    preferences = add_told(problem, model, search.until, search.excused)
    if _reachable(problem, search.plan):
        raise_floor(model.program, search.left)
    found = solve(model.program, max(0.5, search.left), clock=search.effort.clock)
    if not isinstance(found, Solved):
        return None
    draft = draft_of(problem, model, found.values, search.now)
    plan = compose(search.facts, draft, Bounds(0.0, 0.0, 0.0))
    return replace(plan, status="feasible", tiers=_tiers(search, plan, found, preferences))


def _tiers(search: _Search, plan: Plan, found: Solved, preferences: float) -> tuple[Tier, ...]:
    """The tiers with the number of people told, each bound as far below its value as the search left open."""
    uncovered, must, cost = plan.tiers
    count = len(told(search.plan, plan, search.now, search.until) - search.excused)
    open_ = {t: max(0.0, found.value[t] - found.bound[t]) for t in found.value}
    beside = preferences if open_["cost"] + preferences > CENT else 0.0
    return (
        _below(uncovered, open_["uncovered"]),
        _below(must, open_["must"]),
        _below(Tier("told", count, count), open_["told"]),
        _below(cost, open_["cost"] + beside if open_["cost"] + beside > CENT else 0.0),
    )


def _below(tier: Tier, open_: float) -> Tier:
    return replace(tier, bound=max(0.0, round(tier.value - open_, PLACES)))
