"""A search that ends by the work done: the same plan on every machine, and a word where the clock came first."""

from __future__ import annotations

import itertools

import pytest

from benchmarks.families import family, horizon, small
from homecall.planner.plan import Effort, make_plan


@pytest.mark.parametrize("seed", range(6))
def test_a_search_by_nodes_does_not_look_at_the_clock(seed: int) -> None:
    """An hour may pass between two looks at it."""
    slow = itertools.count(0.0, 3600.0)
    heard: list[bool] = []
    patient = Effort(seconds=1e6, nodes=1, clock=lambda: next(slow), cut=lambda: heard.append(True))
    made = make_plan(small(seed), horizon(seed, 2), patient)
    assert made == make_plan(small(seed), horizon(seed, 2), Effort(seconds=300.0, nodes=1))
    assert not heard


def test_a_search_by_nodes_ends_before_the_proof() -> None:
    """Four hard days: no clock is heard of, and the bound stays open."""
    heard: list[bool] = []
    effort = Effort(seconds=300.0, nodes=1, cut=lambda: heard.append(True))
    made = make_plan(family(20), horizon(20, 4), effort)
    assert made.status == "feasible"
    assert made.tier("cost").bound < made.tier("cost").value
    assert not heard


def test_what_the_clock_ended_is_said() -> None:
    """Half a second is the least that a search is given."""
    heard: list[bool] = []
    make_plan(family(0), horizon(0, 7), Effort(seconds=0.1, nodes=1, cut=lambda: heard.append(True)))
    assert heard
