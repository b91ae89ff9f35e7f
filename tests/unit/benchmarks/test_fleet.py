"""What the fleet's benchmark rests on: generated families as files, and runs that can be compared."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.families import family, first, horizon, small
from benchmarks.fleet.stored import families, kept, table, to_folder
from homecall import workflow
from homecall.household.codec import read
from homecall.household.household import Household
from homecall.planner.plan import Effort, make_plan
from homecall.sources.gather import gather
from homecall.spans.span import Span
from homecall.timeline.timeline import Timeline
from tests.fitness.reading import ROOT


@pytest.mark.parametrize("seed", range(6))
def test_a_stored_family_is_the_generated_one(seed: int, tmp_path: Path) -> None:
    """Read back from its files, it has the people, the duties and the unknown days that it was made with."""
    made, week = family(seed), horizon(seed, 7)
    stored = kept(seed, made, 7)
    for name, content in stored.feeds.items():
        (tmp_path / name).write_text(content, "utf-8")
    back = gather(read(stored.household, "family"), week, tmp_path)
    assert people(back) == people(made)
    assert {name: duties(one, week.span) for name, one in back.schedules.items()} == {
        name: duties(one, week.span) for name, one in made.schedules.items()
    }


def people(household: Household) -> tuple[object, ...]:
    """Everybody and everything that a household file says."""
    return (household.children, household.carers, household.moments, household.usual, household.prices)


def duties(timeline: Timeline, span: Span) -> tuple[object, ...]:
    """What a parent has to do in a span, and how far that is known."""
    touching = (one for one in timeline.periods if one.span.overlaps(span))
    return timeline.through, [(one.span, one.kind, one.overrun) for one in touching]


@pytest.mark.parametrize("seed", [3, 8])
def test_a_stored_family_is_planned_as_the_generated_one(seed: int, tmp_path: Path) -> None:
    """Tier by tier and hour by hour."""
    (one,) = (each for each in families(seed + 1, 1) if each.id == f"family-{seed:05}")
    folder = to_folder([one], tmp_path) / one.id
    situation = workflow.read(folder / "household.toml", at(one.now), first(seed), 1)
    stored = workflow.make_plan(situation)
    made = make_plan(small(seed), horizon(seed, 1), Effort())
    assert (stored.tiers, stored.cover, stored.shifts) == (made.tiers, made.cover, made.shifts)


def at(text: str) -> datetime:
    """The instant of a row."""

    return datetime.fromisoformat(text)


def test_a_schedule_is_a_table_that_anybody_can_read() -> None:
    """A header, and a line for each duty with its hours and their offset."""
    household = family(1)
    header, first_row, *_ = table(household, household.schedules["ana"]).splitlines()
    assert header == "start,end,title"
    assert first_row.count(",") == 2
    assert first_row[19:25] in ("-06:00", "-05:00")


@pytest.mark.slow
def test_the_benchmark_measures_three_runs() -> None:
    """One worker, two, and two with one killed: the same plans, and an estimate with its arithmetic."""
    command = [sys.executable, "-m", "benchmarks.fleet", "--households", "12", "--days", "1"]
    known = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=known, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("| 12         | 12 ") == 3
    assert "the same bytes in all runs: yes" in done.stdout
    assert "core-hours" in done.stdout
