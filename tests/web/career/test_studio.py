"""What would change if: scenarios, the process that lives a year, and the worker beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest
from django.test import Client

from homecall.futures.codec import read as read_scenario
from homecall.web import world
from homecall.web.career import living, studio
from homecall.web.career.lived import LIVES, Order, Wish, Word, live, serve
from homecall.web.career.living import Living, order_of
from homecall.web.career.models import Lived, SavedScenario
from homecall.web.career.results import Change, Result, Small, Spread, Told, read, written
from homecall.web.career.studio_pages import number, signed, studio_page
from homecall.web.career.writing import Written, composed
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from tests.web.made import Sitting, seat
from tests.web.queries import growth

MORE = Change(12.4, 8, 17, "more")
UNCLEAR = Change(0.4, -3, 4, "cannot tell")
SMALL = (
    Small("Ben: one night in four fewer", Change(20, 15, 25, "more"), 500, ("Breakfast: 9 more",), chosen=True),
    Small("Ana: no Friday clinic", Change(30, 20, 41, "more"), 4000, (), chosen=True),
    Small("Both", Change(42, 30, 55, "more"), 4500, (), chosen=False),
)
RESULT = Result(
    lives=1000,
    weeks=52,
    base={"moments": Spread(531, 512, 531, 550), "uncovered": Spread(600, 0, 540, 1800), "left": Spread(9, 9, 9, 9)},
    goals=626,
    told=(
        Told(1, "No late days", {"moments": MORE, "uncovered": UNCLEAR, "left": Change(-3.0, -3.0, -3.0, "less")}),
        Told(2, "Gone", {}, wrong="There is no such work."),
    ),
    small=SMALL,
    tried=40,
)


def text(client: Client, path: str = "/career/if/") -> str:
    """What a page says."""
    return client.get(path).content.decode()


def kept(family: int, result: Result = RESULT) -> None:
    """A year that was lived."""
    studio.live(seat(family), [])
    jobs.finish(jobs.claim("test", world.now(), studio.YEAR))  # type: ignore[arg-type]
    studio.keep(family, written(result), final=True)


def small_order(family: int, **more: object) -> Order:
    """A year of four weeks, lived twenty times without a search."""
    found = order_of(family)
    assert isinstance(found, Order)
    return replace(found, weeks=4, lives=20, planned=False, cores=1, smallest=0, **more)  # type: ignore[arg-type]


def test_a_result_is_read_as_it_was_written() -> None:
    """Every number and every sentence; what another version wrote is nothing."""
    assert read(written(RESULT)) == replace(RESULT, parts={})
    assert read("") is None
    assert read('{"format": "homecall-lived/0"}') is None
    assert read('{"format": "homecall-lived/1", "lives": 3}') is None


def test_scenarios_stand_beside_the_year_as_it_is(demo: Sitting) -> None:
    """What cannot be told is said so; a scenario that cannot be says why."""
    kept(demo.family)
    page = text(demo.client)
    assert "A year as it is keeps about 531 of 626 moments." in page
    assert "+12 (+8 to +17)" in page
    assert "cannot tell (−0.1 to +0.1)" in page
    assert "−3</dd>" in page
    assert "There is no such work." in page


def test_the_smallest_changes_stand_with_their_picture(demo: Sitting) -> None:
    """Two of three are chosen: they are numbered, in the list and in the picture."""
    kept(demo.family)
    page = text(demo.client)
    assert "about 20 moments and evenings more a year (15 to 25)" in page
    assert "Breakfast: 9 more" in page
    assert page.count('class="chosen"') == 2
    assert page.count("<circle") == 3
    assert "40 changes were tried" in page


def test_it_is_said_where_no_change_surely_helps(demo: Sitting) -> None:
    """Nothing is made up."""
    kept(demo.family, replace(RESULT, small=()))
    assert "None of them surely gives more" in text(demo.client)


def test_a_first_picture_is_called_one(demo: Sitting) -> None:
    """Until the closer one is there."""
    kept(demo.family, replace(RESULT, sketch=True, small=(), tried=None))
    page = text(demo.client)
    assert "This is a first picture" in page
    assert "were tried" not in page


def test_the_look_back_names_the_smallest_changes(demo: Sitting) -> None:
    """Beside the answer to the one question."""
    kept(demo.family)
    assert "Ben: one night in four fewer: about 20 moments" in text(demo.client, "/career/review/")


@pytest.mark.parametrize(
    ("care", "said"), [(Change(620, 500, 700, "more"), "at 50 each"), (UNCLEAR, "for no more that one could tell")]
)
def test_money_says_what_help_bought(demo: Sitting, care: Change, said: str) -> None:
    """Moments for money, of what was lived."""
    told = Told(3, "Rosa stays", {"moments": MORE, "care": care}, text='[[hours]]\ncarer = "rosa"\n')
    kept(demo.family, replace(RESULT, told=(told,)))
    assert f"Rosa stays: about 12 moments more a year, {said}" in text(demo.client, "/career/money/")


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        (MORE, "ten hours of it change the moments you keep by +0.8 (0.5 to 1.1)"),
        (UNCLEAR, "what ten hours of it buy nobody can tell (−0.2 to +0.3 moments)"),
        (Change(0, 0, 0, "same"), "its hours change nothing"),
    ],
)
def test_money_says_what_an_hour_of_help_buys(demo: Sitting, moments: Change, said: str) -> None:
    """Three hours a week over a year, with the interval."""
    text_of = '[[hours]]\ncarer = "rosa"\nhours = ["Tue,Thu 18:30-20:00"]\n'
    told = Told(3, "Rosa stays", {"moments": moments, "care": UNCLEAR}, text=text_of)
    kept(demo.family, replace(RESULT, told=(told,)))
    assert said in text(demo.client, "/career/money/")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"what": "give-up", "duty": "ben|Late"}, '[[drop]]\nparent = "ben"\ntitle = "Late"'),
        ({"what": "fewer", "duty": "ana|Wards A", "share": "50", "day": ["4"]}, 'share = 0.5\ndays = "Fri"'),
        ({"what": "help", "carer": "rosa", "day": ["1", "3"], "from": "18:30", "to": "20:00"}, "paid = 3.0"),
        ({"what": "nearer", "parent": "ana", "commute": "10"}, "commute = 10"),
    ],
)
def test_a_form_writes_a_scenario_that_can_be_read(demo: Sitting, form: dict[str, object], said: str) -> None:
    """With a name of its own that says what it is."""
    SavedScenario.objects.all().delete()
    demo.client.post("/career/if/add/", form)
    (row,) = SavedScenario.objects.all()
    assert said in row.text
    assert read_scenario(row.text, "x", families.newest(demo.family).household).name == row.name


def test_a_role_that_is_handed_on_gives_its_hours_and_its_income(demo: Sitting) -> None:
    """From the ledger, where the schedules do not show it."""
    page = text(demo.client)
    key = page.partition("Operating rooms and call")[0].rpartition('value="')[2].partition('"')[0]
    demo.client.post("/career/if/add/", {"what": "hand-on", "role": key})
    row = SavedScenario.objects.latest("pk")
    assert "hours = -59.0" in row.text
    assert "by = -70000.0" in row.text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"what": "give-up", "duty": "nobody|x"},
        {"what": "fewer", "duty": "ben|Late", "share": "100"},
        {"what": "help", "carer": "rosa", "from": "18:00", "to": "19:00"},
        {"what": "help", "carer": "rosa", "day": ["1"], "from": "x", "to": "y"},
        {"what": "nearer", "parent": "ana", "commute": "far"},
        {"text": "format = 1\nname = 'x'\n[[drop]]\nparent = 'zoe'\ntitle = 'y'\n"},
        {"text": "]]["},
        {"text": "x = " + "[" * 5000},
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(demo: Sitting, form: dict[str, object]) -> None:
    """And nothing is kept."""
    before = SavedScenario.objects.count()
    answer = demo.client.post("/career/if/add/", form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert SavedScenario.objects.count() == before


def test_changes_are_put_together(demo: Sitting) -> None:
    """One scenario that does what both do."""
    ids = list(SavedScenario.objects.values_list("pk", flat=True)[:2])
    demo.client.post("/career/if/live/", {"what": "together", "scenario": ids})
    row = SavedScenario.objects.latest("pk")
    assert row.name == "Ben gives up the late days and Ana: three of four calls"
    assert "[[drop]]" in row.text
    assert "[[scale]]" in row.text


def test_two_changes_of_one_kind_can_be_put_together() -> None:
    """Their tables follow one another."""
    one, two = (Written(n, f'format = 1\nname = "{n}"\n\n[[drop]]\nparent = "a"\ntitle = "{n}"\n') for n in "xy")
    assert composed([one, two], "Both").text.count("[[drop]]") == 2


def test_a_year_is_asked_for_once_and_progress_is_shown(demo: Sitting) -> None:
    """The page polls while it waits, and no year is lived in a request."""
    ids = list(SavedScenario.objects.values_list("pk", flat=True))
    demo.client.post("/career/if/live/", {"scenario": ids[:1]})
    assert [row.ticked for row in SavedScenario.objects.order_by("pk")] == [True, False, False]
    page = text(demo.client)
    assert "<progress" in page
    assert "/career/if/fresh/" in page
    assert jobs.progress(demo.family, studio.YEAR).renewing


def test_a_year_of_four_weeks_is_lived(demo: Sitting) -> None:
    """A sketch first, then each scenario against the same luck; one that cannot be says so."""
    wrong = Wish(99, "No such", 'format = 1\nname = "No such"\n[[drop]]\nparent = "ben"\ntitle = "Nothing"\n')
    order = small_order(demo.family)
    heard: list[Word] = []
    heard.append(live(replace(order, wishes=(*order.wishes[:1], wrong)), heard.append))
    found = read(heard[-1].result)
    assert heard[-1].final
    assert found is not None
    assert (found.lives, found.weeks, found.told[0].name) == (20, 4, "Ben gives up the late days")
    assert set(found.told[0].changes) >= {"moments", "evenings", "care"}
    assert (found.told[1].changes, bool(found.told[1].wrong)) == ({}, True)
    assert 0 < found.base["moments"].mean <= found.goals


def test_an_order_keeps_its_family_to_itself(demo: Sitting) -> None:
    """No word of it stands in its own picture, which might get into a log."""
    order = order_of(demo.family)
    assert isinstance(order, Order)
    assert order.lives == LIVES
    assert "Rosa" not in repr(order)


def answered(order: Order) -> Word:
    """The last word on an order, in this process."""
    ours, theirs = Pipe()
    ours.send(order)
    serve(theirs)
    theirs.close()
    word: Word = ours.recv()
    ours.close()
    return word


def test_what_cannot_be_lived_is_said_in_a_sentence(demo: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a fault of ours is no silence."""
    monkeypatch.setattr("os.nice", lambda _by: None)
    assert "cannot be lived" in answered(replace(small_order(demo.family), lives=1)).failed
    assert "Homecall itself failed" in answered(replace(small_order(demo.family), situation="{}")).failed


