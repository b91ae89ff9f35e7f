"""Answers to taps: what the plan itself holds, and what the worker finds out."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.words import Words
from homecall.plan.codec import write
from homecall.web import world
from homecall.web.asking.answers import Answer, answer, key_of
from homecall.web.asking.models import Question
from homecall.web.asking.working import answer_waiting, spoken
from homecall.web.jobs import store as jobs
from homecall.web.plans import making, store
from homecall.web.plans.models import Plan
from tests.web.made import Sitting, planned, seat
from tests.web.queries import growth


def shown_of(demo: Sitting, *, hole: bool = False) -> store.Shown:
    """The demo's plan; with `hole` its first stretch of cover is taken away."""
    found = store.shown(seat(demo.family))
    assert found is not None
    if not hole:
        return found
    cover = (replace(found.plan.cover[0], lead=None), *found.plan.cover[1:])
    return replace(found, text=write(replace(found.plan, cover=cover)))


def said(shown: store.Shown, kind: str, key: str) -> Answer:
    """The answer to a tap that has one."""
    found = answer(shown, kind, key)
    assert found is not None
    return found


def lead_key(demo: Sitting) -> str:
    """The key of the first stretch that somebody has a child."""
    first = next(one for one in shown_of(demo).plan.cover if one.lead)
    return f"{first.child}@{first.span.start}"


def test_a_gap_answers_with_its_ways_out(demo: Sitting) -> None:
    """All people of the family that could be asked, cheapest first, and whom nobody has."""
    shown = shown_of(demo, hole=True)
    found = said(shown, "gap", f"@{shown.plan.cover[0].span.start}")
    child = shown.household.names[shown.plan.cover[0].child]
    assert found.lines[0].startswith(f"Nobody has {child} yet: ")
    assert any("Rosa" in way for way in found.ways)


def test_a_late_note_answers_with_numbers_source_and_backup(demo: Sitting) -> None:
    """The chance in a hundred, what is known of such duties and from where, and who stands behind."""
    shown = shown_of(demo)
    risk = next(one for one in shown.plan.risks if one.kind == "late" and one.standby)
    lines = said(shown, "risk", f"{risk.parent}@{risk.at}").lines
    assert f"{max(1, round(risk.late_chance * 100))} in 100" in lines[1]
    assert "Half of such duties end up to" in lines[2]
    assert shown.household.names[risk.standby] in lines[-1]


def test_an_ask_answers_with_what_it_gives_and_by_when(demo: Sitting) -> None:
    """The notice is that of the carer's own line in the household."""
    shown = shown_of(demo)
    ask = next(one for one in shown.plan.asks if one.kind == "carer")
    lines = said(shown, "ask", f"{ask.of}@{ask.span.start}").lines
    assert lines[0] == ask.why
    assert lines[1] == f"It gives: {ask.gains}."


def test_the_missing_time_is_counted_stretch_by_stretch(demo: Sitting) -> None:
    """As many as the plan has holes; a plan without any says so."""
    shown = shown_of(demo, hole=True)
    holes = Words(shown.household, shown.plan, picture_of(shown.household, shown.plan)).holes
    assert len(said(shown, "cover", "gaps").ways) == len(holes) > 0
    assert said(shown_of(demo), "cover", "gaps").ways == ()


@pytest.mark.parametrize("key", ["", "@", "rosa", "mia@nine", "mia@-4", "mia@99999999999999", "mia@1"])
@pytest.mark.parametrize("kind", ["gap", "risk", "tired", "ask", "lead", "cover"])
def test_a_key_of_nothing_has_no_answer_and_a_kind_page(kind: str, key: str, demo: Sitting) -> None:
    """Whatever stands in the address: a sentence and a way back, or that nothing is here."""
    assert answer(shown_of(demo), kind, key) is None
    page = demo.client.get(f"/week/why/{kind}/{key or 'x'}/")
    assert page.status_code == 200
    assert "is not in it any more" in page.content.decode()


def test_a_page_for_those_without_script_and_a_piece_for_the_others(demo: Sitting) -> None:
    """The same words; only the page has a frame and a way back."""
    page = demo.client.get("/week/why/cover/cost/").content.decode()
    piece = demo.client.get("/week/why/cover/cost/", headers={"HX-Request": "true"}).content.decode()
    assert "Back to the week" in page
    assert "<html" not in piece
    assert "The plan costs" in piece
    assert "The plan costs" in page


@pytest.mark.slow
def test_the_next_best_is_asked_once_and_answered_by_the_worker(demo: Sitting) -> None:
    """The page waits for it and then has it; a second press asks nothing anew."""
    at = f"/week/why/lead/{lead_key(demo)}/"
    assert demo.client.post(at).status_code == 302
    demo.client.post(at)
    assert "being worked out" in demo.client.get(at).content.decode()
    assert Question.objects.count() == 1
    assert answer_waiting("test", threading.Event())
    assert "Without " in demo.client.get(at).content.decode()
    assert not answer_waiting("test", threading.Event())


@pytest.mark.slow
def test_a_stopped_worker_leaves_the_question_to_the_next(demo: Sitting) -> None:
    """Nothing is lost when it is told to go."""
    demo.client.post(f"/week/why/lead/{lead_key(demo)}/")
    stop = threading.Event()
    stop.set()
    assert answer_waiting("one", stop)
    assert Question.objects.get().said == ""
    assert answer_waiting("two", threading.Event())
    assert Question.objects.get().said


def test_answers_go_with_their_plan(demo: Sitting) -> None:
    """A plan that is thrown away takes what was asked of it along."""
    demo.client.post(f"/week/why/lead/{lead_key(demo)}/")
    Plan.objects.filter(family=demo.family).delete()
    assert not Question.objects.exists()


def test_looking_asks_the_worker_for_nothing(demo: Sitting) -> None:
    """A search begins when somebody presses the button for it."""
    assert "next best" in demo.client.get(f"/week/why/lead/{lead_key(demo)}/").content.decode()
    assert not Question.objects.exists()


def test_a_key_is_spoken_as_the_planner_reads_it() -> None:
    """In universal time, with its zone."""
    assert spoken(key_of("mia@30000000")) == "mia@2027-01-15T08:00:00+00:00"


def test_every_part_of_the_week_leads_to_its_answer(demo: Sitting) -> None:
    """Asks and late notes of the list are links, and each has one."""
    page, shown = demo.client.get("/week/").content.decode(), shown_of(demo)
    links = [f"/week/why/ask/{one.of}@{one.span.start}/" for one in shown.plan.asks]
    links += [f"/week/why/{_risk(one.kind)}/{one.parent}@{one.at}/" for one in shown.plan.risks]
    assert links
    assert all(link in page for link in links)


def _risk(kind: str) -> str:
    return "tired" if kind == "tired" else "risk"


def test_queries_do_not_grow_with_the_family(parent: Sitting, answer: making.Answer) -> None:
    """Nor with the plans that were made before."""
    at = f"/week/why/lead/{lead_key(parent)}/"
    parent.client.post(at)

    def grow() -> None:
        jobs.want(parent.family, world.now())
        planned(parent.family, answer)

    growth(parent.client, at, grow)
