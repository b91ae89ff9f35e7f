"""The tables that are printed, and the file that they can be printed from again."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.figures.report import faults, report
from benchmarks.figures.results import Results, Took, read, write
from benchmarks.figures.rows import row
from benchmarks.figures.table import trimmed
from tests.unit.benchmarks.figured import beside, results, sample, tiers


def cells(printed: str, *words: str) -> list[str]:
    """The cells of the one line of a table that holds these words."""
    found = [line for line in printed.splitlines() if line.startswith("|") and all(word in line for word in words)]
    assert len(found) == 1
    return [cell.strip() for cell in found[0].strip("|").split("|")]


def test_a_figure_stands_beside_its_floor_and_goal() -> None:
    """What, over how many, how much, and whether it is reached."""
    printed = report(results(sample(0.5), beside(25.0)))
    assert cells(printed, "one week", "| median s") == [
        "one week, proven", "median s", "1", "0.50", "≤ 1", "≤ 0.1", "floor",
    ]  # fmt: skip
    assert cells(printed, "yardstick's median / ours")[3:] == ["50.0", "≥ 20", "≥ 100", "floor"]
    assert cells(printed, "accepted by the judge")[3:] == ["1 of 1 plans", "all", "all", "goal"]
    assert cells(printed, "values are the yardstick's")[3:] == ["1 of 1 proven", "all", "all", "goal"]


def test_machine_and_question_come_first() -> None:
    """Nobody reads a figure without them."""
    assert report(results(sample(0.5))).startswith("a machine\n\na question\n\n| work")


def test_what_was_not_asked_has_no_line() -> None:
    """Neither rows that were not measured, nor the yardstick where it was left out."""
    printed = report(results(sample(0.5)))
    assert "a year" not in printed
    assert "ardstick" not in printed


def test_a_row_in_which_nothing_was_measured_reaches_nothing() -> None:
    """A process that broke off at once is said, and is no success of the judge."""
    found = results(year=Took(1.0, 50.0, "The process that measured it broke off after 1 s."))
    printed = report(found)
    assert cells(printed, "a year", "judge")[-1] == "NO"
    assert "- year: The process that measured it broke off after 1 s." in printed


def test_faults_are_listed_once() -> None:
    """What the judge refuses in each of three runs is one fault; a contradiction is another."""
    refused = [sample(0.1, fault="leads: nobody is there") for _ in range(3)]
    found = results(*refused, sample(0.1, 1, tiers=tiers(60, 60)), beside(5.0, 1))
    assert faults(found) == ["week: family 0: leads: nobody is there", "week: family 1: DISAGREE on cost"]
    assert cells(report(found), "accepted by the judge")[3:] == ["1 of 4 plans", "all", "all", "NO"]
    assert cells(report(found), "values are the yardstick's")[-1] == "NO"


def test_a_yardstick_that_proved_nothing_is_no_goal() -> None:
    """Nor a failure, and nothing is claimed of a ratio where ours did not finish either."""
    stopped = sample(60.0, proven=False, tiers=tiers(50, 40))
    printed = report(results(stopped, beside(120.0, proven=False, tiers=tiers(50, 30))))
    assert cells(printed, "values are the yardstick's")[3:] == ["0 of 0 proven", "all", "all", ""]
    assert cells(printed, "yardstick's median / ours")[3] == "0"


def test_households_can_be_seen_one_by_one() -> None:
    """With both answers; a stopped yardstick is over its seconds, and so is the ratio."""
    found = results(sample(0.5), beside(120.0, proven=False, tiers=tiers(52, 40)))
    line = cells(report(found, each=True), "| family 0")
    assert line[2:6] == ["0.50", "0.25", "30.00 / 0.00 / 50.00", "over 120"]
    assert line[6:] == ["30.00 / 0.00 / 52.00 (at least 40.00)", "over 240", "not proven: cost, bounds allow both"]


def test_disruptions_have_a_table_by_kind() -> None:
    """Each with its own 95th percentile."""
    found = results(*(sample(0.1 * n, n, "replan", 4, kind=kind) for n in range(1, 4) for kind in ("late", "ill")))
    assert cells(report(found), "| late") == ["late", "3", "100 %", "0.20", "0.30", "0.30"]
    assert cells(report(found), "re-plan", "95th")[2] == "6"


def test_growth_has_a_table_by_length() -> None:
    """Seven lengths, the last with its seconds a week and its ratio to one week."""
    lengths = row("growth").lengths
    found = results(*(sample(2.0 * weeks, 0, "growth", weeks, memory=300.0) for weeks in lengths))
    assert cells(report(found), "| 52 ") == ["52", "1", "1.00", "2.00", "1.00", "300", "0.00"]


def test_results_are_kept_and_read_again(tmp_path: Path) -> None:
    """Nothing is lost, so the tables are the same."""
    found = results(sample(0.5), beside(3.0), sample(1.0, 1, "growth", 52, memory=90.0), week=Took(9.0, 1.0, "broke"))
    write(found, tmp_path / "figures.json")
    assert read(tmp_path / "figures.json") == found
    assert isinstance(found, Results)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """It is named."""
    (tmp_path / "plan.json").write_text('{"format": "homecall-plan/1"}')
    with pytest.raises(ValueError, match=r"plan\.json holds no figures"):
        read(tmp_path / "plan.json")


def test_empty_columns_are_left_out() -> None:
    """Only those that are empty all the way down."""
    assert trimmed(("a", "b", "c"), [["1", "", ""], ["2", "", "3"]]).splitlines()[2:] == ["| 1 |   |", "| 2 | 3 |"]
