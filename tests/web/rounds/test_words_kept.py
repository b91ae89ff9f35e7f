"""Somebody's word holds: a yes to more than is needed, one to an ask that another has taken the place of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from homecall.plan.codec import write
from homecall.plan.happened import Cancelled, Late, Offered, Said
from homecall.plan.plan import Shift
from homecall.spans.span import Span
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.happened.text import read
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan as Made
from homecall.web.post.models import Message
from homecall.web.rounds import store, words
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.saying import token
from tests.web.rounds.conftest import Life
from tests.web.rounds.test_spoken import evening, in_force, on_duty, started

MIA = (("mia", "Mia"),)


@pytest.mark.parametrize("how", ["asked", "offered"])
def test_a_yes_to_more_than_is_needed_still_holds(life: Life, how: str) -> None:
    """Rosa is booked for what is left of her hours once she is told; she hears nothing of an end."""
    whole, part = evening(life, 120, 300), evening(life, 120, 240)
    id = started(life, whole, "yes")
    if how == "offered":
        Invited.objects.update(counter_start=whole.start, counter_end=whole.end)
    Message.objects.all().delete()
    for cut, kept in ((False, whole), (True, part)):
        store.let_go(on_duty(in_force(life), part), life.family, life.minute, cut=cut)
        assert Round.objects.get(pk=id).state == "settled"
        assert store.booked(life.family, life.minute) == (("rosa", kept),)
    assert not Message.objects.exists()


def test_of_hours_with_a_break_all_of_it_is_kept_free(life: Life) -> None:
    """Nobody is asked anew for the second half."""
    whole = evening(life, 120, 300)
    started(life, whole, "yes")
    halves = (evening(life, 130, 180), evening(life, 240, 290))
    plan = replace(in_force(life), shifts=tuple(Shift("rosa", half, asked=True, pay=0.0) for half in halves))
    store.let_go(plan, life.family, life.minute, cut=True)
    assert store.booked(life.family, life.minute) == (("rosa", evening(life, 130, 290)),)


def test_a_yes_that_is_not_needed_at_all_is_given_back(life: Life) -> None:
    """Rosa hears that the time is hers."""
    started(life, evening(life, 120, 300), "yes")
    store.let_go(replace(in_force(life), shifts=()), life.family, life.minute)
    assert store.booked(life.family, life.minute) == ()
    assert Round.objects.get().state == "withdrawn"


def test_who_was_told_that_the_time_is_theirs_is_no_longer_counted_on(life: Life) -> None:
    """No plan to come knows of the yes, nor does the one in force: where she is needed after all she is asked anew."""
    hours = evening(life, 120, 300)
    started(life, hours, "yes")
    happened.agree(life.family)
    yes = Offered("rosa", hours)
    row = Made.objects.latest("pk")
    row.text = write(replace(in_force(life), happened=(Said(life.minute, yes),)))
    row.save()
    assert happened.in_force(life.family, life.now)
    store.let_go(replace(in_force(life), shifts=()), life.family, life.minute)
    assert not happened.in_force(life.family, life.now)
    assert in_force(life).happened == ()


def test_one_question_takes_in_another_only_where_nobody_else_is_waited_for(life: Life) -> None:
    """June is asked by now for what Rosa let pass: it stays hers, and Rosa is asked for the rest alone."""
    first = started(life, evening(life, 120, 240))
    store.join(life.family, first, [store.Other("june", "June")], life.minute)
    life.wait(31)
    store.go_on(life.family, first, life.minute)
    second = started(life, Span(life.minute + 209, life.minute + 269))
    assert Round.objects.get(pk=first).state == "open"
    assert Round.objects.get(pk=second).start == life.minute + 209


def test_a_yes_to_an_ask_is_one_to_that_which_has_come_in_its_place(life: Life) -> None:
    """The plan has changed while Rosa read the first message; her yes to all of it is one to a part."""
    first = started(life, evening(life, 120, 300))
    store.withdraw(life.family, first)
    second = started(life, evening(life, 120, 240))
    store.answer(life.family, first, "rosa", "yes", life.minute)
    assert store.booked(life.family, life.minute) == (("rosa", evening(life, 120, 240)),)
    assert Round.objects.get(pk=second).state == "settled"
    assert not Message.objects.filter(kind="too_late").exists()


def replaced(life: Life, *, hours: int) -> tuple[str, int]:
    """Rosa is asked for two hours, and for so many in their place: the address of the first, and the second's id."""
    first = started(life, evening(life, 120, 240))
    store.withdraw(life.family, first)
    second = started(life, evening(life, 120, 120 + 60 * hours))
    return token(Invited.objects.get(round=first)), second


def test_an_old_address_shows_the_ask_that_has_come_in_its_place(life: Life, client: Client) -> None:
    """And takes the answer to it."""
    address, second = replaced(life, hours=3)
    page = client.get(reverse("asked", args=[address])).content.decode()
    assert "6 to 9" in page
    client.post(reverse("asked", args=[address]), {"answer": "yes", "round": second})
    assert store.booked(life.family, life.minute) == (("rosa", evening(life, 120, 300)),)


