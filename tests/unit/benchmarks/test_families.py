"""Generated families: always the same, and of every shape."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.families import DAYS, big, family, first, horizon, small
from benchmarks.yardstick.price import price
from benchmarks.yardstick.solve import solve
from benchmarks.yardstick.work import work
from homecall.timeline.period import Kind

MANY = [family(seed) for seed in range(60)]
ROOT = Path(__file__).parents[3]
PRINT_THEM = (
    "from benchmarks.families import *; print([(family(n), small(n), big(n), horizon(n, 7)) for n in range(20)])"
)


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


def test_a_longer_schedule_begins_like_a_shorter_one() -> None:
    """A year of a family has the same first six weeks, and half a year the same first half; the family is the same."""
    for seed in range(20):
        short, half, year = family(seed), family(seed, 182), family(seed, 364)
        assert replace(short, schedules={}) == replace(year, schedules={})
        for before, after in ((short, half), (half, year)):
            for person, line in before.schedules.items():
                last = max(period.day for period in line.periods)
                assert line.periods == tuple(p for p in after.schedules[person].periods if p.day <= last)


def test_a_year_of_duties_has_no_end_in_summer() -> None:
    """The last weeks hold some; families whose schedules are published through half of it know half a year."""
    for seed in range(20):
        lines = family(seed, 364).schedules.values()
        assert all((max(p.day for p in line.periods) - first(seed)).days > 340 for line in lines)
        assert {(line.through - first(seed)).days for line in lines if line.through} == {182 if seed % 13 == 7 else 364}


def test_some_schedules_are_published_through_half() -> None:
    """One family in thirteen learns the rest later."""
    known = {seed: {line.through for line in family(seed).schedules.values()} for seed in range(26)}
    assert {seed for seed, days in known.items() if days == {first(seed) + timedelta(days=DAYS // 2)}} == {7, 20}


def test_schedules_are_not_shorter_than_six_weeks() -> None:
    """The dice that make the family are thrown for so many."""
    with pytest.raises(ValueError, match="42 days"):
        family(3, 41)


def test_big_families_have_six_children_eight_carers_and_twelve_moments() -> None:
    """For every seed, with two parents, and no two with the same name; seeds differ."""
    made = [big(seed) for seed in range(10)]
    for one in made:
        sizes = [len(group) for group in (one.parents, one.children, one.carers, one.moments)]
        assert sizes == [2, 6, 8, 12]
        assert len(one.names) == 16
        assert len({moment.id for moment in one.moments}) == 12
    assert len({repr(one) for one in made}) == 10
    assert big(4) == big(4)


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
