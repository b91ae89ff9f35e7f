"""What schedules said is kept beside a plan, and comes back as it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from homecall import workflow
from homecall.cases import book
from homecall.web.plans.situation import settled, written


@pytest.mark.parametrize("name", [case.name for case in book.CASES])
def test_a_situation_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    """Timelines, feeds, rejects, disagreements and closures, for every named family."""
    case, path = book.case(name), book.copy(name, tmp_path)
    situation = workflow.read(path, datetime.fromisoformat(case.now), case.start, days=7 * case.weeks)
    household, calendars = settled(workflow.load(path), written(situation))
    assert household == situation.household
    assert calendars == situation.calendars


def test_the_same_situation_is_the_same_text(tmp_path: Path) -> None:
    """So that nothing is planned anew where nothing has changed."""
    case, path = book.case("stopped-feed"), book.copy("stopped-feed", tmp_path)
    one, two = (workflow.read(path, datetime.fromisoformat(case.now), case.start) for _ in range(2))
    assert written(one) == written(two)
