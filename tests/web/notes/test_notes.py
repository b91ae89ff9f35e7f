"""Notes: left by parents, played on the board, gone after a month."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Family
from homecall.web.notes import store
from homecall.web.notes.models import Note
from homecall.web.plans.models import Plan
from tests.web.board.files import SVG, VIDEO, VOICE, jpeg, mp4, sent
from tests.web.made import SMALL, Sitting, seat
from tests.web.queries import growth

LEAVE = {"by": "ana", "child": "mia", "when": "tonight", "words": ""}


def leave(sitting: Sitting, content: bytes = b"", **more: str) -> str:
    """Leave a note; what the page says then."""
    form: dict[str, Any] = LEAVE | more | ({"file": sent(content)} if content else {})
    return sitting.client.post("/notes/leave/", form, follow=True).content.decode()


@pytest.fixture
def parent(parent: Sitting) -> Sitting:
    """A parent on the evening before the plan begins."""
    later(parent.family)
    return parent


def later(family: int, **by: float) -> None:
    """Move a demo's clock on, and its plan with it."""
    row, plan = Family.objects.get(pk=family), Plan.objects.get(family=family)
    assert row.pinned is not None
    row.pinned, row.looks = row.pinned + timedelta(**by), None
    row.save()
    plan.text = json.dumps(json.loads(plan.text) | {"now": row.pinned.isoformat()})
    plan.save()


def test_words_wait_for_tonight(parent: Sitting, device: Sitting) -> None:
    """On the board from two hours before bedtime until the child wakes, and only for the child it is for."""
    later(parent.family, hours=20)
    assert "It is on the board when it is time." in leave(parent, words="Sleep well, my star.")
    assert "A letter from Ana" not in device.client.get("/board/of/mia/").content.decode()
    later(parent.family, hours=4)
    assert "A letter from Ana" in device.client.get("/board/of/mia/").content.decode()
    assert "A letter from Ana" not in device.client.get("/board/of/leo/").content.decode()


def test_a_note_for_the_next_night_away_waits_for_it(parent: Sitting, device: Sitting) -> None:
    """Not on Monday, when Ana is home, but on Tuesday, when she is on call; once played it stays with that night."""
    leave(parent, when="away", words="I miss you.")
    later(parent.family, hours=24)
    assert "A letter" not in device.client.get("/board/of/mia/").content.decode()
    later(parent.family, hours=24)
    assert "A letter" in device.client.get("/board/of/mia/").content.decode()
    device.client.post(f"/notes/{Note.objects.get().pk}/play/")
    assert Note.objects.get().night == date(2026, 12, 1)


def test_a_tap_plays_a_note(parent: Sitting, device: Sitting) -> None:
    """It is marked as played, and fills the screen."""
    leave(parent, words="<b>Good</b> night")
    id = Note.objects.get().pk
    answer = device.client.post(f"/notes/{id}/play/")
    assert answer.headers["Location"] == f"/notes/{id}/"
    assert "&lt;b&gt;Good&lt;/b&gt; night" in device.client.get(f"/notes/{id}/").content.decode()
    assert Note.objects.get().played is not None


@pytest.mark.parametrize(
    ("content", "kind", "type"),
    [(VIDEO, "video", "video/webm"), (VOICE, "voice", "audio/webm"), (jpeg(), "drawing", "image/png")],
)
def test_a_recording_is_given_as_what_it_is(
    parent: Sitting, device: Sitting, content: bytes, kind: str, type: str
) -> None:
    """With its own type and no guessing, to the tablet and whole."""
    leave(parent, content)
    note = Note.objects.get()
    answer = device.client.get(f"/notes/{note.pk}/content/", headers={"Accept-Encoding": "gzip"})
    assert (note.kind, answer.headers["Content-Type"]) == (kind, type)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.content) == note.size
    assert kind == "drawing" or answer.content == content


def test_a_player_that_asks_for_parts_gets_them(parent: Sitting) -> None:
    """As Safari does before it plays anything."""
    leave(parent, VIDEO)
    path = f"/notes/{Note.objects.get().pk}/content/"
    answer = parent.client.get(path, headers={"Range": "bytes=5-14"})
    assert (answer.status_code, answer.content) == (206, VIDEO[5:15])
    assert answer.headers["Content-Range"] == f"bytes 5-14/{len(VIDEO)}"
    assert parent.client.get(path, headers={"Range": f"bytes={len(VIDEO)}-"}).status_code == 416


def test_a_strange_codec_is_kept_with_a_word(parent: Sitting) -> None:
    """The tablet may play it, or not."""
    assert "the tablet may not be able to play it" in leave(parent, mp4(b"vide hvc1"))
    assert Note.objects.get().type == "video/mp4"


@pytest.mark.parametrize("content", [SVG, b"<html><script>alert(1)</script>", b"MZ" + b"\0" * 99, VIDEO[100:]])
def test_anything_else_is_refused_in_a_sentence(parent: Sitting, content: bytes) -> None:
    """And nothing is kept."""
    assert "This is nothing that the board can show or play." in leave(parent, content)
    assert not Note.objects.exists()


