"""Labels: whole or absent, where the child is awake, at the hours the wall shows."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.labels import awake_pieces, fitted, hour_ticks, label_choices, label_places, text_width
from tests.unit.outlets.family import family, plan_for, week_plan


def test_a_label_that_does_not_fit_gives_way_to_a_shorter_one() -> None:
    """And to nothing in the end: a name is never cut."""
    assert fitted(("Aunt Joan", "AJ"), 200, 13) == "Aunt Joan"
    assert fitted(("Aunt Joan", "AJ"), 30, 13) == "AJ"
    assert fitted(("Aunt Joan", "AJ"), 5, 13) == ""


def test_an_empty_choice_is_passed_over() -> None:
    """A place has no initials."""
    assert fitted(("", "x"), 100, 13) == "x"


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_longer_text_is_wider(one: str, more: str) -> None:
    """Whatever the letters are."""
    assert text_width(one + more, 10) >= text_width(one, 10)


def test_a_text_grows_with_its_size() -> None:
    """In proportion."""
    assert text_width("Rosa", 26) == 2 * text_width("Rosa", 13)


def test_a_band_is_cut_where_the_child_wakes_and_falls_asleep() -> None:
    """Ana has Mia from midnight; Mia wakes at 6:45."""
    home = family()
    row = picture_of(home, week_plan(home)).days[0].rows[0]
    pieces = awake_pieces(row, row.bands[0])
    assert [(span.minutes, awake) for span, awake in pieces] == [(405, False), (15, True)]


def test_the_pieces_of_a_band_are_the_band() -> None:
    """No minute is lost or drawn twice."""
    home = family()
    for day in picture_of(home, week_plan(home)).days:
        for row in day.rows:
            for band in row.bands:
                assert sum(span.minutes for span, _ in awake_pieces(row, band)) == band.span.minutes


def test_a_gap_at_night_is_drawn_at_full_height() -> None:
    """A sleeping child without anybody is not a smaller matter."""
    home = family(schedules={})
    leads = {day: "00:00 ana 02:00 - 03:00 ana" for day in range(7)}
    row = picture_of(home, plan_for(home, leads=leads)).days[1].rows[0]
    (gap,) = (band for band in row.bands if band.kind == "gap")
    assert awake_pieces(row, gap) == ((gap.span, True),)


def test_a_person_has_a_name_and_initials_and_a_place_its_name() -> None:
    """What may stand on a band."""
    home = family()
    picture = picture_of(home, week_plan(home))
    bands = picture.days[0].rows[0].bands
    assert label_choices(picture, bands[0]) == ("Ana", "A")
    assert label_choices(picture, bands[2]) == ("Preschool",)


def test_a_whole_name_at_night_is_better_than_initials_by_day() -> None:
    """Each text is tried everywhere before a shorter one is."""
    home = family()
    picture = picture_of(home, week_plan(home))
    row = picture.days[0].rows[0]
    places = [(text, awake) for text, _, awake in label_places(picture, row, row.bands[0])]
    assert places == [("Ana", True), ("Ana", False), ("A", True), ("A", False)]


def test_hours_stand_where_the_wall_shows_them() -> None:
    """On the day the clocks go forward, 3 am is two hours after midnight."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2027, 3, 14), 1, {6: "00:00 ana"}))
    day = picture.days[0]
    ticks = {name: at - day.span.start for at, name in hour_ticks(picture.wall, day, 3)}
    assert (ticks["3 am"], ticks["noon"], ticks["9 pm"]) == (120, 660, 1200)
