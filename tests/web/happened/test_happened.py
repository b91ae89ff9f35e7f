"""What happened: said with two taps, answered with a proposal, in force after a yes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from homecall.household.codec import read as read_household
from homecall.plan.codec import read as read_plan
from homecall.plan.happened import Cancelled, Closed, Early, Ill, Late, Said
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.lateness import chance
from homecall.spans.wall import Wall
from homecall.timeline.period import Overrun
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.happened.models import Happened, Proposal
from homecall.web.happened.text import read, written
from homecall.web.jobs import store as jobs
from homecall.web.plans import changing, making, store
from homecall.web.plans.doing import Doer
from homecall.web.plans.hand import Failure, Hand, Ready
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.models import Plan
from homecall.web.plans.situation import settled
from homecall.web.plans.worker import PATIENCE, Worker
from homecall.web.today import choices
from tests.web.made import NOW, SMALL, Sitting, planned, seat
from tests.web.queries import MOST, asked


class Here(Hand):
    """A hand that works in this very process, and does something before it answers."""

    def __init__(self, between: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.between, self.orders = between, list[Order]()

    def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
        """The answers of `make`."""
        self.orders.append(order)
        for answer in making.make(order):
            self.between()
            if not wanted():
                return
            yield answer


def tell(sitting: Sitting, what: str = "ben:120", kind: str = "late") -> None:
    """Two taps."""
    assert sitting.client.post(f"/today/say/{kind}/", {"what": what}).headers["Location"] == "/today/"


def work(tmp_path: Path, hand: Hand | None = None) -> Worker:
    """A worker that has done one job."""
    one = Worker("one", tmp_path, hand or Here())
    assert one.once()
    return one


def page(sitting: Sitting) -> str:
    """Today as text."""
    return sitting.client.get("/today/").content.decode()


def proposal(sitting: Sitting) -> Proposal:
    """The proposal that waits."""
    found = happened.proposal(sitting.family)
    assert found is not None
    return found


def plan_of(sitting: Sitting) -> store.Shown:
    """The plan in force."""
    found = store.shown(seat(sitting.family))
    assert found is not None
    return found


@pytest.mark.parametrize("what", [Late("ben", 90), Early("ana", 30), Ill("mia")])
def test_what_happened_is_read_as_it_was_written(what: Late | Early | Ill) -> None:
    """The text of a row is that of a plan's JSON."""
    one = Said(29_000_000, what)
    assert read(written(one, Wall("America/Chicago"))) == one


def test_what_is_said_is_kept_and_a_way_is_looked_for(demo: Sitting) -> None:
    """The row has its sentence, and the page asks by itself."""
    tell(demo)
    assert Happened.objects.get().said == "Ben works until 10:30 pm."
    assert "Looking for a way" in page(demo)
    assert "hx-get" in page(demo)


def test_a_way_is_a_proposal_and_changes_nothing(demo: Sitting, tmp_path: Path) -> None:
    """Sentences of what would change, whom to tell, a choice; the plan is as it was."""
    before = plan_of(demo)
    tell(demo)
    work(tmp_path)
    said = page(demo)
    assert "Ana has Leo from 8:50 pm to 6 am instead of Ben." in said
    assert "Once you say yes, Ana will hear what is theirs." in said
    assert said.count('id="hatch"') == 1
    assert len(asked(demo.client, "/today/")) <= MOST
    assert f"/today/accept/{proposal(demo).pk}/" in said
    assert plan_of(demo).id == before.id


def test_a_way_shows_the_first_day_that_it_changes(demo: Sitting, tmp_path: Path) -> None:
    """Illness may change tomorrow alone: then tomorrow stands there, as it would be and as it was."""
    tell(demo, "mia", "ill")
    work(tmp_path)
    said = page(demo)
    assert "How Friday 4 December would be" in said
    assert said.count('class="tall"') == 4  # the hours before now are folded away
    assert said.count('id="hatch"') == 1


