"""Seasons, kept moments over years, and the look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.career.kept import Occasion, Stretch, by_child, by_week, quarter, times, year, years
from homecall.career.review import Facts, Room, review, room
from homecall.career.season import Season, due, now
from homecall.errors import CareerError
from tests.unit.career.families import BEDTIME, duty, family, kept, plan, role

BOARDS = Season("1", "Boards", date(2026, 10, 1), date(2027, 3, 12), ("Saturdays stay ours",))
CHILDREN = {"bed": ("mia", "leo"), "walk": ("mia",)}


def had(moment: str, day: date, *parents: str, at: int = 0) -> Occasion:
    """A moment that was kept."""
    return Occasion(moment, day, at or day.toordinal(), parents)


def test_a_season_comes_back_once_when_it_is_over() -> None:
    """Until somebody has looked again."""
    assert now([BOARDS], date(2027, 3, 12)) == (BOARDS,)
    assert due([BOARDS], date(2027, 3, 13)) == (BOARDS,)
    looked = Season("1", "Boards", BOARDS.start, BOARDS.end, looked=date(2027, 3, 14))
    assert due([looked], date(2027, 3, 15)) == ()


@pytest.mark.parametrize("wrong", [{"title": ""}, {"end": date(2026, 9, 30)}, {"goals": ("a",) * 13}])
def test_a_season_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    """In a sentence with its cure."""
    usual: dict[str, object] = {"title": "Boards", "start": BOARDS.start, "end": BOARDS.end, "goals": ()}
    with pytest.raises(CareerError) as refused:
        Season("1", **{**usual, **wrong})  # type: ignore[arg-type]
    assert refused.value.cure


def test_quarters_follow_one_another_over_new_year() -> None:
    """The one before January's is last year's fourth."""
    assert quarter(date(2027, 2, 3)) == Stretch(date(2027, 1, 1), date(2027, 3, 31))
    assert quarter(date(2027, 2, 3), 1) == Stretch(date(2026, 10, 1), date(2026, 12, 31))


def test_a_moment_with_both_parents_is_kept_once_and_counts_for_each() -> None:
    """Two evenings, one of them with both: two times for the family, one and two with each."""
    may = date(2026, 5, 1)
    some = [had("bed", may, "ana", "ben"), had("bed", date(2026, 5, 2), "ben"), had("walk", date(2025, 5, 1), "ana")]
    assert times(some, year(date(2026, 6, 1))) == {"bed": 2}
    counts = by_child(some, CHILDREN, year(date(2026, 6, 1)))
    assert counts == {("mia", "ana"): 1, ("leo", "ana"): 1, ("mia", "ben"): 2, ("leo", "ben"): 2}


def test_weeks_add_up_to_the_year() -> None:
    """Each moment in its own week; one that is told twice is one."""
    may = date(2026, 1, 9)
    some = [had("bed", may, "ana"), had("bed", may, "ana"), had("bed", date(2026, 12, 31), "ana")]
    weeks = by_week(some, CHILDREN, year(date(2026, 6, 1)))["mia", "ana"]
    assert (len(weeks), weeks[1], weeks[52], sum(weeks)) == (53, 1, 1, 2)
    assert {key: sum(one) for key, one in by_week(some, CHILDREN, year(date(2026, 6, 1))).items()} == by_child(
        some, CHILDREN, year(date(2026, 6, 1))
    )


def test_the_long_view_begins_with_what_is_known_first() -> None:
    """From this year back; nothing is shown where nothing is known."""
    found = years([had("bed", date(2024, 12, 31), "ana")], date(2026, 3, 1))
    assert [one.first.year for one in found] == [2026, 2025, 2024]
    assert years([], date(2026, 3, 1)) == ()


def test_room_counts_up_to_each_weeks_goal_for_each_parent() -> None:
    """Two a week for each of two parents in two weeks are eight; Ana's third in a week counts no more."""
    some = [kept(n, "ana") for n in (0, 1, 2)] + [kept(7, "ben"), kept(8, "ben", had=False)]
    found = room(family(), plan(*some))
    assert (found.kept, found.wished, found.answer) == (3, 8, "not fully")


def test_the_answer_is_never_yes_while_a_must_has_no_place() -> None:
    """However much else is kept."""
    assert Room(99, 100).answer == "mostly"
    assert Room(99, 100, ("play",)).answer == "not fully"
    assert Room(10, 10).answer == "yes"
    assert Room(1, 1).answer == "unknown"


def test_a_must_without_a_place_is_named() -> None:
    """By its id."""
    must = replace(BEDTIME, importance="must", who="any")
    assert room(family(moments=(must,)), plan(kept(0, "ana"))).musts == ("bed",)


def test_a_review_tells_kept_growth_and_what_waits() -> None:
    """Of its own days, and of those before for what was kept."""
    roles = (role(since=date(2026, 11, 1), end=date(2026, 12, 1)),)
    some = (had("bed", date(2026, 11, 5), "ana"), had("bed", date(2026, 8, 5), "ben"))
    facts = Facts(roles, (BOARDS,), some, family(), None)
    found = review(facts, quarter(date(2026, 12, 3)), quarter(date(2026, 12, 3), 1), date(2026, 12, 3))
    assert (found.kept, found.before, found.shared) == ({"bed": 1}, {"bed": 1}, {("mia", "ana"): 1})
    assert (found.growth.more, found.due, found.seasons) == (3, roles, (BOARDS,))
    assert found.answer == "unknown"


def test_an_occasion_that_names_its_children_is_theirs_alone() -> None:
    """Whatever its moment says now."""
    may = date(2026, 5, 1)
    some = [replace(had("bed", may, "ana"), children=("leo",)), had("bed", date(2026, 5, 2), "ana")]
    assert by_child(some, CHILDREN, year(may)) == {("mia", "ana"): 1, ("leo", "ana"): 2}
    assert {key: sum(counts) for key, counts in by_week(some, CHILDREN, year(may)).items()} == {
        ("mia", "ana"): 1, ("leo", "ana"): 2,
    }  # fmt: skip


def test_before_a_plan_is_whole_the_schedules_answer() -> None:
    """Ana, late at work on all days but one of the first week, has room for one of her two; Ben for both of his."""
    late = tuple(duty(n, "08:00", "20:00") for n in range(6))
    found = room(family(*late), plan(), final=False)
    assert (found.kept, found.wished, found.final) == (7, 8, False)


def test_the_road_home_leaves_no_room_either() -> None:
    """And together means both at once."""
    late = tuple(duty(n, "08:00", "19:20") for n in range(14))
    both = (replace(BEDTIME, who="all"),)
    assert room(family(*late, moments=both), plan(), final=False).kept == 0
    assert room(family(*late, moments=both, commute=0), plan(), final=False).kept == 4
    assert room(family(*late, moments=(replace(BEDTIME, who="any"),)), plan(), final=False).kept == 4
