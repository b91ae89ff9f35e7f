"""The worker's hand: a real process that makes real plans, and may be killed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from homecall.plan.codec import read
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.web.plans import making
from homecall.web.plans.hand import Failure, Hand
from homecall.web.plans.making import Answer, make
from homecall.workflow import Situation, make_plan
from tests.web.made import FILES, SMALL, order_of, small_order


@pytest.fixture(scope="module")
def hand() -> Iterator[Hand]:
    """A hand, gone at the end."""
    one = Hand()
    yield one
    one.end()


def always() -> bool:
    """Still wanted."""
    return True


def never() -> bool:
    """Wanted no more."""
    return False


@pytest.mark.slow
def test_an_order_is_answered_with_a_plan(hand: Hand) -> None:
    """Four weeks of the small family, with what its roster said."""
    (answer,) = hand.ask(small_order(), always, 0.1)
    assert isinstance(answer, Answer)
    assert answer.final
    assert read(answer.text, "plan").household == "Home"
    assert '"title":"Day"' in answer.situation


@pytest.mark.slow
def test_what_is_not_wanted_any_more_is_killed(hand: Hand) -> None:
    """In the middle of the search, and the next order is answered by a fresh process."""
    assert list(hand.ask(order_of("six-children"), never, 0.1)) == []
    (answer,) = hand.ask(small_order(), always, 0.1)
    assert isinstance(answer, Answer)


@pytest.mark.slow
def test_a_process_that_dies_is_a_failure_that_may_go_away(hand: Hand) -> None:
    """As when the machine has no memory left."""

    def kill() -> bool:
        assert hand._process is not None
        hand._process.kill()
        return True

    (word,) = hand.ask(order_of("six-children"), kill, 0.1)
    assert isinstance(word, Failure)
    assert word.again


def test_a_missing_file_is_a_sentence(hand: Hand) -> None:
    """What the household names and nobody has dropped."""
    (word,) = hand.ask(replace(small_order(), shelf={}), always, 0.1)
    assert word == Failure("The household does not bring this schedule along. Bring it.", again=False)


def test_a_household_that_cannot_be_is_a_sentence(hand: Hand) -> None:
    """With its cure."""
    (word,) = hand.ask(small_order(SMALL.replace("America/Chicago", "Mars")), always, 0.1)
    assert isinstance(word, Failure)
    assert word.said.startswith('"Mars" is not a time zone. Did you mean')


def test_a_hurried_order_has_two_answers() -> None:
    """First a week, then all of it."""
    answers = list(make(replace(small_order(), hurry=True)))
    assert [(one.final, one.days) for one in answers] == [(False, 7), (True, 28)]
    assert FILES


def test_no_gap_is_shown_that_a_longer_look_would_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is too busy at first: the family waits a little, and is not alarmed."""
    asked = list[float]()

    def busy(situation: Situation, effort: Effort) -> Plan:
        asked.append(effort.seconds)
        plan = make_plan(situation, effort)
        gap = replace(plan.tiers[0], value=plan.tiers[0].bound + 60)
        return replace(plan, tiers=(gap, *plan.tiers[1:])) if len(asked) == 1 else plan

    monkeypatch.setattr(making, "make_plan", busy)
    soon = next(make(replace(small_order(), hurry=True)))
    first = read(soon.text, "plan").tiers[0]
    assert (first.value, asked) == (first.bound, [1.5, 6.0])


@pytest.mark.slow
def test_a_spare_process_stands_by_while_there_is_hurry() -> None:
    """It takes the next order when what was on its way is killed; without hurry there is none, and none at the end."""
    hand = Hand()
    try:
        assert list(hand.ask(replace(order_of("six-children"), hurry=True), never, 0.1)) == []
        assert hand._spare is not None
        spare = hand._spare[0]
        (answer,) = hand.ask(replace(small_order(), hurry=False), always, 0.1)
        assert isinstance(answer, Answer)
        assert hand._process is spare
        assert hand._spare is None
    finally:
        hand.end()
    assert not spare.is_alive()
