"""What the simulation watches can fail: with a fault of the app's own put in, some evening soon breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from homecall.errors import PostError
from homecall.rounds import step
from homecall.rounds.round import Round
from homecall.rounds.round import Round as Asked
from homecall.web.plans.making import Answer
from homecall.web.post import desk
from homecall.web.post import store as post
from homecall.web.post.models import Message
from homecall.web.post.ways import Route
from homecall.web.rounds import saying, store
from tests.web.simulation.life import evenings, first_plan
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


@pytest.fixture(scope="module")
def first() -> Answer:
    """The plan that all evenings begin with."""
    return first_plan()


NEAR = {second_yes: 75, nobody_is_let_go: 30, unsure_is_sent_again: 5, no_quiet_hours: 40, no_timer: 0, silent_ends: 0}


@pytest.mark.parametrize(("put", "near"), NEAR.items())
def test_a_fault_is_found(
    db: None, first: Answer, monkeypatch: pytest.MonkeyPatch, put: Put, near: int
) -> None:  # fmt: skip
    """Within as many evenings; begun near one that is known to find it, for it costs no minute then."""
    put(monkeypatch)
    assert any(life.broken for life in evenings(range(near, near + SEEDS), first))
