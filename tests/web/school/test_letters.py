"""Letters in the app: handed in, read by the worker, ticked, and in the household."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homecall.sources.letters.letter import LARGEST
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.plans.worker import Worker
from homecall.web.school import reading, store
from homecall.web.school.models import Letter
from tests.web.made import Sitting, seat
from tests.web.queries import growth

TEXT = """Oak Street preschool
Dec 21 - Jan 1 winter break, closed
Winter concert Thursday, December 17 6:00 pm
Dec 2 lost and found"""


def handed_in(parent: Sitting, text: str = TEXT) -> int:
    """A pasted letter, read. Gives its id."""
    address = parent.client.post("/school/add/", {"text": text}).headers["Location"]
    assert reading.read_waiting("test", threading.Event())
    return int(address.rstrip("/").rpartition("/")[2])


def boxes(number: int, **more: str) -> dict[str, str]:
    """The boxes of a line as a browser sends them, ticked."""
    own = {
        "title": "Concert",
        "what": "moment",
        "first": "2026-12-17",
        "last": "2026-12-17",
        "start": "18:00",
        "end": "",
    }
    sent = {**own, "whom": "place:Oak Street preschool", **more}
    return {f"take-{number}": "on", **{f"{key}-{number}": value for key, value in sent.items()}}


def test_a_pasted_letter_is_read_by_the_worker_and_not_by_the_page(parent: Sitting) -> None:
    """Until then the page says so and asks again; afterwards the letter itself is gone."""
    address = parent.client.post("/school/add/", {"text": TEXT}).headers["Location"]
    assert "It is being read" in parent.client.get(address).text
    assert parent.client.get(f"{address}fresh/").status_code == 204
    assert reading.read_waiting("test", threading.Event())
    assert "winter break" in parent.client.get(f"{address}fresh/").text
    assert bytes(Letter.objects.get().content) == b""


def test_nothing_counts_before_a_tick(parent: Sitting) -> None:
    """No box is ticked by itself, and a form without ticks changes nothing."""
    id = handed_in(parent)
    before = families.newest(parent.family).number
    assert " checked" not in parent.client.get(f"/school/{id}/").text
    parent.client.post(f"/school/{id}/take/", {})
    assert families.newest(parent.family).number == before


def test_the_line_stands_beside_what_was_made_of_it(parent: Sitting) -> None:
    """With the number of the line."""
    page = parent.client.get(f"/school/{handed_in(parent)}/").text
    assert "Winter concert Thursday, December 17 6:00 pm" in page
    assert "line 3" in page


def test_what_is_ticked_is_one_change_of_the_household(parent: Sitting) -> None:
    """A closure of the place and a moment of its children, with one sentence in the history."""
    id = handed_in(parent)
    closed = boxes(1, what="closed", first="2026-12-21", last="2026-12-23")
    parent.client.post(f"/school/{id}/take/", {**boxes(0), **closed})
    kept = families.newest(parent.family)
    mia = next(child for child in kept.household.children if child.id == "mia")
    assert {day.day for day in mia.places[0].closed if day.month == 12} >= {21, 22, 23}
    assert [one.children for one in kept.household.moments if one.title == "Concert"] == [("mia",)]
    assert "3 closed days and 1 moment" in kept.said


def test_a_new_plan_is_asked_for(parent: Sitting) -> None:
    """What was ticked is planned with."""
    id = handed_in(parent)
    parent.client.post(f"/school/{id}/take/", boxes(0))
    assert jobs.progress(parent.family).renewing


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"start": ""}, "Say when it begins"),
        ({"first": "soon"}, "This is no date"),
        ({"last": "2026-12-01"}, "before its first"),
        ({"last": "2029-12-01"}, "too long"),
        ({"end": "09:00"}, "Say when it ends"),
        ({"title": " "}, "Give it a name"),
        ({"what": ""}, "Say what this is"),
        ({"whom": "child:nobody"}, "Say whom"),
    ],
)
def test_a_line_that_cannot_be_says_why_and_keeps_the_rest(
    parent: Sitting, wrong: dict[str, str], sentence: str
) -> None:
    """The boxes stay as they were filled, and nothing is changed."""
    id = handed_in(parent)
    answer = parent.client.post(f"/school/{id}/take/", {**boxes(0, **wrong), **boxes(1, title="Kept as typed")})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Kept as typed" in answer.text


def test_a_title_with_markup_is_text(parent: Sitting) -> None:
    """A letter from anybody cannot put anything into the page."""
    page = parent.client.get(f"/school/{handed_in(parent, 'Dec 11 <script>party</script>')}/").text
    assert "<script>party" not in page


def test_a_letter_that_cannot_be_read_says_why(parent: Sitting) -> None:
    """With the way on."""
    file = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 nothing of the kind")
    parent.client.post("/school/add/", {"file": file})
    reading.read_waiting("test", threading.Event())
    assert "This PDF cannot be read. Paste its text instead." in parent.client.get("/school/").text


def test_a_letter_that_is_too_large_is_not_kept(parent: Sitting) -> None:
    """It is a sentence on the page."""
    file = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff" + bytes(LARGEST))
    answer = parent.client.post("/school/add/", {"file": file}, follow=True)
    assert "too large for a letter" in answer.text
    assert not Letter.objects.exists()


def test_an_empty_form_is_a_sentence(parent: Sitting) -> None:
    """It says what to do."""
    assert "Choose a file, or paste the text." in parent.client.post("/school/add/", {}, follow=True).text


def test_letters_that_wait_are_few(parent: Sitting) -> None:
    """Somebody who sends many must wait."""
    for _ in range(store.MOST_WAITING):
        parent.client.post("/school/add/", {"text": TEXT})
    assert "still being read" in parent.client.post("/school/add/", {"text": TEXT}, follow=True).text


def test_the_oldest_letters_go(parent: Sitting) -> None:
    """A family keeps a dozen."""
    for _ in range(store.MOST_KEPT + 2):
        handed_in(parent)
    assert Letter.objects.count() == store.MOST_KEPT


def test_another_familys_letter_is_not_there(parent: Sitting) -> None:
    """By its id neither shown nor taken nor dropped."""
    other = families.create(families.newest(parent.family).text, "x")
    id = store.take(other, "theirs", b"Dec 1 closed", pasted=True)
    calls = [
        parent.client.get(f"/school/{id}/"),
        parent.client.post(f"/school/{id}/take/"),
        parent.client.post(f"/school/{id}/drop/"),
    ]
    assert [one.status_code for one in calls] == [404, 404, 404]
    assert store.letter(seat(other), id)


def test_a_worker_that_is_told_to_stop_lets_the_letter_wait(parent: Sitting) -> None:
    """The next one reads it."""
    store.take(parent.family, "x", TEXT.encode(), pasted=True)
    stop = threading.Event()
    stop.set()
    assert reading.read_waiting("first", stop)
    assert reading.read_waiting("second", threading.Event())
    assert Letter.objects.get().state == "read"


def test_a_letter_that_kills_workers_is_let_alone(parent: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many tries it counts as failed, and the others are read again."""
    store.take(parent.family, "x", TEXT.encode(), pasted=True)
    now = world.now()
    for n in range(jobs.MOST_TRIES):
        monkeypatch.setattr(world, "now", lambda n=n: now + 2 * n * jobs.LEASE)
        assert jobs.claim(f"{n}", world.now(), store.LETTER)
    monkeypatch.setattr(world, "now", lambda: now + 100 * jobs.LEASE)
    reading.read_waiting("last", threading.Event())
    assert Letter.objects.get().said == reading.OUR_FAULT


