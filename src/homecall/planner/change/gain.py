"""Whether letting more loose could help: only the first two tiers are asked, so only what they rest on is modelled."""

from __future__ import annotations

from dataclasses import replace

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.held import Held, held, hold
from homecall.planner.change.near import needing, widened
from homecall.planner.model.build import Model
from homecall.planner.model.leads import add_leads
from homecall.planner.model.moments import add_moments
from homecall.planner.model.program import Program
from homecall.planner.model.shifts import add_shifts
from homecall.planner.solve import floor_of, solve
from homecall.rules.facts.occasions import Dated
from homecall.spans.span import Span, intersect, minutes_in, union


def within_reach(problem: Held, best: Plan, seconds: float) -> bool:
    """Whether the free time could have fewer gaps or missed musts than in the best plan, if all else gave way.

    All else is what is to come outside the free time. Where not even then, nothing need be let loose beyond it. It
    errs on the side of yes; recurring musts outside the free time are taken as they are.
    """
    far = tuple(d for d in problem.whole.dated if d not in problem.facts.dated)
    aim = _gaps(problem, best), best.tier("must_missed").value - _missed(far, best)
    program = _lean(_alone(problem), problem.free)
    if not _floor_below(program, aim, seconds):
        return False
    bound = solve(program, seconds).bound
    return (bound.get("uncovered", 0.0), bound.get("must", 0.0)) < aim


def raise_floor(program: Program, seconds: float) -> None:
    """Say in the program what its relaxation knows of the first tier, for a search that starts from what is known.

    All gaps become one variable, which is no less than nobody can go under.
    """
    costs = program.tiers["uncovered"]
    floor = floor_of(program, "uncovered", seconds) - program.constants["uncovered"]
    total = program.share(most=sum(costs.values()))
    program.lower[total] = max(0.0, floor)
    program.equal([(1.0, total), *((-c, v) for v, c in costs.items())], 0.0)
    program.tiers["uncovered"] = {total: 1.0}


def _gaps(problem: Held, plan: Plan) -> float:
    """The uncovered child-minutes in the free time."""
    return float(sum(minutes_in(problem.free, c.span) for c in plan.cover if c.lead is None))


def _floor_below(program: Program, aim: tuple[float, float], seconds: float) -> bool:
    """Whether the linear relaxation leaves room under these gaps and missed musts."""
    gaps, missed = aim
    floor = floor_of(program, "uncovered", seconds)
    return floor < gaps or (floor == gaps and missed > 0 and floor_of(program, "must", seconds) < missed)


def _missed(dated: tuple[Dated, ...], plan: Plan) -> int:
    kept = {k.moment for k in plan.moments if k.kept}
    return sum(1 for d in dated if d.moment.importance == "must" and d.moment.id not in kept)


def _alone(problem: Held) -> Held:
    """The same free time with nothing left of what was to come beyond, and room for a shift that reaches over."""
    start, frame = problem.free[0].start, problem.plan.span
    room = max((k.limits.shortest for k in problem.whole.carers.values()), default=0)
    free = union(Span(max(start, s.start - room), min(frame.end, s.end + room)) for s in problem.free)
    left = union([*free, *([Span(frame.start, start)] if frame.start < start else [])])
    plan = replace(
        problem.plan,
        cover=tuple(replace(c, span=part) for c in problem.plan.cover for part in intersect([c.span], left)),
        shifts=tuple(replace(s, span=part) for s in problem.plan.shifts for part in intersect([s.span], left)),
    )
    found = held(problem.whole, plan, free, problem.broken)
    seen = widened(problem.free, (leg for child in problem.whole.children.values() for leg in child.legs))
    return replace(found, facts=replace(found.facts, children=needing(found.facts.children, seen)))


def _lean(problem: Held, counted: tuple[Span, ...]) -> Program:
    """The model of the first two tiers alone; gaps count where they lie in the spans `counted`."""
    facts = problem.facts
    slim = replace(
        facts,
        household=_unpaid(facts.household),
        dated=tuple(d for d in facts.dated if d.moment.importance == "must" and _among(d, counted)),
        occasions=tuple(o for o in facts.occasions if o.moment.importance == "must"),
        usual=(),
        nights=(),
    )
    lean, program = replace(problem, facts=slim), Program()
    leads = add_leads(lean, program)
    shifts = add_shifts(lean, program, leads)
    model = Model(program, leads, shifts, add_moments(lean, program, leads))
    hold(lean, model)
    here = {i for s in counted for i in lean.slots(s)}
    program.tiers["uncovered"], program.tiers["cost"] = {}, {}
    for (_, slot), gap in leads.gap.items():
        if slot in here:
            program.charge("uncovered", gap, lean.lengths[slot])
    return program


def _unpaid(household: Household) -> Household:
    """The family as if nothing had a price."""
    prices = replace(household.prices, late_minute=0.0)
    carers = tuple(replace(c, rate=0.0, per_use=0.0) for c in household.carers)
    moments = tuple(m for m in household.moments if m.importance == "must")
    return replace(household, prices=prices, carers=carers, moments=moments)


def _among(dated: Dated, spans: tuple[Span, ...]) -> bool:
    return any(s.overlaps(dated.away) for s in spans)
