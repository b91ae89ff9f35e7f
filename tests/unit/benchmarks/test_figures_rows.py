"""What was promised, and whether a figure reaches it."""

from __future__ import annotations

import json

import pytest

from benchmarks.figures.agree import verdict
from benchmarks.figures.amount import Amount
from benchmarks.figures.figure import FIGURES, check, lengths
from benchmarks.figures.results import Results
from benchmarks.figures.rows import ROWS, Target, row
from benchmarks.figures.sample import PLANNER, Reached, by_name, from_json, gap, line, said, took
from tests.unit.benchmarks.figured import PROVEN, beside, results, sample, tiers


def figure(key: str, name: str, found: Results) -> Amount | None:
    """A figure of a row."""
    return FIGURES[name](row(key), found)


@pytest.mark.parametrize(
    ("value", "over", "word"),
    [(0.1, False, "goal"), (0.11, False, "floor"), (1.0, False, "floor"), (1.01, False, "NO"), (0.05, True, "NO")],
)
def test_at_most_a_limit(value: float, over: bool, word: str) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """The limit itself is reached; what was stopped reaches nothing, however early it was stopped."""
    assert Target("s", 1.0, 0.1).reached(Amount(value, over)) == word


@pytest.mark.parametrize(("value", "word"), [(100, "goal"), (99, "floor"), (19.9, "NO")])
def test_at_least_a_limit(value: float, word: str) -> None:
    """More is better, and "over" is enough where its least is."""
    assert Target("times", 20.0, 100.0, least=True).reached(Amount(value, over=True)) == word


def test_targets_without_a_floor_or_a_goal() -> None:
    """A goal alone can be missed without shame; without either there is nothing to say."""
    assert Target("s", None, 1.5).reached(Amount(2)) == "not the goal"
    assert Target("s", None, None).reached(Amount(2)) == ""


def test_every_row_can_be_worked_out() -> None:
    """Each names figures that exist, and none is reached before anything was measured."""
    for one in ROWS:
        assert set(one.targets) <= set(FIGURES)
        assert all(FIGURES[key](one, results(rows=[one.key])) is None for key in one.targets)
    assert [one.key for one in ROWS] == ["week", "four", "first", "year", "big", "growth", "replan", "worth", "memory"]


def test_a_household_counts_with_the_median_of_its_runs() -> None:
    """Three runs of one family are one figure; the median over families is taken of those."""
    found = results(*(sample(wall, seed) for wall, seed in [(1, 0), (9, 0), (2, 0), (4, 1), (6, 2)]))
    assert figure("week", "median", found) == Amount(4)
    assert figure("week", "p95", found) == Amount(6)


def test_a_week_that_is_not_proven_is_open() -> None:
    """Its seconds are a lower limit, and any run that failed makes its household so."""
    runs = [sample(2.0), sample(60.0, proven=False, tiers=tiers(50, 40)), sample(2.0)]
    assert took(runs, 0.0) == Amount(2.0, over=True)
    assert took(runs, None) == Amount(2.0)


@pytest.mark.parametrize(
    ("found", "good"),
    [
        (tiers(51, 50), True),
        (tiers(51.01, 50), False),
        (tiers(50.5, 50, uncovered=31), False),
        (tiers(0, 0), True),
        ((), False),
    ],
)
def test_a_good_plan_lies_within_two_percent_of_its_bound(found: tuple[Reached, ...], good: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """With the tiers before the cost proven."""
    assert sample(1.0, proven=False, tiers=found).good(0.02) is good


def test_a_plan_that_the_judge_refuses_is_good_for_nothing() -> None:
    """Proven or not, quick or not."""
    assert not sample(0.1, fault="leads: nobody is there").good(None)


def test_ratios_are_taken_where_both_were_measured() -> None:
    """Of three families two were given to the yardstick, one of them in vain."""
    found = results(*(sample(1.0, n) for n in range(3)), beside(30, 0), beside(120, 1, proven=False))
    assert figure("week", "times", found) == Amount(75, over=True)
    assert figure("week", "ratios", found) == Amount(75, over=True)


def test_the_check_counts_equal_values() -> None:
    """Where the yardstick proved its own: a cent is nothing, a run that differs spoils its household."""
    other = sample(1.0, 1, tiers=tiers(50.005, 50.005))
    wrong = sample(1.0, 2, tiers=tiers(52, 52))
    found = check(row("week"), results(sample(1), other, sample(1, 2), wrong, beside(9), beside(9, 1), beside(9, 2)))
    assert (found.asked, found.proven, found.same) == (3, 3, 2)
    assert found.contradicted == ("family 2: DISAGREE on cost",)


def test_an_open_yardstick_can_still_contradict() -> None:
    """It proved nothing, yet found a plan that is better than a bound of ours."""
    found = check(row("week"), results(sample(1), beside(120, proven=False, tiers=tiers(48, 40))))
    assert (found.asked, found.proven) == (1, 0)
    assert found.contradicted == ("family 0: DISAGREE on cost",)
    assert verdict(tiers(52, 45), tiers(48, 40)) == "not proven: cost, bounds allow both"


def test_growth_compares_weeks_of_households_with_every_length() -> None:
    """CPU seconds a week against those of one week; a household whose turn was cut short does not count."""
    every = row("growth").lengths
    whole = [sample(2.0 * w * (1.5 if w == 52 else 1), 0, "growth", w, memory=100.0 + w) for w in every]
    found = results(*whole, sample(90.0, 1, "growth", 1))
    assert figure("growth", "growth", found) == Amount(1.5)
    assert [one.over for one in lengths(row("growth"), found)] == [1] * len(every)
    assert figure("growth", "memory", found) == Amount(152.0)


def test_growth_that_the_clock_cut_short_is_open() -> None:
    """A year stopped after its 60 s did not grow as little as it looks."""
    every = row("growth").lengths
    cut = [sample(58.0 if w == 52 else 2.0 * w, 0, "growth", w, proven=w != 52) for w in every]
    grown = figure("growth", "growth", results(*cut))
    assert grown is not None
    assert grown.over


def test_gaps_are_those_of_the_cost() -> None:
    """In percent of the cost; the greatest of them counts, and no plan is a gap of all of it."""
    found = results(sample(1, 0, "year", tiers=tiers(200, 198)), sample(1, 1, "year"))
    assert figure("year", "gap", found) == Amount(1.0)
    assert sample(1, tiers=(), proven=False, fault="it broke").gap == 100
    assert gap(0, 0) == 0


def test_a_sample_survives_its_line_of_json() -> None:
    """Also with all that is rarely there."""
    for one in (sample(1.5), beside(3.0, tiers=()), sample(0.1, kind="late", memory=7.0, fault="no")):
        assert from_json(json.loads(line(one))) == one


def test_disruptions_of_one_family_are_things_of_their_own() -> None:
    """Runs of the same one belong together."""
    kinds = [sample(1, kind="late"), sample(1, kind="ill"), sample(2, kind="late")]
    assert {name: len(runs) for name, runs in by_name(kinds).items()} == {"family 0 late": 2, "family 0 ill": 1}
    assert all(one.by == PLANNER for one in kinds)


def test_tiers_are_said_with_open_bounds() -> None:
    """Nothing is added where value and bound meet."""
    assert said(PROVEN) == "30.00 / 0.00 / 50.00"
    assert said(tiers(50, 40)) == "30.00 / 0.00 / 50.00 (at least 40.00)"
