"""How rows are given to processes: one for a whole row, or one for each search, and what becomes of broken ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.figures import run as running
from benchmarks.figures.order import Order, read
from benchmarks.figures.process import Failed, Run
from benchmarks.figures.rows import row
from benchmarks.figures.run import Asked, measure
from benchmarks.figures.sample import Sample, line
from tests.unit.benchmarks.figured import sample

PLAN = {"status": "optimal", "tiers": [{"name": "cost", "value": 5.0, "bound": 5.0}]}
Answers = Callable[[Order], list[Sample]]


def processes(monkeypatch: pytest.MonkeyPatch, answers: Answers, code: int = 0) -> list[tuple[str, ...]]:
    """Lets every process answer at once with these samples, or with a plan; gives the list of the commands."""
    told: list[tuple[str, ...]] = []

    def run(*command: str, loud: bool = False) -> Run:
        assert loud == ("homecall" not in command)
        told.append(command)
        if "homecall" in command:
            return Run(3.0, 2.0, 222.0, json.dumps(PLAN).encode())
        said = "".join(f"{line(one)}\n" for one in answers(read(command[-1])))
        made = Run(7.0, 6.0, 111.0, said.encode())
        if code:
            raise Failed("it ended", made)
        return made

    monkeypatch.setattr(running, "run", run)
    return told


def test_a_row_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told of every household, the named ones first, and its memory is the row's."""
    told = processes(monkeypatch, lambda order: [sample(1.0, row=order.row, household=n) for n in order.households])
    samples, took = measure(row("big"), Asked(households=2, runs=4))
    assert [one.household for one in samples] == ["six-children", "big 0", "big 1"]
    assert [one.memory for one in samples] == [0.0] * 3
    assert (len(told), took.memory, took.fault) == (1, 111.0, "")
    assert read(told[0][-1]).runs == 4


def test_what_a_broken_process_found_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """And that it broke is said."""
    processes(monkeypatch, lambda _: [sample(1.0)], code=9)
    samples, took = measure(row("week"), Asked())
    assert samples == [sample(1.0)]
    assert took.fault == "The process that measured it broke off after 7 s."


def test_growth_has_a_process_for_each_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """One search in each; the memory is its own."""
    told = processes(monkeypatch, lambda order: [sample(1.0, row=order.row, weeks=order.weeks)])
    samples, took = measure(row("growth"), Asked(households=2))
    orders = [read(command[-1]) for command in told]
    lengths = list(row("growth").lengths)
    assert [one.weeks for one in orders] == lengths * 2
    assert {(one.runs, one.beside, len(one.households)) for one in orders} == {(1, 0.0, 1)}
    assert [one.weeks for one in samples] == lengths * 2
    assert {one.memory for one in samples} == {111.0}
    assert took.memory == 0.0


def test_growth_finishes_the_household_that_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any time there is still one."""
    told = processes(monkeypatch, lambda order: [sample(1.0, row=order.row, weeks=order.weeks)])
    measure(row("growth"), Asked(households=5, scale=0.0))
    assert len(told) == len(row("growth").lengths)


def test_a_search_whose_process_breaks_has_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it took until then is kept."""
    processes(monkeypatch, lambda _: [], code=1)
    samples, _ = measure(row("growth"), Asked(households=1))
    assert {(one.wall, one.memory) for one in samples} == {(7.0, 111.0)}
    assert all("broke off" in one.fault and not one.good(None) for one in samples)


def test_named_families_are_weighed_as_people_plan_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """`homecall plan`, with the limit that was asked for; generated ones by a measuring process."""
    told = processes(monkeypatch, lambda order: [sample(1.0, row=order.row, household=order.households[0])])
    samples, _ = measure(replace(row("memory"), named=("two-residents",)), Asked(households=1, seconds=9.0))
    assert "homecall" in told[0]
    assert told[0][told[0].index("--seconds") + 1] == "9.0"
    assert [(one.household.split()[0], one.memory) for one in samples] == [("two-residents", 222.0), ("family", 111.0)]
    assert samples[0].proven
    assert samples[0].tiers == (("cost", 5.0, 5.0),)
