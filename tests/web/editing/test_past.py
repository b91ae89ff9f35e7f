"""Taking away, taking back, history, and the household file in and out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homecall.web.family import store
from tests.web.editing.browser import form, forms
from tests.web.made import Sitting

pytestmark = pytest.mark.django_db


def text(sitting: Sitting) -> str:
    """The file as it is now."""
    return store.newest(sitting.family).text


def said(sitting: Sitting) -> str:
    """What the history says of the last change."""
    return store.newest(sitting.family).said


def removed(sitting: Sitting, kind: str, key: str) -> Any:
    """The answer after a removal was asked for and confirmed."""
    path = f"/household/{kind}/{key}/remove/"
    return sitting.client.post(path, form(sitting.client.get(path).content.decode(), ""))


def brought(sitting: Sitting, content: bytes) -> Any:
    """The page after a file was given."""
    given = SimpleUploadedFile("household.toml", content)
    return sitting.client.post("/household/file/preview/", {"file": given})


def believed(sitting: Sitting, content: bytes) -> None:
    """A file given, looked at, and kept."""
    page = brought(sitting, content).content.decode()
    sitting.client.post("/household/file/keep/", form(page, "/household/file/keep/"))


def test_a_removal_says_what_goes_with_it(demo: Sitting) -> None:
    """Mia has moments and a usual entry of her own, and shares others."""
    page = demo.client.get("/household/child/mia/remove/").content.decode()
    assert "Mia is no longer one of the children." in page
    assert "The moment “School play” is gone." in page
    assert "“Roses and thorns” is now for Leo" in page
    assert store.newest(demo.family).number == 1


def test_a_removal_is_undone_in_one_tap(demo: Sitting) -> None:
    """The list that one comes back to has the button."""
    before = text(demo)
    page = demo.client.get(removed(demo, "carer", "rosa").headers["Location"]).content.decode()
    assert "rosa" not in [one.id for one in store.newest(demo.family).household.carers]
    demo.client.post("/household/undo/", form(page, "/household/undo/"))
    assert text(demo) == before


def test_a_family_keeps_its_last_child(demo: Sitting) -> None:
    """The page says why, and has no button."""
    removed(demo, "child", "leo")
    page = demo.client.get("/household/child/mia/remove/").content.decode()
    assert "The household has no children." in page
    assert "" not in [action for action, _sent in forms(page)]


def test_a_removal_after_somebody_elses_change_is_shown_anew(demo: Sitting) -> None:
    """What was confirmed has to be what happens."""
    path = "/household/usual/0/remove/"
    data = form(demo.client.get(path).content.decode(), "")
    store.revise(demo.family, text(demo).replace("commute = 25", "commute = 30"), "Ben", "Moved.")
    answer = demo.client.post(path, data)
    assert "Somebody changed the household meanwhile" in answer.content.decode()
    assert len(store.newest(demo.family).household.usual) == 2


@pytest.mark.parametrize(("kind", "key"), [("shift", "ben.0"), ("place", "mia.0"), ("moment", "play"), ("usual", "0")])
def test_things_without_company_go_alone(demo: Sitting, kind: str, key: str) -> None:
    """One sentence, one thing less."""
    removed(demo, kind, key)
    assert store.newest(demo.family).number == 2
    assert "more change" not in said(demo)


def test_an_undo_takes_back_only_what_was_shown(demo: Sitting) -> None:
    """Somebody's newer change is not lost to an old page."""
    removed(demo, "carer", "rosa")
    store.revise(demo.family, text(demo).replace("commute = 25", "commute = 30"), "Ben", "Moved.")
    demo.client.post("/household/undo/", {"expected": "2"})
    assert said(demo) == "Moved."
    assert "Ben has changed the household meanwhile" in demo.client.get("/household/").content.decode()


def test_the_history_says_who_changed_what(parent: Sitting) -> None:
    """Each change is a line, and its page has the whole difference and the way back."""
    removed(parent, "child", "mia")
    listed = parent.client.get("/household/history/").content.decode()
    assert "Mia is no longer one of the children. And" in listed
    assert "· Ana" in listed
    assert "The moment “School play” is gone." in parent.client.get("/household/history/2/").content.decode()


def test_an_older_version_can_be_had_again(demo: Sitting) -> None:
    """Byte for byte, as a new revision."""
    before = text(demo)
    removed(demo, "carer", "rosa")
    removed(demo, "carer", "joan")
    path = "/household/history/1/"
    page = demo.client.get(path).content.decode()
    assert "Rosa now helps." in page
    demo.client.post(f"{path}back/", form(page, f"{path}back/"))
    assert text(demo) == before
    assert store.newest(demo.family).number == 4


