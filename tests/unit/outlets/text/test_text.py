"""The terminal: the same ribbon in characters, with colour and without."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.text.blocks import Blocks
from homecall.outlets.text.render import render
from tests.unit.outlets.family import family, plan_for, week_plan

GAP_GROUND = "48;2;179;32;44"


def plain(width: int = 106, **changes: Any) -> list[str]:
    """The sketches' week without colour, by line."""
    home = family()
    return render(home, week_plan(home, **changes), width=width, colour=False).splitlines()


def test_without_colour_there_is_no_escape_code() -> None:
    """So it can be piped and mailed."""
    assert "\x1b" not in "".join(plain())


def test_with_colour_the_gap_alone_is_red() -> None:
    """Two rows on Friday, and nothing else on that ground."""
    home = family()
    lines = render(home, week_plan(home)).splitlines()
    red = [line for line in lines if GAP_GROUND in line]
    assert len(red) == 2
    assert all("nobody" in line for line in red)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_no_line_is_wider_than_asked(width: int) -> None:
    """Terminals wrap badly."""
    assert max(cell_len(line) for line in plain(width)) <= width


def test_a_narrow_terminal_still_gets_forty_columns() -> None:
    """Below that a ribbon says nothing."""
    assert plain(5) == plain(40)


def test_every_row_of_a_day_is_as_long_as_the_day() -> None:
    """96 quarter hours at this width."""
    home = family()
    picture = picture_of(home, week_plan(home))
    blocks = Blocks(picture, 106, colour=False)
    assert blocks.step == 15
    for day in picture.days:
        assert [cell_len(line.plain) for line in blocks.day(day)[1:]] == [10 + 96] * 4


def test_a_day_of_23_hours_is_four_quarters_shorter() -> None:
    """The same minutes a character on every day."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2027, 3, 13), 2, {day: "00:00 ana" for day in range(7)}))
    blocks = Blocks(picture, 106, colour=False)
    assert [len(blocks.cells(day)) for day in picture.days] == [96, 92]


def test_a_gap_is_hatched_and_named_without_colour() -> None:
    """Slashes, ten quarters of an hour long."""
    friday = plain().index("Friday 4 December")
    mia = plain()[friday + 3]
    assert "/nobody//" in mia or "/nobody yet" in mia
    assert len(re.findall(r"/nobody/*", mia)[0]) == 10


def test_a_gap_of_a_minute_is_never_hidden() -> None:
    """The longest band of a character yields to it."""
    home = family()
    leads = {day: "00:00 ana 09:00 - 09:01 ana" for day in range(7)}
    text = render(home, plan_for(home, leads=leads), width=60, colour=False)
    assert "/" in text[text.index("Saturday") :]


def test_people_can_be_told_apart_without_colour() -> None:
    """By name or initials, and by what fills their bands."""
    monday = plain().index("Monday 30 November")
    mia = plain()[monday + 2]
    assert "│Ana═" in mia
    assert "│Rosa▒" in mia
    assert "│Preschool " in mia


def test_moments_stand_on_the_band_of_who_is_there() -> None:
    """Saturday's bedtime is Ben's and not Aunt Joan's, who leaves as it begins."""
    saturday = plain().index("Saturday 5 December")
    mia = plain()[saturday + 2]
    assert mia.index("Joan") < mia.rindex("•") < mia.index("Ben")
    assert mia.rindex("•") == 10 + (19 * 60 + 30) // 15


def test_now_is_marked_above_its_day() -> None:
    """At twenty to five in the afternoon."""
    lines = plain(now="2 16:40")
    wednesday = lines.index("Wednesday 2 December")
    assert lines[wednesday + 2].index("▼") == 10 + (16 * 60 + 40) // 15


def test_the_words_come_in_the_order_in_which_they_help() -> None:
    """Asks, risks, what is kept, what is open, what is unknown, findings."""
    text = "\n".join(plain())
    titles = [
        "What to ask",
        "Where it may run late",
        "Moments kept",
        "Moments still open",
        "Not known yet",
        "Worth knowing",
    ]
    assert sorted(titles, key=text.index) == titles


def test_people_come_before_money() -> None:
    """No figure of the cost stands anywhere in a proven plan."""
    assert "412" not in "\n".join(plain())


def test_the_same_plan_gives_the_same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal it runs in."""
    home = family()
    before = render(home, week_plan(home))
    for name, value in (("TERM", "dumb"), ("NO_COLOR", "1"), ("COLUMNS", "20"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert render(home, week_plan(home)) == before


def test_a_hostile_name_cannot_command_the_terminal() -> None:
    """Control characters are taken out, and markup is only text."""
    home = family()
    nasty = replace(home, carers=tuple(replace(c, name="[red]\x1b[2J\x07Rosa") for c in home.carers))
    text = render(nasty, week_plan(home), colour=False)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[red]" in text


def test_wide_letters_keep_the_columns() -> None:
    """A name in Chinese takes two cells a letter."""
    home = family()
    wide = replace(home, parents=(replace(home.parents[0], name="小明"), home.parents[1]))
    picture = picture_of(wide, week_plan(wide))
    blocks = Blocks(picture, 106, colour=False)
    assert {cell_len(line.plain) for day in picture.days for line in blocks.day(day)[1:]} == {106}