def test_a_yes_puts_the_proposal_in_force(demo: Sitting, tmp_path: Path) -> None:
    """The newest plan knows what happened, and nothing waits any more."""
    tell(demo)
    work(tmp_path)
    demo.client.post(f"/today/accept/{proposal(demo).pk}/")
    assert [one.what for one in plan_of(demo).plan.happened] == [Late("ben", 120)]
    assert happened.proposal(demo.family) is None
    assert "Ben works until 10:30 pm." in page(demo)


def test_a_no_leaves_everything_as_it_was(demo: Sitting, tmp_path: Path) -> None:
    """The proposal is gone, and so is what it was for."""
    before = plan_of(demo).id
    tell(demo)
    work(tmp_path)
    demo.client.post("/today/leave/")
    assert plan_of(demo).id == before
    assert "Ben works until" not in page(demo)


def test_a_proposal_for_another_plan_is_not_taken(demo: Sitting, answer: Answer, tmp_path: Path) -> None:
    """A plan made meanwhile: a sentence, and a way is looked for once more."""
    tell(demo)
    work(tmp_path)
    number = proposal(demo).pk
    jobs.want(demo.family, world.now())
    planned(demo.family, answer)
    newest = plan_of(demo).id
    assert "changed meanwhile" in changing.accept(demo.family, number)
    assert plan_of(demo).id == newest
    assert jobs.progress(demo.family, jobs.CHANGE).renewing


def test_a_proposal_from_before_something_else_is_not_taken(demo: Sitting, tmp_path: Path) -> None:
    """Who says yes to an old page learns that there is more."""
    tell(demo)
    work(tmp_path)
    number = proposal(demo).pk
    tell(demo, "mia", "ill")
    assert "Something else has happened" in changing.accept(demo.family, number)
    assert not plan_of(demo).plan.happened


def test_two_things_at_once_are_answered_together(demo: Sitting, tmp_path: Path) -> None:
    """What comes while a way is looked for makes that way old: the next one is for both."""
    hand = Here(between=lambda: None if Happened.objects.count() > 1 else tell(demo, "mia", "ill"))
    tell(demo)
    one = work(tmp_path, hand)
    assert happened.proposal(demo.family) is None
    assert one.once()
    found = read_plan(proposal(demo).text)
    assert [type(said.what) for said in found.happened] == [Late, Ill]


def test_the_same_said_again_takes_the_place_of_the_first(demo: Sitting) -> None:
    """Two hours and then three is three, not five."""
    tell(demo, "ben:120")
    tell(demo, "ben:180")
    _upto, texts = happened.open_texts(demo.family)
    assert [read(one).what for one in texts] == [Late("ben", 180)]


def test_what_is_taken_back_before_a_yes_is_gone(demo: Sitting, tmp_path: Path) -> None:
    """One tap, and the proposal goes with it."""
    tell(demo)
    work(tmp_path)
    demo.client.post(f"/today/back/{Happened.objects.get().pk}/")
    assert happened.proposal(demo.family) is None
    assert "Ben works until" not in page(demo)


def test_what_is_taken_back_after_a_yes_asks_for_another_plan(demo: Sitting, tmp_path: Path) -> None:
    """The plan in force knows of it, so a new one is made without it."""
    tell(demo)
    work(tmp_path)
    demo.client.post(f"/today/accept/{proposal(demo).pk}/")
    demo.client.post(f"/today/back/{Happened.objects.get().pk}/")
    assert jobs.progress(demo.family).renewing
    assert happened.in_force(demo.family, world.now() - timedelta(days=9)) == ()


def test_what_another_family_said_cannot_be_taken_back(demo: Sitting, stranger: object) -> None:
    """An id from elsewhere means nothing here."""
    tell(demo)
    assert not happened.take_back(demo.family + 1, Happened.objects.get().pk)
    assert Happened.objects.get().state == "open"