def test_a_version_that_is_not_there_is_said(demo: Sitting) -> None:
    """A number nobody has."""
    assert demo.client.get("/household/history/99/").status_code == 404
    demo.client.post("/household/history/99/back/", {"expected": "1"})
    assert "That version is not here." in demo.client.get("/household/").content.decode()


def test_a_long_history_comes_in_pages(demo: Sitting) -> None:
    """Fifty at a time, and a way to the older ones."""
    for minutes in range(26, 80):
        store.revise(demo.family, text(demo).replace("commute = ", f"commute = {minutes} # "), "Ben", f"To {minutes}.")
    page = demo.client.get("/household/history/").content.decode()
    older = demo.client.get("/household/history/?before=6").content.decode()
    assert "To 79." in page
    assert "?before=6" in page
    assert "To 29." in older
    assert "To 30." not in older


def test_the_file_goes_out_byte_for_byte(demo: Sitting) -> None:
    """With its comments and its line ends."""
    store.revise(demo.family, text(demo).replace("\n", "\r\n"), "Ana", "Line ends.")
    answer = demo.client.get("/household/file/household.toml")
    assert answer.content == text(demo).encode()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_file_is_believed_only_after_it_was_seen(demo: Sitting) -> None:
    """The difference is shown in words, and nothing has changed yet."""
    new = text(demo).replace("rate = 27.50", "rate = 31").encode()
    page = brought(demo, new).content.decode()
    assert "An hour of Rosa now costs 31; before, 27.5." in page
    assert store.newest(demo.family).number == 1


def test_a_believed_file_is_kept_to_the_letter(demo: Sitting) -> None:
    """Comments, line ends and all."""
    new = ("# ours\r\n" + text(demo).replace("rate = 27.50", "rate = 31")).encode()
    believed(demo, new)
    assert text(demo).encode() == new
    assert said(demo) == "A household file was brought in. An hour of Rosa now costs 31; before, 27.5."


def test_a_pasted_text_is_taken_as_well(demo: Sitting) -> None:
    """A browser sends its own line ends; the file has those that files have."""
    new = text(demo).replace("commute = 20", "commute = 22")
    page = demo.client.post("/household/file/preview/", {"text": new.replace("\n", "\r\n")}).content.decode()
    demo.client.post("/household/file/keep/", form(page, "/household/file/keep/"))
    assert text(demo) == new


def test_a_file_that_only_looks_different_says_so(demo: Sitting) -> None:
    """A comment more is no change of the family."""
    assert "Only comments" in brought(demo, f"# ours\n{text(demo)}".encode()).content.decode()
    assert "It is the file that you have." in brought(demo, text(demo).encode()).content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"format = 1\nname = \n", "Line 2:"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"x" * 1_000_001, "a household file has at most"),
        (b"format = 1\nname = 'A'\ntimezone = 'Mars'\n", "is not a time zone"),
        (b" \n ", ""),
    ],
)
def test_a_broken_file_gets_a_sentence_and_its_line(demo: Sitting, content: bytes, sentence: str) -> None:
    """Nothing is changed, and what was pasted stands there still."""
    answer = brought(demo, content)
    assert answer.status_code in (302, 422)
    assert sentence in answer.content.decode()
    assert store.newest(demo.family).number == 1


def test_a_line_with_a_link_is_not_repeated_beside_its_error(demo: Sitting) -> None:
    """A link is often a secret; the line's number is enough."""
    bad = text(demo).replace('path = "feeds/qgenda.ics"', 'url = "https://x.example/se cret"').encode()
    page = brought(demo, bad).content.decode()
    assert "is not a whole link" in page
    assert "<pre>" not in page


def test_a_file_is_not_kept_over_a_newer_change(demo: Sitting) -> None:
    """What was seen as the difference has to be the difference."""
    page = brought(demo, text(demo).replace("commute = 20", "commute = 22").encode()).content.decode()
    removed(demo, "carer", "rosa")
    demo.client.post("/household/file/keep/", form(page, "/household/file/keep/"))
    assert said(demo) == "Rosa no longer helps. And one more change."


@pytest.mark.parametrize("content", ["", "%%%", "YQ==", "Zm9ybWF0ID0gMQ=="])
def test_a_made_up_confirmation_changes_nothing(demo: Sitting, content: str) -> None:
    """What is sent as a file is read as one, whoever sent it."""
    assert demo.client.post("/household/file/keep/", {"content": content, "expected": "1"}).status_code == 422
    assert store.newest(demo.family).number == 1
