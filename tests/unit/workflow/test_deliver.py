"""Delivery: every form or none, and calendars that follow the ones before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall import workflow
from homecall.errors import HouseholdError, PlanError
from homecall.household.household import Household
from homecall.plan.codec import write
from homecall.plan.plan import Cover, Plan
from homecall.spans.span import Span
from tests.unit.helpers import ANA, horizon, household

FAMILY: Household = household(parents=(ANA,))


def plan(minutes: int = 0) -> Plan:
    """A day that Ana leads, the last part of it open if so wished."""
    day = horizon()
    cover = [Cover("mia", Span(day.span.start, day.span.end - minutes), "ana")]
    cover += [Cover("mia", Span(day.span.end - minutes, day.span.end), None)] if minutes else []
    return Plan(FAMILY.name, FAMILY.timezone, day.span, day.now, "feasible", (), tuple(cover), (), ())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_every_form_is_delivered(tmp_path: Path) -> None:
    """The folder is made if it is not there; the paths come back in order."""
    paths = workflow.deliver(FAMILY, plan(), tmp_path / "a" / "b")
    assert [path.name for path in paths] == ["plan.json", "plan.html", "poster.pdf", "ana.ics", "mia.ics"]
    assert set(contents(tmp_path / "a" / "b")) == {path.name for path in paths}


def test_an_outlet_that_fails_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old plan stays whole; a new one beside an old calendar would contradict it."""
    workflow.deliver(FAMILY, plan(), tmp_path)
    before = contents(tmp_path)

    def broken(*_: object, **__: object) -> bytes:
        raise ArithmeticError

    monkeypatch.setattr(workflow, "render_ics", broken)
    with pytest.raises(ArithmeticError):
        workflow.deliver(FAMILY, plan(60), tmp_path)
    assert contents(tmp_path) == before


def test_a_disc_that_fills_up_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is swapped in before all lies ready, and what lay ready is taken away again."""
    workflow.deliver(FAMILY, plan(), tmp_path)
    before, beside, done = contents(tmp_path), workflow._beside, []

    def full(path: Path, content: bytes) -> Path:
        done.append(path)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        return beside(path, content)

    monkeypatch.setattr(workflow, "_beside", full)
    with pytest.raises(PlanError, match="No space left on device"):
        workflow.deliver(FAMILY, plan(60), tmp_path)
    assert contents(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_is_refused_with_nothing_written(tmp_path: Path) -> None:
    """It is somebody's, and it stays."""
    (tmp_path / "mia.ics").mkdir()
    with pytest.raises(PlanError, match=r"mia\.ics is a folder there"):
        workflow.deliver(FAMILY, plan(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mia.ics"]


def test_a_changed_plan_raises_the_number_of_its_events(tmp_path: Path) -> None:
    """A calendar that follows another tells phones which of the two is newer."""
    workflow.deliver(FAMILY, plan(), tmp_path)
    first = (tmp_path / "mia.ics").read_bytes()
    workflow.deliver(FAMILY, plan(60), tmp_path)
    assert b"SEQUENCE:1" not in first
    assert b"SEQUENCE:1" in (tmp_path / "mia.ics").read_bytes()


def test_a_pipe_may_hold_the_household_file(tmp_path: Path) -> None:
    """What has no size is read with a limit."""
    with pytest.raises(HouseholdError, match="too large"):
        workflow.load(Path("/dev/zero"))


def test_a_plan_may_begin_with_the_mark_of_some_editors(tmp_path: Path) -> None:
    """A byte order mark is no fault of the family."""
    path = tmp_path / "plan.json"
    path.write_bytes(b"\xef\xbb\xbf" + write(plan()).encode())
    assert workflow.open_plan(path) == plan()