def test_a_plan_made_anew_knows_what_was_agreed_on(demo: Sitting, answer: Answer, tmp_path: Path) -> None:
    """The worker's next order has it, and it is put to the plan that comes out."""
    tell(demo)
    work(tmp_path)
    demo.client.post(f"/today/accept/{proposal(demo).pk}/")
    jobs.want(demo.family, world.now())
    claim = jobs.claim("one", world.now())
    assert claim is not None
    order = Worker("one", tmp_path, Here()).order(claim)
    family, _calendars = settled(read_household(order.text, "h"), answer.situation)
    again = making.knowing(family, read_plan(answer.text), order.happened)
    assert [one.what for one in again.happened] == [Late("ben", 120)]


def test_what_means_nothing_to_a_new_plan_is_left_out(demo: Sitting, answer: Answer) -> None:
    """Somebody who was late before the plan begins, and somebody who is not there any more."""
    plan, wall = read_plan(answer.text), Wall("America/Chicago")
    family = plan_of(demo).scheduled
    old = written(Said(plan.span.start - 60, Late("ben", 60)), wall)
    gone = written(Said(plan.span.start + 60, Late("nobody", 60)), wall)
    assert making.knowing(family, plan, (old, gone)) == plan


def test_a_killed_worker_loses_nothing(demo: Sitting, tmp_path: Path) -> None:
    """Its lease runs out, and another one finds the way."""
    tell(demo)
    assert jobs.claim("dead", world.now(), jobs.CHANGE) is not None
    assert jobs.claim("one", world.now(), jobs.CHANGE) is None
    late = jobs.claim("one", world.now() + jobs.LEASE + timedelta(seconds=1), jobs.CHANGE)
    assert late is not None
    order = changing.order(late)
    assert order is not None
    assert changing.keep(late, order, next(making.make(order)))
    assert "A way to do it" in page(demo)


def test_a_hand_that_was_killed_is_another_ones_work(demo: Sitting, tmp_path: Path) -> None:
    """Its process is gone, another one is started, and what was said is answered."""
    tell(demo)
    one = Worker("one", tmp_path)
    one.hand.warm()
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    try:
        assert one.once()
    finally:
        one.hand.drop()
    assert happened.proposal(demo.family) is not None


def test_what_happened_is_answered_while_somebody_elses_plan_is_searched_for(
    demo: Sitting, answer: Answer, tmp_path: Path
) -> None:
    """By the other hand, in the middle of the search; that one goes on, and its plan is kept."""
    other = families.create(SMALL, "Eve", pinned=NOW)
    quick, seen = Doer("one-quick", tmp_path, Here()), list[bool]()

    class Searching(Here):
        def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
            tell(demo)
            seen.extend((quick.once(), "A way to do it" in page(demo), wanted()))
            yield replace(answer, final=True)

    work(tmp_path, Searching())
    assert seen == [True, True, True]
    assert store.has_plan(other)


def test_the_other_hand_takes_nothing_but_what_happened(demo: Sitting, tmp_path: Path) -> None:
    """It is free when somebody needs it, however many plans are waited for."""
    jobs.want(demo.family, world.now())
    assert not Doer("one-quick", tmp_path, Here()).once()
    tell(demo)
    assert Doer("one-quick", tmp_path, Here()).once()


