"""The layout of the sheet: nothing leaves it, nothing lies on anything."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.poster.sheet import FOOT, MARGIN, PAPERS, Sheet
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from tests.unit.outlets.family import family, plan_for, week_plan


def sheet_of(home: Household, plan: Plan, paper: str = "a4") -> Sheet:
    """The layout of a plan."""
    picture = picture_of(home, plan)
    return Sheet(Words(home, plan, picture), picture, paper)


def with_children(count: int) -> Household:
    """The family with so many children."""
    home = family()
    return replace(home, children=tuple(replace(home.children[n % 2], id=f"c{n}") for n in range(count)), moments=())


def pieces(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every shape of every band."""
    return [p for day in data["days"] for row in day["rows"] for band in row["bands"] for p in band["pieces"]]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("children", [1, 2, 6, 10])
def test_the_last_line_stands_above_the_foot(paper: str, children: int) -> None:
    """However many children there are."""
    home = with_children(children)
    sheet = sheet_of(home, plan_for(home), paper)
    lowest = max(line["y"] for day in sheet.data()["days"] for line in day["lines"])
    assert lowest <= PAPERS[paper][1] - 2 * MARGIN - FOOT + 0.5


@pytest.mark.parametrize("children", [1, 2, 6, 10])
def test_days_do_not_lie_on_each_other(children: int) -> None:
    """The lines of one end before the bands of the next begin."""
    home = with_children(children)
    days = sheet_of(home, plan_for(home)).data()["days"]
    for day, following in pairwise(days):
        assert max(line["y"] for line in day["lines"]) < following["y"]


def test_no_band_leaves_the_sheet() -> None:
    """From the first minute to the last."""
    home = family()
    sheet = sheet_of(home, week_plan(home))
    assert all(piece["x"] >= 45 for piece in pieces(sheet.data()))
    assert max(piece["x"] + piece["width"] for piece in pieces(sheet.data())) == pytest.approx(sheet.width)


def test_labels_keep_inside_their_band() -> None:
    """By the width that the sheet allows for them."""
    home = family()
    for day in sheet_of(home, week_plan(home)).data()["days"]:
        for row in day["rows"]:
            for band in (band for band in row["bands"] if band["label"]):
                assert band["pieces"][0]["x"] < band["at"] < band["pieces"][-1]["x"] + band["pieces"][-1]["width"]


def test_bands_grow_lower_with_more_children_and_words_smaller() -> None:
    """But never below five points."""
    sizes = [sheet_of(home := with_children(count), plan_for(home)).size for count in (2, 5, 12)]
    assert sizes[0] > sizes[1] > sizes[2] >= 5.0


def test_hours_stand_once_where_every_day_has_24() -> None:
    """Above the first day."""
    home = family()
    days = sheet_of(home, week_plan(home)).data()["days"]
    assert [tick["label"] for tick in days[0]["ticks"]] == ["3 am", "6 am", "9 am", "noon", "3 pm", "6 pm", "9 pm"]
    assert {tick["label"] for day in days[1:] for tick in day["ticks"]} == {""}


def test_a_long_headline_is_set_smaller() -> None:
    """On one line, whatever it says."""
    home = family(schedules={})
    many = {day: "00:00 ana 08:00 - 09:00 ana 18:00 - 20:00 ana" for day in range(7)}
    long, short = sheet_of(home, plan_for(home, leads=many)).data(), sheet_of(home, week_plan(home)).data()
    assert len(long["headline"]) > len(short["headline"])
    assert long["headline_size"] <= short["headline_size"] <= 27.0


def test_a_flag_stands_on_its_handoff_with_its_words() -> None:
    """Wednesday at six."""
    home = family()
    sheet = sheet_of(home, week_plan(home))
    (late,) = sheet.data()["days"][2]["late"]
    assert late["x"] == pytest.approx(45 + 18 * 60 * sheet.scale)
    assert (late["pill"], late["backup"]) == ("Ben may be late", "Aunt Joan stands behind")


def test_a_dated_moment_is_a_star_with_its_parent() -> None:
    """On the row of its child, inside preschool."""
    home = family()
    sheet = sheet_of(home, week_plan(home))
    (star,) = sheet.data()["days"][3]["stars"]
    assert star["text"] == "School play, Ben"
    assert star["x"] + star["width"] <= 45 + 15 * 60 * sheet.scale


def test_open_rituals_have_no_dot() -> None:
    """Friday's is said on the page, not on the fridge."""
    home = family()
    assert sheet_of(home, week_plan(home)).data()["days"][4]["dots"] == []


def test_asks_of_later_weeks_wait_for_their_own_sheet() -> None:
    """A sheet is for its days."""
    home = family()
    plan = week_plan(home, days=7)
    picture = picture_of(home, plan)
    first = replace(picture, days=picture.days[:3])
    assert Sheet(Words(home, plan, first), first, "a4").data()["asks"] == []
