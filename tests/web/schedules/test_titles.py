"""Titles that nobody has explained are asked about one at a time, with a guess."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homecall.household.people import ShiftMeaning
from homecall.sources import asking
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind
from homecall.web.family import store as families
from tests.web.made import Sitting
from tests.web.queries import growth
from tests.web.schedules.test_schedules import rota

WHOLE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:9\r\nDTSTART;VALUE=DATE:20261210\r\n"
    b"SUMMARY:Zebra\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def asked(demo: Sitting) -> Sitting:
    """A family with two open titles: one whose hours its schedule gives, one of a whole day."""
    for name, content in (("rota.ics", rota("PTO")), ("whole.ics", WHOLE)):
        demo.client.post("/schedules/ana/file/", {"file": SimpleUploadedFile(name, content)})
        demo.client.post(f"/schedules/ana/look/{name}/")
    return demo


def shifts(one: Sitting) -> tuple[ShiftMeaning, ...]:
    """What Ana's titles mean."""
    return families.newest(one.family).household.parents[0].shifts


def test_a_title_is_asked_with_a_guess(asked: Sitting) -> None:
    """The guess is the big button, with why."""
    page = asked.client.get("/schedules/titles/").content.decode()
    assert "What is “PTO”?" in page
    assert 'value="guess"' in page
    assert "Off: vacation or leave" in page


def test_the_guess_is_written_down(asked: Sitting) -> None:
    """As a line of the parent's, and the next title is asked."""
    asked.client.post("/schedules/titles/answer/", {"parent": "ana", "title": "PTO", "what": "guess"})
    assert (shifts(asked)[-1].title, shifts(asked)[-1].kind) == ("PTO", Kind.LEAVE)
    assert "What is “Zebra”?" in asked.client.get("/schedules/titles/").content.decode()


def test_another_meaning_may_have_hours(asked: Sitting) -> None:
    """An end before the beginning is on the next day."""
    sent = {"parent": "ana", "title": "Zebra", "what": "night", "start": "19:00", "end": "07:30"}
    asked.client.post("/schedules/titles/answer/", sent)
    last = shifts(asked)[-1]
    assert (last.title, last.kind, last.start, last.end) == ("Zebra", Kind.NIGHT, Clock(19 * 60), Clock(450, 1))


def test_a_title_that_says_nothing_has_no_guess(asked: Sitting) -> None:
    """Only answers, and that it counts as busy."""
    page = asked.client.get("/schedules/titles/?later=1").content.decode()
    assert "What is “Zebra”?" in page
    assert 'value="guess"' not in page
    assert "counts as busy" in page


def test_later_leaves_it_open(asked: Sitting) -> None:
    """After the last one there is the list again, in the first run the plan."""
    before = shifts(asked)
    assert asked.client.get("/schedules/titles/?later=2").headers["Location"] == "/schedules/"
    assert asked.client.get("/schedules/titles/?later=2&run=first").headers["Location"] == "/week/"
    assert shifts(asked) == before


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "nonsense"},
        {"what": ""},
        {"what": "night", "start": "19:00"},
        {"what": "night", "start": "25:99", "end": "07:00"},
    ],
)
def test_an_answer_that_cannot_be_is_said(asked: Sitting, sent: dict[str, str]) -> None:
    """On the same question, and nothing is written."""
    before = shifts(asked)
    answer = asked.client.post("/schedules/titles/answer/", {"parent": "ana", "title": "Zebra", **sent})
    assert answer.status_code == 422
    assert "What is “Zebra”?" in answer.content.decode()
    assert shifts(asked) == before


def test_what_is_answered_already_stays(asked: Sitting) -> None:
    """A form that is sent twice, or of somebody else's title, changes nothing."""
    sent = {"parent": "ana", "title": "PTO", "what": "guess"}
    asked.client.post("/schedules/titles/answer/", sent)
    once = shifts(asked)
    asked.client.post("/schedules/titles/answer/", {**sent, "what": "work"})
    asked.client.post("/schedules/titles/answer/", {**sent, "title": "Never seen"})
    assert shifts(asked) == once


def test_no_address_is_asked_for_a_page(asked: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the worker has not read yet is left out of the questions."""
    seen: list[object] = []
    monkeypatch.setattr(asking, "ask_web", lambda *words: seen.append(words))
    asked.client.post("/schedules/ana/link/", {"link": "https://rota.example.org/a.ics"})
    assert "What is “PTO”?" in asked.client.get("/schedules/titles/").content.decode()
    assert seen == []


def test_a_question_asks_little(asked: Sitting) -> None:
    """However many schedules there are."""

    def grow() -> None:
        for n in range(3):
            asked.client.post("/schedules/ana/link/", {"link": f"https://rota.example.org/{n}.ics"})

    growth(asked.client, "/schedules/titles/", grow)
