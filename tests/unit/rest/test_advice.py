"""The one nap or swap that helps most: possible, sized, and said with how sure it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from homecall.rest.advice import Gain, Help, Offer, advice, hard_run, nap, swap
from homecall.rest.calibration import Answer, offset_of
from homecall.rest.fitness import Person
from homecall.spans.span import HOUR, Span
from tests.unit.rest.made import WALL, at, duty, week

CALL = duty(2, "07:30", "11:30+1")
NIGHTS = tuple(duty(day, "19:00", "07:00+1") for day in (1, 2, 3))
EVENING, AFTERNOON = duty(4, "18:30", "21:30"), duty(4, "12:30", "17:30")


def person(*duties: Span) -> Person:
    """Somebody with these duties in the week."""
    return Person(week(*duties), duties, WALL)


def dice() -> np.random.Generator:
    """The same dice each time."""
    return np.random.default_rng(7)


@pytest.mark.parametrize(
    ("duties", "when", "found"),
    [
        ((CALL,), at(3, "13:00"), CALL),
        (NIGHTS, at(4, "12:00"), NIGHTS[2]),
        ((CALL,), at(4, "11:30"), None),
        ((duty(2, "08:00", "17:00"),), at(2, "18:00"), None),
        ((CALL,), at(3, "11:00"), None),
    ],
)
def test_a_hard_run_ended_in_the_last_day(duties: tuple[Span, ...], when: int, found: Span | None) -> None:
    """A call or a night that is over, and not for longer than a day."""
    assert hard_run(person(*duties), when) == found


def test_a_nap_after_the_last_night_makes_the_evening_lighter() -> None:
    """Inside the free time, over an hour before the children come, and with a gain that nobody doubts."""
    found = nap(person(*NIGHTS), [EVENING], [AFTERNOON], dice())
    assert found is not None
    assert (found.kind, found.who, found.tells) == ("nap", "", True)
    assert AFTERNOON.covers(found.span)
    assert found.span.end + HOUR <= EVENING.start
    assert 0 < found.steps.low < found.steps.typical < found.steps.high < 1.5


def test_no_nap_without_room_for_one() -> None:
    """Half an hour of free time, an hour too near to the children, or in the two hours after waking."""
    for free in (duty(4, "16:00", "16:20"), duty(4, "17:45", "18:30"), duty(4, "12:40", "14:00")):
        assert nap(person(*NIGHTS), [EVENING], [free], dice()) is None


def test_nothing_is_advised_where_nothing_counts() -> None:
    """Who has no children to be with, or sleeps while they do, needs no advice."""
    assert advice(person(*NIGHTS), [], [AFTERNOON], [], dice()) is None
    assert advice(person(*NIGHTS), [duty(5, "01:00", "05:00")], [AFTERNOON], [], dice()) is None
    assert advice(Person((), (), WALL), [EVENING], [AFTERNOON], [], dice()) is None


def test_a_swap_with_a_rested_parent_gains_minutes_that_steps_cannot_tell() -> None:
    """By the gates the evening after a call is better with the other one; two strangers' sleepiness cannot be told."""
    evening = duty(3, "17:00", "20:30")
    found = swap(person(CALL), [evening], [Offer(evening, "ben", person())], dice())
    assert found is not None
    assert (found.kind, found.who, found.span) == ("swap", "ben", evening)
    assert found.present.low >= HOUR
    assert found.steps.low < 0 < found.steps.high
    assert found.tells


def test_a_swap_between_two_rested_parents_cannot_be_told() -> None:
    """Neither gate nor scale sees a difference."""
    found = swap(person(), [EVENING], [Offer(EVENING, "ben", person())], dice())
    assert found is not None
    assert not found.tells
    assert found.present == Gain(0.0, 0.0, 0.0)


def test_a_swap_counts_by_its_share_of_the_time() -> None:
    """Half of the evening gains half as many steps."""
    tired, whole, half = person(*NIGHTS), duty(4, "18:30", "20:30"), duty(4, "18:30", "19:30")
    full, part = (swap(tired, [whole], [Offer(one, "ben", person())], dice()) for one in (whole, half))
    assert full is not None
    assert part is not None
    assert part.steps.typical == pytest.approx(full.steps.typical / 2, abs=0.15)


def test_who_is_known_better_has_a_narrower_interval() -> None:
    """Forty answers of each parent take most of the spread between people away."""
    evening = duty(3, "17:00", "20:30")
    offset = offset_of([Answer(5.0, 5.0)] * 40)
    known = [replace(one, scale=offset.scale(), offset=offset.logit()) for one in (person(CALL), person())]
    wide = swap(person(CALL), [evening], [Offer(evening, "ben", person())], dice())
    narrow = swap(known[0], [evening], [Offer(evening, "ben", known[1])], dice())
    assert wide is not None
    assert narrow is not None
    assert narrow.steps.high - narrow.steps.low < 0.6 * (wide.steps.high - wide.steps.low)


def test_who_sleeps_then_is_not_offered() -> None:
    """The other parent sleeps after a night of their own."""
    noon = duty(4, "09:00", "10:00")
    assert swap(person(), [noon], [Offer(noon, "ben", person(*NIGHTS))], dice()) is None


def test_the_best_of_both_is_given_and_the_same_each_time() -> None:
    """A swap that gains hours goes before a nap that gains a little; the dice decide nothing."""
    call, evening = person(*NIGHTS), duty(4, "18:30", "21:00")
    found = [advice(call, [evening], [AFTERNOON], [Offer(evening, "ben", person())], dice()) for _ in range(2)]
    assert isinstance(found[0], Help)
    assert found[0].kind == "swap"
    assert found[0] == found[1]
