"""Measuring for real: households by name, budgets, disruptions, the process of a row, the command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.figures import measure, promise
from benchmarks.figures.__main__ import main
from benchmarks.figures.agree import verdict
from benchmarks.figures.homes import home
from benchmarks.figures.news import KINDS, news
from benchmarks.figures.order import Order, Purse, read
from benchmarks.figures.results import read as results_of
from benchmarks.figures.rows import ROWS, row
from benchmarks.figures.run import Asked
from homecall.household.household import Household
from homecall.planner.change.happened import Cancelled, Ill
from homecall.planner.plan import Effort, make_plan
from homecall.spans.wall import Horizon

ROOT = Path(__file__).parents[3]
ORDER = Order("week", ("family 4", "family 16"), 1, 2, 1, 20.0, 20.0, 60.0, 60.0)


def days(order: Order, count: int = 1) -> Callable[[str, int], tuple[Household, Horizon]]:
    """`home`, but for so many days: quick."""

    def made(name: str, _weeks: int, _through: int = 0) -> tuple[Household, Horizon]:
        family, ahead = home(name, order.weeks)
        return family, Horizon(ahead.wall, ahead.first, count, ahead.now)

    return made


def test_households_have_names() -> None:
    """Generated ones by seed, the book's by their own; a longer horizon has the duties that it needs."""
    family, ahead = home("family 3", 52)
    assert (family.name, ahead.days) == ("Family 3", 364)
    assert max(p.day for line in family.schedules.values() for p in line.periods) > ahead.first + timedelta(days=340)
    assert home("big 2", 4)[0].name == "Big family 2"
    assert home("nobody-to-help", 1)[0].schedules
    with pytest.raises(LookupError, match="'family x'"):
        home("family x", 1)


def test_weeks_of_growth_are_those_of_one_year() -> None:
    """Any length of it is planned for the same schedules."""
    assert home("family 7", 1, 52)[0] == home("family 7", 52)[0]


def test_both_sides_are_measured_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each household once round with the yardstick beside it, then again without; plans are proven and judged."""
    monkeypatch.setattr(measure, "home", days(ORDER))
    found = list(measure.measured(ORDER))
    assert [(s.household, s.by) for s in found] == [
        ("family 4", "planner"), ("family 4", "yardstick"), ("family 16", "planner"), ("family 16", "yardstick"),
        ("family 4", "planner"), ("family 16", "planner"),
    ]  # fmt: skip
    assert all(one.proven and not one.fault and one.cpu > 0 for one in found)
    assert found[0].tiers == found[4].tiers
    assert verdict(found[0].tiers, found[1].tiers) == "agree"


def test_a_spent_budget_ends_the_row_after_what_was_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is always one household."""
    monkeypatch.setattr(measure, "home", days(ORDER))
    order = Order("week", ORDER.households, 1, 2, 1, 20.0, 0.0, 0.0001, 60.0)
    assert [one.household for one in measure.measured(order)] == ["family 4"]


def test_a_planner_that_breaks_is_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its household has a fault and the seconds of the limit, and the next one is measured all the same."""
    monkeypatch.setattr(measure, "home", days(ORDER))
    monkeypatch.setattr(measure, "make_plan", lambda *_: 1 // 0)
    found = list(measure.measured(Order("week", ORDER.households, 1, 1, 1, 20.0, 0.0, 60.0, 0.0)))
    assert [(one.wall, one.proven) for one in found] == [(20.0, False)] * 2
    assert all("ZeroDivisionError" in one.fault for one in found)


def test_a_refused_plan_has_the_judges_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of another family is one."""
    other, ahead = days(ORDER)("family 6", 1)
    made = make_plan(other, ahead, Effort(20))
    monkeypatch.setattr(measure, "home", days(ORDER))
    monkeypatch.setattr(measure, "make_plan", lambda *_: made)
    found = next(iter(measure.measured(ORDER)))
    assert found.fault
    assert not found.good(None)


