"""Medians, percentiles and ratios of amounts of which some were stopped before they had finished."""

from __future__ import annotations

import pytest

from benchmarks.figures.amount import Amount, middle, middle_times, most, percentile, times


def amounts(*values: float, over: tuple[float, ...] = ()) -> list[Amount]:
    """Finished amounts, and stopped ones."""
    return [*(Amount(v) for v in values), *(Amount(v, over=True) for v in over)]


def test_the_median_is_in_the_middle() -> None:
    """Of an odd number the one, of an even number between the two, in whatever order they come."""
    assert middle(amounts(9, 1, 4)) == Amount(4)
    assert middle(amounts(9, 1, 4, 2)) == Amount(3)


def test_what_was_stopped_ranks_after_all_that_finished() -> None:
    """A search stopped after 2 s would have taken longer than one that finished after 50, for all that is known."""
    assert middle(amounts(50, over=(2, 2))) == Amount(2, over=True)
    assert middle(amounts(1, 50, over=(2,))) == Amount(50)
    assert most(amounts(1, 50, over=(2,))) == Amount(2, over=True)


def test_a_median_next_to_a_stopped_one_is_over() -> None:
    """Half of what is only a lower limit is one too."""
    assert middle(amounts(1, 3, over=(5, 7))) == Amount(4, over=True)


@pytest.mark.parametrize(("percent", "found"), [(95, 38), (50, 20), (100, 40), (1, 1)])
def test_a_percentile_is_a_measured_value(percent: int, found: float) -> None:
    """Of forty values the 95th percentile is the 38th: two are larger."""
    assert percentile(amounts(*range(40, 0, -1)), percent) == Amount(found)


def test_a_percentile_of_few_is_the_greatest() -> None:
    """Among ten nothing less holds for 95 %; and a stopped one makes it open."""
    assert percentile(amounts(*range(1, 11)), 95) == Amount(10)
    assert percentile(amounts(1, over=(60,)), 95) == Amount(60, over=True)


def test_a_ratio_to_what_was_stopped_is_at_least_so_much() -> None:
    """And nothing is claimed where ours was stopped."""
    assert times(Amount(30), Amount(2)) == Amount(15)
    assert times(Amount(30, over=True), Amount(2)) == Amount(15, over=True)
    assert times(Amount(30, over=True), Amount(2, over=True)) == Amount(0)


def test_the_median_of_ratios_takes_each_at_its_least() -> None:
    """It could only be more if one at or below it could; one that lies above already changes nothing."""
    assert middle_times(amounts(2, 3, over=(9,))) == Amount(3)
    assert middle_times(amounts(3, 9, over=(2,))) == Amount(3, over=True)
    assert middle_times(amounts(2, over=(4,))) == Amount(3, over=True)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount(0.0432), "0.043"),
        (Amount(0.51), "0.51"),
        (Amount(23.46), "23.5"),
        (Amount(150.2, over=True), "over 150"),
    ],
)
def test_amounts_are_said_with_the_digits_that_matter(amount: Amount, said: str) -> None:
    """Small ones with more; an open one with its word."""
    assert str(amount) == said
