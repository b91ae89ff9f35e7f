"""All are asked at once: each hears of it, the first yes counts, and the plan counts on nobody who cannot come."""

from __future__ import annotations

import pytest

from homecall.plan.happened import Happening
from homecall.rounds.step import Answer
from homecall.spans.span import Span
from homecall.spans.wall import Wall
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.plans import store as plans
from homecall.web.post import desk
from homecall.web.post.models import Message
from homecall.web.rounds import store, working
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.pages import round_card
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


def test_an_offer_that_the_plan_knows_of_is_looked_at_once(together: Life) -> None:
    """Rosa may still come for all of it, which is better; June's hours are used where she does not."""
    row = Round.objects.get()
    says(together, "june", Span(row.start + 60, row.end))
    says(together, "pat", "no")
    assert store.consider(together.family, row.pk, "june")
    together.work()
    assert together.accept() == ""
    assert counted_on(together) == {"rosa"}
    assert not store.consider(together.family, row.pk, "june")
    assert not happened.open_texts(together.family)[0]
    card = round_card(row, wall(together), {}, known(together))
    line = next(one for one in card.people if one.who == "june")
    assert (line.offer, line.reached) == ("", "7 to 8 pm. We come back to it if there is no other way.")
    assert next(one for one in round_card(row, wall(together), {}).people if one.who == "june").offer == "7 to 8 pm"
    says(together, "rosa", "no")
    together.wait(120)
    store.go_on(together.family, row.pk, together.minute)
    together.work()
    assert together.accept() == ""
    assert "june" in counted_on(together)
    assert store.booked(together.family, together.minute) == (("june", Span(row.start + 60, row.end)),)


def wall(life: Life) -> Wall:
    """The clock on the family's wall."""
    return families.newest(life.family).household.wall


def known(life: Life) -> frozenset[Happening]:
    """What has happened for the plan in force."""
    shown = plans.shown(life.seat)
    assert shown is not None
    return frozenset(one.what for one in shown.plan.happened)