@pytest.mark.parametrize(("content", "most"), [(VOICE, 5_000_000), (VIDEO, 25_000_000)])
def test_a_recording_has_a_largest_size(parent: Sitting, content: bytes, most: int) -> None:
    """Five megabytes of voice, twenty-five of film."""
    page = leave(parent, content + b"\0" * (most - len(content) + 1))
    assert f"larger than {most // 1_000_000} MB" in page
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "There is nothing in this note yet."),
        ({"words": "  "}, "There is nothing in this note yet."),
        ({"words": "Hi", "when": "day", "night": "soon"}, "Please choose the evening"),
        ({"words": "Hi", "when": "day", "night": "2020-01-01"}, "That evening is over"),
        ({"words": "Hi", "when": "day", "night": "9999-12-31"}, "That evening is over or too far away."),
    ],
)
def test_a_form_that_cannot_be_is_a_sentence(parent: Sitting, more: dict[str, str], said: str) -> None:
    """With a way on, and nothing kept."""
    assert said in leave(parent, b"", **more)
    assert not Note.objects.exists()


def test_names_that_are_nobodys_are_left_out(parent: Sitting) -> None:
    """A made-up child is all children, a made-up parent nobody, and long words are cut."""
    leave(parent, by="else", child="else", when="away", words="x" * 5000)
    note = Note.objects.get()
    assert (note.by, note.child, len(note.words), note.night) == ("", "", 1000, date(2026, 11, 29))


def test_a_full_disk_is_a_sentence_and_nothing_half(parent: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a row nor a part of one."""

    def full(*_args: object, **_more: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Note, "save", full)
    assert "Nothing of it was kept." in leave(parent, VIDEO)
    assert not Note.objects.exists()


def test_a_family_has_so_much_room(parent: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another family's notes take none of it."""
    other = families.create(SMALL, "Else")
    store.leave(other, store.New("", "ana", None, "voice", "", VOICE, "audio/webm"), world.now())
    monkeypatch.setattr(store, "LARGEST_FAMILY", len(VOICE) + 1)
    leave(parent, VOICE)
    assert "There is no room for another note." in leave(parent, VOICE)
    assert Note.objects.filter(family=parent.family).count() == 1


def test_a_parent_removes_a_note_and_a_tablet_does_not(parent: Sitting, device: Sitting) -> None:
    """Nor does another family."""
    leave(parent, words="Hi")
    path = f"/notes/{Note.objects.get().pk}/remove/"
    assert device.client.post(path).status_code == 404
    assert not store.remove(seat(families.create(SMALL, "Else")), Note.objects.get().pk)
    parent.client.post(path)
    assert not Note.objects.exists()


def test_nobody_else_hears_a_note(parent: Sitting, carer: Sitting, reader: Sitting, stranger: Client) -> None:
    """Neither who has a link, nor another family, nor a stranger."""
    leave(parent, VOICE)
    path = f"/notes/{Note.objects.get().pk}/content/"
    assert carer.client.get(path).status_code == 404
    assert reader.client.get(path).status_code == 404
    assert stranger.get(path).status_code == 302
    assert store.note(seat(families.create(SMALL, "Else")), Note.objects.get().pk) is None


def test_a_forged_form_leaves_nothing(parent: Sitting) -> None:
    """The mark of the form is looked for behind the files too."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = parent.client.cookies
    assert strict.post("/notes/leave/", LEAVE | {"words": "Hi"}).status_code == 403
    assert not Note.objects.exists()


def test_what_was_played_a_month_ago_is_tidied_away(parent: Sitting) -> None:
    """And what nobody ever played, after a season."""
    now = world.now()
    for age, heard in ((10, 10), (40, 31), (40, None), (121, None)):
        id = store.leave(parent.family, store.New("", "ana", None, "text", "Hi"), now - timedelta(days=age))
        Note.objects.filter(pk=id).update(played=None if heard is None else now - timedelta(days=heard))
    assert store.tidy(now) == 2
    assert Note.objects.count() == 2


def test_after_midnight_a_note_is_for_the_evening_to_come(parent: Sitting) -> None:
    """Half past midnight is still tonight; at four it is a new day."""
    later(parent.family, hours=6.5)
    leave(parent, words="Hi")
    later(parent.family, hours=4)
    leave(parent, words="Hi")
    assert [note.night for note in Note.objects.order_by("pk")] == [date(2026, 11, 29), date(2026, 11, 30)]


def test_queries_do_not_grow_with_notes(parent: Sitting) -> None:
    """Nor is any of what they hold read for the list."""

    def grow() -> None:
        for _number in range(10):
            store.leave(parent.family, store.New("", "ana", None, "voice", "", VOICE, "audio/webm"), world.now())

    assert growth(parent.client, "/notes/", grow) <= 9
