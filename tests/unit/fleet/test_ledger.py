"""The ledger: what it remembers, for whom, and what a kill leaves of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from homecall.errors import FleetError
from homecall.fleet.job import Failure, Refused
from homecall.fleet.ledger import Counts, Ledger, Met
from tests.fitness.reading import ROOT
from tests.unit.fleet.made import failed, job, report

KILLED = """
import os, signal, sys
from pathlib import Path
from homecall.fleet.ledger import Ledger
from tests.unit.fleet.made import job, report
ledger = Ledger(Path(sys.argv[1]))
for name in ("a", "b"):
    ledger.meet(job(name))
ledger.finish(job("a"), report("a"))
ledger.commit()
ledger.finish(job("b"), report("b"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is."""
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger of two households, one planned and one failed."""
    with closing(Ledger(path)) as one:
        one.meet(job("a", 1))
        one.meet(job("b", 0))
        one.finish(job("a", 1), report("plan of a"))
        one.finish(job("b", 0), failed())
        yield one


def test_a_new_household_is_new(ledger: Ledger) -> None:
    """Nobody has met it."""
    assert ledger.meet(job("c", 2)) is Met.NEW


def test_a_household_met_twice_in_a_run_is_a_double(ledger: Ledger) -> None:
    """Whatever has become of the first."""
    assert [ledger.meet(job(name, 5)) for name in "ab"] == [Met.DOUBLE, Met.DOUBLE]


def test_the_next_run_knows_what_is_done(ledger: Ledger, path: Path) -> None:
    """Planned, failed, and merely met are three things."""
    ledger.meet(job("c", 2))
    ledger.close()
    with closing(Ledger(path)) as later:
        assert [later.meet(job(name)) for name in "abcd"] == [Met.DONE, Met.FAILED, Met.NEW, Met.NEW]


def test_lines_come_in_the_order_of_the_source(ledger: Ledger) -> None:
    """Not in that in which they were finished."""
    assert [(line.number, line.id) for line in ledger.lines()] == [(0, "b"), (1, "a")]


def test_a_failure_comes_back_as_it_was(ledger: Ledger) -> None:
    """Kind, sentence, place and cure."""
    first, second = ledger.lines()
    assert first.failure == Failure("HouseholdError", "It cannot be.", "home:1", "Change it.")
    assert second.failure is None
    assert second.tiers == (("cost", 1.0, 1.0),)


def test_a_refused_entry_is_a_line_too(ledger: Ledger) -> None:
    """Even one without an id; and of this run only."""
    ledger.refuse(Refused(7, "", Failure("HouseholdError", "It has no id.")))
    last = list(ledger.lines())[-1]
    assert (last.number, last.id, last.failure) == (7, "", Failure("HouseholdError", "It has no id."))


def test_refusals_are_forgotten_with_the_run(ledger: Ledger, path: Path) -> None:
    """The next run meets them again, or does not."""
    ledger.refuse(Refused(7, "", Failure("HouseholdError", "It has no id.")))
    ledger.close()
    with closing(Ledger(path)) as later:
        assert later.counts() == Counts(0, 0, 0, 0, {})


def test_counts_are_those_of_this_run(ledger: Ledger) -> None:
    """Planned, proven, ended by a clock, failed by kind."""
    ledger.meet(job("c", 2))
    ledger.finish(job("c", 2), report("c", clocked=True))
    assert ledger.counts() == Counts(3, 2, 2, 1, {"HouseholdError": 1})
    assert ledger.cpu() == pytest.approx(1.0)


def test_a_household_that_fares_better_is_no_failure_any_more(ledger: Ledger) -> None:
    """What came of it last is what counts."""
    ledger.finish(job("b", 0), report("b"))
    assert ledger.counts().failed == {}


def test_a_plan_that_is_kept_comes_back(ledger: Ledger) -> None:
    """Byte for byte."""
    ledger.finish(job("a"), report("a"), keep=b"\x00plan")
    assert ledger.plan("a") == b"\x00plan"


def test_only_one_run_writes(ledger: Ledger, path: Path) -> None:
    """A second one at the same time is told so, and harms nothing."""
    with pytest.raises(FleetError, match="Another run writes here"):
        Ledger(path)
    ledger.commit()
    assert ledger.counts().planned == 1


def test_what_is_committed_survives_a_kill(path: Path) -> None:
    """And what is not is as if it had never been."""
    known = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], env=known, check=False)
    assert done.returncode < 0
    with closing(Ledger(path)) as later:
        assert [later.meet(job(name)) for name in "ab"] == [Met.DONE, Met.NEW]


def test_a_file_that_is_no_ledger_is_refused(path: Path) -> None:
    """In a sentence."""
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(FleetError, match="cannot be kept"):
        Ledger(path)
