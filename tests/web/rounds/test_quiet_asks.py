"""Asks and quiet hours: the time to answer begins when one hears, and what is over by then is not said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from homecall.plan.plan import Ask
from homecall.spans.span import Span, instant
from homecall.web.family.models import Family
from homecall.web.plans import store as plans
from homecall.web.post.models import Message
from homecall.web.rounds import store, ways
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.pages import asks_page
from tests.web.rounds.conftest import Life


def asked_at_night(life: Life) -> Round:
    """Rosa is asked late at night for the evening after."""
    life.wait(7 * 60)
    start = life.minute + 19 * 60
    need = store.Need("rosa", "Rosa", Span(start, start + 120), (("mia", "Mia"),))
    id = store.start(life.family, need, 1, life.minute, "Ana")
    return Round.objects.get(pk=id)


def test_who_is_asked_in_quiet_hours_has_time_from_their_end(life: Life) -> None:
    """The message waits until the morning, and so does the question."""
    row = asked_at_night(life)
    sent, one = Message.objects.get(kind="ask"), Invited.objects.get(round=row)
    assert sent.not_before > life.now + timedelta(hours=5)
    assert one.until == int(sent.not_before.timestamp()) // 60 + 30
    assert row.wake == one.until


def test_an_invented_family_is_asked_by_its_own_clock(life: Life) -> None:
    """It is afternoon there, whoever looks at it at night: the time to answer does not wait for a morning."""
    life.wait(7 * 60)
    looks = life.now + timedelta(days=3, hours=17)
    Family.objects.filter(pk=life.family).update(demo=True, looks=looks)
    now = instant(looks)
    need = store.Need("rosa", "Rosa", Span(now + 150, now + 210), (("mia", "Mia"),))
    row = Round.objects.get(pk=store.start(life.family, need, 1, now, "Ana"))
    assert row.wake == Invited.objects.get(round=row).until == now + 30


def test_what_is_over_in_the_morning_is_not_said(life: Life) -> None:
    """The family needs nobody any more, and Rosa never hears of it."""
    row = asked_at_night(life)
    store.withdraw(life.family, row.pk)
    assert list(Message.objects.values_list("to", "state")) == [("rosa", "withdrawn")]


def test_a_part_of_what_somebody_was_asked_for_is_not_offered_for_asking_again(asked: Life) -> None:
    """Their own hours may begin in the midst of it; they have been asked for all of it."""
    shown = plans.shown(asked.seat)
    assert shown is not None
    row = Round.objects.get()
    half = replace(shown.plan, asks=(Ask("carer", "rosa", Span(row.start, row.start + 30), "", ""),))
    more = replace(shown.plan, asks=(Ask("carer", "rosa", Span(row.start, row.end + 30), "", ""),))
    habits, found = ways.habits(asked.family), store.shown(asked.seat)
    assert asks_page(shown.household, half, found, habits, {}, asked.minute).to_ask == ()
    assert len(asks_page(shown.household, more, found, habits, {}, asked.minute).to_ask) == 1
