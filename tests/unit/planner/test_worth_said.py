"""Worths in a parent's words, and as JSON."""

from __future__ import annotations

import json

import pytest

from homecall.household.household import Household
from homecall.planner.worth.otherwise import (
    DayLimit,
    FromHome,
    Later,
    NoDuty,
    Otherwise,
    ShorterDuty,
    ShorterNotice,
    ShorterShift,
    Sooner,
    WeekLimit,
    Without,
)
from homecall.planner.worth.said import sentence
from homecall.planner.worth.worth import Values, Worth
from homecall.planner.worth.written import written
from homecall.rules.facts import Facts
from tests.unit.helpers import at, carer, duty, facts, household, span

ROSA = carer("Mon-Fri 08:00-18:30", max_day=10.0, max_week=50.0, notice=48.0, min_shift=3.0)
WORK = duty("4 08:00-17:00", title="Clinic")
TERMS = {"max_day": 10.0}


def family() -> Household:
    """Ana works on Monday 4 January, and Rosa helps."""
    return household(WORK, carers=(ROSA,))


def said(change: Otherwise, *, minutes: float = 0, musts: float = 0, cost: float = 0, proven: bool = True) -> str:
    """A worth that saves so much, in words."""
    known: Facts = facts(family())
    return sentence(
        known, Worth(change, Values(600.0, 3.0, 100.0), Values(600 - minutes, 3 - musts, 100 - cost), proven)
    )


CHANGES: dict[str, Otherwise] = {
    "If Rosa could stay until 7:30 pm on Thursdays": Later("rosa", 3),
    "If Rosa could come at 7 am on Mondays": Sooner("rosa", 0),
    "If Rosa could work 11 hours a day": DayLimit("rosa"),
    "If Rosa could work 51 hours a week": WeekLimit("rosa"),
    "If Rosa could be asked 24 hours ahead": ShorterNotice("rosa"),
    "If Rosa could be asked without notice": ShorterNotice("rosa", 48.0),
    "If Rosa also came for 2 hours": ShorterShift("rosa"),
    "If Rosa also came for less than an hour": ShorterShift("rosa", 3.0),
    "Without Rosa, Monday 4 January, 5 to 9 pm": Without("rosa", span("4 17:00-21:00")),
    "If Ana could swap away Clinic, Monday 4 January, 8 am to 5 pm": NoDuty("ana", at("4 08:00")),
    "If Ana could leave Clinic, Monday 4 January, 8 am to 5 pm, 1 hour earlier": ShorterDuty("ana", at("4 08:00")),
    "If Ana could do Clinic, Monday 4 January, 8 am to 5 pm, from home": FromHome("ana", at("4 08:00")),
}


@pytest.mark.parametrize("words", CHANGES)
def test_each_kind_has_its_words(words: str) -> None:
    """Who, what and when, and nothing of tiers."""
    assert said(CHANGES[words], minutes=60) == f"{words}: 1 hour fewer without cover."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minutes": 210, "cost": 24.5}, "3 h 30 min fewer without cover, 24.50 less"),
        ({"minutes": 210, "cost": -24.5}, "3 h 30 min fewer without cover, 24.50 more"),
        ({"minutes": -15}, "15 minutes more without cover"),
        ({"musts": 1}, "1 more of the moments that must be kept"),
        ({"musts": -2, "cost": 3.0}, "2 fewer of the moments that must be kept, 3.00 less"),
        ({"cost": 0.001}, "just as good"),
    ],
)
def test_gains_are_said_in_the_order_in_which_they_count(change: dict[str, float], words: str) -> None:
    """Cover first, then the moments, then money; what is the same is not said."""
    assert said(DayLimit("rosa"), **change) == f"If Rosa could work 11 hours a day: {words}."  # type: ignore[arg-type] # fields by name, as the case has them


def test_what_is_not_proven_is_not_said_as_if_it_were() -> None:
    """The search was cut short."""
    words = said(DayLimit("rosa"), minutes=60, proven=False)
    assert words == "If Rosa could work 11 hours a day: as far as could be worked out, 1 hour fewer without cover."


def test_as_json_it_has_kind_terms_words_and_both_values() -> None:
    """Instants carry the family's offset."""
    change = NoDuty("ana", at("4 08:00"))
    whole = json.loads(
        written(facts(family()), [Worth(change, Values(60.0, 0.0, 5.0), Values(0.0, 0.0, 9.0), proven=True)])
    )
    assert (whole["format"], whole["start"]) == ("homecall-worth/1", "2027-01-04T00:00:00-06:00")
    one = whole["worths"][0]
    assert (one["kind"], one["parent"], one["start"]) == ("no_duty", "ana", "2027-01-04T08:00:00-06:00")
    assert one["text"].endswith("1 hour fewer without cover, 4.00 more.")
    assert one["before"] == {"uncovered_minutes": 60.0, "must_missed": 0.0, "cost": 5.0}
    assert one["proven"] is True


@pytest.mark.parametrize(("words", "kind"), list(CHANGES.items()))
def test_every_kind_can_be_written(words: str, kind: Otherwise) -> None:
    """No kind is lost on the way, and a span has two ends."""
    values = Values(0.0, 0.0, 0.0)
    one = json.loads(written(facts(family()), [Worth(kind, values, values, proven=True)]))["worths"][0]
    assert one["text"] == f"{words}: just as good."
    assert ("end" in one) == isinstance(kind, Without)
