"""Whether letting more loose could help: only the first two tiers are asked, so only what they rest on is modelled."""

from __future__ import annotations

from dataclasses import replace

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.plan.plan import Plan
from homecall.planner.change.held import Held, held, hold
from homecall.planner.change.near import MARGIN
from homecall.planner.change.reduce import reduced
from homecall.planner.model.build import Model
from homecall.planner.model.leads import add_leads
from homecall.planner.model.moments import add_moments
from homecall.planner.model.program import Program
from homecall.planner.model.shifts import add_shifts
from homecall.planner.solve import floor_of
from homecall.rules.facts.occasions import Dated
from homecall.spans.span import Span, intersect, minutes_in, union


def within_reach(problem: Held, best: Plan, seconds: float) -> bool:
    """Whether a gap or a missed dated must in the free time might go if all else that is to come gave way.

    Where not even then, nothing need be let loose beyond it. It errs on the side of yes.
    """
    program = _lean(_alone(problem), problem.free, recurring=False)
    gaps = sum(minutes_in(problem.free, c.span) for c in best.cover if c.lead is None)
    return _below(program, gaps, _missed(problem.facts.dated, best), seconds)


def promising(problem: Held, best: Plan, seconds: float) -> bool:
    """Whether the free time could have fewer gaps, or fewer musts be missed, than in the best plan so far."""
    program = _lean(problem, problem.free, recurring=True)
    gaps = sum(minutes_in(problem.free, c.span) for c in best.cover if c.lead is None)
    far = tuple(d for d in problem.whole.dated if d not in problem.facts.dated)
    return _below(program, gaps, best.tier("must_missed").value - _missed(far, best), seconds)


def _below(program: Program, gaps: float, missed: float, seconds: float) -> bool:
    small = reduced(program)
    if small is None:
        return False
    floors = floor_of(small.program, "uncovered", seconds), floor_of(small.program, "must", seconds)
    return floors < (gaps, missed)


def _missed(dated: tuple[Dated, ...], plan: Plan) -> int:
    kept = {k.moment for k in plan.moments if k.kept}
    return sum(1 for d in dated if d.moment.importance == "must" and d.moment.id not in kept)


def _alone(problem: Held) -> Held:
    """The same free time and a day around it, with nothing left of what was to come beyond."""
    start, frame = problem.free[0].start, problem.plan.span
    around = [Span(max(start, s.start - MARGIN), min(frame.end, s.end + MARGIN)) for s in problem.free]
    free = union(around)
    left = union([*free, *([Span(frame.start, start)] if frame.start < start else [])])
    plan = replace(
        problem.plan,
        cover=tuple(replace(c, span=part) for c in problem.plan.cover for part in intersect([c.span], left)),
        shifts=tuple(replace(s, span=part) for s in problem.plan.shifts for part in intersect([s.span], left)),
    )
    return replace(held(problem.whole, plan, free, frozenset()), settled=())


def _lean(problem: Held, counted: tuple[Span, ...], *, recurring: bool) -> Program:
    """The model of the first two tiers alone; gaps count where they lie in the spans `counted`."""
    facts = problem.facts
    slim = replace(
        facts,
        household=_unpaid(facts.household, recurring=recurring),
        dated=tuple(d for d in facts.dated if d.moment.importance == "must" and _among(d, counted)),
        occasions=tuple(o for o in facts.occasions if recurring and o.moment.importance == "must"),
        usual=(),
        nights=(),
    )
    lean, program = replace(problem, facts=slim), Program()
    leads = add_leads(lean, program)
    shifts = add_shifts(lean, program, leads)
    model = Model(program, leads, shifts, add_moments(lean, program, leads))
    hold(lean, model)
    here = {i for s in counted for i in lean.slots(s)}
    program.tiers["uncovered"] = {}
    for (_, slot), gap in leads.gap.items():
        if slot in here:
            program.charge("uncovered", gap, lean.lengths[slot])
    return program


def _unpaid(household: Household, *, recurring: bool) -> Household:
    """The family as if nothing had a price."""
    prices = replace(household.prices, late_minute=0.0)
    carers = tuple(replace(c, rate=0.0, per_use=0.0) for c in household.carers)
    moments = tuple(m for m in household.moments if _is_must(m) and (m.dated or recurring))
    return replace(household, prices=prices, carers=carers, moments=moments)


def _is_must(moment: Moment) -> bool:
    return moment.importance == "must"


def _among(dated: Dated, spans: tuple[Span, ...]) -> bool:
    return any(s.overlaps(dated.away) for s in spans)
