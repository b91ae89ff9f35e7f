"""The picture: exact to the minute, nothing hidden, the true length of every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from homecall.outlets.picture.draw import daily, picture_of, taken
from homecall.plan.plan import Cover, Risk
from homecall.spans.span import Span
from tests.unit.outlets.family import MONDAY, family, plan_for, schedules, week_plan

ALL_ANA = {day: "00:00 ana" for day in range(7)}


def test_the_bands_of_a_child_partition_each_day() -> None:
    """Every band begins where the one before ends, from midnight to midnight."""
    home = family()
    for day in picture_of(home, week_plan(home)).days:
        for row in day.rows:
            edges = [(band.span.start, band.span.end) for band in row.bands]
            assert edges[0][0] == day.span.start
            assert edges[-1][1] == day.span.end
            assert all(end == start for (_, end), (start, _) in pairwise(edges))


def test_the_segments_of_a_parent_partition_each_day() -> None:
    """A parent is in exactly one state at every minute."""
    home = family()
    for day in picture_of(home, week_plan(home)).days:
        for thread in day.threads[:2]:
            spans = [segment.span for segment in thread.segments]
            assert sum(span.minutes for span in spans) == day.span.minutes
            assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_a_day_on_which_clocks_go_forward_has_1380_minutes() -> None:
    """The day is as long as it really is, and so are its bands."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2027, 3, 14), 1, ALL_ANA))
    assert picture.days[0].span.minutes == 1380
    assert sum(band.span.minutes for band in picture.days[0].rows[0].bands) == 1380


def test_a_day_on_which_clocks_go_back_has_1500_minutes() -> None:
    """And it is the one that sets the scale of the whole ribbon."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2026, 10, 31), 3, ALL_ANA))
    assert [day.span.minutes for day in picture.days] == [1440, 1500, 1440]
    assert picture.longest == 1500


def test_a_place_stands_where_it_has_the_child() -> None:
    """Preschool from 8:15 to 15:00, to the minute."""
    home = family()
    day = picture_of(home, week_plan(home)).days[0]
    (stay,) = (band for band in day.rows[0].bands if band.kind == "place")
    assert stay.label == "Preschool"
    assert stay.span == Span(day.span.start + 8 * 60 + 15, day.span.start + 15 * 60)


def test_a_gap_is_as_long_as_the_plan_says() -> None:
    """Friday from 18:30 to 21:00, for both children."""
    home = family()
    gaps = [band for day in picture_of(home, week_plan(home)).days for band in day.gaps]
    assert [gap.span.minutes for gap in gaps] == [150, 150]
    assert {gap.label for gap in gaps} == {"nobody yet"}


def test_time_that_the_plan_forgot_is_a_gap_too() -> None:
    """A hole in the cover is never shown as if somebody were there."""
    home = family()
    plan = week_plan(home)
    holed = replace(plan, cover=tuple(cover for cover in plan.cover if cover.lead != "joan"))
    saturday = picture_of(home, holed).days[5]
    assert sum(gap.span.minutes for gap in saturday.gaps) == 2 * 330


def test_before_birth_there_is_nobody_to_cover() -> None:
    """From the midnight of the day of birth on there is."""
    home = family(schedules={})
    baby = replace(home.children[1], born=date(2026, 12, 2), places=())
    home = replace(home, children=(home.children[0], baby))
    days = picture_of(home, plan_for(home, leads=ALL_ANA)).days
    kinds = [{band.kind for band in day.rows[1].bands} for day in days[:3]]
    assert kinds == [{"unborn"}, {"unborn"}, {"lead"}]


def test_cover_that_overlaps_a_place_is_not_counted_twice() -> None:
    """A plan that the judge would refuse still draws as a partition."""
    home = family()
    plan = week_plan(home)
    monday = home.wall.day(MONDAY)
    double = replace(plan, cover=(Cover("mia", monday, "ana"), *plan.cover))
    bands = picture_of(home, double).days[0].rows[0].bands
    assert [(band.who, band.span) for band in bands] == [("ana", monday)]


def test_work_road_and_rest_show_as_what_they_are() -> None:
    """After a 28-hour duty: work, the way home, an hour, four hours of rest."""
    home = family()
    tuesday = picture_of(home, week_plan(home)).days[1]
    ben = next(thread for thread in tuesday.threads if thread.person == "ben")
    states = [(segment.state, segment.span.minutes) for segment in ben.segments]
    assert states == [("work", 660), ("road", 25), ("free", 60), ("rest", 240), ("free", 455)]


def test_time_past_the_published_schedule_is_unknown() -> None:
    """Unknown is its own state, never free."""
    home = family()
    home = home.with_schedules(schedules(home, through=date(2026, 12, 4)))
    saturday = picture_of(home, week_plan(home)).days[5]
    assert [segment.state for segment in saturday.threads[0].segments] == ["unknown"]


def test_a_carer_without_a_shift_has_no_line() -> None:
    """Rosa has one on Monday, Aunt Joan on Saturday alone."""
    home = family()
    days = picture_of(home, week_plan(home)).days
    assert [thread.person for thread in days[0].threads] == ["ana", "ben", "rosa"]
    assert [thread.person for thread in days[5].threads] == ["ana", "ben", "joan"]


def test_a_flag_names_the_backup_and_the_children_taken_over() -> None:
    """The amber pill needs both."""
    home = family()
    (flag,) = picture_of(home, week_plan(home)).days[2].flags
    assert (flag.standby, flag.children) == ("Aunt Joan", ("mia", "leo"))


def test_a_backup_nobody_knows_keeps_its_own_word() -> None:
    """A plan may name a service that is no carer of the household."""
    home = family()
    plan = week_plan(home)
    risk = Risk("ben", plan.risks[0].at, "Clinic", 0.4, 10.0, "the agency")
    (flag,) = picture_of(home, replace(plan, risks=(risk,))).days[2].flags
    assert flag.standby == "the agency"


def test_a_moment_stands_on_the_day_it_starts() -> None:
    """And knows whether it is dated, and who comes."""
    home = family()
    marks = picture_of(home, week_plan(home)).days[3].marks
    assert [(mark.title, mark.dated, mark.parents) for mark in marks] == [
        ("School play", True, ("ben",)),
        ("Roses and thorns", False, ("ben",)),
    ]


def test_two_moments_at_one_time_are_both_there() -> None:
    """Overlapping marks do not hide each other."""
    home = family()
    plan = week_plan(home)
    twin = replace(plan.moments[0], parents=("ben",))
    marks = picture_of(home, replace(plan, moments=(*plan.moments, twin))).days[0].marks
    assert [mark.parents for mark in marks] == [("ana",), ("ben",)]


def test_now_stands_on_its_day_only() -> None:
    """And nowhere when the plan was made before it begins."""
    home = family()
    assert [day.now is not None for day in picture_of(home, week_plan(home, now="2 16:40")).days].index(True) == 2
    assert all(day.now is None for day in picture_of(home, week_plan(home)).days)


def test_weeks_are_monday_to_sunday_and_may_be_clipped() -> None:
    """A plan that starts on a Thursday begins with four days."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2026, 12, 3), 10, ALL_ANA))
    assert [len(week) for week in picture.weeks] == [4, 6]


