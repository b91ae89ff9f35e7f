"""Nobody answers: the plan counts on them no longer than the family wants, and a late yes is still one."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from homecall.plan.codec import write
from homecall.plan.happened import Cancelled
from homecall.plan.plan import Plan, Shift
from homecall.spans.span import Span
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.happened.text import read
from homecall.web.plans import changing
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan as Made
from homecall.web.post import desk
from homecall.web.post.models import Message
from homecall.web.rounds import store, working
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.pages import gaps
from tests.web.rounds.conftest import Life


@pytest.fixture
def silent(asked: Life) -> Life:
    """All three were asked, and none has answered."""
    working.look()
    for _who in range(3):
        asked.wait(30)
        working.go_on("one", threading.Event())
    assert Round.objects.get().state == "nobody"
    return asked


def test_a_way_without_the_silent_is_proposed(silent: Life) -> None:
    """The plan knew already of those who were asked before; now nobody is counted on."""
    said = [read(text).what for text in happened.open_texts(silent.family)[1]]
    assert [one.carer for one in said if isinstance(one, Cancelled)] == ["pat"]
    silent.work()
    found = changing.proposed(silent.family)
    assert found is not None
    assert not any(one.asked for one in found[1].shifts)


def test_who_has_said_no_is_not_counted_on_in_the_end(asked: Life) -> None:
    """Others might have come yet when they said so; once nobody does, the family is shown how it goes without."""
    working.look()
    for _who in range(2):
        asked.wait(30)
        working.go_on("one", threading.Event())
    row = Round.objects.get()
    store.answer(asked.family, row.pk, "pat", "no", asked.minute)
    said = [read(text).what for text in happened.open_texts(asked.family)[1]]
    assert said == [Cancelled("pat", Span(row.start, row.end))]
    asked.work()
    found = changing.proposed(asked.family)
    assert found is not None
    assert not any(one.carer == "pat" for one in found[1].shifts)


@pytest.mark.parametrize("refused", [True, False])
def test_a_yes_comes_in_the_place_of_whom_the_plan_counts_on(asked: Life, *, refused: bool) -> None:
    """All were asked at once, and another plan came in force meanwhile: none is kept for who says yes first."""
    Round.objects.update(manner="all")
    working.look()
    row = Round.objects.get()
    store.rebase(asked.family, 0)
    shown = plans.shown(asked.seat)
    assert shown is not None
    [counted] = {one.carer for one in shown.plan.shifts if one.asked}
    if refused:
        store.answer(asked.family, row.pk, counted, "no", asked.minute)
    store.answer(asked.family, row.pk, "june", "yes", asked.minute)
    asked.work()
    found = changing.proposed(asked.family)
    assert found is not None
    assert counted != "june"
    assert {one.carer for one in found[1].shifts if one.asked} == {"june"}


def test_a_plan_made_anew_counts_on_nobody_who_was_passed_over(asked: Life) -> None:
    """Rosa was silent and June is asked: a new roster is no reason to count on Rosa again, and to hold June's back."""
    working.look()
    asked.wait(30)
    working.go_on("one", threading.Event())
    row = Round.objects.get()
    assert list(row.people.order_by("place").values_list("reply", flat=True)) == ["silent", "asked", "next"]
    told = [read(text).what for text in happened.in_force(asked.family, asked.now)]
    assert Cancelled("rosa", Span(row.start, row.end)) in told
    store.answer(asked.family, row.pk, "rosa", "yes", asked.minute)
    told = [read(text).what for text in happened.in_force(asked.family, asked.now)]
    assert Cancelled("rosa", Span(row.start, row.end)) not in told
    assert {one.carer for one in shown_plan(asked).shifts if one.asked} == {"rosa"}


def shown_plan(life: Life) -> Plan:
    """The plan in force."""
    shown = plans.shown(life.seat)
    assert shown is not None
    return shown.plan


@pytest.mark.parametrize("draft", [True, False])
def test_the_next_is_asked_though_a_plan_counts_on_whom_they_come_for(asked: Life, *, draft: bool) -> None:
    """A plan came by itself just then, or only the draft of one: June's question is not held back for it."""
    working.look()
    came, need = Made.objects.latest("pk"), shown_plan(asked).shifts
    came.pk, came.final, came.asked = None, not draft, came.asked + 1
    if draft:
        came.text = write(replace(shown_plan(asked), shifts=(), cover=()))
    came.save()
    asked.wait(30)
    working.go_on("one", threading.Event())
    assert {one.who for one in Invited.objects.filter(reply="asked")} == {"june"}
    assert draft or shown_plan(asked).shifts == need
    ask = Message.objects.get(kind="ask", to="june")
    assert desk.claim(ask.pk, "one", asked.now) is not None


