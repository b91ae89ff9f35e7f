"""One household's work: what goes in comes out as a plan or as a failure, and nothing is raised."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from homecall import workflow
from homecall.errors import RejectedPlan
from homecall.fleet.job import Carried, Failure, Job, Planned, Result, Search, Stored, do
from homecall.plan.codec import read
from tests.households import ROWS
from tests.unit.fleet.made import TEXT, WHEN, job


def done(one: Job, search: Search | None = None) -> Result:
    """What comes of a job."""
    return do(one, search or Search()).result


def failure(one: Job) -> Failure:
    """The failure that comes of a job."""
    result = done(one)
    assert isinstance(result, Failure)
    return result


def with_(**changes: object) -> Job:
    """The plain job with its household changed."""
    carried = job("home").household
    assert isinstance(carried, Carried)
    return replace(job("home"), household=replace(carried, **changes))  # type: ignore[arg-type] # fields by name, as the case has them


def test_a_row_becomes_a_plan() -> None:
    """The plan is judged JSON, with its status and the tiers beside it."""
    result = done(job("home"))
    assert isinstance(result, Planned)
    plan = read(result.plan.decode())
    assert (result.status, result.clocked) == (plan.status, False) == ("optimal", False)
    assert result.tiers == tuple((t.name, t.value, t.bound) for t in plan.tiers)
    assert any(one.lead == "rosa" for one in plan.cover)


def test_a_stored_household_gives_the_same_bytes_as_a_row(tmp_path: Path) -> None:
    """It does not matter where a household comes from."""
    (tmp_path / "household.toml").write_text(TEXT, "utf-8")
    (tmp_path / "ana.csv").write_text(ROWS, "utf-8")
    stored = replace(job("home"), household=Stored(str(tmp_path / "household.toml")))
    assert done(stored) == done(job("home"))


def test_a_search_by_the_clock_says_so() -> None:
    """Its plan may depend on the machine, and whoever reads the report can tell."""
    result = done(job("home"), Search(30.0, clocked=True))
    assert isinstance(result, Planned)
    assert result.clocked


def test_the_effort_is_one_core_and_a_clock_that_stands_still() -> None:
    """Cores belong to the pool, and time cannot end a search that is not clocked."""
    effort = Search().effort
    assert effort.cores == 1
    assert effort.clock() == effort.clock() == 0.0
    assert Search(5.0, clocked=True).effort.seconds == 5.0


def test_processor_seconds_are_told() -> None:
    """A plan takes time, and it is known how much."""
    assert 0 < do(job("home"), Search()).cpu < 60


def test_a_broken_household_is_a_failure_with_its_place() -> None:
    """The sentence, the line and the cure are those of the household file."""
    found = failure(with_(text=TEXT.replace('kind = "nanny"', 'kind = "nany"')))
    assert (found.kind, found.where) == ("HouseholdError", "home:22")
    assert "nanny" in found.cure


def test_a_feed_that_was_not_brought_is_a_failure() -> None:
    """The sentence says so, and the cure names the nearest that was."""
    found = failure(with_(feeds={"anna.csv": b""}))
    assert (found.kind, found.where) == ("FetchError", "ana.csv")
    assert found.sentence == "The household does not bring this schedule along."
    assert found.cure == 'Did you mean "anna.csv"?'


@pytest.mark.parametrize("path", ["/etc/hostname", "../ana.csv"])
def test_a_row_cannot_reach_a_file_of_the_machine(path: str) -> None:
    """A path is looked up among what the row brings, and nowhere else."""
    text = TEXT.replace('path = "ana.csv"', f'path = "{path}"')
    assert "does not bring" in failure(with_(text=text)).sentence
    assert isinstance(done(with_(text=text, feeds={path: ROWS.encode()})), Planned)


def test_closures_of_a_place_are_brought_too() -> None:
    """A calendar of closures is a file like any other."""
    place = '[[children.places]]\nname = "School"\ndays = "Mon-Fri"\nstart = "08:00"\nend = "14:00"\n'
    text = TEXT.replace("[[carers]]", f'{place}closed_from = "school.ics"\n[[carers]]')
    assert failure(with_(text=text)).where == "school.ics"


def test_an_unreadable_schedule_is_a_failure() -> None:
    """It carries the kind of the error, as every command would tell it."""
    found = failure(with_(feeds={"ana.csv": b"<html>Please sign in</html>"}))
    assert found.kind == "SourceError"
    assert found.where == "ana.csv"


def test_what_nobody_foresaw_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours costs one household its plan and nobody else theirs."""

    def stumble(*_: object) -> None:
        raise ZeroDivisionError("of course")

    monkeypatch.setattr(workflow, "make_plan", stumble)
    found = failure(job("home"))
    assert found.kind == "Fault"
    assert "ZeroDivisionError: of course" in found.sentence


def test_a_plan_that_was_held_back_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the judge refuses leaves no house, not this one either."""

    def refuse(*_: object) -> None:
        raise RejectedPlan("The plan broke a rule.", cure="Report it.")

    monkeypatch.setattr(workflow, "make_plan", refuse)
    assert failure(job("home")).kind == "RejectedPlan"


def test_a_missing_file_is_told_without_the_path_of_the_machine(tmp_path: Path) -> None:
    """Messages begin below the folder of the run, so that they are the same wherever it lies."""
    stored = Stored(str(tmp_path / "gone" / "household.toml"), str(tmp_path))
    assert failure(replace(job("home"), household=stored)).where == "gone/household.toml"


def test_the_schedules_of_a_row_never_touch_a_disc(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker may be killed at any instant, and must leave no family's schedules behind."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no disc")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert isinstance(done(job("home")), Planned)


def test_the_plan_is_what_the_command_line_writes(tmp_path: Path) -> None:
    """One household planned in a fleet is planned as if alone."""
    (tmp_path / "household.toml").write_text(TEXT, "utf-8")
    (tmp_path / "ana.csv").write_text(ROWS, "utf-8")
    situation = workflow.read(tmp_path / "household.toml", WHEN.now, WHEN.start, WHEN.days)
    alone = workflow.show(situation.household, workflow.make_plan(situation), "json")
    result = done(job("home"))
    assert isinstance(result, Planned)
    assert json.loads(result.plan) == json.loads(alone)
