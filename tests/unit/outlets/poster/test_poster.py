"""The sheet for the fridge: always one page, hostile names and large families included."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import date

import pytest

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.palette import GAP
from homecall.outlets.poster.render import paper_of, render
from homecall.outlets.poster.sheet import PAPERS, Sheet
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from tests.unit.outlets.family import family, plan_for, week_plan

HOSTILE = '#panic("x") ] } $x$ *b* <a> \\ "'


def pages(pdf: bytes) -> int:
    """How many pages a PDF has, packed objects included."""
    text = pdf
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            text += zlib.decompress(packed)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page(?!s)", text))


def sheet_of(home: Household, plan: Plan, paper: str = "a4") -> Sheet:
    """The layout of a plan."""
    picture = picture_of(home, plan)
    return Sheet(Words(home, plan, picture), picture, paper)


def crowd(home: Household, children: int) -> Household:
    """The same family with more children."""
    made = (replace(home.children[n % 2], id=f"c{n}", name=f"Maximiliana {n}") for n in range(children))
    return replace(home, children=tuple(made), moments=())


def test_the_poster_is_one_page_of_pdf() -> None:
    """On either paper."""
    home = family()
    for paper in PAPERS:
        pdf = render(home, week_plan(home), paper=paper)
        assert pdf.startswith(b"%PDF-")
        assert pages(pdf) == 1


def test_six_children_still_fit_on_one_page() -> None:
    """With every day and every row on the sheet."""
    home = crowd(family(), 6)
    plan = plan_for(home)
    sheet = sheet_of(home, plan, "us-letter")
    assert pages(render(home, plan)) == 1
    assert sheet.y(6, 6) + 6 <= PAPERS["us-letter"][1] - 2 * 11 - 18


def test_four_weeks_give_the_first_seven_days() -> None:
    """One sheet a week."""
    home = family()
    assert pages(render(home, week_plan(home, days=28))) == 1


def test_one_day_and_one_child_fill_a_sheet_too() -> None:
    """The smallest plan there is."""
    home = crowd(family(), 1)
    assert pages(render(home, plan_for(home, days=1))) == 1


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No date of making but the plan's own."""
    home = family()
    assert render(home, week_plan(home)) == render(home, week_plan(home))


def test_a_hostile_name_stays_text() -> None:
    """The template reads names as values, never as code."""
    home = family()
    home = replace(
        home,
        name=HOSTILE,
        children=tuple(replace(child, name=HOSTILE) for child in home.children),
        carers=tuple(replace(carer, name=HOSTILE) for carer in home.carers),
        moments=tuple(replace(moment, title=HOSTILE) for moment in home.moments),
    )
    assert pages(render(home, week_plan(home))) == 1


def test_bands_lie_at_their_minute() -> None:
    """Preschool from 8:15 to 15:00."""
    home = family()
    sheet = sheet_of(home, week_plan(home))
    (place,) = (band for band in sheet.data()["days"][0]["rows"][0]["bands"] if band["kind"] == "place")
    (piece,) = place["pieces"]
    assert piece["x"] == pytest.approx(27 + 18 + 495 * sheet.scale)
    assert piece["width"] == pytest.approx(405 * sheet.scale)


def test_a_day_of_25_hours_reaches_the_edge_and_others_do_not() -> None:
    """One scale for the sheet."""
    home = family(schedules={})
    sheet = sheet_of(home, plan_for(home, date(2026, 10, 31), 2, {day: "00:00 ana" for day in range(7)}))
    ends = [sheet.x(day, day.span.end) for day in sheet.picture.days]
    assert ends[1] == pytest.approx(sheet.width)
    assert ends[1] - ends[0] == pytest.approx(60 * sheet.scale)


def test_no_money_stands_on_the_fridge() -> None:
    """Nor any figure of the cost."""
    home = family()
    assert "412" not in str(sheet_of(home, week_plan(home)).data())


def test_asks_are_short_lines_and_few() -> None:
    """Three, then how many more there are."""
    home = family()
    plan = week_plan(home)
    data = sheet_of(home, replace(plan, asks=plan.asks[:1] * 5)).data()
    assert data["asks"][0] == "Ask Aunt Joan: Friday 4 December, 6:30 to 9 pm"
    assert len(data["asks"]) == 3
    assert data["more"] == "and two more in the plan"


def test_the_red_of_a_gap_belongs_to_gaps() -> None:
    """Everything else that is drawn has another colour."""
    home = family()
    data = sheet_of(home, week_plan(home)).data()
    inks = [band["ink"] for day in data["days"] for row in day["rows"] for band in row["bands"]]
    assert GAP not in inks + [person["ink"] for person in data["people"]]
    assert data["colours"]["gap"] == GAP


def test_the_paper_is_the_one_in_the_familys_printer() -> None:
    """Unless somebody says otherwise."""
    assert [paper_of(zone) for zone in ("America/Chicago", "Pacific/Honolulu", "Europe/Berlin")] == [
        "us-letter",
        "us-letter",
        "a4",
    ]


def test_whoever_appears_in_the_week_is_named_and_nobody_else() -> None:
    """Parents always; Aunt Joan only where she has a shift."""
    home = family()
    plan = week_plan(home)
    calm = replace(
        plan,
        cover=tuple(replace(cover, lead="ana") for cover in plan.cover),
        shifts=tuple(shift for shift in plan.shifts if shift.carer == "rosa"),
    )
    assert [one["name"] for one in sheet_of(home, plan).data()["people"]] == ["Ana", "Ben", "Rosa", "Aunt Joan"]
    assert [one["name"] for one in sheet_of(home, calm).data()["people"]] == ["Ana", "Ben", "Rosa"]


def test_a_covered_week_says_so_once() -> None:
    """The headline is enough."""
    home = family(schedules={})
    data = sheet_of(home, plan_for(home, leads={day: "00:00 ana" for day in range(7)})).data()
    assert (data["headline"], data["lede"]) == ("Every hour is covered.", "")
