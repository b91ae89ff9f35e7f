"""What was kept is remembered while plans come and go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from homecall.spans.span import Minute
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Family
from homecall.web.moments import store
from homecall.web.moments.asking import by_when
from homecall.web.moments.models import Held, Known, Mark
from homecall.web.moments.store import Block, Past
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans
from homecall.web.plans import tending
from homecall.web.plans.models import Plan
from homecall.web.plans.store import Shown
from tests.web.made import SMALL, Sitting, seat

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def shown(demo: Sitting) -> Shown:
    """The plan of a family that lives now, not in a demo."""
    Family.objects.filter(pk=demo.family).update(demo=False)
    found = plans.shown(seat(demo.family))
    assert found is not None
    return found


def when(at: Minute) -> datetime:
    """An instant as a moment of the clock."""
    return datetime.fromtimestamp(at * 60, UTC)


def ended(shown: Shown, since: Minute, until: Minute) -> set[tuple[str, Minute]]:
    """What a plan keeps that ends in between."""
    return {(one.moment, one.span.start) for one in shown.plan.moments if one.kept and since < one.span.end <= until}


def held() -> set[tuple[str, Minute]]:
    """What is remembered."""
    return set(Held.objects.values_list("moment", "at"))


def test_nothing_is_claimed_of_the_time_before_the_first_look(shown: Shown) -> None:
    """And a moment is held as soon as it is over."""
    start = shown.plan.span.start
    store.remember(when(start + 2880))
    assert held() == set()
    store.remember(when(start + 4 * 1440))
    assert held() == ended(shown, start + 2880, start + 4 * 1440) != set()


def test_a_moment_is_held_with_its_children(shown: Shown) -> None:
    """Those whom the plan names, exactly."""
    start = shown.plan.span.start
    for at in (0, 4 * 1440):
        store.remember(when(start + at))
    named = {(one.moment, one.span.start, one.parents): one.children for one in shown.plan.moments if one.kept}
    rows = list(Held.objects.all())
    assert rows
    assert all(named[one.moment, one.at, tuple(one.people.split())] == tuple(one.children.split()) for one in rows)


def test_a_moment_is_held_once(shown: Shown) -> None:
    """However often the worker looks."""
    start = shown.plan.span.start
    for at in (0, 4000, 4000, 5000):
        Mark.objects.update(plan=0)  # as if each look found another plan
        store.remember(when(start + at))
    assert Held.objects.count() == len({(one.moment, one.at, one.people) for one in Held.objects.all()}) > 0


def test_a_plan_that_is_replaced_gives_what_was_over_by_then(shown: Shown) -> None:
    """The later one, which has no moments, takes none of them away and adds none."""
    start = shown.plan.span.start
    store.remember(when(start))
    row = Plan.objects.get(pk=shown.id)
    row.pk, row.made, row.text = None, when(start + 2 * 1440), row.text.replace('"kept": true', '"kept": false')
    row.text = row.text.replace('"kept":true', '"kept":false')
    row.save()
    store.remember(when(start + 4 * 1440))
    assert held() == ended(shown, start, start + 2 * 1440) != set()


def test_a_plan_that_cannot_be_read_keeps_nobody_waiting(shown: Shown, caplog: pytest.LogCaptureFixture) -> None:
    """It is said once, without what it holds, and the other families go on."""
    other = families.create(SMALL, "Else")
    row = Plan.objects.get(pk=shown.id)
    row.pk, row.family_id, row.text = None, other, "roses and thorns"
    row.save()
    start = shown.plan.span.start
    for later in (0, 4 * 1440, 4 * 1440 + 1):
        store.remember(when(start + later))
    assert held() == ended(shown, start, start + 4 * 1440) != set()
    assert [one.getMessage() for one in caplog.records] == [f"What was kept of plan {row.pk} could not be remembered."]
    assert "roses and thorns" not in caplog.text


def test_a_demo_remembers_nothing(demo: Sitting) -> None:
    """Its clock stands."""
    store.remember(datetime(2026, 12, 6, tzinfo=UTC))
    assert not Mark.objects.exists()


def test_a_round_without_news_reads_no_plan(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred families cost two queries."""
    store.remember(when(shown.plan.span.start))
    monkeypatch.setattr(plans, "shown_as", lambda _seat, _id: pytest.fail("a plan is read"))
    store.remember(when(shown.plan.span.start + 1))