def test_a_plan_in_the_making_makes_way_for_what_nobody_gets_to(
    demo: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two seconds; a try that made way does not count."""
    jobs.want(demo.family, world.now())
    claim = jobs.claim("one", world.now())
    assert claim is not None
    one = Worker("one", tmp_path, Here())
    tell(demo)
    assert one._wanted(claim)
    later = world.now() + PATIENCE
    monkeypatch.setattr(world, "now", lambda: later)
    assert not one._wanted(claim)
    assert one.once()
    again = jobs.claim("one", world.now())
    assert again is not None
    assert again.tries == 1


def test_a_hand_that_is_not_warm_yet_leaves_what_happened_to_the_other(demo: Sitting, tmp_path: Path) -> None:
    """Which is warm; what was asked of this one would wait until it is."""
    tell(demo)
    cold = Here()
    cold._pipe, theirs = multiprocessing.Pipe()
    assert not Worker("one", tmp_path, cold).once()
    theirs.send(Ready())
    assert Worker("one", tmp_path, cold).once()


def test_a_new_plan_makes_an_open_proposal_look_again(demo: Sitting, answer: Answer, tmp_path: Path) -> None:
    """What was found for the plan before is not shown beside the new one."""
    tell(demo)
    work(tmp_path)
    jobs.want(demo.family, world.now())
    planned(demo.family, replace(answer))
    assert "Do it this way" not in page(demo)
    assert "Looking for a way" in page(demo)


@pytest.mark.parametrize("what", ["", "ben", "ben:7", "rosa:60", "ben:99999", "x" * 5000, "ben:?; drop"])
def test_what_was_not_offered_is_not_kept(demo: Sitting, what: str) -> None:
    """A sentence and the form once more."""
    answer = demo.client.post("/today/say/late/", {"what": what})
    assert answer.headers["Location"] == "/today/say/late/"
    assert not Happened.objects.exists()


def test_a_way_that_cannot_be_found_is_said(demo: Sitting, tmp_path: Path) -> None:
    """The sentence stands on the page, and that the plan stands too."""
    tell(demo)
    Happened.objects.update(what=written(Said(29_770_000, Late("nobody", 60)), Wall("America/Chicago")))

    class Failing(Here):
        def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
            yield Failure("Nobody is no parent here.", again=False)

    work(tmp_path, Failing())
    assert "Nobody is no parent here." in page(demo)
    assert "The plan stands as it was." in page(demo)


def test_only_the_newest_plan_is_left_standing(demo: Sitting, tmp_path: Path) -> None:
    """A yes adds a plan, and the one before stays in the history of plans."""
    tell(demo, "ben:?")
    work(tmp_path)
    demo.client.post(f"/today/accept/{proposal(demo).pk}/")
    assert changing.accept(demo.family, 1) == "That is decided already."
    assert Plan.objects.filter(family=demo.family).count() == 2


@pytest.mark.parametrize(
    ("kind", "what", "happens"),
    [
        ("cancel", "rosa:1", Cancelled("rosa", date(2026, 12, 4))),
        ("closed", "Oak Street preschool:1", Closed("Oak Street preschool", frozenset({date(2026, 12, 4)}))),
    ],
)
def test_everything_else_is_two_taps_as_well(
    demo: Sitting, tmp_path: Path, kind: str, what: str, happens: Cancelled | Closed
) -> None:
    """Who helps calls off, a place is shut: a way is proposed."""
    assert f'value="{what}"' in demo.client.get(f"/today/say/{kind}/").content.decode()
    tell(demo, what, kind)
    work(tmp_path)
    found = changing.proposed(demo.family)
    assert found is not None
    assert found[1].happened[-1].what == happens


def test_only_who_is_on_call_can_be_called_in(demo: Sitting) -> None:
    """Nobody of the demo's family is, at that hour."""
    assert "Nobody is on call from home now." in demo.client.get("/today/say/called/").content.decode()


def test_not_knowing_is_answered_by_how_such_duties_run_over(demo: Sitting) -> None:
    """Later than usual, and said on the button; two hours are what stands for it where nothing is known."""
    shown = plan_of(demo)
    duties = facts_of(shown.scheduled, horizon_of(shown.scheduled, shown.plan)).parents["ben"].duties
    duty = next(one for one in duties if one.overrun)
    assert choices._unsure(replace(duty, overrun=None), 0) == 120
    minutes = choices._unsure(replace(duty, overrun=Overrun(15, 60)), 30)
    assert chance(Overrun(15, 60), minutes) <= 0.2 * chance(Overrun(15, 60), 30) < chance(Overrun(15, 60), minutes - 15)
    assert "I do not know (likely by" in demo.client.get("/today/say/late/").content.decode()
