"""Asks from a yes to an answer: one transaction a step, and the plan follows."""

from __future__ import annotations

import re
import threading
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from homecall.plan.plan import Plan, Shift
from homecall.spans.span import Span
from homecall.web.family import store as families
from homecall.web.family.models import Revision
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.plans import store as plans
from homecall.web.post.models import Message
from homecall.web.rounds import following, store, ways, working
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.pages import gaps
from homecall.web.rounds.saying import token
from tests.web.made import Sitting, seated_in
from tests.web.rounds.conftest import Life


def replies() -> dict[str, str]:
    """Where everyone stands."""
    return dict(Invited.objects.values_list("who", "reply"))


def told() -> list[tuple[str, str]]:
    """Whom something is to be told, in order."""
    return list(Message.objects.exclude(state="withdrawn").order_by("pk").values_list("to", "kind"))


def shown(life: Life) -> plans.Shown:
    """The plan in force as its row has it."""
    found = plans.shown(life.seat)
    assert found is not None
    return found


def plan(life: Life) -> Plan:
    """The plan in force."""
    return shown(life).plan


def leads(life: Life) -> set[str]:
    """Who is on duty beyond their hours in the plan in force."""
    return {one.carer for one in plan(life).shifts if one.asked}


def the_round() -> Round:
    """The only round there is."""
    return Round.objects.get()


def answer(life: Life, who: str, said: str) -> None:
    """Somebody answers by the address in their message."""
    one = Invited.objects.get(who=who)
    assert Client().post(reverse("asked", args=[token(one)]), {"answer": said}).status_code == 302


def test_a_yes_to_a_proposal_asks_whom_it_needs(asked: Life) -> None:
    """Rosa stays for the hours beyond her own, if she says yes; nobody else hears anything."""
    assert replies() == {"rosa": "asked"}
    assert told() == [("rosa", "ask")]
    assert "Mia" in Message.objects.get().body


def test_nothing_is_asked_before_a_yes(life: Life) -> None:
    """A proposal is none."""
    life.late()
    assert not Round.objects.exists()
    assert not Message.objects.exists()


def test_others_who_could_come_are_found_by_the_planner(asked: Life) -> None:
    """In the order of its liking, each with the plan that holds then."""
    working.look()
    people = list(Invited.objects.order_by("place").values_list("who", "reply"))
    assert people == [("rosa", "asked"), ("june", "next"), ("pat", "next")]
    assert all(one.text for one in Invited.objects.filter(reply="next"))


def test_a_no_asks_the_next_and_the_plan_counts_on_them(asked: Life) -> None:
    """Nobody is planned who cannot come."""
    working.look()
    answer(asked, "rosa", "no")
    assert replies() == {"rosa": "no", "june": "asked", "pat": "next"}
    assert leads(asked) == {"june"}


def test_silence_asks_the_next_when_time_is_up(asked: Life) -> None:
    """The worker sees to it."""
    working.look()
    asked.wait(29)
    assert not working.go_on("one", threading.Event())
    asked.wait(1)
    assert working.go_on("one", threading.Event())
    assert replies()["june"] == "asked"


def test_a_yes_settles_it_and_the_family_hears(asked: Life) -> None:
    """Who said yes is thanked."""
    answer(asked, "rosa", "yes")
    assert the_round().state == "settled"
    assert told() == [("rosa", "ask"), ("rosa", "booked"), ("ana", "booked")]
    assert store.booked(asked.family, asked.minute) == (("rosa", Span(the_round().start, the_round().end)),)


def test_the_plan_follows_whoever_says_yes_first(asked: Life) -> None:
    """Rosa's late yes wins over June, who has not answered; June need not."""
    working.look()
    asked.wait(30)
    working.go_on("one", threading.Event())
    Message.objects.filter(to="june").update(state="sent")
    assert leads(asked) == {"june"}
    answer(asked, "june", "yes")
    answer(asked, "rosa", "yes")
    assert leads(asked) == {"june"}
    assert told()[-1] == ("rosa", "too_late")


def test_when_nobody_can_the_family_is_shown_what_is_left(asked: Life) -> None:
    """Every no is known to the planner, which proposes anew."""
    working.look()
    for who in ("rosa", "june", "pat"):
        answer(asked, who, "no")
    assert the_round().state == "nobody"
    assert told()[-1] == ("ana", "nobody")
    asked.work()
    assert asked.accept() == ""
    assert leads(asked) == set()


