"""What changed between two households, and a household without somebody."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings

from homecall.household.carers import Carer
from homecall.household.changes import changes, summary
from homecall.household.codec import read, write
from homecall.household.household import Household
from homecall.household.phrases import PHRASES
from homecall.household.without import without
from tests.households import ANA, HOME, MIA, ana, rosa
from tests.unit.household.households import households

SLOW = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
BATH = '[[moments]]\nid = "bath"\nchildren = ["mia"]\nwho = ["ana"]\nwindow = "19:00-19:45"\n'
DROP = '[[usual]]\nchildren = ["mia"]\nlead = "rosa"\nwindow = "08:00-08:30"\n'
SAID_OTHERWISE = {
    "id": "an id is what a thing is known by",
    "parents": "a list of its own",
    "children": "a list of its own",
    "carers": "a list of its own",
    "moments": "a list of its own",
    "usual": "a list of its own",
    "prices": "has fields of its own",
    "gates": "has fields of its own",
    "schedule": "a list of its own",
    "shifts": "a list of its own",
    "places": "a list of its own",
    "schedules": "only known while a plan runs",
    "marks": "only known while a plan runs",
    "away": "only known while a plan runs",
    "agreed": "only known while a plan runs",
    "shut": "only known while a plan runs",
    "offered": "only known while a plan runs",
    "worked": "only known while a plan runs",
    "since": "only known while a plan runs",
    "own": "told to the app by a person for themself, and in no file",
}


def family(text: str = HOME + ana() + MIA + rosa() + BATH + DROP) -> Household:
    """A family of Ana, Mia and Rosa."""
    return read(text, "household.toml")


def changed(old: str, new: str) -> tuple[str, ...]:
    """What is said where the one text is replaced by the other."""
    text = HOME + ana() + MIA + rosa() + BATH + DROP
    assert old in text
    return changes(family(text), family(text.replace(old, new)))


@SLOW
@given(one=households(), other=households())
def test_something_is_said_exactly_where_something_differs(one: Household, other: Household) -> None:
    """No change goes unsaid, and nothing is said of a file that says the same."""
    assert bool(changes(one, other)) == (write(one) != write(other))
    assert changes(one, read(write(one), "household.toml")) == ()


@pytest.mark.parametrize("kind", PHRASES)
def test_every_field_has_its_sentence(kind: type) -> None:
    """A new field of a household cannot be forgotten here: it has a phrase, or a reason to have none."""
    plain = {one.name for one in fields(kind)} - set(PHRASES[kind])
    assert plain <= set(SAID_OTHERWISE), plain


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Mon-Fri 06:00-20:00", "Mon-Fri 06:00-19:00", "Rosa now comes Mon-Fri 06:00–19:00."),
        ('bedtime = "20:00"', 'bedtime = "19:30"', "Mia is now asleep at 19:30; before, at 20:00."),
        ("rate = 20", "rate = 22.5", "An hour of Rosa now costs 22.5; before, 20."),
        ('name = "Ana"', 'name = "Anna"', "Ana is now called Anna."),
        ('kind = "work"', 'kind = "clinic"', "“Day” now means clinic for Ana; before, work."),
        ('who = ["ana"]', 'who = "each"', "“Bath” is now for each parent; before, for some parents together."),
        ("rate = 20", "rate = 20\ndrives = true", "Rosa may now drive the children."),
        (rosa() + BATH + DROP, BATH, "Rosa no longer helps."),
        (DROP, "", "No longer among what is usual: Rosa with Mia."),
        (MIA, MIA + '[[children.places]]\nname = "Nido"\nstart = "08:00"\nend = "15:00"\n', "Mia now goes to Nido."),
    ],
)
def test_a_change_is_said_in_a_parents_words(old: str, new: str, sentence: str) -> None:
    """The sentence names who it is about and what holds now."""
    assert sentence in changed(old, new)


def test_a_link_is_never_said() -> None:
    """An address is often a secret."""
    said = changed('path = "ana.csv"', 'url = "https://x.example/secret"')
    assert said
    assert not any("secret" in one for one in said)


def test_another_order_is_said_where_order_counts() -> None:
    """The first title that fits wins, so that order is a change."""
    shift = family().parents[0].shifts[0]
    two = replace(family().parents[0], shifts=(shift, replace(shift, title="Night")))
    other = replace(two, shifts=two.shifts[::-1])
    before, after = (replace(family(), parents=(one,)) for one in (two, other))
    assert changes(before, after) == ("What Ana’s titles mean is tried in another order.",)


def test_a_summary_is_one_line() -> None:
    """The first change, and how many more there are."""
    before = family()
    carer = replace(before.carers[0], rate=25.0, drives=True)
    assert summary(before, before) == ""
    assert summary(before, replace(before, carers=(carer,))) == (
        "An hour of Rosa now costs 25; before, 20. And one more change."
    )


def test_somebody_leaves_with_what_only_made_sense_with_them() -> None:
    """Rosa's usual entry goes; Mia's moment stays."""
    left = without(family(), "rosa")
    assert not left.carers
    assert not left.usual
    assert [one.id for one in left.moments] == ["bath"]


def test_a_moment_stays_for_those_who_are_left() -> None:
    """One of two children leaves it, and it is still there."""
    tom = MIA.replace("mia", "tom").replace("Mia", "Tom")
    both = family(HOME + ANA + MIA + tom + BATH.replace('["mia"]', '["mia", "tom"]'))
    assert without(both, "mia").moments[0].children == ("tom",)
    assert without(both, "ana").moments == ()


@SLOW
@given(household=households())
def test_without_a_carer_every_household_still_reads(household: Household) -> None:
    """Nothing that is left speaks of somebody who is gone."""
    for one in household.carers:
        left = without(household, one.id)
        assert read(write(left), "household.toml") == left
    assert without(household, "nobody") == household


def test_a_stranger_changes_nothing() -> None:
    """Whoever is not there cannot leave."""
    assert without(family(), "nobody") == family()
    assert isinstance(family().carers[0], Carer)
