"""Fitness: the gates of evidence first, the model second, and never a word of safety."""

from __future__ import annotations

import pytest

from homecall.rest.fitness import Limits, Person, State
from homecall.rest.sleeper import Sleep
from homecall.spans.span import HOUR, Span
from tests.unit.rest.made import WALL, at, duty, week

CALL = duty(2, "07:30", "11:30+1")
NIGHTS = tuple(duty(day, "19:00", "07:00+1") for day in (1, 2, 3))


def person(*duties: Span, limits: Limits | None = None) -> Person:
    """Somebody with these duties in the week."""
    return Person(week(*duties), duties, WALL, limits or Limits())


@pytest.mark.parametrize(
    ("duties", "when", "state", "reason"),
    [
        ((), at(3, "04:00"), State.ASLEEP, "asleep"),
        ((), at(3, "07:30"), State.TIRED, "less than an hour"),
        ((), at(3, "12:00"), State.PRESENT, "slept enough"),
        ((CALL,), at(3, "08:00"), State.NOT_TO_DRIVE, "about 2 hours"),
        ((CALL,), at(3, "12:00"), State.NOT_TO_DRIVE, "28 hours on duty"),
        ((CALL,), at(3, "17:30"), State.NOT_TO_DRIVE, "28 hours on duty"),
        ((CALL,), at(4, "12:00"), State.PRESENT, "slept enough"),
        (NIGHTS, at(2, "07:30"), State.NOT_TO_DRIVE, "0 hours"),
        (NIGHTS, at(3, "06:00"), State.NOT_TO_DRIVE, "has a chance of"),
        (NIGHTS, at(2, "15:00"), State.RESTING, "still be asleep"),
        (NIGHTS, at(2, "18:00"), State.TIRED, "about 6 hours"),
        (NIGHTS, at(5, "12:00"), State.PRESENT, "slept enough"),
    ],
)
def test_a_state_has_its_reason(duties: tuple[Span, ...], when: int, state: State, reason: str) -> None:
    """Around a call, a run of nights, and a free week."""
    found = person(*duties).at(when)
    assert (found.state, reason in found.reason) == (state, True)
    assert found.source


def test_a_day_awake_is_red_whatever_the_model_says() -> None:
    """Twenty hours after waking, in the evening when the clock in the body is still high."""
    awake = Person((Sleep(Span(at(0, "20:00"), at(1, "01:00")), 300, 300, "logged"),), (), WALL)
    assert awake.at(at(1, "19:00")).state is State.TIRED
    assert awake.at(at(1, "21:00")).state is State.NOT_TO_DRIVE


def test_a_family_may_set_its_own_limits() -> None:
    """The gates are settings: a stricter one makes a free noon red."""
    assert person(limits=Limits(red_awake=4 * HOUR)).at(at(3, "12:00")).state is State.NOT_TO_DRIVE


def test_the_sleepiest_of_ten_is_sleepier_by_the_published_distance() -> None:
    """1.07 on the scale, at any instant awake."""
    found = person().at(at(3, "12:00"))
    assert found.kss_p90 - found.kss == pytest.approx(1.07)
    assert 0 < found.chance < 0.25


def test_nobody_is_ever_called_safe() -> None:
    """Of all the sentences over a week, none promises anything."""
    said = {person(CALL, *NIGHTS[:0]).at(at(0, "00:00") + 30 * n).reason for n in range(7 * 48)}
    assert len(said) > 4
    assert not any("safe" in one or "may drive" in one for one in said)


def test_before_the_first_known_sleep_nothing_is_claimed() -> None:
    """And somebody of whom no sleep is known is not taken as tired."""
    assert Person((), (), WALL).at(at(0, "12:00")).reason == "Nothing is known of the sleep before."
