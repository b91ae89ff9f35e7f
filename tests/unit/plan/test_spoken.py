"""A plan keeps English, and what its sentences are made of lies beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from gettext import NullTranslations

import pytest

from homecall.plan.codec import read, write
from homecall.plan.plan import Plan
from homecall.plan.spoken import parts, spoken
from homecall.planner.plan import Effort, make_plan
from homecall.tongue import Tongue, speaking
from tests.unit.helpers import carer, child, duty, horizon, household

TURNED = {
    "Somebody is needed for {children}; {name} is the best fit.": "{name}, por {children}.",
    "{first} and {last}": "{first} y {last}",
}


class Spanish(NullTranslations):
    """Two sentences in another language."""

    def gettext(self, message: str) -> str:
        """The sentence there, where there is one."""
        return TURNED.get(message, message)


@pytest.fixture
def abroad() -> Iterator[None]:
    """A reader of that language who counts to 24."""
    with speaking(Tongue("es", 24, Spanish())):
        yield


@cache
def made() -> Plan:
    """A plan in which Rosa is asked for two children, as the planner has made it."""
    rosa = carer("Sun 03:00-04:00", "Mon 00:00-24:00")
    family = household(duty("4 08:00-16:00"), carers=(rosa,), children=(child("mia"), child("leo")))
    with speaking(Tongue()):
        return make_plan(family, horizon(1), Effort(20))


def test_a_plan_is_read_in_the_tongue_of_its_reader(abroad: None) -> None:
    """The names and the "and" between them too."""
    plan = spoken(read(write(made())), parts(made()))
    assert plan.asks
    assert plan.asks[0].why in ("Rosa, por Mia y Leo.", "Rosa, por Leo y Mia.")


def test_the_text_of_a_plan_stays_english() -> None:
    """The parts are no part of it."""
    assert spoken(read(write(made())), parts(made())) == read(write(made()))
    assert "parts" not in json.loads(write(made()))


def test_a_plan_without_parts_is_read_as_it_was_kept(abroad: None) -> None:
    """Those of before have none."""
    assert spoken(read(write(made())), "") == read(write(made()))


def test_a_plan_that_was_read_with_its_parts_has_them_still() -> None:
    """The next one that is made from it keeps them."""
    again = spoken(read(write(made())), parts(made()))
    assert parts(again) == parts(made())


def test_a_sentence_that_was_changed_by_hand_is_left_alone(abroad: None) -> None:
    """Its parts would say something else."""
    plan = read(write(made()))
    mine = replace(plan, asks=(replace(plan.asks[0], why="Please!"),))
    assert spoken(mine, parts(made())).asks[0].why == "Please!"
