"""The one place that knows a solver: HiGHS through OR-Tools' MathOpt, one thread, one seed, tier by tier.

Models and answers pass as MathOpt's own messages. Its objects for Python would take a third of a re-plan's time to
make, for reduced costs and a basis that nobody reads.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from homecall.planner.model.program import INFINITY, Program, Rows

if TYPE_CHECKING:
    from ortools.math_opt import model_pb2, parameters_pb2, result_pb2

PATIENCE = 0.8
"""The share of the time left that a search from a floor may take before the tiers are solved one by one."""
SLACK = 1e-6
"""How far a tier that is fixed may drift while the next one is solved."""


@dataclass(frozen=True)
class Solved:
    """Values of all variables, and for each tier its value, the bound nobody can beat, and whether they meet.

    `cut` says that the clock ended a search that would have gone on.
    """

    values: tuple[float, ...]
    value: Mapping[str, float]
    bound: Mapping[str, float]
    proven: bool
    cut: bool = False


@dataclass(frozen=True)
class OutOfTime:
    """No solution was found; `bound` holds what is known all the same. `cut` says whether for want of time."""

    bound: Mapping[str, float]
    cut: bool = False


Clock = Callable[[], float]


@dataclass
class _Limits:
    """How far each search may go, 0 nodes for as far as the time allows, and whether the clock has ended one."""

    nodes: int = 0
    cut: bool = False

    def note(self, result: result_pb2.SolveResultProto) -> result_pb2.SolveResultProto:
        """The same result; what ended it is kept."""
        from ortools.math_opt import result_pb2

        self.cut = self.cut or result.termination.limit == result_pb2.LIMIT_TIME
        return result


def solve(
    program: Program,
    seconds: float,
    gap: float = 1e-6,
    clock: Clock = time.monotonic,
    hint: Mapping[int, float] | None = None,
    known: Mapping[str, float] | None = None,
    nodes: int = 0,
) -> Solved | OutOfTime:
    """Make each tier as small as can be, the first before the second before the third.

    `seconds` bounds the whole; `gap` is the relative gap at which the last tier counts as proven. `hint` holds values
    of some of the variables in a good solution, where one is known, and `known` what no solution can go under in the
    tiers before the last. Those tiers nearly always reach a floor that is known beforehand, and then one search is
    enough; only where they do not, each is solved for itself. With `nodes` above 0 each of these searches ends after
    so many nodes of its tree, and what is found is the same on every machine, unless it is `cut`.
    """
    stop, limits = clock() + seconds, _Limits(nodes)
    for floors in _floors(program, stop, clock, known or {}, limits):
        seconds_left = max(0.05, (stop - clock()) * PATIENCE)
        found = _minimize(program, "cost", floors, hint, seconds_left, gap, limits)
        if found is not None:
            value = {t: _at(program, t, found[0]) for t in program.order}
            bound = {**value, "cost": min(value["cost"], found[1] + program.constants["cost"])}
            return Solved(found[0], value, bound, _proven(value, bound, gap), limits.cut)
    return _one_by_one(program, stop, gap, clock, limits)


def _floors(
    program: Program, stop: float, clock: Clock, known: Mapping[str, float], limits: _Limits
) -> Iterator[dict[str, float]]:
    """Values that the first tiers cannot go under: by what is known of them, then by linear relaxation."""
    first = {t: max(_least(program, t), known.get(t, 0.0) - program.constants[t]) for t in program.order[:-1]}
    yield first
    floors = _told(program, first, max(0.05, stop - clock()), limits)
    for tier in first if not floors else ():
        left = max(0.05, stop - clock())
        relaxed = _relaxed(program, tier, floors, left, limits) if program.tiers[tier] else 0.0
        if relaxed is None:
            return
        floors[tier] = max(first[tier], _whole_up(relaxed))
    if any(floors[t] > first[t] + SLACK for t in floors):
        yield floors


def _told(program: Program, first: Mapping[str, float], seconds: float, limits: _Limits) -> dict[str, float]:
    """The floors where all that a re-plan misses is that somebody must be told; empty where that is not so.

    Nearly always it is, and then the tiers before have their first floors: one relaxation shows it instead of three.
    """
    before = {t: least for t, least in first.items() if t != "told"}
    if not program.tiers.get("told") or any(least != round(least) for least in before.values()):
        return {}
    relaxed = _relaxed(program, "told", before, seconds, limits)
    return {} if relaxed is None else {**before, "told": max(first["told"], _whole_up(relaxed))}


def _one_by_one(program: Program, stop: float, gap: float, clock: Clock, limits: _Limits) -> Solved | OutOfTime:
    value: dict[str, float] = {}
    bound: dict[str, float] = {}
    values: tuple[float, ...] | None = None
    for tier in program.order:
        fixed = {t: value[t] - program.constants[t] for t in value}
        known = None if values is None else dict(enumerate(values))
        left, near = max(0.05, stop - clock()), gap if tier == "cost" else 0.0
        found = _minimize(program, tier, fixed, known, left, near, limits)
        if found is None and values is None:
            return OutOfTime(bound, limits.cut)
        values, best = found if found else (values, -program.constants[tier])
        assert values is not None
        value[tier] = _at(program, tier, values)
        least = best + program.constants[tier]
        bound[tier] = min(value[tier], least if tier == "cost" else _whole_up(least))
    assert values is not None
    return Solved(values, value, bound, _proven(value, bound, gap), limits.cut)


def _at(program: Program, tier: str, values: tuple[float, ...]) -> float:
    """What a tier comes to at these values; minutes and moments are whole."""
    total = sum(c * values[v] for v, c in program.tiers[tier].items()) + program.constants[tier]
    return total if tier == "cost" else float(round(total))


def _proven(value: Mapping[str, float], bound: Mapping[str, float], gap: float) -> bool:
    return all(bound[t] >= value[t] - max(1e-4, 2 * gap * abs(value[t])) for t in value)


def _whole_up(amount: float) -> float:
    """The next whole number, with room for the solver's rounding: minutes and moments are whole, and so is a bound."""
    return float(math.ceil(amount - 1e-4))


