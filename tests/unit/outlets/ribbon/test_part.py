"""Pieces of the ribbon for pages with a frame of their own."""

from __future__ import annotations

import pytest

from homecall.outlets.ribbon.part import stamp, stylesheet, week
from homecall.outlets.ribbon.render import render
from homecall.outlets.ribbon.theme import theme
from tests.unit.helpers import case, household


def test_a_week_is_the_same_as_on_the_page() -> None:
    """Its days stand on the whole page letter for letter."""
    made = case(household(), ["mia ana 4 07:00-20:00"])
    piece = week(made.facts.household, made.plan, 0)
    days = piece[piece.index("<section") : piece.rindex("</section>")]
    assert days in render(made.facts.household, made.plan).decode()


def test_a_week_has_no_style_inside() -> None:
    """So that a page may forbid it."""
    made = case(household(), ["mia - 4 07:00-20:00"])
    assert "style" not in week(made.facts.household, made.plan, 0)


def test_a_week_that_the_plan_does_not_have_is_refused() -> None:
    """A plan of one day has one week."""
    made = case(household(), ["mia ana 4 07:00-20:00"])
    with pytest.raises(IndexError):
        week(made.facts.household, made.plan, 1)


def test_the_style_sheet_begins_with_the_colours() -> None:
    """They have one source, and the stamp names this very text."""
    assert stylesheet().startswith(theme())
    assert len(stamp()) == 16


def test_gaps_bands_and_late_notes_lead_where_the_page_says() -> None:
    """Wide, tall and in the table, each with words of its own; a drawing with links inside is no picture."""
    made = case(household(), ["mia ana 4 07:00-12:00", "mia - 4 12:00-20:00"])
    piece = week(made.facts.household, made.plan, 0, lambda kind, who, _at: f"/{kind}/{who}/")
    assert piece.count('href="/gap/mia/"') == 6
    assert piece.count('href="/lead/mia/"') == 3
    assert piece.lower().count("<title>mia: nobody yet") == 4
    assert 'role="img"' not in piece
