"""What the simulation watches can fail: with a fault of the app's own put in, some evening soon breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from homecall.errors import PostError
from homecall.household.household import Household
from homecall.outlets.messages.quiet import Quiet
from homecall.plan.codec import read, write
from homecall.plan.plan import Plan as Made
from homecall.rounds import step
from homecall.rounds.round import Round
from homecall.rounds.round import Round as Asked
from homecall.spans.wall import Wall
from homecall.web.happened import store as happened
from homecall.web.people.access import Role, Seat
from homecall.web.plans import changing
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan
from homecall.web.post import desk, habits
from homecall.web.post import store as post
from homecall.web.post.models import Message
from homecall.web.post.ways import Route
from homecall.web.rounds import following, saying, settling, still, store
from homecall.web.rounds.needing import needs
from tests.web.simulation.life import First, evenings, first_plans
from tests.web.simulation.road import Road

SEEDS = 150
"""So many evenings at most until a fault is found."""
Put = Callable[[pytest.MonkeyPatch], None]


def second_yes(patch: pytest.MonkeyPatch) -> None:
    """A yes settles a round that is settled already."""

    def answered(asked: Asked, who: str, said: Any, now: int) -> Any:
        one = asked.of(who)
        if said == "yes" and asked.state == "settled" and one is not None and one.reply != "yes":
            asked = replace(asked, state="open").told(who, "asked")
        return step.answered(asked, who, said, now)

    patch.setattr(store, "answered", answered)


def nobody_is_let_go(patch: pytest.MonkeyPatch) -> None:
    """Whoever is not needed any more is not told so."""
    patch.setattr(store, "let_go", lambda *_all, **_named: None)


def unsure_is_sent_again(patch: pytest.MonkeyPatch) -> None:
    """What may have arrived is sent once more."""

    def unsure(row: Message, said: str) -> None:
        desk.refused(row, Route(0, "", Road.__new__(Road)), PostError(said), more=False)

    patch.setattr(desk, "unsure", unsure)


def no_quiet_hours(patch: pytest.MonkeyPatch) -> None:
    """Quiet hours hold nothing back."""

    def at_once(_wall: Any, _quiet: Any, at: datetime) -> datetime:
        return at

    patch.setattr(post, "undisturbed", at_once)
    patch.setattr(desk, "undisturbed", at_once)


def no_timer(patch: pytest.MonkeyPatch) -> None:
    """A round forgets until when it waits."""
    patch.setattr(Round, "wake", property(lambda _self: None))


def silent_ends(patch: pytest.MonkeyPatch) -> None:
    """Whoever was asked does not hear that somebody else comes."""
    said = saying.say

    def without(row: Any, people: Any, acts: Any) -> None:
        said(row, people, [one for one in acts if one.word not in ("settled", "no_longer")])

    patch.setattr(saying, "say", without)


def asked_twice(patch: pytest.MonkeyPatch) -> None:
    """Who is asked, or has said yes, is asked for the same hours once more when the plan changes."""

    def forgetful(household: Household, old: Made, new: Made, now: int, _spoken: Any = ()) -> Iterator[store.Need]:
        return needs(household, replace(old, shifts=()), new, now)

    patch.setattr(following, "needs", forgetful)
    patch.setattr(store, "spoken", lambda *_all, **_named: ())


def relied_on_all_the_same(patch: pytest.MonkeyPatch) -> None:
    """Whoever says no stays in the plan, and nobody decides on it."""
    patch.setattr(happened, "decide_on", lambda *_all: None)
    patch.setattr(settling, "_counted_on", lambda *_all: False)


def nobody_on_duty(patch: pytest.MonkeyPatch) -> None:
    """A plan comes into force without the shifts that its cover stands on."""
    after = changing._after

    def without(row: Plan, text: str, parts: str, status: str) -> int:
        return after(row, write(sent_home(text)), parts, status)

    patch.setattr(changing, "_after", without)


def sent_home(text: str) -> Made:
    """The plan of a text, its carers sent home."""
    return replace(read(text, "the plan"), shifts=())


def summer_for_ever(patch: pytest.MonkeyPatch) -> None:
    """Quiet hours go by a clock that is not set back in November."""

    def undisturbed(_wall: Any, quiet: Quiet, at: datetime) -> datetime:
        return habits.undisturbed(Wall("Etc/GMT+5"), quiet, at)

    patch.setattr(post, "undisturbed", undisturbed)
    patch.setattr(desk, "undisturbed", undisturbed)


def held_back(patch: pytest.MonkeyPatch) -> None:
    """Of those who are asked at once only the one whom the plan counts on hears of it."""

    def alone(row: Message, now: datetime) -> bool:
        shown = plans.shown(Seat(row.family_id, Role.PARENT))
        counted = {one.carer for one in shown.plan.shifts if one.asked} if shown else set()
        return row.to in counted and still.ask(row, now)

    patch.setitem(desk.still, "ask", alone)


@pytest.fixture(scope="module")
def first() -> First:
    """The plans that all evenings begin with."""
    return first_plans()


NEAR = {
    second_yes: 175,
    nobody_is_let_go: 245,
    unsure_is_sent_again: 5,
    no_quiet_hours: 15,
    no_timer: 0,
    silent_ends: 65,
    asked_twice: 5,
    relied_on_all_the_same: 355,
    nobody_on_duty: 0,
    summer_for_ever: 1090,
    held_back: 0,
}


@pytest.mark.slow
@pytest.mark.parametrize(("put", "near"), NEAR.items())
def test_a_fault_is_found(
    db: None, first: First, monkeypatch: pytest.MonkeyPatch, put: Put, near: int
) -> None:  # fmt: skip
    """Within as many evenings; begun near one that is known to find it, for it costs no minute then."""
    put(monkeypatch)
    assert any(life.broken for life in evenings(range(near, near + SEEDS), first))
