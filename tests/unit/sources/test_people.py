"""Names of a roster against the name that a family writes."""

from __future__ import annotations

import pytest

from homecall.sources.people import chosen, nearest, nobody, several

STAFF = ["Rivera, Ana", "Okafor, Ben", "Lee, Kim", "Leeson, Bo", "Hannah Stone*"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Rivera", {"Rivera, Ana"}),
        ("rivera,  ana", {"Rivera, Ana"}),
        ("Ana Rivera", {"Rivera, Ana"}),
        ("Ana", {"Rivera, Ana"}),
        ("Lee", {"Lee, Kim"}),
        ("Lees", {"Leeson, Bo"}),
        ("stone, hannah", {"Hannah Stone*"}),
        ("Mori", set()),
    ],
)
def test_a_name_is_found_as_people_write_it(wanted: str, found: set[str]) -> None:
    """Equal names first, then whole words, then parts; asterisks, case and spaces do not count."""
    assert chosen(wanted, STAFF) == found


def test_a_typing_slip_counts_only_where_it_is_allowed() -> None:
    """A typed grid may have slips; a system's export may not."""
    assert chosen("Rivrea, Ana", STAFF) == frozenset()
    assert chosen("Rivrea, Ana", STAFF, typos=True) == {"Rivera, Ana"}


def test_the_nearest_name_may_be_nearest_by_a_part() -> None:
    """A last name alone is compared with last names."""
    assert nearest("Riveira", STAFF) == "Rivera, Ana"


def test_nobody_like_it_gives_no_hint() -> None:
    """A wild guess would only confuse."""
    assert nobody("Zzyx", STAFF) == 'Nobody in this schedule fits "Zzyx".'


def test_several_people_are_named() -> None:
    """The family sees whose rows were mixed."""
    assert several("Le", ["Leeson, Bo", "Lee, Kim"]).startswith(
        '"Le" fits more than one person here: Lee, Kim, Leeson, Bo.'
    )
