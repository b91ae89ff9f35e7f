"""What has happened, as JSON and back: every kind, strictly read, and no such key where nothing has."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homecall.errors import PlanError
from homecall.plan.codec import KEYS, read, write
from homecall.plan.happened import Agreed, CalledIn, Cancelled, Closed, Early, Happening, Ill, Late, Offered, Said
from homecall.plan.plan import Plan
from tests.unit.helpers import at, case, household, span

TUESDAY, WEDNESDAY = date(2027, 1, 5), date(2027, 1, 6)
KINDS: list[Happening] = [
    Late("ana", 90),
    Early("ana", 60),
    CalledIn("ana"),
    CalledIn("ana", at("4 20:00")),
    CalledIn("ana", at("4 20:00"), at("4 22:00")),
    Ill("mia"),
    Ill("mia", frozenset((TUESDAY, WEDNESDAY))),
    Cancelled("rosa", TUESDAY),
    Cancelled("rosa", span("5 08:00-12:00")),
    Closed("Oak Street preschool", frozenset((TUESDAY,))),
    Closed("Oak Street preschool", frozenset((TUESDAY,)), "mia"),
    Offered("rosa", span("5 20:00-22:00")),
]


def plan(*happened: Happening, agreed: tuple[Agreed, ...] = ()) -> Plan:
    """A plan of one day in which all that was said at four o'clock."""
    made = case(household(), ["mia ana 4 00:00-00:00"]).plan
    return replace(made, happened=tuple(Said(at("4 16:00"), one) for one in happened), agreed=agreed)


def data(one: dict[str, Any]) -> str:
    """A plan's text in which this object is all that has happened."""
    return json.dumps({**json.loads(write(plan())), "happened": [one]})


@pytest.mark.parametrize("one", KINDS, ids=[f"{n} {type(one).__name__}" for n, one in enumerate(KINDS)])
def test_every_kind_comes_back_as_it_was(one: Happening) -> None:
    """What is written is read again, with the instant at which it was said."""
    made = plan(one, Ill("mia"))
    assert read(write(made)) == made


def test_agreed_asks_come_back_as_they_were() -> None:
    """Who has been asked, and for which hours."""
    made = plan(Ill("mia"), agreed=(Agreed("rosa", span("4 18:00-20:00")),))
    assert read(write(made)) == made


def test_it_reads_as_it_would_be_said() -> None:
    """Kind, who, how much, and when it was said, on the family's clock."""
    found = json.loads(write(plan(Late("ana", 90))))["happened"]
    assert found == [{"kind": "late", "who": "ana", "minutes": 90, "at": "2027-01-04T16:00:00-06:00"}]


def test_days_are_written_in_order() -> None:
    """A set has none of its own, and the same plan gives the same bytes."""
    found = json.loads(write(plan(Ill("mia", frozenset((WEDNESDAY, TUESDAY))))))["happened"]
    assert found[0]["days"] == ["2027-01-05", "2027-01-06"]


def test_a_plan_to_which_nothing_happened_has_no_such_key() -> None:
    """Older plans and new ones look alike, and either is read."""
    made = plan()
    assert "happened" not in write(made)
    assert "agreed" not in write(made)
    assert read(write(made)).happened == ()


def test_the_other_keys_are_as_they_were() -> None:
    """What happened stands behind them all."""
    found = json.loads(write(plan(Ill("mia"), agreed=(Agreed("rosa", span("4 18:00-20:00")),))))
    assert tuple(found) == KEYS
    assert tuple(found)[-2:] == ("happened", "agreed")


@pytest.mark.parametrize(
    ("one", "says"),
    [
        ({"kind": "lost", "who": "ana"}, "'kind' cannot be 'lost'"),
        ({"kind": "late", "who": "ana"}, "'minutes' is missing"),
        ({"kind": "late", "who": "ana", "minutes": 1.5}, "no whole number"),
        ({"kind": "late", "who": "ana", "minutes": 0}, "no whole number"),
        ({"kind": "early", "who": "ana", "minutes": 1441}, "no whole number"),
        ({"kind": "late", "who": 7, "minutes": 10}, "'who' is missing or is not text"),
        ({"kind": "ill", "who": "mia", "minutes": 10}, "'minutes' says nothing of a kind 'ill'"),
        ({"kind": "ill", "who": "mia", "days": ["soon"]}, "'soon' is no date"),
        ({"kind": "cancelled", "who": "rosa"}, "'start' is missing"),
        ({"kind": "cancelled", "who": "rosa", "days": ["2027-01-05", "2027-01-06"]}, "cancels one day"),
        ({"kind": "closed", "who": "Zoo", "days": 3}, "'days' is missing or is not a list"),
        ({"kind": "closed", "who": "Zoo", "color": "red"}, "'color' is no key of a plan here"),
    ],
)
def test_what_cannot_have_happened_is_refused(one: dict[str, Any], says: str) -> None:
    """Each complaint names the place."""
    with pytest.raises(PlanError, match=says) as caught:
        read(data({**one, "at": "2027-01-04T16:00:00-06:00"}), "plan.json")
    assert caught.value.where.startswith("plan.json, happened 1")


def test_it_was_said_at_some_time() -> None:
    """Without an instant nobody knows from when on it counts."""
    with pytest.raises(PlanError, match="'at' is missing"):
        read(data({"kind": "ill", "who": "mia"}))