def test_an_answer_to_the_page_before_is_none_to_longer_hours(life: Life, client: Client) -> None:
    """What Rosa saw when she pressed was two hours."""
    address, _second = replaced(life, hours=3)
    client.post(reverse("asked", args=[address]), {"answer": "yes", "round": Round.objects.earliest("pk").pk})
    assert store.booked(life.family, life.minute) == ()


def test_a_button_under_an_old_message_says_what_came_of_it(life: Life, client: Client) -> None:
    """A yes to two hours is one to the hour that is still needed."""
    address, _second = replaced(life, hours=1)
    said = client.post(reverse("asked_tap", args=[address]), {"answer": "yes"}).json()
    assert said["title"] == "Thank you, Rosa!"
    assert "6 to 7" in said["body"]


def test_a_yes_to_an_ask_is_none_to_more_than_that(life: Life) -> None:
    """For longer hours she has to be asked."""
    first = started(life, evening(life, 120, 240))
    store.withdraw(life.family, first)
    started(life, evening(life, 120, 300))
    store.answer(life.family, first, "rosa", "yes", life.minute)
    assert store.booked(life.family, life.minute) == ()


def test_a_no_to_an_ask_is_one_to_that_which_has_come_in_its_place(life: Life) -> None:
    """She cannot come for the longer hours either, and the next is asked at once."""
    first = started(life, evening(life, 120, 240))
    store.withdraw(life.family, first)
    second = started(life, evening(life, 120, 300))
    store.join(life.family, second, [store.Other("june", "June")], life.minute)
    store.answer(life.family, first, "rosa", "no", life.minute)
    assert list(Invited.objects.filter(round=second).values_list("who", "reply")) == [("rosa", "no"), ("june", "asked")]


def test_a_no_from_an_old_page_takes_back_no_yes_that_was_given_since(life: Life) -> None:
    """She has said yes to what came in its place: whoever counts on her hears a no from herself, not from a page."""
    _address, second = replaced(life, hours=3)
    store.answer(life.family, second, "rosa", "yes", life.minute)
    store.answer(life.family, second - 1, "rosa", "no", life.minute)
    assert store.booked(life.family, life.minute) == (("rosa", evening(life, 120, 300)),)
    assert not Invited.objects.filter(reply="no").exists()


def test_a_no_to_what_is_settled_takes_back_no_yes_to_a_part_that_was_given_since(life: Life) -> None:
    """June offered the second hour of two and was taken; Rosa, who was silent, has said yes to the first since."""
    first = started(life, evening(life, 120, 240))
    Invited.objects.update(reply="silent", until=None)
    Round.objects.filter(pk=first).update(state="settled")
    started(life, evening(life, 120, 180), "yes")
    store.answer(life.family, first, "rosa", "no", life.minute)
    assert store.booked(life.family, life.minute) == (("rosa", evening(life, 120, 180)),)
    assert not Invited.objects.filter(reply="no").exists()
    assert not any(isinstance(read(text).what, Cancelled) for text in happened.open_texts(life.family)[1])


def test_an_offer_that_is_forgotten_takes_what_could_only_follow_it_along(life: Life) -> None:
    """Rosa could come for two hours of the night, then could not, and now nobody needs them: every page still opens."""
    hours = evening(life, 8 * 60, 10 * 60)  # she is to be had from seven in the morning till ten in the evening
    started(life, hours, "yes")
    happened.agree(life.family)
    wall, said = families.newest(life.family).household.wall, Said(life.minute, Offered("rosa", hours))
    no = Said(life.minute, Cancelled("rosa", hours))
    other = Said(life.minute, Cancelled("june", evening(life, 120, 240)))
    row = Made.objects.latest("pk")
    row.text = write(replace(in_force(life), happened=(said, other, no)))
    row.save()
    happened.say(life.family, Said(life.minute, Late("ana", 60)), wall, "Ana is late.", "Ana")
    store.let_go(replace(in_force(life), shifts=()), life.family, life.minute)
    assert in_force(life).happened == (other,)
    shown = plans.shown(life.seat)
    assert shown is not None
    assert {one.id for one in shown.household.carers if one.away} == {"june"}
    life.work()  # what had happened meanwhile is answered all the same


def test_who_would_be_next_and_is_asked_elsewhere_meanwhile_is_passed_over(life: Life) -> None:
    """June hears one question for one hour, whichever comes first."""
    first = started(life, evening(life, 120, 240))
    store.join(life.family, first, [store.Other("june", "June"), store.Other("pat", "Pat")], life.minute)
    store.start(life.family, store.Need("june", "June", evening(life, 180, 240), MIA), 1, life.minute, "Ana")
    store.answer(life.family, first, "rosa", "no", life.minute)
    asked = Invited.objects.filter(round=first, reply="asked").values_list("who", flat=True)
    assert list(asked) == ["pat"]


def test_a_yes_after_the_hours_have_begun_is_not_said_to_be_settled(life: Life) -> None:
    """Nobody came; that it was arranged otherwise would be untrue."""
    id = started(life, evening(life, 60, 120))
    life.wait(60)
    store.go_on(life.family, id, life.minute)
    store.answer(life.family, id, "rosa", "yes", life.minute)
    row, wall = Round.objects.get(pk=id), families.newest(life.family).household.wall
    with translation.override("en"):
        title, body = words.to_carer(row, Invited.objects.get(), "too_late", wall)
    assert title == "Thank you, Rosa. It has begun already."
    assert "has begun by now" in body
