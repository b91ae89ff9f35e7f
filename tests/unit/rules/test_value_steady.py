"""Handoffs, what is usual, nights and gaps, worked out by hand with the default prices: 4, 25, 5."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from homecall.household.prices import Prices
from homecall.rules.value import value
from tests.unit.helpers import ANA, BEN, carer, case, child, household, place, usual

TWO = household(parents=[ANA, BEN], children=[child(), child("leo")], carers=[carer()])


def handoffs(*lines: str) -> float:
    """The price of the handoffs of this cover."""
    return value(case(TWO, lines)).parts["handoffs"]


def test_a_handoff_costs_once_for_adult_and_instant() -> None:
    """Ben takes both children from Ana at noon: one handoff, 4."""
    before, after = ([f"{kid} {line}" for kid in ("mia", "leo")] for line in ("ana 4 08:00-12:00", "ben 4 12:00-18:00"))
    assert handoffs(*before, *after) == 4


def test_two_adults_or_two_instants_are_two_handoffs() -> None:
    """Ana and Ben swap the children, then Leo moves once more: 4 + 4 + 4."""
    swap = ["mia ana 4 08:00-12:00", "mia ben 4 12:00-18:00", "leo ben 4 08:00-12:00", "leo ana 4 12:00-15:00"]
    assert handoffs(*swap, "leo ben 4 15:00-18:00") == 12


@pytest.mark.parametrize(
    ("clock", "price"), [("20:59", 4), ("21:00", 25), ("23:00", 25), ("05:59", 25), ("06:00", 4), ("00:30", 25)]
)
def test_the_night_price_holds_from_nine_to_six(clock: str, price: float) -> None:
    """21:00 is night, 06:00 is not."""
    assert handoffs(f"mia ana 4 00:00-{clock}", f"mia ben 4 {clock}-24:00") == price


def test_nobody_hands_over_from_a_gap_a_place_or_the_start() -> None:
    """Only one adult who follows another right away is a handoff."""
    assert handoffs("mia ana 4 00:00-08:00", "mia - 4 08:00-09:00", "mia ben 4 09:00-24:00") == 0
    assert handoffs("mia ana 4 00:00-08:00", "mia ben 4 09:00-24:00") == 0
    assert handoffs("mia ana 4 00:00-24:00") == 0


def test_one_lead_in_two_lines_is_no_handoff() -> None:
    """How a plan is written does not change what it is worth."""
    assert handoffs("mia ana 4 00:00-08:00", "mia ana 4 08:00-24:00") == 0


def test_a_child_taken_over_beside_one_from_a_place_is_one_handoff() -> None:
    """Mia comes from Ana, Leo from school at the same instant: still one."""
    assert handoffs("mia ana 4 08:00-12:00", "mia ben 4 12:00-18:00", "leo ben 4 12:00-18:00") == 4


USUAL = usual("Mon 08:00-10:00")


def unkept(*lines: str, days: int = 1, **more: Any) -> float:
    """The price of usual entries that are not kept."""
    family = household(parents=[ANA, BEN], **{"usual": (USUAL,), **more})
    return value(case(family, lines, days=days)).parts["usual"]


def test_a_usual_entry_is_kept_by_its_lead_throughout() -> None:
    """Ana has Mia all of the window, in however many lines; a quarter hour of Ben's costs 5, and so does a gap."""
    assert unkept("mia ana 4 00:00-09:00", "mia ana 4 09:00-12:00") == 0
    assert unkept("mia ana 4 00:00-09:45", "mia ben 4 09:45-12:00") == 5
    assert unkept("mia ana 4 00:00-09:45", "mia - 4 09:45-12:00") == 5


def test_a_usual_window_in_a_place_is_kept() -> None:
    """Preschool until 09:00: only the second hour asks for Ana; until 12:00 nothing does."""
    early = [child("mia", "07:00-20:00", place("Mon 07:00-09:00"))]
    assert unkept("mia ben 4 00:00-07:00", "mia ana 4 09:00-24:00", children=early) == 0
    all_of_it = [child("mia", "07:00-20:00", place("Mon 07:00-12:00"))]
    assert unkept("mia ben 4 00:00-07:00", "mia ben 4 12:00-24:00", children=all_of_it) == 0


def test_a_usual_entry_costs_once_a_day_for_all_its_children() -> None:
    """Neither child is with Ana on either day: 2 x 5."""
    kids = [child(), child("leo")]
    both = usual("Mon,Tue 08:00-10:00", children=("mia", "leo"))
    lines = [f"{kid} ben 4 00:00 - 6 00:00" for kid in ("mia", "leo")]
    assert unkept(*lines, days=2, children=kids, usual=(both,)) == 10


def test_two_alike_usual_entries_cost_twice() -> None:
    """Each entry is its own, even if it says the same."""
    assert unkept("mia ben 4 00:00-24:00", usual=(USUAL, replace(USUAL))) == 10


def nights(*lines: str, days: int = 2) -> float:
    """The price of nights without a parent, at 30 a night."""
    family = household(parents=[ANA], carers=[carer()], prices=Prices(night_without_parent=30))
    return value(case(family, lines, days=days)).parts["nights"]


def test_a_night_without_a_parent_costs_by_its_part_inside() -> None:
    """Two days hold the end of one night, a whole one, and the start of a third: 90."""
    assert nights("mia rosa 4 00:00 - 6 00:00") == 90


def test_any_minute_of_a_parents_keeps_the_night() -> None:
    """Ana until a quarter past ten and from a quarter to six."""
    lines = ["mia ana 4 00:00-22:15", "mia rosa 4 22:15 - 5 05:45", "mia ana 5 05:45-24:00"]
    assert nights(*lines) == 0
    assert nights("mia ana 4 00:00-22:00", "mia rosa 4 22:00 - 5 06:00", "mia ana 5 06:00-24:00") == 30


def test_a_gap_is_no_parent() -> None:
    """A night that nobody covers is without a parent, too."""
    assert nights("mia ana 4 06:00-22:00", "mia - 4 22:00-24:00", days=1) == 60


def test_uncovered_minutes_are_summed_over_children() -> None:
    """Half an hour of two children is an hour."""
    lines = ["mia - 4 08:00-08:30", "leo - 4 08:00-08:30", "mia ana 4 08:30-24:00"]
    assert value(case(TWO, lines)).uncovered_minutes == 60


def test_the_cost_is_the_sum_of_its_parts() -> None:
    """Pay of 20, an ask of 15, two handoffs of 4."""
    rosa = carer("", "Mon 00:00-24:00", rate=20.0)
    family = household(carers=[rosa])
    lines = ["mia ana 4 00:00-08:00", "mia rosa 4 08:00-09:00", "mia ana 4 09:00-24:00"]
    worth = value(case(family, lines, ["rosa 4 08:00-09:00"]))
    assert worth.parts == {"pay": 20, "asks": 15, "handoffs": 8, "lateness": 0, "moments": 0, "usual": 0, "nights": 0}
    assert worth.cost == 43