def test_whoever_asked_may_be_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there is nobody to tell, and no noise."""
    monkeypatch.setattr("os.nice", lambda _by: None)
    ours, theirs = Pipe()
    ours.close()
    serve(theirs)
    theirs.close()


@pytest.mark.slow
def test_the_worker_lives_a_year_in_a_process_of_its_own(demo: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins, goes on beside other work, and ends with a result that the page shows."""
    order = small_order(demo.family)
    monkeypatch.setattr(living, "order_of", lambda _family: order)
    studio.live(seat(demo.family), [])
    one, stop, until = Living(), threading.Event(), time.monotonic() + 100
    while jobs.progress(demo.family, studio.YEAR).renewing and time.monotonic() < until:
        one.live_waiting("test", stop)
        time.sleep(0.1)
    row = Lived.objects.get(family=demo.family)
    assert row.final
    assert one.process is None
    assert "A year as it is keeps about" in text(demo.client)


class Mute:
    """A process that says nothing until it is killed."""

    killed = False

    def kill(self) -> None:
        """End it."""
        self.killed = True

    def join(self) -> None:
        """It has ended."""

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return not self.killed


Begun = tuple[Living, Mute, Connection, threading.Event]


@pytest.fixture
def begun(demo: Sitting, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begun]:
    """A year that has just begun."""
    mute, stop, (ours, theirs) = Mute(), threading.Event(), Pipe()
    monkeypatch.setattr(living, "started", lambda _order: (mute, ours))
    studio.live(seat(demo.family), [])
    one = Living()
    assert one.live_waiting("test", stop)
    assert not one.live_waiting("test", stop)
    yield one, mute, theirs, stop
    mute.kill()
    for end in (ours, theirs):
        end.close()


