"""Files as people and attackers send them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def jpeg(width: int = 900, height: int = 600, **more: Any) -> bytes:
    """A photo, red on its left half and blue on its right."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    return saved(picture, "JPEG", **more)


def saved(picture: Image.Image, form: str, **more: Any) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def sideways() -> bytes:
    """A photo taken with the phone on its side, with a place and a camera in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    return jpeg(exif=exif)


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that says it is some billion pixels."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(n, d) for n, d in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 9)))
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def sent(content: bytes, name: str = "a.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, content, kind)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\0" * 40
VIDEO = WEBM + b"\x86\x85V_VP8" + b"\x86\x86A_OPUS" + bytes(range(256)) * 400
HEIC = b64decode(
    b"AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9j"
    b"AAAAAERAAAIAAQAAAAAB4gABAAAAAAAAAEEAAgAAAAACIwABAAAAAAAAADIAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAA"
    b"ABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNg"
    b"AAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZE"
    b"AcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AA"
    b"AAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAe21kYXQAAAA9"
    b"KAGvWOb06r//5Wu//qP8h8n//1//Sr1X7jET/p4FWlr/c/R9Fd2UDm4ZwydU2twl603VejTPNaU0M0efRAAAAAZFeGlmAABNTQAqAAAACAAB"
    b"ARAAAgAAAA4AAAAaAAAAAFNlY3JldCBDYW1lcmEA"
)
"""A photo as an iPhone keeps it, 64 pixels wide, red on its left and blue on its right, and its camera's name."""
VOICE = WEBM + b"\x86\x86A_OPUS" + bytes(range(256)) * 8


def mp4(*tracks: bytes) -> bytes:
    """A film whose tracks are told at its end; its brands name a codec that it does not have, as they do."""
    told = b"".join(b"hdlr" + b"\0" * 8 + track for track in tracks)
    media = b"\0\x01\0\x08mdat" + bytes(65_536)
    return b"\0\0\0\x18ftypmp42\0\0\0\0avc1mp42" + media + struct.pack(">I", len(told) + 8) + b"moov" + told