def test_weeks_of_what_lies_ahead_are_seven_days_from_the_first() -> None:
    """Whoever begins on a Sunday sees a week and not a day."""
    home = family(schedules={})
    picture = picture_of(home, plan_for(home, date(2026, 12, 6), 10, ALL_ANA))
    assert [len(week) for week in replace(picture, sevens=True).weeks] == [7, 3]


@pytest.mark.parametrize(
    ("left", "span", "given", "rest"),
    [
        ([(0, 100)], (20, 30), [(20, 30)], [(0, 20), (30, 100)]),
        ([(0, 10), (20, 30), (40, 50)], (5, 45), [(5, 10), (20, 30), (40, 45)], [(0, 5), (45, 50)]),
        ([(0, 10), (20, 30)], (10, 20), [], [(0, 10), (20, 30)]),
    ],
)
def test_what_is_left_of_a_span_is_taken_once(
    left: list[tuple[int, int]], span: tuple[int, int], given: list[tuple[int, int]], rest: list[tuple[int, int]]
) -> None:
    """Touching is not sharing."""
    spans = [Span(*one) for one in left]
    assert taken(spans, Span(*span)) == [Span(*one) for one in given]
    assert spans == [Span(*one) for one in rest]


def test_what_reaches_over_midnight_lies_on_both_days() -> None:
    """Cut to each, with its place among all; what lies before the first day is on none."""
    days = (Span(0, 1440), Span(1440, 2820), Span(2820, 4260))
    found = daily([Span(-90, 0), Span(1400, 2900), Span(1440, 1500)], days)
    assert found[days[0]] == [(Span(1400, 1440), 1)]
    assert found[days[1]] == [(days[1], 1), (Span(1440, 1500), 2)]
    assert found[days[2]] == [(Span(2820, 2900), 1)]
