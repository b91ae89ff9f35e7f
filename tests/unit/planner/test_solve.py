"""The solver's one door: tiers in their order, floors, gaps, and what is said when time runs out."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from homecall.planner.model.program import Program
from homecall.planner.solve import OutOfTime, Solved, _parameters, _solved, solve


def two_choices(first: dict[str, float], second: dict[str, float]) -> Program:
    """One of two things happens; each is charged in the tiers it names."""
    program = Program()
    one, two = program.binary(), program.binary()
    program.equal([(1.0, one), (1.0, two)], 1.0)
    for variable, charges in ((one, first), (two, second)):
        for tier, amount in charges.items():
            program.charge(tier, variable, amount)
    return program


def solved(program: Program) -> Solved:
    """An answer that is proven."""
    found = solve(program, 10)
    assert isinstance(found, Solved)
    assert found.proven
    return found


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ({"uncovered": 1, "cost": 0}, {"uncovered": 2}, 0),
        ({"uncovered": 15}, {"must": 3, "cost": 500}, 1),
        ({"must": 1}, {"cost": 1e6}, 1),
        ({"uncovered": 30, "must": 2, "cost": 9}, {"uncovered": 30, "must": 2, "cost": 8}, 1),
    ],
)
def test_a_higher_tier_outweighs_any_lower_one(first: dict[str, float], second: dict[str, float], chosen: int) -> None:
    """A minute uncovered is worse than any must, a must worse than any cost."""
    found = solved(two_choices(first, second))
    assert [round(v) for v in found.values] == [1 - chosen, chosen]
    assert found.value == {tier: (second if chosen else first).get(tier, 0) for tier in ("uncovered", "must", "cost")}


def test_constants_count_in_value_and_bound() -> None:
    """What no decision can change is in both."""
    program = two_choices({"cost": 3}, {"cost": 4})
    program.constants.update(uncovered=60, must=1, cost=7)
    found = solved(program)
    assert found.value == {"uncovered": 60, "must": 1, "cost": 10}
    assert found.bound == pytest.approx(found.value)


def test_a_tier_whose_floor_cannot_be_reached_is_solved_for_itself() -> None:
    """Of any two of three things one is needed: two in all, where on paper half of each would do."""
    program = Program()
    things = [program.binary(cost=1.0) for _ in range(3)]
    for one, two in ((0, 1), (1, 2), (0, 2)):
        program.at_least([(1.0, things[one]), (1.0, things[two])], 1.0)
    for thing in things:
        program.charge("uncovered", thing, 10)
    assert solved(program).value == {"uncovered": 20, "must": 0, "cost": 2}


@pytest.mark.parametrize("fewest", [0, 10])
def test_whoever_must_be_told_is_no_reason_to_leave_a_minute_open(fewest: int) -> None:
    """One of two is told, whether or not some minutes stay uncovered whatever is done."""
    program = two_choices({}, {"cost": 3})
    program.add_tier("told")
    gap = program.share(most=30.0)
    program.at_least([(1.0, gap)], float(fewest))
    program.charge("uncovered", gap, 1.0)
    for one in (0, 1):
        program.charge("told", one, 1.0)
    assert solved(program).value == {"uncovered": fewest, "must": 0, "told": 1, "cost": 0}


def test_a_program_without_decisions_is_its_constants() -> None:
    """A family that needs nobody."""
    program = Program()
    program.constants["cost"] = 5
    assert solved(program).value == {"uncovered": 0, "must": 0, "cost": 5}


def test_no_time_is_no_answer_or_an_honest_one() -> None:
    """A clock that leaps an hour at each look: whatever is found claims no more than it knows."""
    looks: Iterator[int] = count(step=3600)
    found = solve(two_choices({"cost": 3}, {"cost": 4}), 1, clock=lambda: float(next(looks)))
    assert isinstance(found, OutOfTime) or all(found.bound[t] <= found.value[t] for t in found.value)


def test_the_same_program_has_the_same_answer() -> None:
    """Ties are broken the same way each time."""
    tie = two_choices({"cost": 3}, {"cost": 3})
    assert solved(tie).values == solved(tie).values


def test_a_model_that_the_solver_stumbles_over_is_solved_without_its_presolve() -> None:
    """The bound of a re-plan from a simulated month, with nothing in reach: an error and no answer at first."""
    from ortools.math_opt import model_pb2, result_pb2

    model = model_pb2.ModelProto()
    model.ParseFromString(gzip.decompress((Path(__file__).parent / "models" / "stumble.pb.gz").read_bytes()))
    found = _solved(model, _parameters(10, 1e-6, 0), None)
    assert found.termination.reason == result_pb2.TERMINATION_REASON_INFEASIBLE
