"""Digests: on time, once, each only their own part, and nothing where nothing is to say."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest

from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.outlets.messages.note import Button
from homecall.plan.codec import read as read_plan
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.look.drawn import DRAWN
from homecall.web.plans.making import Answer
from homecall.web.plans.situation import settled
from homecall.web.post import buttons, habits
from homecall.web.post.digests import Digests
from homecall.web.post.habits import Habits
from homecall.web.post.models import Message
from homecall.web.post.telling import digest
from homecall.web.post.tidying import KEPT, restored, tidy
from tests.web.made import Sitting, order_of
from tests.web.post.reached import reach

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 11, 29, 1, 30, tzinfo=UTC)
"""Half past seven on Saturday evening in Chicago; the plan's first day is Monday."""
SUNDAY = SATURDAY + timedelta(days=1)
EVENING = Habits(evening=True, at=time(19))


@pytest.fixture(scope="module")
def made(answer: Answer) -> tuple[Household, Plan]:
    """The demo family and its plan."""
    plan = read_plan(answer.text, "the plan")
    household = settled(read_household(order_of("two-residents").text, "household.toml"), answer.situation)[0]
    return made_for(household, plan), plan


@pytest.fixture
def family(parent: Sitting) -> int:
    """The demo family living now; Ana and Rosa can be reached."""
    Family.objects.update(demo=False, pinned=None, looks=None)
    for who in ("ana", "rosa"):
        reach(parent.family, who, f"{who}@example.org")
    return parent.family


def written(monkeypatch: pytest.MonkeyPatch, at: datetime) -> list[tuple[str, str]]:
    """What is in the outbox after a look at an instant."""
    monkeypatch.setattr(world, "now", lambda: at)
    digests = Digests()
    while digests("test", threading.Event()):
        pass
    return list(Message.objects.order_by("pk").values_list("to", "kind"))


def test_a_parent_hears_of_tomorrow_and_on_sunday_of_the_week(monkeypatch: pytest.MonkeyPatch, family: int) -> None:
    """Without having said anything; a carer only on their word."""
    assert written(monkeypatch, SUNDAY) == [("ana", "evening"), ("ana", "week")]
    habits.keep(family, "rosa", EVENING)
    DRAWN.clear()
    assert written(monkeypatch, SUNDAY)[2:] == [("rosa", "evening")]


def test_an_evening_has_a_button_to_say_that_one_is_late(monkeypatch: pytest.MonkeyPatch, family: int) -> None:
    """For parents; it opens the page on which it is one more tap. Carers have nothing of the kind."""
    habits.keep(family, "rosa", EVENING)
    written(monkeypatch, SUNDAY)
    found = {row.to: buttons.read(row.buttons) for row in Message.objects.filter(kind="evening")}
    assert found == {"ana": (Button("late", "I am running late", to="/today/say/late/"),), "rosa": ()}


@pytest.mark.parametrize("hours", [-24, -1, 1, 2])
def test_a_digest_is_written_once(monkeypatch: pytest.MonkeyPatch, family: int, hours: int) -> None:
    """However often it is looked, by whom, and wherever the clock jumps to meanwhile."""
    written(monkeypatch, SUNDAY)
    for at in (SUNDAY + timedelta(hours=hours), SUNDAY):
        DRAWN.clear()
        assert written(monkeypatch, at) == [("ana", "evening"), ("ana", "week")]


@pytest.mark.parametrize("off", [timedelta(minutes=-31), timedelta(hours=3)])
def test_it_is_not_written_at_another_time(monkeypatch: pytest.MonkeyPatch, family: int, off: timedelta) -> None:
    """Before its hour, nor long after, when tomorrow has been slept on."""
    assert written(monkeypatch, SUNDAY + off) == []


def test_where_nothing_is_to_say_nothing_is_sent(monkeypatch: pytest.MonkeyPatch, family: int) -> None:
    """The plan does not speak of Sunday, and the demo's Joan has no hours at all."""
    reach(family, "joan", "joan@example.org")
    habits.keep(family, "joan", EVENING)
    assert written(monkeypatch, SATURDAY) == []
    assert ("joan", "evening") not in written(monkeypatch, SUNDAY)


def test_who_cannot_be_reached_is_written_nothing(monkeypatch: pytest.MonkeyPatch, family: int) -> None:
    """A failed message each evening would help nobody."""
    habits.keep(family, "ben", EVENING)
    assert ("ben", "evening") not in written(monkeypatch, SUNDAY)


def test_a_parent_reads_who_has_whom(made: tuple[Household, Plan]) -> None:
    """Through the whole day, for each child, with what is special."""
    text = digest(*made, "ana", date(2026, 12, 1), week=False)
    assert text is not None
    title, body = text
    assert title == "Tomorrow, Tuesday 1 December"
    assert "Rosa until 8:30 am, Oak Street preschool until 3 pm" in body
    assert "Ben may be late at 6:30 pm" in body


def test_a_carer_reads_only_their_own_hours(made: tuple[Household, Plan]) -> None:
    """No name but the children's, nothing of who may be late, no pay."""
    text = digest(*made, "rosa", date(2026, 11, 30), week=True)
    assert text is not None
    assert "Mia and Leo" in text[1]
    hours = sum(one.span.minutes for one in made[1].shifts if one.carer == "rosa") / 60
    assert f"{round(hours)} hours altogether." in text[1]
    for other in ("Ana", "Ben", "Joan", "late", "$"):
        assert other not in text[1]


def test_a_carer_without_hours_reads_nothing(made: tuple[Household, Plan]) -> None:
    """Nor somebody whom the household does not know."""
    assert digest(*made, "carmen", date(2026, 11, 30), week=True) is None
    assert digest(*made, "nobody", date(2026, 11, 30), week=True) is None


def test_what_waited_in_a_backup_is_unsure(family: int) -> None:
    """It may have been sent between the backup and its coming back; what was sent stays so."""
    same = {"family_id": family, "to": "ana", "kind": "ask", "title": "T", "body": "", "made": SUNDAY}
    for state in ("queued", "sending", "sent"):
        Message.objects.create(**same, key=state, state=state, touched=SUNDAY, not_before=SUNDAY)
    assert restored() == 2
    states = dict(Message.objects.values_list("key", "state"))
    assert states == {"queued": "unsure", "sending": "unsure", "sent": "sent"}


def test_messages_are_forgotten_after_a_while(family: int) -> None:
    """Those that are settled; what waits stays."""
    same = {"family_id": family, "to": "ana", "kind": "ask", "title": "T", "body": "", "made": SUNDAY}
    for key, state in (("a", "sent"), ("b", "queued")):
        Message.objects.create(**same, key=key, state=state, touched=SUNDAY, not_before=SUNDAY)
    assert tidy(SUNDAY + KEPT) == 0
    assert tidy(SUNDAY + KEPT + timedelta(days=1)) == 1
    assert Message.objects.get().state == "queued"