def test_taking_back_withdraws_the_ask(asked: Life) -> None:
    """A message that has not gone out stays here, and nobody is bothered."""
    store.withdraw(asked.family, the_round().pk)
    assert told() == []
    assert the_round().state == "withdrawn"


def test_who_has_heard_of_it_hears_that_it_is_over(asked: Life) -> None:
    """Kindly."""
    Message.objects.update(state="sent")
    store.withdraw(asked.family, the_round().pk)
    assert told()[-1] == ("rosa", "no_longer")


def countered(life: Life) -> Round:
    """Rosa offers the second hour, and a way is looked for with it."""
    row = the_round()
    answer(life, "rosa", str(row.start + 60))
    assert told()[-1] == ("ana", "counter")
    assert store.consider(life.family, row.pk, "rosa")
    life.work()
    return row


def test_other_hours_are_booked_where_the_plan_takes_them(asked: Life) -> None:
    """June can only come for the first hour: both are needed, and Rosa is thanked once the family says yes."""
    Message.objects.update(state="sent")
    text = families.newest(asked.family).text
    only = text.replace('id = "june"', 'id = "june"\nmax_day = 1').replace('id = "pat"', 'id = "pat"\nmax_day = 0.5')
    Revision.objects.filter(family=asked.family).update(text=only)
    row = countered(asked)
    assert asked.accept() == ""
    assert store.booked(asked.family, asked.minute) == (("rosa", Span(row.start + 60, row.end)),)
    assert leads(asked) == {"rosa", "june"}
    assert told()[-3:] == [("rosa", "booked"), ("ana", "booked"), ("june", "ask")]


def test_a_plan_that_knows_nothing_of_an_offer_does_not_take_it(asked: Life) -> None:
    """It counts on Rosa for both hours still, as one for something else does: her offer of the second waits."""
    row = the_round()
    answer(asked, "rosa", str(row.start + 60))
    store.take(plan(asked), asked.family, asked.minute)
    assert replies()["rosa"] == "counter"
    assert not store.booked(asked.family, asked.minute)
    assert store.consider(asked.family, row.pk, "rosa")


def test_of_offered_hours_those_are_booked_that_the_plan_needs(asked: Life) -> None:
    """Rosa offers the second hour, and its first half will do: for the rest she is asked, if it is needed after all."""
    row = the_round()
    answer(asked, "rosa", str(row.start + 60))
    half = Span(row.start + 60, row.start + 90)
    needs = replace(plan(asked), shifts=(Shift("rosa", half, asked=True, pay=0.0),))
    store.take(needs, asked.family, asked.minute)
    assert store.booked(asked.family, asked.minute) == (("rosa", half),)
    assert [span for who, span in store.spoken(asked.family, asked.minute) if who == "rosa"] == [
        Span(row.start, half.end)
    ]


@pytest.mark.parametrize("known", [False, True])
def test_other_hours_that_the_plan_does_without_are_let_go_kindly(asked: Life, known: bool) -> None:  # noqa: FBT001
    """June can stay for both hours; Rosa hears that she is not needed, and June is asked, known before or not."""
    Message.objects.update(state="sent")
    if known:
        working.look()
    countered(asked)
    assert asked.accept() == ""
    assert leads(asked) == {"june"}
    assert told()[-2:] == [("rosa", "no_longer"), ("june", "ask")]


def test_a_gap_is_asked_for_at_shorter_notice_than_anybody_wishes(life: Life) -> None:
    """The plan asks nobody so late; a yes fills the hours all the same, and only then."""
    strict = families.newest(life.family).text.replace("\nrate", "\nnotice = 48\nrate")
    families.revise(life.family, strict, "Ana", "Everyone wants two days' notice.")
    life.plan()
    life.late()
    assert life.accept() == ""
    span, children = next(gaps(shown(life).household, plan(life), life.minute))
    store.start_open(life.family, span, children, shown(life).id, life.minute, "Ana")
    working.look()
    first = Invited.objects.get(place=0)
    assert first.reply == "asked"
    assert plan(life).rank[0] > 0
    answer(life, first.who, "yes")
    assert plan(life).rank[0] == 0