def _minimize(
    program: Program,
    tier: str,
    fixed: Mapping[str, float],
    hint: Mapping[int, float] | None,
    seconds: float,
    gap: float,
    limits: _Limits,
) -> tuple[tuple[float, ...], float] | None:
    """The best values found for one tier, and its bound; None where nothing was found."""
    proto = _proto(program, tier, fixed)
    result = limits.note(_solved(proto, _parameters(seconds, gap, limits.nodes), hint))
    values = _values(result, len(program.lower))
    if values is None:
        return None
    # Out of time a solver may know no bound at all; no coefficient is negative, so 0 is always one.
    bound = result.termination.objective_bounds.dual_bound
    return values, max(0.0, bound) if math.isfinite(bound) else 0.0


def _values(result: result_pb2.SolveResultProto, count: int) -> tuple[float, ...] | None:
    """The values of all variables in the best solution; None where there is none."""
    from ortools.math_opt import solution_pb2

    found = result.solutions[0].primal_solution if result.solutions else None
    if found is None or found.feasibility_status != solution_pb2.SOLUTION_STATUS_FEASIBLE:
        return None
    values = [0.0] * count
    for variable, value in zip(found.variable_values.ids, found.variable_values.values, strict=True):
        values[variable] = value
    return tuple(values)


def _solved(
    model: model_pb2.ModelProto, params: parameters_pb2.SolveParametersProto, hint: Mapping[int, float] | None
) -> result_pb2.SolveResultProto:
    """What the solver says of a model."""
    from ortools.math_opt import callback_pb2, model_parameters_pb2, parameters_pb2
    from ortools.math_opt.core.python import solver  # 0.9 s to load: only when something is solved
    from pybind11_abseil.status import StatusNotOk

    more, start = model_parameters_pb2.ModelSolveParametersProto(), parameters_pb2.SolverInitializerProto()
    for unread in (more.dual_values_filter, more.reduced_costs_filter):
        unread.filter_by_ids = True
    if hint is not None:
        known = more.solution_hints.add().variable_values
        known.ids.extend(sorted(hint))
        known.values.extend(hint[variable] for variable in sorted(hint))
    nobody, highs = callback_pb2.CallbackRegistrationProto(), parameters_pb2.SOLVER_TYPE_HIGHS
    try:
        found = solver.solve(model, highs, start, params, more, None, nobody, None, None)
    except StatusNotOk:  # over some models without a solution HiGHS (OR-Tools 9.15) stumbles in its presolve
        plain = parameters_pb2.SolveParametersProto()
        plain.CopyFrom(params)
        plain.highs.string_options["presolve"] = "off"
        found = solver.solve(model, highs, start, plain, more, None, nobody, None, None)
    return cast("result_pb2.SolveResultProto", found)


