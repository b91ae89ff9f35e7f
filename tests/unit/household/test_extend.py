"""Shifts added to a household file: what a person wrote there stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homecall.errors import HouseholdError
from homecall.household.codec import read, with_shifts, write
from homecall.household.household import Household
from homecall.household.people import ShiftMeaning
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind
from tests.unit.household.households import SHIFTS, households
from tests.unit.household.texts import EXAMPLE, REST, SMALL

AFTER = ShiftMeaning("PC", Kind.MARKER)
NIGHT = ShiftMeaning('"NF" [*]', Kind.NIGHT, Clock(19 * 60), Clock(7 * 60, 1), days=frozenset({0, 1, 2, 3, 4}))


def gained(before: str, after: str) -> list[str]:
    """The lines, without empty ones, that only the later text has; it has every line of the earlier one, in order."""
    rest, more = iter(before.splitlines()), []
    wanted = next(rest, None)
    for line in after.splitlines():
        if line == wanted:
            wanted = next(rest, None)
        else:
            more.append(line)
    assert wanted is None
    return [line for line in more if line]


@given(households(), st.lists(SHIFTS, min_size=1, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_added_shifts_come_after_those_of_the_same_parent(household: Household, added: list[ShiftMeaning]) -> None:
    """For every household that the format can express, and each of its parents."""
    for number, parent in enumerate(household.parents):
        found = read(with_shifts(write(household), "h", {parent.id: added}), "h")
        wanted = replace(parent, shifts=(*parent.shifts, *added))
        assert found.parents[number] == wanted
        assert replace(found, parents=household.parents) == household


@pytest.mark.parametrize("text", [SMALL, EXAMPLE + REST], ids=["small", "the contract's"])
def test_nothing_that_stood_there_is_touched(text: str) -> None:
    """Comments, order and spaces stay; only lines are added."""
    assert gained(text, with_shifts(text, "h", {"ana": [AFTER]})) == [
        "[[parents.shifts]]", 'title = "PC"', 'kind = "marker"'
    ]  # fmt: skip


def test_a_shift_is_written_with_all_that_it_says() -> None:
    """Quotes, brackets, hours and days."""
    assert gained(SMALL, with_shifts(SMALL, "h", {"ana": [NIGHT]}))[1:] == [
        'title = "\\u0022NF\\u0022 [*]"', 'kind = "night"', 'start = "19:00"', 'end = "07:00+1"', 'days = "Mon-Fri"'
    ]  # fmt: skip


def test_a_parent_without_shifts_gets_them_below_its_own_lines() -> None:
    """Before the next table, whosever it is."""
    text = with_shifts(SMALL, "h", {"ben": [AFTER]})
    assert text.index('id = "ben"') < text.index('"PC"') < text.index("[[children]]")


def test_comments_above_the_next_table_stay_with_it() -> None:
    """They speak of what follows."""
    text = SMALL.replace("[[children]]", "# The children.\n[[children]]")
    assert "# The children.\n[[children]]" in with_shifts(text, "h", {"ben": [AFTER]})


def test_line_ends_stay_as_they_are() -> None:
    """A file from Windows stays one, and an unfinished last line is finished."""
    text = SMALL.rstrip("\n").replace("\n", "\r\n")
    after = with_shifts(text, "h", {"ana": [AFTER]})
    assert after.count("\n") == after.count("\r\n")


def test_nothing_to_add_changes_nothing() -> None:
    """An empty answer, or one for nobody, gives the file back."""
    assert with_shifts(SMALL, "h", {"ana": []}) == SMALL


@pytest.mark.parametrize(
    "shifts", ['shifts = [{ title = "A", kind = "work" }]', 'shifts = [\n  { title = "A", kind = "work" },\n]']
)
def test_a_file_with_its_shifts_in_one_list_is_left_alone(shifts: str) -> None:
    """TOML cannot add a table to such a list: a person has to."""
    text = SMALL.replace('id = "ben"', f'id = "ben"\n{shifts}')
    with pytest.raises(HouseholdError) as caught:
        with_shifts(text, "h", {"ben": [AFTER]})
    assert "[[parents.shifts]]" in caught.value.cure


def test_more_shifts_than_a_file_may_hold_are_refused() -> None:
    """The limit of the format holds here too."""
    many = [ShiftMeaning(f"T{n}", Kind.WORK) for n in range(501)]
    with pytest.raises(HouseholdError, match="500 is the most"):
        with_shifts(SMALL, "h", {"ana": many})