def test_a_newer_asking_ends_what_was_begun(demo: Sitting, begun: Begun) -> None:
    """And is lived itself."""
    one, mute, _theirs, stop = begun
    studio.live(seat(demo.family), [])
    assert one.live_waiting("test", stop)
    assert mute.killed
    assert one.claim is None
    assert jobs.progress(demo.family, studio.YEAR).renewing


def test_a_worker_that_stops_lets_the_year_go(begun: Begun) -> None:
    """For whoever is next, without waiting for a lease to run out."""
    one, mute, _theirs, stop = begun
    stop.set()
    one.live_waiting("test", stop)
    assert mute.killed
    assert jobs.claim("other", world.now() + timedelta(seconds=1), studio.YEAR) is not None


def test_a_process_that_dies_is_a_failure_that_is_told(demo: Sitting, begun: Begun) -> None:
    """With a sentence on the page."""
    one, _mute, theirs, stop = begun
    theirs.close()
    one.live_waiting("test", stop)
    assert "Homecall itself failed at this year" in text(demo.client)


def test_a_family_without_a_plan_is_told_so(db: None) -> None:
    """A year needs something to stand on."""
    assert order_of(10_000) == living.NO_PLAN


def test_the_page_asks_no_more_for_more_changes(demo: Sitting) -> None:
    """Twelve at most."""

    def grow() -> None:
        for n in range(8):
            demo.client.post("/career/if/add/", {"what": "nearer", "parent": "ana", "commute": str(n + 1)})

    growth(demo.client, "/career/if/", grow)


