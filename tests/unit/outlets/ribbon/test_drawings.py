"""The three drawings of a day: exact to the minute, hatched where nobody is, nothing laid over anything."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Picture
from homecall.outlets.ribbon.shapes import INSET
from homecall.outlets.ribbon.small import SmallDay
from homecall.outlets.ribbon.tall import TallDay
from homecall.outlets.ribbon.wide import CHART, WIDTH, WideDay
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from homecall.spans.span import Span
from tests.unit.outlets.family import family, plan_for, week_plan


def wide(day: int, plan: Plan | None = None) -> tuple[WideDay, str]:
    """The wide drawing of one day of the sketches' week."""
    home = family()
    plan = plan or week_plan(home)
    picture = picture_of(home, plan)
    drawing = WideDay(picture, Words(home, plan, picture), picture.days[day], axis=False)
    return drawing, drawing.svg()


def rectangles(svg: str, kind: str) -> list[tuple[float, float]]:
    """Left edge and width of every shape in bands of a kind."""
    bands = re.findall(rf'<g class="band {kind}">(.*?)</g>', svg)
    found = (re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', band) for band in bands)
    return [(float(x), float(w)) for band in found for x, w in band]


def test_a_place_is_drawn_from_its_first_minute_to_its_last() -> None:
    """8:15 to 15:00, within a thousandth of a pixel, less the gap to the neighbours."""
    drawing, svg = wide(0)
    start = drawing.day.span.start
    ((x, width),) = rectangles(svg, "place")
    assert x == pytest.approx(drawing.x(start + 495) + INSET, abs=0.001)
    assert x + width == pytest.approx(drawing.x(start + 900) - INSET, abs=0.001)


def test_the_bands_of_a_day_fill_its_whole_width() -> None:
    """Widths and gaps of a child add up to the day."""
    _, svg = wide(6)
    total = sum(w for person in ("p0", "p1") for _, w in rectangles(svg, person))
    assert total / 2 == pytest.approx(CHART - 2 * INSET * 4, abs=0.05)


def test_a_day_of_23_hours_is_shorter_by_an_hour() -> None:
    """One scale for all days of a picture."""
    home = family(schedules={})
    plan = plan_for(home, date(2027, 3, 13), 2, {day: "00:00 ana" for day in range(7)})
    picture = picture_of(home, plan)
    ends = [WideDay(picture, Words(home, plan, picture), day, axis=True).x(day.span.end) for day in picture.days]
    assert ends[0] == pytest.approx(WIDTH)
    assert ends[0] - ends[1] == pytest.approx(60 * CHART / 1440)


@pytest.mark.parametrize("kind", ["wide", "tall", "small"])
def test_every_gap_is_hatched(kind: str) -> None:
    """Colour vision is not needed, in any of the drawings."""
    svg = drawn(kind, picture_of(home := family(), week_plan(home)), week_plan(home), 4)
    assert svg.count('class="band gap"') == svg.count("url(#hatch)") == 2


@pytest.mark.parametrize("kind", ["wide", "tall", "small"])
def test_no_other_band_is_hatched(kind: str) -> None:
    """Monday has no gap."""
    svg = drawn(kind, picture_of(home := family(), week_plan(home)), week_plan(home), 0)
    assert "hatch" not in svg


def drawn(kind: str, picture: Picture, plan: Plan, day: int) -> str:
    """One day in one of the three drawings."""
    words = Words(family(), plan, picture)
    if kind == "small":
        return SmallDay(picture, picture.days[day]).svg()
    return (
        TallDay(picture, words, picture.days[day])
        if kind == "tall"
        else WideDay(picture, words, picture.days[day], axis=True)
    ).svg()


def test_a_gap_of_one_minute_is_still_drawn() -> None:
    """Narrower than a pixel, and hatched and outlined all the same."""
    leads = {day: "00:00 ana 09:00 - 09:01 ana" for day in range(7)}
    _, svg = wide(5, plan_for(family(), leads=leads))
    assert len(rectangles(svg, "gap")) == 2
    assert min(w for _, w in rectangles(svg, "gap")) >= 0.5


def test_a_gap_says_nobody_yet_where_there_is_room() -> None:
    """Friday's is two and a half hours."""
    assert wide(4)[1].count(">nobody yet<") == 2


def test_lateness_is_an_amber_pill_with_the_backup_under_it() -> None:
    """Never red."""
    _, svg = wide(2)
    late = svg[svg.index('class="late"') :]
    assert "Ben may be late" in late
    assert "Aunt Joan stands behind" in late


def test_two_pills_at_one_time_stand_on_two_lines() -> None:
    """Two parents may be late for the same handoff."""
    home = family()
    plan = week_plan(home)
    twin = replace(plan.risks[0], at=plan.risks[0].at + 30)
    drawing, _ = wide(2, replace(plan, risks=(plan.risks[0], twin)))
    assert drawing._lanes() == [0, 1]


def test_home_call_has_no_pill() -> None:
    """It shows in the line and in the words."""
    assert 'class="late"' not in wide(6)[1]


def test_a_label_never_stands_on_a_dot() -> None:
    """Ben's name on Saturday evening moves behind the ritual that begins with it."""
    drawing, svg = wide(5)
    dot = drawing._dot_x(next(mark for mark in drawing.day.marks if mark.moment == "bedtime"))
    names = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*class="name night"', svg)]
    assert names
    assert all(abs(x - dot) > 5 for x in names)


def test_the_pill_of_a_moment_stays_on_its_band() -> None:
    """The school play lies within preschool and not over the pick-up."""
    drawing, svg = wide(3)
    x, width = map(float, re.findall(r'class="star">.*?<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)[0])
    assert x + width <= drawing.x(drawing.day.span.start + 15 * 60)


def test_an_open_ritual_is_not_drawn() -> None:
    """It is said in words and offered again."""
    assert 'class="kept"' not in wide(4)[1]


@pytest.mark.parametrize("kind", ["wide", "tall", "small"])
def test_now_is_a_line_on_its_day(kind: str) -> None:
    """And on no other."""
    plan = week_plan(family(), now="2 16:40")
    picture = picture_of(family(), plan)
    assert 'class="now"' in drawn(kind, picture, plan, 2)
    assert 'class="now"' not in drawn(kind, picture, plan, 3)


@pytest.mark.parametrize("kind", ["wide", "tall", "small"])
def test_a_child_that_is_not_born_yet_has_no_band(kind: str) -> None:
    """Its row waits, empty."""
    home = family(schedules={})
    baby = replace(home.children[1], born=date(2027, 1, 1), places=())
    home = replace(home, children=(baby,))
    plan = plan_for(home, leads={day: "00:00 ana" for day in range(7)})
    assert 'class="band' not in drawn(kind, picture_of(home, plan), plan, 0)


def test_a_label_is_clear_of_the_second_dot_too() -> None:
    """Two rituals close together push the name behind both, or off the band."""
    home = family()
    plan = week_plan(home)
    first = next(one for one in plan.moments if one.moment == "bedtime")
    early = replace(first, span=Span(first.span.start - 80, first.span.start - 65))
    later = replace(first, span=Span(first.span.start - 45, first.span.start - 30))
    drawing, svg = wide(0, replace(plan, moments=(early, later)))
    dots = [drawing._dot_x(mark) for mark in drawing.day.marks]
    names = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*class="name">Ana<', svg)]
    assert names
    assert all(not x - 4 < dot < x + 24 for x in names for dot in dots)
