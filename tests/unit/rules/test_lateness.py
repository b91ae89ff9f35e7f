"""Expected uncovered minutes: the closed form against plain integration, and what caps or forgives them."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.household.people import Parent
from homecall.rules.lateness import chance, excess
from homecall.rules.value import value
from homecall.timeline.period import Kind, Overrun, Period
from tests.unit.helpers import ANA, BEN, carer, case, child, duty, household, moment, place

LATE = Overrun(60, 150)
CLINIC = duty("4 08:00-17:00", overrun=LATE)


def away(overrun: Overrun, start: float, end: float, steps: int = 20_000) -> float:
    """The chance of an overrun longer than u, integrated from `start` to `end` by the midpoint rule."""
    spread = math.log(overrun.p90 / overrun.median) / NormalDist().inv_cdf(0.9)
    width = (end - start) / steps
    points = (start + (n + 0.5) * width for n in range(steps))
    return sum(1 - NormalDist().cdf(math.log(u / overrun.median) / spread) if u > 0 else 1 for u in points) * width


def minutes(*lines: str, periods: tuple[Period, ...] = (CLINIC,), **more: Any) -> float:
    """The expected minutes of this cover; shifts and moments may be among `more`."""
    shifts, moments = (more.pop(name, ()) for name in ("shifts", "kept"))
    family = household(*periods, **more)
    return value(case(family, lines, shifts, moments)).parts["lateness"] / 1.5


@given(st.floats(1, 120), st.floats(1.01, 4), st.floats(-30, 200), st.floats(1, 300))
def test_the_closed_form_is_the_integral(median: float, ratio: float, start: float, length: float) -> None:
    """Minutes still away between two instants, for any lognormal."""
    overrun = Overrun(median, median * ratio)
    closed = excess(overrun, start) - excess(overrun, start + length)
    step = length / 4000  # where the chance falls from one to nought within a step, the sum is off by up to that step
    assert closed == pytest.approx(away(overrun, start, start + length, 4000), rel=1e-3, abs=1e-2 + step)


def test_an_overrun_passes_through_its_two_figures() -> None:
    """Half are longer than the median, a tenth longer than the 90th percentile, all longer than nothing."""
    assert chance(LATE, 60) == pytest.approx(0.5)
    assert chance(LATE, 150) == pytest.approx(0.1)
    assert chance(LATE, 0) == chance(LATE, -5) == 1


def test_a_certain_overrun_is_a_step() -> None:
    """Always 30 minutes: 10 of them are left after 20, none after 30."""
    always = Overrun(30, 30)
    assert excess(always, 20) == pytest.approx(10)
    assert excess(always, 40) == 0
    assert (chance(always, 29), chance(always, 30)) == (1, 0)


def test_taking_over_on_arrival_costs_the_whole_expectation() -> None:
    """Home at 17:25 with seven hours to go: the mean of the lognormal, all but."""
    parent = Parent("ana", "Ana", commute=25)
    found = minutes("mia - 4 00:00-17:25", "mia ana 4 17:25-24:00", parents=[parent])
    assert found == pytest.approx(away(LATE, 0, 395), abs=0.01)


def test_a_later_take_over_costs_less() -> None:
    """From 19:00 on only what is later than two hours counts."""
    found = minutes("mia - 4 00:00-19:00", "mia ana 4 19:00-24:00")
    assert found == pytest.approx(away(LATE, 120, 420), abs=0.01)


def test_the_uncovered_time_ends_with_the_lead() -> None:
    """A lead of half an hour can leave no more than half an hour uncovered."""
    found = minutes("mia ana 4 17:00-17:30", "mia - 4 17:30-24:00")
    assert found == pytest.approx(away(LATE, 0, 30), abs=0.01)


def test_the_horizon_cuts_the_lead() -> None:
    """Work until 23:45 leaves a quarter hour of the day."""
    found = minutes("mia ana 4 23:45-24:00", periods=(duty("4 12:00-23:45", overrun=LATE),))
    assert found == pytest.approx(away(LATE, 0, 15), abs=0.01)


def test_a_standby_bounds_it() -> None:
    """Somebody is there after ten minutes, if their hours say so at that instant."""
    lines = ["mia - 4 00:00-17:00", "mia ana 4 17:00-24:00"]
    ready = carer("Mon 16:00-18:00", standby=10)
    assert minutes(*lines, carers=[ready]) == pytest.approx(away(LATE, 0, 10), abs=0.01)
    for other in (carer("Mon 16:00-17:00", standby=10), carer("", "Mon 16:00-18:00", standby=10), carer()):
        assert minutes(*lines, carers=[other]) == pytest.approx(away(LATE, 0, 420), abs=0.01)


def test_the_nearest_of_several_standbys_counts() -> None:
    """Twenty minutes beat forty; a standby of 0 is there at once."""
    lines = ["mia - 4 00:00-17:00", "mia ana 4 17:00-24:00"]
    two = [carer(standby=40), carer(id="joan", standby=20)]
    assert minutes(*lines, carers=two) == pytest.approx(away(LATE, 0, 20), abs=0.01)
    assert minutes(*lines, carers=[carer(standby=0)]) == 0


def test_the_other_parent_at_home_forgives_it() -> None:
    """Ben is free at 17:00; on home call he may lead, too; at work he cannot."""
    lines = ["mia - 4 00:00-17:00", "mia ana 4 17:00-24:00"]
    both: dict[str, Any] = {"parents": [ANA, BEN]}
    assert minutes(*lines, **both) == 0
    assert minutes(*lines, periods=(CLINIC, duty("4 12:00-20:00", Kind.HOME_CALL, person="ben")), **both) == 0
    busy = (CLINIC, duty("4 12:00-20:00", person="ben"))
    assert minutes(*lines, periods=busy, **both) == pytest.approx(away(LATE, 0, 420), abs=0.01)


def test_a_parent_away_at_a_moment_forgives_nothing() -> None:
    """Ben is at Leo's play, travel included, when Ana comes home; an hour after he is back."""
    play = moment(dated="4 17:15-18:00", travel=15, children=("leo",))
    lines = ["mia - 4 00:00-17:00", "mia ana 4 17:00-24:00"]
    more: dict[str, Any] = {"parents": [ANA, BEN], "moments": (play,), "children": [child(), child("leo")]}
    assert minutes(*lines, kept=["talk ben 4 17:15-18:00"], **more) == pytest.approx(away(LATE, 0, 420), abs=0.01)
    assert minutes(*lines, **more) == 0
    later = ["mia - 4 00:00-19:00", "mia ana 4 19:00-24:00"]
    assert minutes(*later, kept=["talk ben 4 17:15-18:00"], **more) == 0


