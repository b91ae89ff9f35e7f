"""Recordings, known by their own bytes."""

from __future__ import annotations

import struct

import pytest

from homecall.web.notes.ranges import asked
from homecall.web.notes.sniff import Sniffed, sniffed
from tests.web.board.files import SVG, VIDEO, VOICE, WEBM, mp4

WAV = b"RIFF\x24\0\0\0WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data\0\0\0\0"
OGG = b"OggS\0\x02" + b"\0" * 22


@pytest.mark.parametrize(
    ("content", "type", "video", "plays"),
    [
        (VIDEO, "video/webm", True, True),
        (VOICE, "audio/webm", False, True),
        (mp4(b"vide avc1", b"soun mp4a"), "video/mp4", True, True),
        (mp4(b"soun mp4a"), "audio/mp4", False, True),
        (mp4(b"vide hvc1", b"soun mp4a"), "video/mp4", True, False),
        (OGG + b"OpusHead", "audio/ogg", False, True),
        (OGG + b"\x80theora", "video/ogg", True, False),
        (VOICE + b"V_" * 9, "audio/webm", False, True),
        (WAV, "audio/wav", False, True),
        (WEBM + b"\x86\x89V_STRANGE", "video/webm", True, False),
        (WEBM, "audio/webm", False, False),
    ],
)
def test_a_recording_is_what_its_bytes_say(content: bytes, type: str, video: bool, plays: bool) -> None:  # noqa: FBT001
    """Its type, whether it has a picture, and whether most tablets can play it."""
    assert sniffed(content) == Sniffed(type, video, plays)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        SVG,
        b"<html><script>",
        b"\x1a\x45\xdf\xa3matroska",
        b"RIFF\0\0\0\0AVI LIST",
        b"ftyp",
        b"\0\0\0\x18ftyp",
        mp4(b"vide")[:100],
        b"\0\0\0\1ftyp" + b"\0" * 50,
        b"ID3",
    ],
)
def test_anything_else_is_nothing(content: bytes) -> None:
    """Whatever it is called."""
    assert sniffed(content) is None


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", (0, 1)),
        ("bytes=10-", (10, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=90-500", (90, 99)),
        ("", None),
        ("bytes=0-1,5-6", None),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("bytes=99999999999999999999-", None),
    ],
)
def test_a_player_asks_for_a_part(header: str, part: tuple[int, int] | None) -> None:
    """Both ends belong to it; what is no range is as if it were not there."""
    assert asked(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_part_that_lies_outside_is_refused(header: str) -> None:
    """The player is told how much there is."""
    with pytest.raises(ValueError, match="bytes"):
        asked(header, 100)
