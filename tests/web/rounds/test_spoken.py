"""Nobody is asked twice: neither for hours that they have answered for, nor for those that they are being asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.plan.codec import write
from homecall.plan.happened import Cancelled, Late, Said
from homecall.plan.plan import Ask, Plan, Shift
from homecall.rounds.step import Answer
from homecall.spans.span import Span
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.happened.models import Happened
from homecall.web.happened.text import read
from homecall.web.plans import changing
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan as Made
from homecall.web.post import desk
from homecall.web.post.models import Message
from homecall.web.rounds import others as room
from homecall.web.rounds import store, working
from homecall.web.rounds.models import Round
from homecall.web.rounds.needing import needs, open_asks
from tests.web.rounds.conftest import Life


def evening(life: Life, start: int, end: int) -> Span:
    """From so many minutes after now until so many."""
    return Span(life.minute + start, life.minute + end)


def started(life: Life, span: Span, said: Answer | None = None) -> int:
    """Rosa is asked, and has answered where anything is said."""
    need = store.Need("rosa", "Rosa", span, (("mia", "Mia"),))
    id = store.start(life.family, need, 1, life.minute, "Ana")
    if said is not None:
        store.answer(life.family, id, "rosa", said, life.minute)
    return id


def in_force(life: Life) -> Plan:
    """The plan in force."""
    shown = plans.shown(life.seat)
    assert shown is not None
    return shown.plan


def on_duty(plan: Plan, span: Span) -> Plan:
    """A plan with Rosa on duty once, for which she would have to be asked."""
    return replace(plan, shifts=(Shift("rosa", span, asked=True, pay=0.0),), asks=(Ask("carer", "rosa", span, "", ""),))


@pytest.mark.parametrize("said", ["yes", "no", None])
def test_who_has_answered_or_is_asked_has_been_spoken_to(life: Life, said: Answer | None) -> None:
    """Whatever they said, and before they have."""
    span = evening(life, 120, 240)
    started(life, span, said)
    assert store.spoken(life.family, life.minute) == (("rosa", span),)


def test_a_no_holds_when_its_round_is_over(life: Life) -> None:
    """A yes that is given back does not: she may be asked anew."""
    no, yes = evening(life, 120, 180), evening(life, 240, 300)
    for id in (started(life, no, "no"), started(life, yes, "yes")):
        store.withdraw(life.family, id)
    assert store.spoken(life.family, life.minute) == (("rosa", no),)


def test_a_no_that_comes_when_nothing_is_needed_any_more_is_kept(life: Life) -> None:
    """Rosa has said it, whether anybody waited for it or not; the planner knows it too."""
    span = evening(life, 120, 240)
    id = started(life, span)
    store.withdraw(life.family, id)
    store.answer(life.family, id, "rosa", "no", life.minute)
    assert store.spoken(life.family, life.minute) == (("rosa", span),)
    assert [read(one.what).what for one in Happened.objects.all()] == [Cancelled("rosa", span)]


def test_a_no_that_comes_when_the_round_is_over_is_for_the_family_to_decide_on(asked: Life) -> None:
    """The plan counts on Rosa still: nobody else is waited for, though others would have been next."""
    working.look()
    row = Round.objects.get()
    store.withdraw(asked.family, row.pk)
    store.answer(asked.family, row.pk, "rosa", "no", asked.minute)
    assert [read(text).what for text in happened.open_texts(asked.family)[1]] == [
        Cancelled("rosa", Span(row.start, row.end))
    ]


def test_a_way_that_is_looked_for_counts_on_nobody_who_has_said_no(asked: Life) -> None:
    """The plan had not counted on June when she said so, and knows nothing of it; then Rosa cannot come either."""
    Round.objects.update(manner="all")
    working.look()
    row = Round.objects.get()
    store.withdraw(asked.family, row.pk)
    store.answer(asked.family, row.pk, "june", "no", asked.minute)
    store.answer(asked.family, row.pk, "rosa", "no", asked.minute)
    asked.work()
    found = changing.proposed(asked.family)
    assert found is not None
    assert {one.carer for one in found[1].shifts if one.asked} == {"pat"}
    assert asked.accept() == ""
    assert happened.to_answer(asked.family, asked.now, [one.what for one in in_force(asked).happened]) == ()


def test_what_the_plan_knows_is_not_put_to_it_once_more(asked: Life) -> None:
    """Only what was said since."""
    span = evening(asked, 120, 240)
    yes = store.start(asked.family, store.Need("june", "June", span, (("mia", "Mia"),)), 1, asked.minute, "Ana")
    store.answer(asked.family, yes, "june", "yes", asked.minute)
    store.answer(asked.family, yes, "june", "no", asked.minute)
    happened.agree(asked.family)
    kept = [read(one.what).what for one in Happened.objects.filter(state="agreed").order_by("pk")]
    known = [one for one in kept if not isinstance(one, Cancelled)]
    assert [read(text).what for text in happened.to_answer(asked.family, asked.now, known)] == [
        one for one in kept if isinstance(one, Cancelled)
    ]


def test_other_hours_are_a_no_to_the_rest(life: Life) -> None:
    """From six on means not before: what is left of the evening is asked of others."""
    whole = evening(life, 120, 240)
    id = started(life, whole, Span(whole.start + 60, whole.end))
    row = Round.objects.get(pk=id)
    gap = Round(start=whole.start, end=whole.start + 60)
    plan = on_duty(in_force(life), whole)
    found = [("rosa", plan), ("june", replace(plan, shifts=(Shift("june", whole, asked=True, pay=0.0),)))]
    spoken = store.spoken(life.family, life.minute)
    assert [who for who, _plan in working.within(found, gap, spoken=spoken)] == ["june"]
    assert [who for who, _plan in working.fresh(found, Span(row.start, row.end), spoken)] == ["june"]


def test_a_gap_is_asked_for_beside_the_hours_that_somebody_is_asked_for_already(life: Life) -> None:
    """Rosa is being asked for the end of it in another round."""
    asked, gap = evening(life, 180, 240), Round(start=life.minute + 120, end=life.minute + 260)
    started(life, asked)
    plan = on_duty(in_force(life), Span(gap.start, gap.end))
    assert list(working.within([("rosa", plan)], gap, spoken=store.spoken(life.family, life.minute)))
    assert (gap.start, gap.end) == (asked.start - 60, asked.start)


def test_the_page_offers_to_ask_for_what_is_left_alone(life: Life) -> None:
    """Rosa has said no to the first hour and yes to the last."""
    whole = evening(life, 120, 300)
    id = started(life, Span(whole.start, whole.start + 60), "no")
    store.withdraw(life.family, id)
    started(life, Span(whole.end - 60, whole.end), "yes")
    spoken, plan = store.spoken(life.family, life.minute), on_duty(in_force(life), whole)
    assert list(open_asks(plan, spoken, life.minute)) == [("rosa", Span(whole.start + 60, whole.end - 60))]


def test_a_plan_to_come_asks_nobody_who_has_answered(life: Life) -> None:
    """Though it counts on them anew."""
    span = evening(life, 120, 240)
    started(life, span, "no")
    shown = plans.shown(life.seat)
    assert shown is not None
    new = on_duty(shown.plan, span)
    spoken = store.spoken(life.family, life.minute)
    assert list(needs(shown.household, replace(shown.plan, shifts=()), new, life.minute, spoken)) == []


@pytest.mark.parametrize("said", [("yes", "yes"), ("left", "no")])
def test_an_ask_that_waits_is_taken_back_once_it_is_answered_elsewhere(life: Life, said: tuple[str, str]) -> None:
    """A yes to both halves, or a no to one, while the question of the whole waited for the morning."""
    whole = evening(life, 19 * 60, 21 * 60)
    started(life, whole)
    Made.objects.update(text=write(on_duty(in_force(life), whole)))
    row, middle = Message.objects.get(kind="ask"), whole.start + 60
    for half, reply in zip((Span(whole.start, middle), Span(middle, whole.end)), said, strict=True):
        assert desk.still["ask"](row, life.now)
        other = Round(family_id=life.family, start=half.start, end=half.end, last=half.start, state="settled")
        other.base, other.made, other.patience = 1, life.now, 30
        other.save()
        other.people.create(family_id=life.family, who="rosa", name="Rosa", place=0, reply=reply)
    assert not desk.still["ask"](row, life.now)


def test_a_no_to_a_gap_is_known_to_the_planner(life: Life) -> None:
    """Else a plan to come would count on Rosa for the hours."""
    span = evening(life, 120, 240)
    id = store.start_open(life.family, span, (("mia", "Mia"),), 1, life.minute, "Ana")
    store.join(life.family, id, [store.Other("rosa", "Rosa")], life.minute)
    store.answer(life.family, id, "rosa", "no", life.minute)
    assert [read(one.what).what for one in Happened.objects.all()] == [Cancelled("rosa", span)]


def test_two_noes_of_one_person_are_both_kept(life: Life) -> None:
    """They are of other hours; only the same said again takes its place."""
    wall, first = families.newest(life.family).household.wall, Cancelled("rosa", evening(life, 120, 180))
    second = Cancelled("rosa", evening(life, 240, 300))
    for what in (first, second, second):
        happened.say(life.family, Said(life.minute, what), wall, "Rosa cannot come.", "Rosa")
    assert [read(text).what for text in happened.open_texts(life.family)[1]] == [first, second]


def test_an_answer_that_means_nothing_any_more_holds_up_nothing(life: Life) -> None:
    """Rosa could not come at three in the morning anyway; that Ana is late is answered all the same."""
    wall, night = families.newest(life.family).household.wall, Cancelled("rosa", evening(life, 11 * 60, 12 * 60))
    happened.say(life.family, Said(life.minute, night), wall, "Rosa cannot come.", "Rosa")
    life.late()
    found = changing.proposed(life.family)
    assert found is not None
    assert [one.what for one in found[1].happened] == [Late("ana", 180)]


def test_who_else_could_come_is_nobody_for_whom_others_have_to_be_asked_too(
    asked: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan would be in force once June is asked, and nobody would ask Pat for the hour after it."""
    shown, row = plans.shown(asked.seat), Round.objects.get()
    assert shown is not None
    span, known = Span(row.start, row.end), frozenset({"rosa"})
    (first, new), *_more = room.others(shown.scheduled, shown.plan, known, span, asked.minute)
    assert first == "june"
    aside = Shift("pat", Span(row.end, row.end + 60), asked=True, pay=0.0)
    monkeypatch.setattr(room, "replan", lambda *_: replace(new, shifts=(*new.shifts, aside)))
    assert list(room.others(shown.scheduled, shown.plan, known, span, asked.minute)) == []


@pytest.mark.parametrize(("gone", "asked"), [(2, (5, 60)), (44, (45, 60)), (46, None)])
def test_of_hours_that_have_begun_what_is_left_is_asked_for(
    life: Life, gone: int, asked: tuple[int, int] | None
) -> None:
    """The family read the proposal two minutes after five; a quarter of an hour is the least worth coming for."""
    shown, hour = plans.shown(life.seat), evening(life, 0, 60)
    assert shown is not None
    plan = on_duty(shown.plan, hour)
    found = [one.span for one in needs(shown.household, replace(plan, shifts=()), plan, life.minute + gone)]
    assert found == ([evening(life, *asked)] if asked else [])