@pytest.mark.parametrize("before", ["mia rosa 4 00:00-17:00", "mia - 4 00:00-17:00", ""])
def test_it_counts_from_a_carer_a_gap_or_nobody(before: str) -> None:
    """A parent who takes over from nobody may be late as well."""
    lines = [line for line in (before, "mia ana 4 17:00-24:00") if line]
    assert minutes(*lines, carers=[carer()]) == pytest.approx(away(LATE, 0, 420), abs=0.01)


def test_it_counts_from_a_place() -> None:
    """Daycare ends as the clinic does."""
    kids = [child("mia", "07:00-20:00", place("Mon 08:00-17:00"))]
    assert minutes("mia ana 4 17:00-24:00", children=kids) == pytest.approx(away(LATE, 0, 420), abs=0.01)


def test_it_counts_at_the_start_of_the_plan() -> None:
    """Sunday's work ended at 22:00; at midnight what is later than two hours counts."""
    found = minutes("mia ana 4 00:00-24:00", periods=(duty("3 10:00-22:00", overrun=LATE),))
    assert found == pytest.approx(away(LATE, 120, 120 + 1440), abs=0.01)


def test_children_taken_over_together_count_once() -> None:
    """The longest of the two leads sets the limit."""
    kids: dict[str, Any] = {"children": [child(), child("leo")]}
    found = minutes("mia ana 4 17:00-17:30", "leo ana 4 17:00-18:30", **kids)
    assert found == pytest.approx(away(LATE, 0, 90), abs=0.01)


def test_children_taken_over_apart_count_each() -> None:
    """Mia at 17:00 for an hour and Leo at 17:15 for as long."""
    kids: dict[str, Any] = {"children": [child(), child("leo")]}
    found = minutes("mia ana 4 17:00-18:00", "leo ana 4 17:15-18:15", **kids)
    assert found == pytest.approx(away(LATE, 0, 60) + away(LATE, 15, 75), abs=0.01)


def test_the_same_child_taken_over_twice_counts_twice() -> None:
    """An hour with Ana, one with Rosa, one with Ana."""
    lines = ["mia ana 4 17:00-18:00", "mia rosa 4 18:00-19:00", "mia ana 4 19:00-20:00"]
    assert minutes(*lines, carers=[carer()]) == pytest.approx(away(LATE, 0, 60) + away(LATE, 120, 180), abs=0.01)


def test_work_at_home_and_work_without_an_overrun_end_on_time() -> None:
    """Neither makes anybody late."""
    lines = ["mia - 4 00:00-17:00", "mia ana 4 17:00-24:00"]
    assert minutes(*lines, periods=(duty("4 08:00-17:00", Kind.REMOTE, LATE),)) == 0
    assert minutes(*lines, periods=(duty("4 08:00-17:00"),)) == 0
    assert minutes(*lines, periods=(duty("4 08:00-17:00", overrun=Overrun(0, 0)),)) == 0


def test_the_pack_knows_overruns_by_kind() -> None:
    """A resident's clinic runs over by 25 minutes in the median, 65 in the 90th percentile; its own figure wins."""
    lines = ["mia - 4 00:00-17:00", "mia ana 4 17:00-24:00"]
    resident = [Parent("ana", "Ana", "acgme-resident")]
    plain = (duty("4 08:00-17:00", Kind.CLINIC),)
    assert minutes(*lines, periods=plain, parents=resident) == pytest.approx(away(Overrun(25, 65), 0, 420), abs=0.01)
    assert minutes(*lines, parents=resident) == pytest.approx(away(LATE, 0, 420), abs=0.01)


def test_the_last_duty_with_an_overrun_counts() -> None:
    """A quiet hour on site at noon does not make the morning's late end go away."""
    morning, noon = duty("4 07:00-11:00", overrun=LATE), duty("4 12:00-13:00")
    found = minutes("mia - 4 00:00-13:00", "mia ana 4 13:00-24:00", periods=(morning, noon))
    assert found == pytest.approx(away(LATE, 120, 780), abs=0.01)
