"""All are asked at once: each hears of it, the first yes counts, and the plan counts on nobody who cannot come."""

from __future__ import annotations

import pytest

from homecall.rounds.step import Answer
from homecall.web.plans import store as plans
from homecall.web.post import desk
from homecall.web.post.models import Message
from homecall.web.rounds import store, working
from homecall.web.rounds.models import Invited, Round
from tests.web.rounds.conftest import Life


@pytest.fixture
def together(asked: Life) -> Life:
    """Rosa, June and Pat are asked for the evening at once."""
    Round.objects.update(manner="all")
    working.look()
    assert set(Invited.objects.values_list("who", "reply")) == {(who, "asked") for who in ("rosa", "june", "pat")}
    return asked


def counted_on(life: Life) -> set[str]:
    """Who comes by the plan in force, if they say yes."""
    shown = plans.shown(life.seat)
    assert shown is not None
    return {one.carer for one in shown.plan.shifts if one.asked}


def says(life: Life, who: str, said: Answer) -> None:
    """One of them answers."""
    store.answer(life.family, Round.objects.get().pk, who, said, life.minute)


def test_each_of_them_hears_of_it(together: Life) -> None:
    """No message is held back because the plan counts on another of them."""
    for row in Message.objects.filter(kind="ask"):
        assert desk.claim(row.pk, "one", together.now) is not None, row.to


def test_the_plan_counts_on_the_first_until_somebody_says_yes(together: Life) -> None:
    """It was proposed with Rosa, and she has not refused."""
    assert counted_on(together) == {"rosa"}
    says(together, "pat", "yes")
    assert counted_on(together) == {"pat"}


def test_the_plan_counts_on_the_next_where_whom_it_counted_on_cannot_come(together: Life) -> None:
    """June is asked still. What Pat says changes nothing for it, and Rosa may change her mind."""
    says(together, "rosa", "no")
    assert counted_on(together) == {"june"}
    says(together, "pat", "no")
    assert counted_on(together) == {"june"}
    says(together, "rosa", "yes")
    assert counted_on(together) == {"rosa"}
