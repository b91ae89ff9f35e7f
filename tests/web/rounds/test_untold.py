"""A plan made anew because a schedule has changed: who helps hears what is otherwise once, as the family has chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from homecall.web.jobs import store as jobs
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.plans import making
from homecall.web.plans import store as plans
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.models import Plan
from homecall.web.post import buttons
from homecall.web.post.models import Message
from homecall.web.rounds import following, ways
from homecall.web.rounds.models import Invited, Round, Untold
from tests.households import ROWS
from tests.web.made import planned
from tests.web.queries import growth
from tests.web.rounds.conftest import FAMILY, Life

LATER = ROWS.replace("2027-01-05T17:00", "2027-01-05T20:00")
"""Tuesday's duty ends at eight: Rosa would have to stay beyond her hours."""
FREE = ROWS.replace("2027-01-05T08:00,2027-01-05T17:00,Day\n", "")
"""Tuesday is free: Rosa need not come."""
BOTH = FREE.replace("2027-01-04T17:00", "2027-01-04T20:00")
"""That, and Monday's duty ends at eight."""
Renew = Callable[[str], None]


@pytest.fixture(scope="session")
def answers() -> dict[str, Answer]:
    """The plan of each roster, made once."""
    now = datetime.fromisoformat("2027-01-03T18:00:00-06:00")
    return {
        rows: list(making.make(Order(1, FAMILY, now, {"ana.csv": rows.encode()}, seconds=5)))[-1]
        for rows in (ROWS, LATER, FREE, BOTH)
    }


@pytest.fixture
def renew(life: Life, answers: dict[str, Answer]) -> Renew:
    """Lets a changed roster be read and its plan come, as the worker does."""

    def done(rows: str) -> None:
        before = plans.shown(life.seat)
        assert before is not None
        jobs.want(life.family, life.now)
        planned(life.family, answers[rows])
        following.renewed(life.family, before)

    return done


def told() -> list[tuple[str, str]]:
    """Whom something is to be told, in order, beside what Ana hears of her own hours."""
    rows = Message.objects.exclude(state="withdrawn").exclude(to="ana", kind="change")
    return list(rows.order_by("pk").values_list("to", "kind"))


def signed_in(life: Life) -> Client:
    """Ana's browser."""
    user = User.objects.create_user("ana@example.org", "a long enough password", name="Ana")
    people.join(user, life.family, "ana")
    client = Client()
    client.force_login(user)
    return client


def tap() -> int:
    """What Ana's phone is answered that posts what the notice's button says, with no cookie."""
    (button,) = buttons.read(Message.objects.filter(kind="untold").latest("pk").buttons)
    return Client(enforce_csrf_checks=True).post(button.post, {"answer": button.does}).status_code


def test_the_parents_hear_who_does_not_know_yet(life: Life, renew: Renew) -> None:
    """In one message, and nobody else hears anything."""
    renew(FREE)
    assert told() == [("ana", "untold")]
    message = Message.objects.get(kind="untold")
    assert message.title == "The plan has changed for Rosa."
    assert "Nobody has told them yet" in message.body
    assert not Round.objects.exists()


def test_one_tap_tells_them_and_only_once(life: Life, renew: Renew) -> None:
    """The second tap finds it done."""
    renew(FREE)
    assert [tap(), tap()] == [200, 409]
    assert told() == [("ana", "untold"), ("rosa", "change")]
    assert not Untold.objects.exists()


def test_one_tap_asks_where_somebody_has_to_be_asked(life: Life, renew: Renew) -> None:
    """For just the hours beyond what she had said yes to."""
    renew(LATER)
    assert told() == [("ana", "untold")]
    assert tap() == 200
    assert told()[1:] == [("rosa", "ask")]
    assert dict(Invited.objects.values_list("who", "reply")) == {"rosa": "asked"}


