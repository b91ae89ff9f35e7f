"""Generated families: always the same, and of every shape."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.families import family, first, horizon, small
from benchmarks.yardstick.price import price
from benchmarks.yardstick.solve import solve
from benchmarks.yardstick.work import work
from homecall.timeline.period import Kind

MANY = [family(seed) for seed in range(60)]
ROOT = Path(__file__).parents[3]
PRINT_THEM = "from benchmarks.families import *; print([(family(n), small(n), horizon(n, 7)) for n in range(20)])"


def _printed(hash_seed: str) -> str:
    paths = os.pathsep.join((str(ROOT), str(ROOT / "src")))
    clean = {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": paths, "PATH": os.environ.get("PATH", "")}
    ran = subprocess.run([sys.executable, "-c", PRINT_THEM], capture_output=True, text=True, check=True, env=clean)
    return ran.stdout


def test_a_seed_is_a_family_in_every_process() -> None:
    """Neither the run nor the order of hashes changes anything."""
    assert _printed("1") == _printed("2")


def test_all_shapes_turn_up() -> None:
    """Sixty families hold every kind of carer, pack, count of people and kind of period that the generator knows."""
    carers = [carer for one in MANY for carer in one.carers]
    assert {c.kind for c in carers} == {"nanny", "au_pair", "sitter", "relative", "neighbour", "backup"}
    assert {c.rules for c in carers} == {"none", "us-nanny", "us-ca-nanny", "us-ny-nanny", "us-au-pair"}
    assert {len(one.parents) for one in MANY} == {1, 2}
    assert {len(one.children) for one in MANY} == {1, 2, 3}
    assert {len(one.carers) for one in MANY} >= {0, 1, 5}
    kinds = {period.kind for one in MANY for line in one.schedules.values() for period in line.periods}
    assert kinds == set(Kind) - {Kind.UNMAPPED}


def test_all_features_turn_up() -> None:
    """Standby, fees, allowances, guarantees, minimum shifts, closures, must moments, odd commutes."""
    carers = [carer for one in MANY for carer in one.carers]
    assert all(any(getattr(c, name) for c in carers) for name in ("standby", "per_use", "guaranteed", "min_shift"))
    assert {c.uses_left for c in carers} >= {None, 0, 1, 3}
    assert any(place.closed for one in MANY for child in one.children for place in child.places)
    assert {m.id for one in MANY for m in one.moments} == {"bedtime", "alone", "saturday", "play"}
    assert any(parent.commute % 15 for one in MANY for parent in one.parents)
    assert any(one.usual for one in MANY)


def test_duties_of_one_parent_do_not_overlap() -> None:
    """A person is on one duty at a time, with a pause between two."""
    for seed, one in enumerate(MANY):
        for parent in one.parents:
            duties = work(one, horizon(seed, 7), parent, {}).duties
            assert all(a.span.end < b.span.start for a, b in pairwise(duties))


def test_small_families_are_small() -> None:
    """Few enough people for a solve in a second."""
    for one in (small(seed) for seed in range(40)):
        assert len(one.children) <= 2
        assert len(one.carers) <= 2


def test_horizons_start_on_their_first_day() -> None:
    """`now` is before the start."""
    assert all(horizon(seed, 3).dates[0] == first(seed) for seed in range(20))
    assert all(horizon(seed, 3).now < horizon(seed, 3).span.start for seed in range(20))


@pytest.mark.parametrize("seed", [0, 2, 5, 6, 9, 14, 17, 21, 23])
def test_the_model_charges_what_the_plan_costs(seed: int) -> None:
    """Every part that HiGHS added up is the one that the plan, read minute by minute, comes to."""
    one, ahead = small(seed), horizon(seed, 1 + seed % 3)
    answer = solve(one, ahead, 60.0)
    counted = price(one, ahead, answer.leads, answer.shifts, answer.moments)
    charged = {**answer.parts, **{name: value for name, value, _, _ in answer.tiers if name != "cost"}}
    assert charged == {name: pytest.approx(value, abs=0.02) for name, value in counted.items()}