def test_a_yes_of_somebody_who_was_passed_over_brings_back_the_plan_with_them(asked: Life) -> None:
    """What was in force when Pat was asked counted on June, whatever it was when Rosa was: it is no plan of Rosa's."""
    working.look()
    asked.wait(30)
    working.go_on("one", threading.Event())
    store.rebase(asked.family, 0)  # a plan came that counts on June, too: all that is kept of another goes
    Round.objects.update(base=Made.objects.latest("pk").pk)
    working.look()
    asked.wait(30)
    working.go_on("one", threading.Event())
    row = Round.objects.get()
    assert [one.reply for one in row.people.order_by("place")] == ["silent", "silent", "asked"]
    store.answer(asked.family, row.pk, "rosa", "yes", asked.minute)
    if "rosa" not in {one.carer for one in shown_plan(asked).shifts if one.asked}:
        asked.work()
        assert asked.accept() == ""
    assert {one.carer for one in shown_plan(asked).shifts if one.asked} == {"rosa"}
    assert store.booked(asked.family, asked.minute) == (("rosa", Span(row.start, row.end)),)


@pytest.mark.parametrize("alone", [True, False])
def test_a_yes_to_hours_in_which_a_child_has_nobody_is_looked_at(asked: Life, *, alone: bool) -> None:
    """The plan counts on Rosa for their first quarter alone: where nobody has Mia after it, her yes is a way."""
    row, plan = Round.objects.get(), shown_plan(asked)
    quarter, rest = Span(row.start, row.start + 15), Span(row.start + 15, row.end)
    made = Made.objects.latest("pk")
    open_ = (replace(plan.cover[0], span=rest, lead=None),) if alone else ()
    made.text = write(replace(plan, shifts=(Shift("rosa", quarter, asked=True, pay=0.0),), cover=open_))
    made.save()
    store.answer(asked.family, row.pk, "rosa", "yes", asked.minute)
    assert bool(happened.open_texts(asked.family)[0]) == alone


@pytest.mark.parametrize("heard", [True, False])
def test_the_family_hears_who_never_heard_the_question(asked: Life, *, heard: bool) -> None:
    """The machine was down while Rosa had time to answer: that she is silent would be all that they know."""
    ask = Message.objects.get(kind="ask")
    if heard:
        Message.objects.filter(pk=ask.pk).update(state="sent")
    asked.wait(110)
    working.look()
    working.go_on("one", threading.Event())
    assert Round.objects.get().state == "nobody"
    assert desk.claim(ask.pk, "one", asked.now) is None
    found = Message.objects.filter(kind="trouble", to="ana").values_list("title", flat=True)
    assert list(found) == ([] if heard else ["Rosa has not heard"])


def test_a_late_yes_needs_no_other_way(silent: Life) -> None:
    """What was looked for without them goes; the plan counts on them."""
    row = Round.objects.get()
    store.answer(silent.family, row.pk, "pat", "yes", silent.minute)
    assert happened.open_texts(silent.family) == (0, ())
    assert store.booked(silent.family, silent.minute)[0][0] == "pat"


def test_somebody_is_asked_for_the_part_of_a_gap_that_they_can_fill(life: Life) -> None:
    """And what is left of it stays open, for others to be asked."""
    shown = plans.shown(life.seat)
    assert shown is not None
    span = next(one.span for one in shown.plan.cover if one.lead == "ana" and one.span.end > life.minute)
    row = Round(start=span.start, end=span.end)
    part = Span(span.start, span.start + 60)
    helping = replace(shown.plan, shifts=(Shift("june", part, asked=True, pay=0.0),))
    missing = replace(shown.plan, shifts=(Shift("pat", Span(part.end, span.end), asked=True, pay=0.0),))
    assert [who for who, _plan in working.within([("june", helping), ("pat", missing)], row)] == ["june"]
    assert (row.start, row.end) == (part.start, part.end)


def test_who_was_asked_for_a_gap_is_asked_once(life: Life) -> None:
    """The plan changes while they think about it: others are looked for anew, and they stay as they are."""
    strict = families.newest(life.family).text.replace("\nrate", "\nnotice = 48\nrate")
    families.revise(life.family, strict, "Ana", "Everyone wants two days' notice.")
    life.plan()
    life.late()
    life.accept()
    shown = plans.shown(life.seat)
    assert shown is not None
    span, children = next(gaps(shown.household, shown.plan, life.minute))
    store.start_open(life.family, span, children, shown.id, life.minute, "Ana")
    assert working.look()
    before = list(Invited.objects.values_list("who", flat=True))
    Round.objects.update(looked=False)
    assert working.look()
    assert list(Invited.objects.values_list("who", flat=True)) == before
    assert Round.objects.get().looked
