"""How often each system is asked."""

from __future__ import annotations

from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.household.people import SourceSpec
from homecall.sources.memory.pace import AMION, GENERIC, QGENDA, Pace, pace_of
from homecall.spans.span import DAY


@pytest.mark.parametrize(
    ("kind", "url", "pace"),
    [
        ("amion-619", "https://rota.example/ocs", AMION),
        ("ics", "https://www.amion.com/cgi-bin/ocs?Lo=x", AMION),
        ("ics", "webcal://whoison.net/a", AMION),
        ("ics", "https://app.QGENDA.com/ical?key=x", QGENDA),
        ("qgenda-csv", "https://rota.example/a", QGENDA),
        ("ics", "https://notamion.com/", GENERIC),
        ("ics", "https://amion.com.rota.example/", GENERIC),
    ],
)
def test_the_system_is_known_by_kind_or_host(kind: str, url: str, pace: Pace) -> None:
    """A host that merely ends alike is another one."""
    assert pace_of(SourceSpec(kind, url=url)) == pace


@given(st.floats(0, 1, exclude_max=True), st.sampled_from([AMION, QGENDA, GENERIC]))
def test_the_next_question_lies_between_soonest_and_latest(die: float, pace: Pace) -> None:
    """And never under the floor, whatever the dice show."""
    wait = pace.next(1000, lambda: die) - 1000
    assert pace.soonest <= wait <= pace.latest
    assert wait >= pace.floor


def test_families_do_not_ask_all_at_once() -> None:
    """Other dice, another minute."""
    assert {GENERIC.next(0, repeat(die).__next__) for die in (0.0, 0.5, 0.99)} == {30, 45, 60}


def test_failures_in_a_row_are_met_with_patience() -> None:
    """Twice as long each time, up to what is usual anyway."""
    assert [GENERIC.again(0, tries, 0) for tries in (1, 2, 3, 4, 5, 99)] == [5, 10, 20, 40, 60, 60]


def test_a_server_that_asks_us_to_wait_is_obeyed() -> None:
    """For as long as it says, but not for ever."""
    assert GENERIC.again(0, 1, 3601) == 61
    assert GENERIC.again(0, 1, 10**9) == DAY


def test_the_floor_holds_after_a_failure_too() -> None:
    """Amion blocks who asks more often."""
    assert AMION.again(0, 1, 0) == AMION.floor
    assert QGENDA.again(0, 1, 0) == QGENDA.floor
