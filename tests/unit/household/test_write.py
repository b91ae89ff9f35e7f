"""What the writer writes: the same household, and no more words than it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from homecall.household.codec import read, write
from homecall.household.household import Household
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.timeline import Timeline
from tests.unit.household.households import households
from tests.unit.household.texts import EXAMPLE, REST, SMALL

PLAIN = Household(
    "The Abel family", "America/Chicago", (Parent("ana", "Ana"),), (Child("mia", "Mia", None, Clock(390), Clock(1170)),)
)


@given(households())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_written_reads_as_the_same_household(household: Household) -> None:
    """Reading undoes writing, for every household that the format can express."""
    assert read(write(household), "household.toml") == household


@given(households())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_there_is_one_way_to_write_a_household(household: Household) -> None:
    """Writing what was read gives the same text, byte for byte."""
    text = write(household)
    assert write(read(text, "household.toml")) == text


@pytest.mark.parametrize("text", [EXAMPLE + REST, SMALL])
def test_a_household_from_a_file_survives(text: str) -> None:
    """The contract's example and the small household come back unchanged."""
    household = read(text, "household.toml")
    assert read(write(household), "household.toml") == household


def test_only_what_is_needed_is_written() -> None:
    """A household of defaults has its essential keys and nothing else."""
    assert write(PLAIN) == (
        'format = 1\nname = "The Abel family"\ntimezone = "America/Chicago"\n\n'
        '[[parents]]\nid = "ana"\nname = "Ana"\n\n'
        '[[children]]\nid = "mia"\nname = "Mia"\nwakes = "06:30"\nbedtime = "19:30"\n'
    )


def test_only_prices_that_differ_are_written() -> None:
    """One price of their own is one line."""
    text = write(replace(PLAIN, prices=Prices(handoff=6.5)))
    assert text.endswith("\n[prices]\nhandoff = 6.5\n")


def test_neighbouring_closed_days_become_a_range() -> None:
    """A week of holidays is one entry, a single day another."""
    days = map(date.fromisoformat, ("2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01"))
    place = Place("School", Weekly(frozenset({0, 1, 2, 4}), Clock(480), Clock(900)), closed=frozenset(days))
    text = write(replace(PLAIN, children=(replace(PLAIN.children[0], places=(place,)),)))
    assert 'closed = ["2026-12-24/2026-12-26", "2027-01-01"]\n' in text
    assert 'days = "Mon-Wed,Fri"\n' in text


def test_quotes_and_backslashes_in_a_name_survive() -> None:
    """A name is data, whatever it holds."""
    household = replace(PLAIN, name='The "A\\B" ]]\u2028 family # 1')
    assert read(write(household), "household.toml").name == household.name


def test_schedules_that_were_read_are_not_written() -> None:
    """A household file says where schedules are, and never what they hold."""
    assert write(PLAIN.with_schedules({"ana": Timeline("ana")})) == write(PLAIN)