def test_who_is_asked_hears_what_else_is_otherwise(life: Life, renew: Renew) -> None:
    """Asked to stay on Monday, and free on Tuesday: the ask says the one, a message the other."""
    renew(BOTH)
    assert tap() == 200
    assert told()[1:] == [("rosa", "ask"), ("rosa", "change")]
    assert "5 January" in Message.objects.get(to="rosa", kind="change").body


@pytest.mark.parametrize(("rows", "kind"), [(FREE, "change"), (LATER, "ask")])
def test_what_was_agreed_beforehand_needs_no_tap(life: Life, renew: Renew, rows: str, kind: str) -> None:
    """Neither to be told nor to be asked; the parents need not hear of it."""
    ways.set_habits(life.family, ways.Habits(consents=(("rosa", 240),)))
    renew(rows)
    assert told() == [("rosa", kind)]


def test_more_than_was_agreed_waits_for_a_tap(life: Life, renew: Renew) -> None:
    """Two hours are not one."""
    ways.set_habits(life.family, ways.Habits(consents=(("rosa", 60),)))
    renew(LATER)
    assert told() == [("ana", "untold")]


def test_what_is_as_it_was_again_needs_no_word(life: Life, renew: Renew) -> None:
    """The message that waits is taken back, and its button tells nobody anything."""
    renew(FREE)
    row = Message.objects.get(kind="untold")
    (button,) = buttons.read(row.buttons)
    renew(ROWS)
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert not Untold.objects.exists()
    assert Client().post(button.post).status_code == 409
    assert not Message.objects.filter(to="rosa").exists()


def test_the_same_is_said_once_however_often_a_plan_is_made(life: Life, renew: Renew) -> None:
    """And what they are told in the end is the difference from what they know."""
    renew(FREE)
    Message.objects.update(state="sent")
    renew(FREE)
    assert told() == [("ana", "untold")]
    renew(LATER)
    assert tap() == 200
    assert told() == [("ana", "untold"), ("ana", "untold"), ("rosa", "ask")]


def test_the_page_says_it_with_one_button(life: Life, renew: Renew) -> None:
    """What stands on it is what is told; a page that is old tells nobody."""
    client = signed_in(life)
    renew(FREE)
    page = client.get(reverse("rounds")).content.decode()
    assert "Tell Rosa" in page
    client.post(reverse("round_tell"), {"state": "another"})
    assert told() == [("ana", "untold")]
    state = page.partition('name="state" value="')[2].partition('"')[0]
    client.post(reverse("round_tell"), {"state": state})
    assert told()[1:] == [("rosa", "change")]
    assert "Tell Rosa" not in client.get(reverse("rounds")).content.decode()


def test_an_ask_for_another_evening_leaves_what_is_not_told(life: Life, renew: Renew) -> None:
    """Rosa is asked to stay on Monday; that Tuesday is hers still takes the family's tap."""
    renew(FREE)
    life.late()
    assert life.accept() == ""
    assert told() == [("ana", "untold"), ("rosa", "ask")]
    assert Untold.objects.filter(who="rosa").exists()
    page = signed_in(life).get(reverse("rounds")).content.decode()
    assert "Tell Rosa" in page


def test_an_address_that_nobody_was_given_tells_nobody(life: Life, renew: Renew) -> None:
    """Nor does a look."""
    renew(FREE)
    assert Client().post(reverse("told_tap", args=["nobody"])).status_code == 404
    (button,) = buttons.read(Message.objects.get(kind="untold").buttons)
    assert Client().get(button.post).status_code == 405
    assert told() == [("ana", "untold")]


def test_the_page_asks_no_more_however_many_do_not_know(life: Life, renew: Renew) -> None:
    """Whichever plans they know."""
    client = signed_in(life)
    renew(FREE)
    renew(LATER)
    known = list(Plan.objects.filter(family=life.family).order_by("pk").values_list("pk", flat=True))

    def more() -> None:
        for who, base in zip(("june", "pat"), known[-2:], strict=True):
            Untold.objects.create(family_id=life.family, who=who, base=base)

    assert tap() == 200
    Untold.objects.create(family_id=life.family, who="rosa", base=known[0])
    growth(client, reverse("rounds"), more)