def test_numbers_have_the_digits_they_deserve() -> None:
    """A difference says which way it goes, nought goes nowhere."""
    assert [number(value) for value in (1234.4, 12.34, 1.25, 0.04, -0.01)] == ["1,234", "12", "1.2", "0", "0"]
    assert [signed(value) for value in (3.0, -12.3, 0.01)] == ["+3", "−12", "0"]


def test_a_family_without_schedules_still_has_a_page(demo: Sitting) -> None:
    """Nothing to give up, and no error."""
    bare = families.newest(demo.family).household
    assert studio_page(bare, (), (), studio.NOTHING).duties == ()


def test_a_year_can_stand_on_what_next_year_looks_like(demo: Sitting) -> None:
    """One of the saved ones is the year itself, and no change beside it; once more, and it is a change again."""
    first, *others = SavedScenario.objects.order_by("pk")
    demo.client.post(f"/career/if/{first.pk}/base/")
    order = order_of(demo.family)
    assert isinstance(order, Order)
    assert order.base == first.text
    assert [one.id for one in order.wishes] == [one.pk for one in others]
    assert f"The year stands on “{first.name}”" in text(demo.client)
    demo.client.post(f"/career/if/{first.pk}/base/")
    assert not order_of(demo.family).base  # type: ignore[union-attr]


def test_what_the_year_stands_on_is_lived(demo: Sitting) -> None:
    """Without late days from the start, giving them up cannot be done once more."""
    order = small_order(demo.family)
    late = order.wishes[0]
    found = read(live(replace(order, base=late.text, wishes=(late,)), lambda _word: None).result)
    assert found is not None
    assert found.told[0].wrong
