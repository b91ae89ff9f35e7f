"""The parts of the page: its head, its sections, its strips, its theme."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from homecall.household.household import Household
from homecall.outlets.picture import palette
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.ribbon.sections import head, legend, more, people
from homecall.outlets.ribbon.shapes import day_id, ink_class
from homecall.outlets.ribbon.small import SmallDay
from homecall.outlets.ribbon.table import day_table
from homecall.outlets.ribbon.tall import TallDay
from homecall.outlets.ribbon.theme import theme
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from tests.unit.outlets.family import family, plan_for, week_plan


def words_of(home: Household, plan: Plan) -> Words:
    """The words of a plan."""
    return Words(home, plan, picture_of(home, plan))


def tall(day: int, plan: Plan | None = None) -> tuple[TallDay, str]:
    """One day of the sketches' week, drawn downwards."""
    home = family()
    words = words_of(home, plan or week_plan(home))
    drawing = TallDay(words.picture, words, words.picture.days[day])
    return drawing, drawing.svg()


def test_the_head_says_days_sentence_hours_and_certainty() -> None:
    """In this order."""
    home = family()
    said = re.findall(r"<(?:p|h1)[^>]*>([^<]+)<", head(words_of(home, week_plan(home))))
    assert said[0] == "30 November – 6 December"
    assert said[1] == "One evening needs somebody."
    assert said[3].startswith("Proven best")


def test_the_head_leads_to_the_asks_only_where_there_are_some() -> None:
    """A button that leads nowhere is worse than none."""
    home = family()
    assert 'href="#asks"' in head(words_of(home, week_plan(home)))
    assert "href" not in head(words_of(home, plan_for(home)))


def test_everybody_is_introduced_with_colour_initials_and_name() -> None:
    """Once, above the ribbon."""
    home = family()
    listed = people(picture_of(home, week_plan(home)))
    assert re.findall(r'swatch (p\d)" aria-hidden="true">(\w+)</span>([^<]+)<', listed) == [
        ("p0", "A", "Ana"),
        ("p1", "B", "Ben"),
        ("p2", "R", "Rosa"),
        ("p3", "AJ", "Aunt Joan"),
    ]


def test_the_legend_explains_every_state_of_a_parent() -> None:
    """Nothing on the ribbon is left to guess."""
    said = legend()
    for words in ("nobody yet", "in a place", "may run late", "at work", "on the way", "free", "not known yet"):
        assert words in said


def test_sections_come_in_the_order_in_which_they_help() -> None:
    """Asks first, findings last."""
    home = family()
    ids = re.findall(r'<section id="(\w+)"', more(words_of(home, week_plan(home))))
    assert ids == ["asks", "moments", "risks", "unknown", "findings"]


def test_asks_keep_their_order_and_give_their_reasons() -> None:
    """The planner puts the one that gains most first."""
    home = family()
    asks = more(words_of(home, week_plan(home)))
    assert asks.index("Ask Aunt Joan") < asks.index("Both of you are still at work.") < asks.index("At Ben’s work")


def test_every_day_has_an_anchor_of_its_own() -> None:
    """So that a message can point at it."""
    assert day_id(date(2026, 12, 4)) == "day-2026-12-04"


def test_somebody_unknown_is_drawn_without_a_persons_colour() -> None:
    """A plan may name a lead that the household has lost."""
    home = family()
    assert ink_class(picture_of(home, week_plan(home)), "kim") == "place"


def test_a_ninth_person_shares_the_first_class() -> None:
    """As they share the colour."""
    home = family()
    more_carers = tuple(replace(home.carers[0], id=f"k{n}", name=f"Kim {n}") for n in range(7))
    home = replace(home, carers=more_carers)
    assert ink_class(picture_of(home, plan_for(home, leads={d: "00:00 ana" for d in range(7)})), "k6") == "p0"


def test_the_theme_writes_every_colour_from_the_palette_once_a_ground() -> None:
    """One source for page and tests."""
    style = theme()
    for ink in palette.INKS:
        assert f"{ink.fill};" in style
        assert f"{ink.deep};" in style
        assert f"{ink.glow};" in style


def test_paper_is_never_dark() -> None:
    """The dark colours hold for screens alone."""
    assert "@media screen and (prefers-color-scheme:dark)" in theme()
    assert "@media (prefers-color-scheme" not in theme()


def test_a_table_marks_its_gaps_in_words() -> None:
    """And leaves out a child that is not born."""
    home = family()
    words = words_of(home, week_plan(home))
    assert day_table(words, words.picture.days[4]).count('class="gap">nobody yet<') == 2


def test_the_tall_day_reads_downwards_to_the_minute() -> None:
    """Half past six in the evening, on the scale of the day."""
    drawing, svg = tall(4)
    start = drawing.day.span.start + 18 * 60 + 30
    gap = re.findall(r'class="band gap"><rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', svg)[0]
    assert float(gap[0]) == pytest.approx(drawing.y(start) + 0.75, abs=0.001)
    assert float(gap[1]) == pytest.approx(150 * drawing.scale - 1.5, abs=0.001)


def test_the_tall_day_says_hours_where_there_is_room() -> None:
    """And how a band goes on past midnight."""
    _, svg = tall(0)
    assert ">8:15 am to 3 pm<" in svg
    assert ">midnight to" not in svg


def test_the_tall_pill_names_the_backup() -> None:
    """In one line across the columns."""
    assert ">Ben may be late · Aunt Joan stands behind<" in tall(2)[1]


def test_the_tall_day_shows_a_dated_moment_as_a_star() -> None:
    """Dashed where it is still open."""
    home = family()
    plan = week_plan(home)
    open_ = tuple(replace(one, kept=False, parents=()) if one.moment == "play" else one for one in plan.moments)
    assert 'class="star"' in tall(3)[1]
    assert 'class="star missed"' in tall(3, replace(plan, moments=open_))[1]


def test_hours_give_way_to_now() -> None:
    """At six the line for now stands where "6 pm" would."""
    assert ">6 pm<" not in tall(2, week_plan(family(), now="2 18:05"))[1]
    assert ">6 pm<" in tall(2, week_plan(family(), now="2 16:40"))[1]


def test_the_strip_is_hidden_from_screen_readers() -> None:
    """The words beside it say the same."""
    home = family()
    picture = picture_of(home, week_plan(home))
    assert 'aria-hidden="true"' in SmallDay(picture, picture.days[0]).svg()


def test_the_strip_of_every_day_is_as_long_as_the_day() -> None:
    """To the minute, however small."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2026, 10, 31), 2, {d: "00:00 ana" for d in range(7)}))
    ends = [SmallDay(picture, day).x(day.span.end) for day in picture.days]
    assert ends[1] == pytest.approx(358)
    assert ends[1] - ends[0] == pytest.approx(60 * 324 / 1500)
