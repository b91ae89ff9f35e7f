"""Photos: made small and anonymous, shown to the family alone, refused in a sentence."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import OperationalError
from django.test import Client
from PIL import Image

from homecall.web.board import store
from homecall.web.board.models import Face
from homecall.web.family import store as families
from homecall.web.look.arriving import RefusedFile
from homecall.web.look.pictures import LARGEST, SIDE, drawing, photo, plain
from tests.web.board.files import HEIC, SVG, bomb, jpeg, saved, sent, sideways
from tests.web.made import SMALL, Sitting, seat

NEW = "/board/settings/photo/ana/"


def opened(content: bytes) -> Image.Image:
    """A picture of what was kept."""
    return Image.open(BytesIO(content))


def test_a_photo_is_made_small() -> None:
    """Whatever it was, it is a JPEG of at most so many pixels."""
    kept = opened(photo(jpeg(4000, 3000)))
    assert (kept.format, kept.size) == ("JPEG", (SIDE, SIDE * 3 // 4))


def test_a_photo_is_turned_upright_and_tells_nothing() -> None:
    """The phone's own turning is applied, and gone with place and camera."""
    kept = opened(photo(sideways()))
    assert kept.size == (400, SIDE)
    assert dict(kept.getexif()) == {}
    assert b"Secret Camera" not in photo(sideways())
    red, _green, blue = kept.convert("RGB").getpixel((200, 50))  # type: ignore[misc] # a pixel of three
    assert red > blue


def test_an_iphones_photo_is_a_photo() -> None:
    """It comes as HEIC; what is kept is a JPEG that tells nothing, and half of one is refused like any other."""
    assert b"Secret Camera" in HEIC
    kept = opened(photo(HEIC))
    assert (kept.format, kept.size) == ("JPEG", (64, 48))
    red, _green, blue = kept.getpixel((10, 24))  # type: ignore[misc] # a pixel of three
    assert red > blue
    assert b"Secret Camera" not in photo(HEIC)
    with pytest.raises(RefusedFile, match="not a picture"):
        photo(HEIC[:400])


def test_an_iphones_photo_of_a_letter_is_read_as_a_jpeg() -> None:
    """And whatever is no such photo is left as it came."""
    assert plain(HEIC).startswith(b"\xff\xd8\xff")
    assert plain(b"Dear parents,") == b"Dear parents,"


def test_what_can_be_seen_through_stands_on_white() -> None:
    """And palettes, greys and CMYK are plain colours."""
    clear = saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG")
    assert opened(photo(clear)).getpixel((5, 5)) == (255, 255, 255)
    for mode, form in (("P", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("1", "GIF")):
        assert opened(photo(saved(Image.new(mode, (9, 9)), form))).mode == "RGB"


@pytest.mark.parametrize(
    "content", [SVG, b"", b"GIF89a", b"<html>", jpeg()[:200], b"%PDF-1.7", b"\xff\xd8\xff" + b"\0" * 999]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """By what it holds, whatever it is called; half a picture is none."""
    with pytest.raises(RefusedFile, match="not a picture"):
        photo(content)


def test_a_bomb_is_refused_before_it_is_read() -> None:
    """By the size that it claims; Pillow's own limit lies behind ours."""
    with pytest.raises(RefusedFile):
        photo(bomb())
    with pytest.raises(RefusedFile, match="too many pixels"):
        photo(bomb(8000))


def test_twenty_megabytes_are_the_most() -> None:
    """A photo of that size is taken if it is one; one byte more is not looked at."""
    whole = jpeg()
    assert opened(photo(whole + b"\0" * (LARGEST - len(whole)))).format == "JPEG"
    with pytest.raises(RefusedFile, match="larger than 20 MB"):
        photo(whole + b"\0" * LARGEST)


def test_a_drawing_stays_a_png() -> None:
    """Its lines are sharp."""
    assert opened(drawing(saved(Image.new("RGB", (2000, 1400)), "PNG"))).format == "PNG"


def test_a_parent_puts_a_photo_on_the_board(parent: Sitting, device: Sitting) -> None:
    """The tablet shows it, and asks only once for it."""
    answer = parent.client.post(NEW, {"photo": sent(jpeg())}, follow=True)
    assert "The photo is on the board." in answer.content.decode()
    assert "/board/photo/ana/?v=" in device.client.get("/board/").content.decode()
    first = device.client.get("/board/photo/ana/")
    assert first.headers["Content-Type"] == "image/jpeg"
    assert device.client.get("/board/photo/ana/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_refused_photo_is_a_sentence_and_leaves_the_last(parent: Sitting) -> None:
    """Nothing is lost by a wrong file."""
    parent.client.post(NEW, {"photo": sent(jpeg())})
    page = parent.client.post(NEW, {"photo": sent(SVG)}, follow=True).content.decode()
    assert "This is not a picture that we can read." in page
    assert store.photo(seat(parent.family), "ana") is not None


def test_a_file_without_end_is_not_read_to_its_end(parent: Sitting) -> None:
    """What a page cannot use is not kept, in memory or anywhere."""
    page = parent.client.post(NEW, {"photo": sent(b"\xff" * 27_000_000)}, follow=True).content.decode()
    assert "This file is larger than 20 MB." in page


def test_a_photo_can_be_taken_away(parent: Sitting) -> None:
    """The figure comes back."""
    parent.client.post(NEW, {"photo": sent(jpeg())})
    parent.client.post("/board/settings/photo/ana/remove/")
    assert parent.client.get("/board/photo/ana/").status_code == 404


def test_a_forged_form_brings_no_photo(parent: Sitting) -> None:
    """The mark of the form is looked for here too."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = parent.client.cookies
    assert strict.post(NEW, {"photo": sent(jpeg())}).status_code == 403
    assert store.photo(seat(parent.family), "ana") is None


def test_another_family_sees_no_photo(parent: Sitting, carer: Sitting, stranger: Client) -> None:
    """Nor does who has a link, nor a stranger."""
    parent.client.post(NEW, {"photo": sent(jpeg())})
    other = families.create(SMALL, "Else")
    assert store.photo(seat(other), "ana") is None
    assert carer.client.get("/board/photo/ana/").status_code == 404
    assert stranger.get("/board/photo/ana/").headers["Location"] == "/"


def test_a_full_disk_is_a_sentence_and_keeps_the_last_photo(parent: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half, and nothing lost."""
    parent.client.post(NEW, {"photo": sent(jpeg())})
    before = store.photo(seat(parent.family), "ana")

    def full(*_args: object, **_more: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Face, "save", full)
    page = parent.client.post(NEW, {"photo": sent(jpeg(40, 40))}, follow=True).content.decode()
    assert "The photo could not be kept." in page
    assert store.photo(seat(parent.family), "ana") == before
