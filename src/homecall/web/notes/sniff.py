"""What a recording is, by its own bytes and not by what was said of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = 4096
"""Bytes at the beginning in which WebM and Ogg tell what they hold."""
MOST_BOXES = 10_000
"""Boxes of an MP4 that are looked at; a recorder writes some two a second."""

_WEBM = {b"V_VP8": True, b"V_VP9": True, b"V_AV1": True, b"A_OPUS": False, b"A_VORBIS": False}
_MP4 = {b"avc1": True, b"avc3": True, b"av01": True, b"vp09": True, b"mp4a": False, b"Opus": False}
_OGG = {b"OpusHead": False, b"\x01vorbis": False}
"""Codecs that tablets play, and whether each is a picture."""

_WEBM_PICTURE = re.compile(rb"\x86[\x80-\xff]V_")
_MP4_PICTURE = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_OGG_PICTURE = re.compile(rb"theora|BBCD|\x80VP80")
"""Marks of a picture, in whatever codec."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A recording: its type as it is served, whether it has a picture, and whether most tablets can play it."""

    type: str
    video: bool
    plays: bool


def sniffed(content: bytes) -> Sniffed | None:
    """What a recording is; None for anything but WebM, MP4, Ogg and WAV that tell what they hold."""
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return _known("webm", content[:HEAD], _WEBM, _WEBM_PICTURE)
    if content[4:8] == b"ftyp":
        tracks = _tracks(content)
        return _known("mp4", tracks, _MP4, _MP4_PICTURE) if tracks else None
    if content.startswith(b"OggS\x00"):
        return _known("ogg", content[:HEAD], _OGG, _OGG_PICTURE)
    if content.startswith(b"RIFF") and content[8:16] == b"WAVEfmt ":
        return Sniffed("audio/wav", video=False, plays=content[20:22] in (b"\x01\x00", b"\x03\x00"))
    return None


def _known(name: str, told: bytes, codecs: dict[bytes, bool], picture: re.Pattern[bytes]) -> Sniffed:
    found = [is_picture for codec, is_picture in codecs.items() if codec in told]
    video = any(found) or picture.search(told) is not None
    return Sniffed(f"{'video' if video else 'audio'}/{name}", video, plays=any(found) if video else bool(found))


def _tracks(content: bytes) -> bytes:
    """The box of an MP4 that tells of its tracks, which may be its last; empty where it has none."""
    at = 0
    for _box in range(MOST_BOXES):
        if at + 16 > len(content):
            break
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        size = int.from_bytes(content[at + 8 : at + 16]) if size == 1 else size
        if name == b"moov":
            return content[at : at + size] if size else content[at:]
        if size < 8:
            break
        at += size
    return b""
