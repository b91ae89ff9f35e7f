"""The measuring itself: processes, tables, gaps."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import pytest

from benchmarks.figures.__main__ import main
from benchmarks.figures.machine import here, load, processor
from benchmarks.figures.process import Failed, Run, repeat, run, spread
from benchmarks.figures.sample import gap
from benchmarks.figures.table import table
from benchmarks.figures.whole import Planned, planned, tiers
from homecall.cases.book import case


def test_a_process_is_measured_from_outside() -> None:
    """A fifth of a second asleep is on the wall clock and hardly on the processor; 60 MB are held; output is kept.

    Until it is a program of its own a process counts as large as the one that starts it, and tests may be large.
    """
    made = run(sys.executable, "-c", "import time; held = b'x' * 60_000_000; time.sleep(0.2); print(len(held))")
    assert made.wall >= 0.2
    assert 0 < made.cpu < made.wall
    assert 60 < made.memory < 1000 + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert made.output == b"60000000\n"


def test_a_process_that_fails_is_no_figure() -> None:
    """What it said on standard error is in the message."""
    with pytest.raises(RuntimeError, match=r"ended with 3: no plan"):
        run(sys.executable, "-c", "import sys; sys.stderr.write('no plan'); sys.exit(3)")


def test_what_a_failing_process_printed_is_kept() -> None:
    """With its seconds and its memory; with `loud` its complaint went where ours go, and is not in the message."""
    with pytest.raises(Failed) as found:
        run(sys.executable, "-c", "import sys; print(7, flush=True); sys.exit('no plan')", loud=True)
    assert found.value.made.output == b"7\n"
    assert found.value.made.memory > 1
    assert "no plan" not in str(found.value).partition(" ended with ")[2]


def test_the_first_run_does_not_count(tmp_path: Path) -> None:
    """Two runs are asked for, three are made."""
    log = tmp_path / "log"
    made = repeat(2, sys.executable, "-c", f"open({str(log)!r}, 'a').write('x')")
    assert len(made) == 2
    assert log.read_text() == "xxx"


@pytest.mark.parametrize(
    ("figures", "said"), [([3.0, 1.0, 2.04], "2.0 (1.0 to 3.0)"), ([1.01, 1.02], "1.0"), ([0.25], "0.2")]
)
def test_figures_are_a_median_and_its_neighbours(figures: list[float], said: str) -> None:
    """One that does not vary stands alone."""
    assert spread(figures) == said


@pytest.mark.parametrize(("value", "bound", "percent"), [(200, 190, 5), (0, 0, 0), (7, 7, 0), (10, 0, 100)])
def test_a_gap_is_part_of_the_value(value: float, bound: float, percent: float) -> None:
    """In percent; nothing where value and bound meet, at 0 too."""
    assert gap(value, bound) == percent


def test_a_plan_is_made_by_a_process_of_its_own() -> None:
    """The week with nobody to help: optimal, three tiers without a gap, the same bytes each time."""
    made = planned(case("nobody-to-help"), 1, 2, 60.0)
    assert made.plan["status"] == "optimal"
    assert made.same
    assert [(weeks, name, far) for weeks, name, _, _, far in tiers(made)] == [
        ("1", name, "0.00 %") for name in ("uncovered_minutes", "must_missed", "cost")
    ]


def test_the_whole_process_has_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """`whole`: machine, seconds and memory, the three tiers, the help."""
    assert main(("whole", "--case", "nobody-to-help", "--weeks", "1", "--runs", "1")) == 0
    printed = capsys.readouterr().out
    assert "OR-Tools" in printed.splitlines()[0]
    assert "| 1     | optimal |" in printed
    assert sum(line.endswith("| 0.00 % |") for line in printed.splitlines()) == 3
    assert "homecall --help: " in printed


def test_both_sides_have_their_table(capsys: pytest.CaptureFixture[str]) -> None:
    """`sides`: the values of both, whether they agree, and whether the plan counts the same again."""
    assert main(("sides", "--case", "nobody-to-help", "--limit", "60")) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[0] == "nobody-to-help"
    assert cells[1] == cells[3]
    assert cells[-2:] == ["agree", "yes"]


def test_plans_that_differ_are_noticed() -> None:
    """One byte is enough."""
    runs = tuple(Run(1.0, 1.0, 50.0, text) for text in (b"{}", b"{ }"))
    assert not Planned(4, runs, {}).same


def test_tables_line_up() -> None:
    """As wide as the widest cell."""
    assert table(("a", "long"), [["wide", "b"]]) == "| a    | long |\n| ---- | ---- |\n| wide | b    |"


def test_the_machine_is_named(tmp_path: Path) -> None:
    """The processor as Linux lists it, and the versions in one line."""
    listing = tmp_path / "cpuinfo"
    listing.write_text("processor\t: 0\nmodel name\t: Small Chip 2\n")
    assert processor(listing) == "Small Chip 2"
    assert processor(tmp_path / "none") != "Small Chip 2"
    assert "OR-Tools 9." in here()
    assert f"{load():.0f}".isdigit()
