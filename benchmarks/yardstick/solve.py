"""Three tiers, one after the other, by HiGHS (section 5)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2

from benchmarks.yardstick.core import Core, Number, core
from benchmarks.yardstick.facts import facts
from benchmarks.yardstick.habits import add_habits
from benchmarks.yardstick.late import add_lateness
from benchmarks.yardstick.moments import Kept as Decided
from benchmarks.yardstick.moments import add_moments, asked_for
from benchmarks.yardstick.shifts import add_shifts
from benchmarks.yardstick.start import Start
from benchmarks.yardstick.start import values as values_of
from benchmarks.yardstick.work import Overruns
from homecall.household.household import Household
from homecall.plan.plan import Cover, Kept
from homecall.spans.span import Span, union
from homecall.spans.wall import Horizon

Reached = tuple[str, float, float, float]
"""A tier: its name, value, bound, and the seconds that it took."""

Values = Mapping[mathopt.Variable, float]

PARTS = ("pay", "asks", "handoffs", "usual", "nights", "lateness", "moments")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What HiGHS found. A tier is (name, value, bound, seconds); the bound is what no plan could beat.

    `parts` splits the cost. `moments` holds only what is kept. `shifts` are (carer, span), sorted.
    """

    tiers: tuple[Reached, ...]
    parts: Mapping[str, float]
    leads: tuple[Cover, ...]
    shifts: tuple[tuple[str, Span], ...]
    moments: tuple[Kept, ...]

    @property
    def proven(self) -> bool:
        """Whether every tier reached its bound."""
        return all(value - bound <= 1e-3 + 1e-5 * abs(value) for _, value, bound, _ in self.tiers)


def solve(
    household: Household,
    horizon: Horizon,
    seconds: float,
    overruns: Overruns | None = None,
    start: Start | None = None,
) -> Yardstick:
    """The best plan of the contract, with at most `seconds` for the three tiers together.

    It is found from nothing, or from `start`: each tier then begins with that plan, if the model allows it.
    """
    if household.rest != "constants":
        raise ValueError("The yardstick knows rest by the contract's constants alone.")
    made = core(facts(household, horizon, overruns or {}))
    add_shifts(made)
    decided = add_moments(made)
    add_habits(made)
    add_lateness(made)
    deadline = time.monotonic() + seconds
    tiers: list[Reached] = []
    given = values_of(made, decided, start) if start else None
    values: Values = {v: 1.0 for v in made.gap.values()} | {v: 0.0 for v in made.lead.values()}
    for name, goal in _goals(made, decided).items():
        if name == "must_missed" and not decided.missed:  # no musts: nothing to search for
            tiers.append((name, 0.0, 0.0, 0.0))
            continue
        began = time.monotonic()
        value, bound, values = _tier(made, goal, max(1.0, deadline - began), given or values)
        tiers.append((name, value, bound, time.monotonic() - began))
        made.at_most(goal, value if name == "cost" else float(round(value)))
    return _read(made, decided, tuple(tiers), values)


def _goals(made: Core, decided: Decided) -> dict[str, Number]:
    gaps = [made.facts.minutes(slot) * gap for (_, slot), gap in made.gap.items()]
    cost = [term for terms in made.parts.values() for term in terms]
    named = {"uncovered_minutes": gaps, "must_missed": decided.missed, "cost": cost}
    return {name: mathopt.LinearSum([0.0, *terms]) for name, terms in named.items()}


def _tier(made: Core, goal: Number, seconds: float, hint: Values) -> tuple[float, float, Values]:
    made.model.minimize(goal)
    options = highs_pb2.HighsOptionsProto(int_options={"threads": 1}, double_options={"mip_abs_gap": 1e-5})
    options.double_options["mip_rel_gap"] = 0.0
    options.double_options["mip_feasibility_tolerance"] = 1e-7
    limits = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds), random_seed=1, highs=options)
    asked = mathopt.ModelSolveParameters(solution_hints=[mathopt.SolutionHint(variable_values=dict(hint))])
    result = mathopt.solve(made.model, mathopt.SolverType.HIGHS, params=limits, model_params=asked)
    if not result.has_primal_feasible_solution():
        raise RuntimeError(f"HiGHS found nothing in {seconds:.0f} s: {result.termination}")
    return result.objective_value(), result.best_objective_bound(), result.variable_values()


def _read(made: Core, decided: Decided, tiers: tuple[Reached, ...], values: Values) -> Yardstick:
    parts = {name: _worth(made.parts.get(name, []), values) for name in PARTS}
    on = [(carer, made.facts.slots[slot]) for (carer, slot), v in made.on.items() if values[v] > 0.5]
    carers = [carer.id for carer in made.facts.household.carers]
    shifts = tuple((carer, span) for carer in carers for span in union(s for c, s in on if c == carer))
    return Yardstick(tiers, parts, _leads(made, values), shifts, _moments(made, decided, values))


def _worth(terms: list[Number], values: Values) -> float:
    return float(mathopt.evaluate_expression(mathopt.LinearSum([0.0, *terms]), values))


def _leads(made: Core, values: Values) -> tuple[Cover, ...]:
    found = [(c, a, n) for (c, a, n), v in made.lead.items() if values[v] > 0.5]
    held: dict[tuple[str, str | None], list[Span]] = {}
    for child, adult, slot in found:
        held.setdefault((child, adult), []).append(made.facts.slots[slot])
    for (child, slot), gap in made.gap.items():
        if values[gap] > 0.5:
            held.setdefault((child, None), []).append(made.facts.slots[slot])
    covers = [Cover(child, span, adult) for (child, adult), spans in held.items() for span in union(spans)]
    order = list(made.facts.need)
    return tuple(sorted(covers, key=lambda c: (order.index(c.child), c.span)))


def _moments(made: Core, decided: Decided, values: Values) -> tuple[Kept, ...]:
    kept = [
        Kept(one.moment.id, one.day, one.span, one.parents, one.moment.children, kept=True)
        for one in decided.occurrences
        if values[one.taken] > 0.5
    ]
    wall = made.facts.horizon.wall
    for moment in made.facts.household.moments:
        if moment.start and moment.end and moment.id in decided.dated and values[decided.dated[moment.id]] > 0.5:
            span = Span(wall.localize(moment.start), wall.localize(moment.end))
            going = [p for p in asked_for(made, moment) if (p, moment.id) in made.attend]
            present = tuple(p for p in going if values[made.attend[p, moment.id]] > 0.5)
            kept.append(Kept(moment.id, moment.start.date(), span, present, moment.children, kept=True))
    return tuple(sorted(kept, key=lambda k: (k.span, k.moment, k.parents)))
