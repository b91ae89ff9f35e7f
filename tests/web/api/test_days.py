"""Programs see moments, helpers, notes, letters and hours awake, as the pages do, and are kept to a pace."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from homecall.web import world
from homecall.web.api import pace
from homecall.web.circle import store as circle
from homecall.web.family import store as families
from homecall.web.family.models import Upload
from homecall.web.moments.models import Held
from homecall.web.notes import store as notes
from homecall.web.school import store as school
from tests.web.api.conftest import Program
from tests.web.made import SMALL, Sitting, seat


def test_moments_are_told_with_their_chances_and_their_past(demo: Sitting, program: Program) -> None:
    """What the page shows, with ids in place of sentences."""
    Held.objects.create(
        family_id=demo.family, moment="r", title="Roses", dated=False, day=date(2026, 11, 30), at=9, people="ana"
    )
    said = program("GET", "/moments", scope="read").json()
    assert {one["title"] for one in said["coming"]} == {"School play", "Piano recital"}
    assert {chance["parent"] for one in said["coming"] for chance in one["chances"]} == {"ana", "ben"}
    assert said["past"] == [
        {"id": "r", "title": "Roses", "dated": False, "days": 1, "last": "2026-11-30", "parents": ["ana"]}
    ]


def test_helpers_are_told_with_their_week(demo: Sitting, program: Program) -> None:
    """Minutes and what is due, for everybody of the circle."""
    said = program("GET", "/circle", scope="read").json()
    assert {one["id"] for one in said} == {one.id for one in families.newest(demo.family).household.carers}
    rosa = next(one for one in said if one["id"] == "rosa")
    assert rosa["worked_minutes"] + rosa["ahead_minutes"] > 0


def test_thanks_are_noted_and_taken_back(demo: Sitting, program: Program) -> None:
    """To a carer of the household alone."""
    made = program("POST", "/thanks", {"person": "rosa", "words": "For Friday."}, "write").json()["id"]
    assert [one["words"] for one in program("GET", "/thanks").json()] == ["For Friday."]
    assert program("POST", "/thanks", {"person": "ana"}).status_code == 422
    assert program("DELETE", f"/thanks/{made}", scope="write").status_code == 204
    assert circle.thanks(seat(demo.family)) == ()


def test_hours_awake_are_told_without_the_sleep_behind(demo: Sitting, program: Program) -> None:
    """Each day whole, in states that the page names."""
    said = program("GET", "/awake/0", scope="read").json()
    assert [one["person"] for one in said] == ["ana", "ben"]
    for one in said:
        spans = [(stretch["start"], stretch["end"]) for stretch in one["stretches"]]
        assert all(left[1] == right[0] for left, right in itertools.pairwise(spans))
        assert {key for stretch in one["stretches"] for key in stretch} == {"start", "end", "state"}
    assert program("GET", "/awake/9").status_code == 404


def test_a_note_is_left_and_removed(demo: Sitting, program: Program) -> None:
    """A written one; it stands on the board tonight."""
    made = program("POST", "/notes", {"words": "Sleep well.", "by": "ben", "child": "mia"}, "write").json()["id"]
    (note,) = program("GET", "/notes", scope="read").json()
    assert (note["id"], note["by"], note["child"], note["kind"]) == (made, "ben", "mia", "text")
    assert program("GET", f"/notes/{made}/content").status_code == 404
    assert program("DELETE", f"/notes/{made}", scope="write").status_code == 204
    assert notes.left(seat(demo.family)) == ()


def test_a_recording_is_had_as_it_was_kept(demo: Sitting, program: Program) -> None:
    """As a file to keep, which no browser would run."""
    new = notes.New("", "", None, "voice", content=b"OggS...", type="audio/ogg")
    id = notes.leave(demo.family, new, world.now())
    answer = program("GET", f"/notes/{id}/content", scope="read")
    assert (answer.content, answer.headers["Content-Type"]) == (b"OggS...", "application/octet-stream")
    assert answer.headers["X-Content"] == "audio/ogg"


def test_a_letter_is_handed_in_and_dropped(demo: Sitting, program: Program) -> None:
    """As text, or as a file; the worker reads it."""
    made = program("POST", "/letters", {"text": "No school on 11 December 2026."}, "write").json()["id"]
    file = program("PUT", "/letters?name=term.pdf", b"%PDF-1.4", "write").json()["id"]
    assert [one["state"] for one in program("GET", "/letters").json()] == ["waiting", "waiting"]
    assert [one.name for one in school.waiting(demo.family)] == ["", "term.pdf"]
    for id in (made, file):
        assert program("DELETE", f"/letters/{id}", scope="write").status_code == 204
    assert program("PUT", "/letters?name=empty.pdf", b"").status_code == 422


def test_a_dropped_file_is_removed_unless_the_household_stands_on_it(demo: Sitting, program: Program) -> None:
    """The plan is never robbed of its schedule."""
    program("PUT", "/uploads?name=loose.csv", b"x", "write")
    assert program("DELETE", "/uploads?name=loose.csv", scope="write").status_code == 204
    assert program("DELETE", "/uploads?name=loose.csv").status_code == 404
    used = next(one.path for one in families.newest(demo.family).household.parents[0].schedule)
    refused = program("DELETE", f"/uploads?name={used}")
    assert (refused.status_code, refused.json()["where"]) == (409, "name")
    assert Upload.objects.filter(name=used).exists()


@pytest.mark.parametrize("path", ["/thanks/{}", "/notes/{}", "/letters/{}"])
def test_rows_of_another_family_are_not_there(demo: Sitting, program: Program, path: str) -> None:
    """Whoever guesses their ids; they stay."""
    other = families.create(SMALL, "Else", demo=True)
    circle.note(seat(other), "rosa", "Rosa", "x", date(2026, 12, 1))
    notes.leave(other, notes.New("", "", None, "text", "x"), world.now())
    school.take(other, "x", b"x", pasted=True)
    ids = {
        "/thanks/{}": circle.thanks(seat(other))[0].id,
        "/notes/{}": notes.left(seat(other))[0].id,
        "/letters/{}": school.letters(seat(other))[0].id,
    }
    id = ids[path]
    assert program("DELETE", path.format(id)).status_code == 404
    assert "x" not in program("GET", path.removesuffix("/{}")).content.decode()


def test_a_token_that_only_reads_changes_nothing(program: Program) -> None:
    """Each of the deeds asks for more."""
    deeds = [("POST", "/thanks"), ("POST", "/notes"), ("POST", "/letters"), ("DELETE", "/uploads?name=x")]
    assert {program(method, path, {}, "read").status_code for method, path in deeds} == {403}


def test_a_program_is_kept_to_a_pace(demo: Sitting, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the next minute of the clock; another token has its own."""
    monkeypatch.setattr(pace, "A_MINUTE", 2)
    at = world.now().replace(second=20)
    monkeypatch.setattr(world, "now", lambda: at)
    assert [program("GET", "/thanks", scope="read").status_code for _n in range(3)] == [200, 200, 429]
    refused = program("GET", "/thanks", scope="read")
    assert (refused.headers["Retry-After"], set(refused.json())) == ("40", {"message", "where", "cure"})
    assert program("GET", "/thanks", scope="write").status_code == 200
    monkeypatch.setattr(world, "now", lambda: at + timedelta(minutes=1))
    assert program("GET", "/thanks", scope="read").status_code == 200


def test_whoever_guesses_tokens_has_to_wait(demo: Sitting, program: Program) -> None:
    """And keeps nobody waiting whose token works."""
    for _n in range(pace.GUESSES.tries):
        assert program("GET", "/thanks", scope="none").status_code == 401
    assert program("GET", "/thanks", scope="none").status_code == 429
    assert program("GET", "/thanks", scope="read").status_code == 200
