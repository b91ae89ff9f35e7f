"""The page about calendars says what the outlet does."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.outlets.ics.event import CATEGORIES
from homecall.outlets.ics.render import render
from homecall.outlets.ics.views import FAMILY
from tests.unit.outlets.ics.strict import seen
from tests.unit.outlets.ics.week import asked_plan, family, plan, rich_plan

PAGE = (Path(__file__).parents[4] / "docs" / "reference" / "ics.md").read_text("utf-8")
TITLES = [line.split("|")[4].strip() for line in PAGE.split("## Times")[0].splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("category", sorted(CATEGORIES.values()))
def test_every_category_is_on_the_page(category: str) -> None:
    """People find each category that they can filter by."""
    assert f"| {category} |" in PAGE


def test_titles_on_the_page_are_real() -> None:
    """Each example title is one that the outlet writes for the invented family."""
    home = family()
    turns = {"mia": "31 00:00 ana, 31 09:00 -, 31 11:00 ana", "leo": "31 00:00 ana"}
    plans = (rich_plan(home), asked_plan(home), plan(home, turns))
    files = [render(home, made, person) for made in plans for person in (*home.names, FAMILY)]
    files += [render(home, made, person, scope="busy") for made in plans for person in home.names]
    written = {one.title for content in files for one in seen(content)}
    assert len(TITLES) == 11
    assert [title for title in TITLES if title not in written] == []