def test_the_worker_does_the_work_of_other_pages_beside_the_plans(parent: Sitting) -> None:
    """A letter does not wait for a plan that takes a minute."""
    seen: list[str] = []

    def once(name: str, stop: threading.Event) -> bool:
        seen.append(name)
        stop.set()
        return True

    worker = Worker("w", Path("nowhere"), also=(once,))
    worker.hand.warm = lambda: None  # type: ignore[method-assign] # no process is needed where there is no plan
    worker._answer = lambda woken: None  # type: ignore[method-assign] # nor where nothing happens
    worker.run(lambda: 0.0)
    assert seen == ["w"]


def test_a_worker_whose_other_work_fails_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is started again, so that letters do not wait for ever."""
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: told.append(fault.exc_value))

    def broken(name: str, stop: threading.Event) -> bool:
        raise OSError(name)

    worker = Worker("w", Path("nowhere"), also=(broken,))
    thread = threading.Thread(target=worker._beside, args=(threading.Event(),))
    thread.start()
    thread.join()
    assert worker.stop.is_set()
    assert isinstance(told[0], OSError)


def test_a_letter_can_be_put_away(parent: Sitting) -> None:
    """What was taken from it stays."""
    id = handed_in(parent)
    parent.client.post(f"/school/{id}/drop/")
    assert parent.client.get(f"/school/{id}/").status_code == 404


def test_the_pages_ask_as_much_for_many_letters(parent: Sitting) -> None:
    """Whatever the number of letters and lines."""
    id = handed_in(parent)
    growth(parent.client, "/school/", lambda: [handed_in(parent) for _ in range(4)])
    growth(parent.client, f"/school/{id}/", lambda: None)
