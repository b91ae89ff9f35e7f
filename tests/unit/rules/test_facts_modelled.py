"""Rest by the model of sleep: what a parent's duties earn, the wheel, and presence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.errors import HouseholdError
from homecall.household.codec import read, write
from homecall.household.own import Own
from homecall.household.people import Parent
from homecall.rules.facts.adults import ParentFacts, parent_facts
from homecall.rules.facts.facts import facts_of
from homecall.rules.occasions import RULE
from homecall.timeline.period import Period
from homecall.timeline.timeline import Timeline
from tests.households import HOME, MIA, ana
from tests.unit.helpers import ANA, BEN, breaches, case, clocks, duty, horizon, household, moment, span

CALL, NIGHT = duty("4 07:00 - 5 11:00"), duty("4 19:00 - 5 07:00")
WHO = Parent("ana", "Ana", commute=30)


def modelled(*periods: Period, who: Parent = WHO, means: str = "model", log: tuple[str, ...] = ()) -> ParentFacts:
    """What these periods mean from Monday 4 January on, for three days."""
    own = Own(tuple(span(one) for one in log))
    return parent_facts(who, Timeline("ana", periods), horizon(3), means, own)


def test_a_call_earns_the_nap_that_was_measured() -> None:
    """2.84 hours from an hour after arriving home, in place of four."""
    assert clocks(modelled(CALL).rest) == ["5 12:30-15:20"]
    assert clocks(modelled(CALL, means="constants").rest) == ["5 12:30-16:30"]


def test_a_last_night_earns_its_short_sleep() -> None:
    """Some four hours by homeostat and clock, in place of six."""
    (night,) = modelled(NIGHT).duties
    rest = night.rest
    assert rest is not None
    assert 180 <= rest.minutes <= 270


def test_a_day_shift_earns_none() -> None:
    """Nothing to make up for, nothing forbidden."""
    found = modelled(duty("4 08:00-17:00"))
    assert (found.rest, found.no_drive, found.tired) == ((), (), ())


def test_after_a_call_another_drives_until_the_next_day() -> None:
    """From its end on, but for the nap, until four hours have been slept or a day is over."""
    assert clocks(modelled(CALL).no_drive) == ["5 11:00-12:30", "5 15:30-23:00"]


def test_a_logged_nap_ends_the_rest_when_it_ended() -> None:
    """She got up earlier, or later, than most; one who slept before the nap was expected rests no more."""
    assert clocks(modelled(CALL, log=("5 13:00-14:00",)).rest) == ["5 12:30-14:00"]
    assert clocks(modelled(CALL, log=("5 12:10-17:00",)).rest) == ["5 12:30-17:00"]
    assert modelled(CALL, log=("5 11:30-12:20",)).rest == ()


def test_a_logged_night_of_three_hours_costs_the_wheel() -> None:
    """No duty is needed for that, and by constants it counts for nothing."""
    short = ("5 04:00-07:00",)
    assert clocks(modelled(log=short).no_drive)[0].startswith("5 07:00")
    assert modelled(log=short, means="constants").no_drive == ()


def test_what_somebody_tells_of_their_sleep_makes_other_facts_of_them() -> None:
    """And of nobody else: who has told nothing keeps theirs."""
    home = replace(household(CALL, parents=(ANA, BEN)), rest="model")
    before = facts_of(home, horizon(3))
    after = facts_of(replace(home, own={"ana": Own((span("5 04:00-07:00"),))}), horizon(3), before)
    assert after.parents["ana"].no_drive != before.parents["ana"].no_drive
    assert after.parents["ben"] is before.parents["ben"]


def test_who_is_tired_is_not_alone_with_a_child_for_a_moment() -> None:
    """The evening after a call: free, at home, awake, and not present."""
    evening = replace(moment("Tue 18:00-19:00"), one_on_one=True, children=("mia",), parents=("ana",), who="listed")
    home = replace(household(CALL, parents=(ANA,), moments=(evening,)), rest="model")
    cover = ["mia ana 5 16:00-20:00"]
    said = breaches(RULE, case(home, cover, [], ["talk ana 5 18:00-18:15"], days=3))
    assert said == [("talk", 1)]
    assert breaches(RULE, case(replace(home, rest="constants"), cover, [], ["talk ana 5 18:00-18:15"], days=3)) == []


def test_habits_and_the_choice_are_read_and_written() -> None:
    """They come back as they were, and are left out where nothing was said."""
    text = (
        HOME
        + 'rest = "model"\n'
        + ana().replace('id = "ana"\n', 'id = "ana"\nbed = "22:30"\nup = "06:30"\nnaps = true\nwoken = 0.1\n')
        + MIA
    )
    family = read(text, "h.toml")
    assert (family.rest, family.parents[0].naps, family.parents[0].woken) == ("model", True, 0.1)
    assert read(write(family), "h.toml") == family
    assert "rest" not in write(read(HOME + ana() + MIA, "h.toml"))


@pytest.mark.parametrize(
    ("line", "said"),
    [('bed = "09:00"', "a night of 22 hours"), ("woken = 0.9", "0.9"), ('bed = "24:30"', "24:30")],
)
def test_habits_that_cannot_be_are_refused_at_their_line(line: str, said: str) -> None:
    """In a sentence, with the file and the line."""
    with pytest.raises(HouseholdError, match=said):
        read(HOME + ana().replace('id = "ana"\n', f'id = "ana"\n{line}\n') + MIA, "h.toml")


def test_a_replanned_duty_has_its_own_sleep() -> None:
    """Facts of changed schedules predict anew: nobody carries a sleep over."""
    early = replace(household(CALL, parents=(ANA,)), rest="model")
    late = early.with_schedules({"ana": Timeline("ana", (duty("4 07:00 - 5 14:00"),))})
    first, second = (facts_of(one, horizon(3)).parents["ana"].rest for one in (early, late))
    assert first[0].start < second[0].start
