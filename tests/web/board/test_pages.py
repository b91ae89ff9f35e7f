"""The board in a child's words: names, sentences, figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from homecall.household.people import Child
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind
from homecall.web.board.figures import KINDS, figure, house, looks
from homecall.web.board.pages import BoardPage, board_page, both, either
from homecall.web.board.sight import Sight
from homecall.web.board.store import Looks
from tests.web.board.seen import FAMILY, MIA, at, cover, duty, sight

CALLED = {"ana": Looks("Mama"), "ben": Looks("Papa")}
NIGHT = duty("ana", "04 07:30", "05 11:30", Kind.IN_HOUSE_CALL)


def page(seen: Sight, chosen: str = "") -> BoardPage:
    """The board of a sight, whose parents are called Mama and Papa."""
    return board_page(seen, seen.household, CALLED, (), seen.now, chosen)


@pytest.mark.parametrize(
    ("names", "one", "all_"),
    [([], "", ""), (["A"], "A", "A"), (["A", "B"], "A or B", "A and B"), (["A", "B", "C"], "A, B or C", "A, B and C")],
)
def test_names_are_put_together(names: list[str], one: str, all_: str) -> None:
    """One of them, or all."""
    assert (either(names), both(names)) == (one, all_)


def test_a_gap_says_who_will_tell() -> None:
    """Nobody is promised, and nobody is blamed."""
    card = page(sight("04 16:00", cover("04 15:00", "04 23:00", None))).children[0].cards[0]
    assert (card.name, card.ask) == ("Mama and Papa will tell you", True)


def test_one_parent_tells_alone() -> None:
    """As where there is one."""
    family = replace(FAMILY, parents=FAMILY.parents[:1])
    seen = sight("04 16:00", cover("04 15:00", "04 23:00", None), family=family)
    assert page(seen).children[0].cards[0].name == "Mama will tell you"


def test_who_may_be_late_stands_beside_who_is_there() -> None:
    """Either of the two, both pictures on one card."""
    covers = (cover("04 15:00", "04 18:00", "rosa"), cover("04 18:00", "05 08:00", "ben"))
    late = duty("ben", "04 08:00", "04 17:20", overrun=(30, 90))
    card = page(sight("04 18:25", *covers, duties=(late,))).children[0].cards[0]
    assert card.name == "Rosa or Papa"
    assert [face.id for face in card.faces] == ["rosa", "ben"]


@pytest.mark.parametrize(
    ("now", "end", "then", "moons"),
    [
        ("04 18:00", "05 11:30", "One more sleep, then Mama is home. First a nap, then there is time to play.", 1),
        ("04 18:00", "07 11:30", "3 more sleeps, then Mama is home. First a nap, then there is time to play.", 3),
        ("04 18:00", "13 11:30", "9 more sleeps, then Mama is home. First a nap, then there is time to play.", 1),
        ("05 09:00", "05 11:30", "First Mama takes a nap, and plays before you go to bed.", 0),
    ],
)
def test_sleeps_are_said_and_drawn(now: str, end: str, then: str, moons: int) -> None:
    """One by one as far as a child counts."""
    away = page(sight(now, duties=(duty("ana", "04 07:30", end, Kind.IN_HOUSE_CALL),))).children[0].away[0]
    assert (away.then, len(away.moons)) == (then, moons)


@pytest.mark.parametrize(
    ("now", "greeting"),
    [
        ("04 07:30", "Good morning, Mia"),
        ("04 13:00", "Hello, Mia"),
        ("04 18:00", "Good evening, Mia"),
        ("04 22:00", "Good night, Mia"),
        ("05 03:00", "Good night, Mia"),
    ],
)
def test_the_board_greets_by_the_hour(now: str, greeting: str) -> None:
    """And by whether the child sleeps."""
    assert page(sight(now, cover("04 00:00", "06 00:00", "ana"))).children[0].greeting == greeting


def test_while_one_child_sleeps_the_board_is_not_dark_for_the_other() -> None:
    """It is night once all sleep."""
    leo = Child("leo", "Leo", None, Clock.parse("07:00"), Clock.parse("18:30"))
    both_ = sight("04 19:00", family=replace(FAMILY, children=(MIA, leo)))
    assert [child.asleep for child in page(both_).children] == [False, True]
    assert not page(both_).night
    assert page(replace(both_, now=at("04 20:30"))).night


def test_the_chosen_child_is_alone() -> None:
    """Its tab is marked; the others are one tap away."""
    leo = Child("leo", "Leo", None, Clock.parse("07:00"), Clock.parse("18:30"))
    seen = page(sight("04 19:00", family=replace(FAMILY, children=(MIA, leo))), "leo")
    assert [child.face.id for child in seen.children] == ["leo"]
    assert (seen.chosen, len(seen.tabs)) == ("leo", 2)


def test_somebody_always_looks_the_same() -> None:
    """By their id, or as the family has chosen; numbers that cannot be are as if none were chosen."""
    assert looks("ana") == looks("ana")
    assert looks("ana", "1-2-3") == (1, 2, 3)
    assert looks("ana", "99-0-0")[0] == 99 % KINDS[0]
    assert looks("ana", "²-0-0") == looks("ana", "1-2") == looks("ana")


def test_figures_are_drawn_without_what_the_policy_refuses() -> None:
    """No style and no script, only shapes; nothing in them comes from a name."""
    for drawn in (figure("<script>", 0), figure("ana", 9, small=True), figure("mia", -1), house()):
        assert re.fullmatch(r"<svg .*</svg>", drawn)
        assert not re.search(r"style=|<script|on\w+=", drawn)


def test_the_shirt_has_the_persons_colour() -> None:
    """The same as on the ribbon; the ninth has the first again, a child a plain one."""
    assert 'class="shirt p1"' in figure("ben", 1)
    assert 'class="shirt p0"' in figure("ben", 8)
    assert 'class="shirt plain"' in figure("ben", -1)
