"""Colours and initials: fixed by the household's order, and different for everybody."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from homecall.outlets.picture.palette import INKS
from homecall.outlets.picture.people import initials, people_of
from tests.unit.outlets.family import family


def test_colours_follow_the_order_parents_first() -> None:
    """So they are the same in every outlet and in every plan."""
    people = people_of(family())
    assert [(person.id, person.ink) for person in people] == list(
        zip(["ana", "ben", "rosa", "joan"], INKS, strict=False)
    )


def test_another_carer_at_the_end_changes_nobodys_colour() -> None:
    """A family learns its colours once."""
    home = family()
    more = replace(home, carers=(*home.carers, replace(home.carers[0], id="kim", name="Kim")))
    assert people_of(more)[:4] == people_of(home)


def test_one_letter_is_enough_where_it_is_the_only_one() -> None:
    """Two words give two letters."""
    assert initials(["Ana", "Ben", "Aunt Joan"]) == ("A", "B", "AJ")


def test_like_beginnings_take_a_second_letter() -> None:
    """Ana and Anton."""
    assert initials(["Ana", "Anton"]) == ("An", "At")


def test_like_names_take_a_number() -> None:
    """Two people may be called the same, and a name may be short."""
    assert initials(["Bo", "Bo", "Bo"]) == ("Bo", "B2", "B3")


def test_a_name_without_letters_still_gets_a_sign() -> None:
    """Blank names are refused elsewhere; the picture does not fall over them."""
    assert initials([" "]) == ("?",)


@given(st.lists(st.text(max_size=12), max_size=12))
def test_initials_are_always_different(names: list[str]) -> None:
    """Whatever the names are."""
    given_ = initials(names)
    assert len(set(given_)) == len(names)