def _relaxed(program: Program, tier: str, fixed: Mapping[str, float], seconds: float, limits: _Limits) -> float | None:
    """The optimum of one tier with decisions that need not be whole; None where it was not reached."""
    from ortools.math_opt import result_pb2

    proto = _proto(program, tier, fixed)
    proto.variables.integers[:] = [False] * len(program.lower)
    result = limits.note(_solved(proto, _parameters(seconds, 0.0, 0), None))
    optimal = result.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL
    return float(result.solutions[0].primal_solution.objective_value) if optimal else None


def floor_of(program: Program, tier: str, seconds: float) -> float:
    """What nobody can go under in a tier of minutes or moments, by its relaxation; 0 where that took too long."""
    relaxed = _relaxed(program, tier, {}, seconds, _Limits())
    return 0.0 if relaxed is None else _whole_up(relaxed) + program.constants[tier]


def _parameters(seconds: float, gap: float, nodes: int) -> parameters_pb2.SolveParametersProto:
    """One thread and one seed, so that the same input gives the same plan; 0 nodes are as many as it takes."""
    from ortools.math_opt import parameters_pb2

    params = parameters_pb2.SolveParametersProto()
    params.time_limit.FromTimedelta(timedelta(seconds=seconds))
    options = params.highs
    options.int_options["threads"] = 1
    options.int_options["random_seed"] = 1
    if nodes:
        options.int_options["mip_max_nodes"] = nodes
    options.double_options["mip_rel_gap"] = gap
    options.double_options["mip_abs_gap"] = 1e-5
    # A fifth of the median week's time, and they find nothing here: people and hours are too different for symmetry.
    options.bool_options["mip_detect_symmetry"] = False
    options.bool_options["mip_heuristic_run_feasibility_jump"] = False
    return params


def _proto(program: Program, tier: str, fixed: Mapping[str, float]) -> model_pb2.ModelProto:
    from ortools.math_opt import model_pb2

    proto = model_pb2.ModelProto()
    variables = proto.variables
    variables.ids.extend(range(len(program.lower)))
    variables.lower_bounds.extend(program.lower)
    variables.upper_bounds.extend(_upper(program, fixed))
    variables.integers.extend(program.whole)
    costs = sorted(program.tiers[tier].items())
    proto.objective.linear_coefficients.ids.extend(v for v, _ in costs)
    proto.objective.linear_coefficients.values.extend(c for _, c in costs)
    _add_rows(proto, program.rows)
    for other, limit in fixed.items():
        if limit > _least(program, other) + SLACK:
            _hold(proto, program.tiers[other], limit + SLACK)
    return proto


def _least(program: Program, tier: str) -> float:
    """What a tier comes to, without its constant, when each of its variables is as small as it may be."""
    return sum(cost * program.lower[v] for v, cost in program.tiers[tier].items())


def _upper(program: Program, fixed: Mapping[str, float]) -> list[float]:
    """Upper bounds of the variables: those of a tier that is at its very least are at theirs."""
    upper = list(program.upper)
    for tier, limit in fixed.items():
        if limit <= _least(program, tier) + SLACK:
            for variable in program.tiers[tier]:
                upper[variable] = program.lower[variable]
    return upper


def _add_rows(proto: model_pb2.ModelProto, rows: Rows) -> None:
    constraints, matrix = proto.linear_constraints, proto.linear_constraint_matrix
    constraints.ids.extend(range(len(rows)))
    constraints.lower_bounds.extend(rows.lower)
    constraints.upper_bounds.extend(rows.upper)
    matrix.row_ids.extend(n for n, size in enumerate(rows.sizes) for _ in range(size))
    matrix.column_ids.extend(rows.variables)
    matrix.coefficients.extend(rows.coefficients)


def _hold(proto: model_pb2.ModelProto, costs: Mapping[int, float], limit: float) -> None:
    """Add the row that keeps the sum of a tier's costs under its limit."""
    constraints, matrix = proto.linear_constraints, proto.linear_constraint_matrix
    row = len(constraints.ids)
    constraints.ids.append(row)
    constraints.lower_bounds.append(-INFINITY)
    constraints.upper_bounds.append(limit)
    matrix.row_ids.extend([row] * len(costs))
    matrix.column_ids.extend(sorted(costs))
    matrix.coefficients.extend(costs[variable] for variable in sorted(costs))
