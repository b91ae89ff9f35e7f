"""What was studied, in words: whole sentences that count as people do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from homecall.futures.scenario import DropWork, Scenario
from homecall.futures.year import Year
from homecall.spans.wall import parse_days
from homecall.studio.said import compared, year_said
from homecall.studio.simulate import Studied, simulate
from homecall.studio.work import Asked
from tests.unit.futures.made import working
from tests.unit.helpers import MONDAY, household

HOME = household(*working(hours="08:00-18:30"), through=MONDAY + timedelta(days=6))
THURSDAY = Scenario("Without Thursday", (DropWork("ana", "Clinic", parse_days("Thu")),))


@pytest.fixture(scope="module")
def studied() -> Studied:
    """One week, as it is and without its Thursday."""
    return simulate(HOME, Asked(MONDAY, weeks=1, lives=20), [THURSDAY])


def handing(year: Year, count: int) -> Year:
    """The year with so many handoffs in its first week in every life."""
    handoffs = np.zeros_like(year.handoffs)
    handoffs[:, 0] = count
    return replace(year, handoffs=handoffs, open=())


def test_one_week_is_one_week(studied: Studied) -> None:
    """And not "1 weeks"."""
    assert f"1 week from {MONDAY.isoformat()}, lived 20 times." in next(year_said(studied.before))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (4, 1, "  3 fewer handoffs (3 to 3)"),
        (2, 1, "  1 fewer handoff (1 to 1)"),
        (0, 1, "  1 more handoff (1 to 1)"),
    ],
)
def test_a_difference_is_said_as_people_count(studied: Studied, before: int, after: int, words: str) -> None:
    """What there is more or fewer of stands beside its number, for one and for many."""
    assert words in list(compared(handing(studied.after[0], after), handing(studied.before, before)))


def test_what_is_the_same_is_listed_by_short_names(studied: Studied) -> None:
    """In one sentence, without the commas that the long names have."""
    lines = list(compared(studied.before, studied.before))
    assert lines[1].startswith("  No difference, or hardly any: moments kept, evenings at home, sleep,")
