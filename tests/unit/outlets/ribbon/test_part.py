"""Pieces of the ribbon for pages with a frame of their own."""

from __future__ import annotations

import pytest

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.ribbon.part import day, stamp, stylesheet, week
from homecall.outlets.ribbon.render import render
from homecall.outlets.ribbon.theme import theme
from homecall.outlets.words import Words
from tests.unit.helpers import case, household
from tests.unit.outlets.family import family, week_plan


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


@pytest.mark.parametrize(("clock", "folded", "hour"), [("16:40", True, "4 pm"), ("03:30", False, "2 am")])
def test_a_phones_day_begins_shortly_before_now(clock: str, hour: str, *, folded: bool) -> None:
    """What is over is folded where it is worth a fold, and stays within reach."""
    home = family()
    plan = week_plan(home, now=f"2 {clock}")
    piece = day(Words(home, plan, picture_of(home, plan)), 2)
    assert ("Earlier today" in piece) is folded
    ahead = piece[piece.rindex('class="tall"') : piece.index('class="tables"')]
    assert f">{hour}<" in ahead
    assert (">2 am<" in ahead) is not folded
    assert 'class="now"' in ahead


def test_late_in_the_evening_six_hours_are_shown() -> None:
    """A drawing of the last half hour would say nothing."""
    home = family()
    plan = week_plan(home, now="2 23:40")
    piece = day(Words(home, plan, picture_of(home, plan)), 2)
    ahead = piece[piece.rindex('class="tall"') : piece.index('class="tables"')]
    assert ">8 pm<" in ahead
    assert ">4 pm<" not in ahead


def test_another_day_is_drawn_whole() -> None:
    """Now is no part of it."""
    home = family()
    plan = week_plan(home, now="2 16:40")
    assert "Earlier today" not in day(Words(home, plan, picture_of(home, plan)), 3)