def test_looking_back_tells_days_and_the_last_time(shown: Shown) -> None:
    """A moment with a date first; what comes back once for all its days, as far as eight weeks."""
    same = {"family_id": shown.family, "dated": False, "title": "Roses", "moment": "roses"}
    for at, (days, who) in enumerate([(1, "ana"), (1, "ben"), (3, "ana"), (70, "ana")]):
        Held.objects.create(**same, day=DECEMBER - timedelta(days=days), at=at, people=who)
    play = {**same, "dated": True, "title": "Play", "moment": "play"}
    Held.objects.create(**play, day=DECEMBER - timedelta(days=90), at=1, people="ana ben")
    found = store.past(seat(shown.family), DECEMBER)
    assert found == (
        Past("play", "Play", dated=True, days=1, last=date(2026, 9, 2), people=("ana", "ben")),
        Past("roses", "Roses", dated=False, days=2, last=date(2026, 11, 30), people=("ana", "ben")),
    )


def test_the_page_tells_what_had_its_place(parent: Sitting) -> None:
    """Counted in days of the family, never for one parent against the other."""
    Held.objects.create(
        family_id=parent.family, moment="r", title="Roses", dated=False, day=date(2026, 11, 30), at=9, people="ana"
    )
    page = parent.client.get("/moments/").content.decode()
    assert "Looking back" in page
    assert "On 1 day of the last eight weeks, last on Monday 30 November." in page


def test_another_familys_past_is_not_there(shown: Shown) -> None:
    """Nor a carer's to see."""
    other = Family.objects.create(made=when(0), seen=when(0))
    Held.objects.create(family=other, moment="r", title="R", dated=True, day=date(2026, 11, 1), at=9)
    Held.objects.create(family_id=shown.family, moment="r", title="R", dated=True, day=date(2026, 11, 2), at=9)
    assert [one.last for one in store.past(seat(shown.family), DECEMBER)] == [date(2026, 11, 2)]
    assert store.past(Seat(shown.family, Role.CARER, "rosa"), DECEMBER) == ()


def test_a_schedule_that_grows_tells_how_far_ahead_it_comes(shown: Shown) -> None:
    """Two that were there from the first look tell nothing."""
    for parent, seen in (("ana", 15), ("ben", 1)):
        Known.objects.create(family_id=shown.family, parent=parent, through=date(2026, 11, 30), seen=date(2026, 11, 1))
        day = date(2026, 11, seen)
        Known.objects.create(family_id=shown.family, parent=parent, through=date(2026, 12, 31), seen=day)
    assert store.blocks(seat(shown.family)) == {
        "ana": Block(before=date(2026, 11, 30), through=date(2026, 12, 31), seen=date(2026, 11, 15))
    }


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        (date(2027, 1, 20), date(2026, 12, 16)),  # in the next schedule, which begins on 1 January
        (date(2027, 1, 31), date(2026, 12, 16)),
        (date(2027, 2, 1), date(2027, 1, 16)),  # in the one after it
    ],
)
def test_by_when_follows_from_the_last_schedule(wanted: date, by: date) -> None:
    """One of 31 days that came 16 days before it began."""
    assert by_when(Block(date(2026, 11, 30), date(2026, 12, 31), date(2026, 11, 15)), wanted) == by


def test_plans_that_were_replaced_long_ago_go(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest stays however old it is, and so does one of last week."""
    row = Plan.objects.get(pk=shown.id)
    row.pk, row.asked = None, row.asked + 1
    row.save()
    monkeypatch.setattr(world, "now", lambda: shown.made + tending.REPLACED)
    tending.tend(tmp_path)
    assert Plan.objects.count() == 2
    monkeypatch.setattr(world, "now", lambda: shown.made + tending.REPLACED + timedelta(days=30))
    tending.tend(tmp_path)
    assert list(Plan.objects.values_list("pk", flat=True)) == [row.pk]
