"""A parent as the model takes them: a log goes before what was predicted, answers before the middle person."""

from __future__ import annotations

from homecall.household.gates import Gates
from homecall.household.own import Own
from homecall.household.people import Parent
from homecall.rest.fitness import Limits, Person, State
from homecall.rest.person import limits_of, person_of
from homecall.spans.span import Span
from tests.unit.rest.made import WALL, at

ANA = Parent("ana", "Ana", commute=30)
FRAME = Span(at(0, "00:00"), at(7, "00:00"))


def ana(*log: Span, duties: tuple[Span, ...] = (), off: float = 0.0, unsure: float | None = None) -> Person:
    """Ana over the week."""
    return person_of(ANA, duties, WALL, FRAME, Own(log, off, unsure))


def test_a_logged_night_stands_for_the_predicted_one() -> None:
    """Three hours are all that she slept, and the evidence says so for a day."""
    night = Span(at(3, "03:00"), at(3, "06:00"))
    found = [one for one in ana(night).sleeps if one.span.overlaps(Span(at(2, "20:00"), at(3, "12:00")))]
    assert [(one.span, one.rule, one.low, one.high) for one in found] == [(night, "logged", 180, 180)]
    assert ana(night).at(at(3, "12:00")).state is State.NOT_TO_DRIVE
    assert ana().at(at(3, "12:00")).state is State.PRESENT


def test_sleep_on_call_is_not_the_nap_after_it() -> None:
    """However near the two lie: the end of the duty is between them."""
    call = Span(at(1, "07:00"), at(2, "07:00"))
    log = Span(at(2, "05:00"), at(2, "06:30"))
    day = Span(at(2, "06:45"), at(2, "15:00"))
    assert [one.rule for one in ana(log, duties=(call,)).sleeps if one.span.overlaps(day)] == ["R6"]


def test_a_log_from_outside_the_frame_does_not_count() -> None:
    """A year of nights costs nothing where a week is looked at."""
    assert ana(Span(at(-90, "00:00"), at(-90, "06:00"))).sleeps == ana().sleeps


def test_who_is_sleepier_than_the_middle_person_is_tired_earlier() -> None:
    """Two steps off, and well known, against nobody in particular."""
    noon = at(3, "14:00")
    assert ana(off=2.0, unsure=0.3).at(noon).chance > ana().at(noon).chance
    assert ana(off=2.0, unsure=0.3).at(noon).kss_p90 > ana().at(noon).kss_p90
    assert ana(off=-1.0, unsure=0.3).at(noon).chance < ana().at(noon).chance


def test_a_familys_gates_are_limits_in_minutes() -> None:
    """Hours become minutes, chances stay; what the evidence says is what nobody need write."""
    assert limits_of(Gates()) == Limits()
    assert limits_of(Gates(red_awake=18.5, amber_chance=0.1)) == Limits(red_awake=18 * 60 + 30, amber_chance=0.1)
