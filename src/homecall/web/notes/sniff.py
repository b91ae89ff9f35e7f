"""What a recording is, by its own bytes and not by what was said of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 65_536
"""Bytes at either end in which a container tells what it holds."""

_WEBM = {b"V_VP8": True, b"V_VP9": True, b"V_AV1": True, b"A_OPUS": False, b"A_VORBIS": False}
_MP4 = {b"avc1": True, b"avc3": True, b"av01": True, b"vp09": True, b"mp4a": False, b"Opus": False}
_OGG = {b"OpusHead": False, b"\x01vorbis": False}
"""Codecs that tablets play, and whether each is a picture."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A recording: its type as it is served, whether it has a picture, and whether most tablets can play it."""

    type: str
    video: bool
    plays: bool


def sniffed(content: bytes) -> Sniffed | None:
    """What a recording is; None for anything but WebM, MP4, Ogg and WAV."""
    ends = content[:HEAD] + content[-HEAD:]
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return _known("webm", ends, _WEBM, other=b"V_")
    if content[4:8] == b"ftyp" and len(content) > 16:
        return _known("mp4", ends, _MP4, other=b"vide")
    if content.startswith(b"OggS\x00"):
        return _known("ogg", content[:4096], _OGG, other=b"theora")
    if content.startswith(b"RIFF") and content[8:16] == b"WAVEfmt ":
        return Sniffed("audio/wav", video=False, plays=content[20:22] in (b"\x01\x00", b"\x03\x00"))
    return None


def _known(name: str, ends: bytes, codecs: dict[bytes, bool], other: bytes) -> Sniffed:
    """`other` marks a picture in a codec that we do not know."""
    found = [picture for codec, picture in codecs.items() if codec in ends]
    video = any(found) or other in ends
    return Sniffed(f"{'video' if video else 'audio'}/{name}", video, plays=any(found) if video else bool(found))