def test_an_address_that_nobody_was_given_opens_nothing(asked: Life) -> None:
    """Nor does looking at one answer it."""
    good = reverse("asked", args=[token(Invited.objects.get())])
    assert Client().get(good).status_code == 200
    assert replies() == {"rosa": "asked"}
    assert Client().post(good[:-3] + "abc/", {"answer": "yes"}).status_code == 404


def test_what_was_agreed_beforehand_needs_no_tap(life: Life) -> None:
    """Rosa may be asked to stay for up to three hours; the proposal is in force at once and she is asked."""
    ways.set_habits(life.family, ways.Habits(consents=(("rosa", 180),)))
    life.late()
    assert following.by_itself(life.family)
    assert replies() == {"rosa": "asked"}


def test_more_than_was_agreed_waits_for_a_yes(life: Life) -> None:
    """Half an hour is not two."""
    ways.set_habits(life.family, ways.Habits(consents=(("rosa", 30),)))
    life.late()
    assert not following.by_itself(life.family)
    assert not Round.objects.exists()


def test_a_second_yes_gets_a_kind_no(asked: Life) -> None:
    """Everyone was asked at once; the first yes counts, and saying it again brings nothing more."""
    Round.objects.update(manner="all")
    working.look()
    assert set(replies().values()) == {"asked"}
    Message.objects.update(state="sent")
    for who in ("june", "rosa", "rosa"):
        answer(asked, who, "yes")
    assert replies() == {"june": "yes", "rosa": "late", "pat": "left"}
    assert leads(asked) == {"june"}
    assert [kind for to, kind in told() if to == "rosa"] == ["ask", "settled", "too_late"]


def test_the_familys_page_shows_how_it_stands(asked: Life, client: Client) -> None:
    """Who is asked until when; and a tap ends it."""
    user = User.objects.create_user("ana@example.org", "a long enough password", name="Ana")
    people.join(user, asked.family, "ana")
    client.force_login(user)
    assert "Rosa may answer until 4:30" in client.get("/asks/").content.decode()
    assert "Rosa may answer until 4:30" in client.get("/today/").content.decode()
    assert client.post(f"/asks/{the_round().pk}/withdraw/").status_code == 302
    assert the_round().state == "withdrawn"


def test_a_visitor_sees_what_somebody_who_is_asked_sees(demo: Sitting) -> None:
    """And may answer for them; nothing leaves an invented family."""
    page = demo.client.get(reverse("rounds")).content.decode()
    assert "This family is invented" in page
    form = re.search(r'name="who" value="(\w+)"><input [^>]*name="start" value="(\d+)"><input [^>]*value="(\d+)"', page)
    assert form
    demo.client.post(reverse("round_start"), {"who": form[1], "start": form[2], "end": form[3]})
    path = re.search(r'href="(/asked/[^"]+)"', demo.client.get(reverse("rounds")).content.decode())
    assert path
    assert demo.client.get(path[1]).status_code == 200
    demo.client.post(path[1], {"answer": "yes"})
    assert "has said yes" in demo.client.get(reverse("rounds")).content.decode()
    assert not Message.objects.exists()


def test_somebody_who_helps_sees_their_own_asks_alone(asked: Life) -> None:
    """And answers with a button."""
    rosa, june = (seated_in(link=people.make_link(asked.family, "carer", who, None)[0]) for who in ("rosa", "june"))
    assert "Could you be with Mia" in rosa.get("/mine/asks/").content.decode()
    assert "Nothing is asked of you" in june.get("/mine/asks/").content.decode()
    june.post(f"/mine/asks/{the_round().pk}/", {"answer": "yes"})
    assert replies() == {"rosa": "asked"}
    rosa.post(f"/mine/asks/{the_round().pk}/", {"answer": "yes"})
    assert replies() == {"rosa": "yes"}


def test_how_a_family_asks_is_kept(asked: Life, client: Client) -> None:
    """What is not offered is not taken."""
    user = User.objects.create_user("ana@example.org", "a long enough password", name="Ana")
    people.join(user, asked.family, "ana")
    client.force_login(user)
    client.post(
        "/asks/habits/", {"manner": "all", "patience": "15", "may-rosa": "60", "may-june": "7", "may-max": "60"}
    )
    assert ways.habits(asked.family) == ways.Habits("all", 15, (("rosa", 60),))
    assert b'value="60" selected' in client.get("/asks/").content