def test_a_re_plan_is_measured_for_each_disruption(monkeypatch: pytest.MonkeyPatch) -> None:
    """One plan in force serves both rounds; a disruption is said once in each."""
    monkeypatch.setattr(measure, "home", days(ORDER, 3))
    found = list(measure.measured(Order("replan", ("family 12",), 1, 2, 1, 20.0, 0.0, 60.0, 0.0)))
    kinds = [one.kind for one in found]
    assert kinds == kinds[: len(kinds) // 2] * 2
    assert set(kinds) == set(KINDS)
    assert all(one.fault == "" and len(one.tiers) == 4 for one in found)


def test_worths_are_measured_for_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a round; the plan in force is made once and not counted."""
    monkeypatch.setattr(measure, "home", days(ORDER, 3))
    found = list(measure.measured(Order("worth", ("family 12",), 1, 2, 1, 20.0, 0.0, 60.0, 0.0)))
    assert len(found) == 2
    assert all(one.proven and one.good(0.0) and not one.kind for one in found)


def test_news_are_what_the_plan_gives_occasion_for() -> None:
    """Inside the plan, the same for the same seed; who cancels has a shift that day; who is ill is born."""
    family, ahead = days(ORDER, 3)("family 12", 1)
    plan = make_plan(family, ahead, Effort(20))
    found = {one.kind: one for one in news(family, plan, "a")}
    assert found == {one.kind: one for one in news(family, plan, "a")}
    assert all(plan.span.holds(int(one.now.timestamp()) // 60) for one in found.values())
    cancelled, ill = found["cancel"].happened, found["ill"].happened
    assert isinstance(cancelled, Cancelled)
    assert any(s.carer == cancelled.carer and family.wall.date(s.span.start) == cancelled.when for s in plan.shifts)
    assert isinstance(ill, Ill)


def test_orders_survive_being_written() -> None:
    """As the measuring process reads them."""
    assert read(ORDER.written()) == ORDER


def test_a_purse_is_open_while_anything_is_left() -> None:
    """Overspent it is closed, and what fails costs as well."""
    purse = Purse(1e-9)
    assert purse.open
    with pytest.raises(ZeroDivisionError), purse.spent():
        _ = 1 // 0
    assert not purse.open


def test_the_longest_is_the_budget_and_what_is_begun_at_its_end() -> None:
    """For the yardstick too, unless it is left out."""
    week = row("week")
    assert Asked(yardstick=100.0).longest(week) == week.budget + week.seconds + week.beside + 100.0
    assert Asked(yardstick=0.0, seconds=5.0, scale=0.5).longest(week) == week.budget / 2 + 5.0
    assert sum(Asked().longest(one) for one in ROWS) < 3 * 3600


def test_quick_is_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said goes before what is usual, and nothing at all can be said too."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    parse = promise.parser().parse_args
    assert promise.amounts(parse([])) == Asked(cores=2)
    assert promise.amounts(parse(["--quick"])).households < 10
    said = promise.amounts(parse(["--quick", "--households", "12", "--yardstick-seconds", "0", "--cores", "1"]))
    assert (said.households, said.yardstick, said.cores) == (12, 0.0, 1)


def test_a_row_is_measured_by_a_process_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The easiest family's week, end to end: measured, printed, kept, and printed again from the file alone."""
    kept = tmp_path / "figures.json"
    few = ("--quick", "--households", "1", "--yardstick-seconds", "0", "--seconds", "5")
    assert main(("--only", "week", *few, "--each", "--json", str(kept))) == 0
    printed = capsys.readouterr()
    assert "At most about 0 minutes" in printed.err
    assert "| family 0" in printed.out
    assert 50 < results_of(kept).took["week"].memory < 2000
    assert main(("--tables", str(kept), "--each")) == 0
    assert capsys.readouterr().out == printed.out


def test_the_command_itself_stays_small() -> None:
    """Neither solver nor planner is in the process whose children are weighed."""
    code = "import sys, benchmarks.figures.__main__; print(sorted({'ortools', 'homecall.planner'} & set(sys.modules)))"
    paths = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src")))}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=paths)
    assert ran.stdout == "[]\n"
