"""Blocks: what one character shows, with colour and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.text import Text

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.palette import INKS, contrast
from homecall.outlets.text.blocks import FILLS, STATES, Blocks, printable
from homecall.plan.plan import Plan
from tests.unit.outlets.family import family, plan_for, schedules, week_plan

ALL_ANA = {day: "00:00 ana" for day in range(7)}


def blocks_of(home: Household, plan: Plan, width: int = 106, *, colour: bool = False) -> Blocks:
    """The blocks of a plan."""
    return Blocks(picture_of(home, plan), width, colour)


def lines(day: int, home: Household | None = None, plan: Plan | None = None, *, colour: bool = False) -> list[Text]:
    """The lines of one day: hours, children, parents."""
    home = home or family()
    blocks = blocks_of(home, plan or week_plan(home), colour=colour)
    return blocks.day(blocks.picture.days[day])


def backgrounds(text: Text) -> set[str]:
    """Every colour that stands behind a character."""
    styles = (span.style for span in text.spans if not isinstance(span.style, str))
    return {style.bgcolor.name for style in styles if style.bgcolor}


@pytest.mark.parametrize(("width", "step"), [(298, 5), (106, 15), (100, 20), (82, 20), (58, 30), (40, 60), (16, 240)])
def test_a_character_stands_for_the_fewest_minutes_that_fit(width: int, step: int) -> None:
    """Always a round number of them."""
    home = family()
    assert blocks_of(home, week_plan(home), width).step == step


def test_hours_stand_above_their_minute() -> None:
    """9 am is the thirty-sixth quarter of an hour."""
    assert lines(0)[0].plain.index("9 am") == 10 + 36


def test_on_a_day_of_25_hours_the_hours_move() -> None:
    """Nine in the morning comes ten hours after midnight."""
    home = family(schedules={})
    plan = plan_for(home, date(2026, 11, 1), 1, ALL_ANA)
    blocks = blocks_of(home, plan, 110)
    assert blocks.day(blocks.picture.days[0])[0].plain.index("9 am") == 10 + 40


def test_a_parents_line_says_each_state() -> None:
    """Work, road, an hour, rest, free."""
    ben = lines(1)[4].plain
    assert ben.startswith("Ben")
    assert [state for state in "·╌━z" if state in ben] == ["·", "╌", "━", "z"]


def test_unknown_time_is_a_row_of_questions() -> None:
    """Never a free line."""
    home = family()
    home = home.with_schedules(schedules(home, through=date(2026, 12, 4)))
    assert lines(5, home, week_plan(home))[3].plain == "Ana       " + "?" * 96


def test_every_state_has_a_sign_and_free_looks_like_no_other() -> None:
    """A carer's shift shares the line of a free parent: both are there for the children."""
    signs = [sign for state, sign in STATES.items() if state != "shift"]
    assert len(set(signs)) == len(signs)


def test_eight_people_have_eight_fills() -> None:
    """None of which is that of a gap or a place."""
    assert len(set(FILLS)) == len(FILLS) == len(INKS)
    assert not set(FILLS) & {"/", " "}


def test_in_colour_each_lead_has_their_own_ground() -> None:
    """Ana and Rosa on Monday, and the place."""
    found = backgrounds(lines(0, colour=True)[1])
    assert {INKS[0].deep, INKS[2].deep} < found
    assert len(found) == 3


def test_white_words_are_legible_on_every_ground_of_a_row() -> None:
    """The place and the gap included."""
    for day in range(7):
        for row in lines(day, colour=True)[1:3]:
            assert all(contrast("#ffffff", ground) >= 4.5 for ground in backgrounds(row))


def test_a_sleeping_child_has_half_blocks() -> None:
    """The night is quieter than the day."""
    mia = lines(0, colour=True)[1].plain
    assert mia.rstrip().endswith("▄" * 10)
    assert "▄" not in mia[10 + 30 : 10 + 75]


def test_a_gap_at_night_has_no_half_blocks() -> None:
    """It is drawn as wide awake as by day."""
    home = family(schedules={})
    plan = plan_for(home, leads={day: "00:00 ana 01:00 - 05:00 ana" for day in range(7)})
    mia = lines(1, home, plan, colour=True)[1].plain
    assert mia[10 + 4 : 10 + 20].startswith("/nobody yet")
    assert "▄" not in mia[10 + 4 : 10 + 20]


def test_a_child_that_is_not_born_yet_has_an_empty_row() -> None:
    """With its name, waiting."""
    home = family(schedules={})
    baby = replace(home.children[1], born=date(2027, 1, 1), places=())
    home = replace(home, children=(home.children[0], baby))
    assert lines(0, home, plan_for(home, leads=ALL_ANA))[2].plain.strip() == "Leo"


def test_a_long_name_does_not_move_the_ribbon() -> None:
    """It is cut to its column; the ribbon keeps its place."""
    home = family()
    home = replace(home, children=tuple(replace(child, name="Maximiliana") for child in home.children))
    assert lines(0, home)[1].plain.startswith("Maximili  │Ana")


def test_a_short_band_shows_initials() -> None:
    """An hour of Rosa is four characters: her edge and her name; half an hour has the letter."""
    home = family(schedules={})
    plan = plan_for(home, leads={day: "00:00 ana 17:00 rosa 17:30 ana" for day in range(7)})
    assert "│R│" in lines(5, home, plan)[1].plain


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    """Escape, bell, line breaks; letters of every script stay."""
    assert printable("A\x1b[2J\x07\nЖ小") == "A [2J  Ж小"
