"""Content lines of RFC 5545: text made safe, escaped, folded, and unfolded again."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 75
"""Octets of a line, its end not counted (RFC 5545, section 3.1)."""

_ESCAPED = re.compile(r"\\([\\;,nN])")


def clean(text: str) -> str:
    """The text on one line, without control characters, with single spaces; what UTF-8 cannot hold becomes `?`."""
    held = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in held).split())


def escape(text: str) -> str:
    """The text as a TEXT value: backslashes, semicolons, commas and line breaks are escaped."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def unescape(value: str) -> str:
    """A TEXT value as people read it."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def fold(line: str) -> bytes:
    """The line in UTF-8 with its CRLF, cut into pieces of at most 75 octets between characters."""
    pieces, piece = [], bytearray()
    for char in line:
        octets = char.encode("utf-8")
        if len(piece) + len(octets) > LIMIT:
            pieces.append(bytes(piece))
            piece = bytearray(b" ")
        piece += octets
    return b"\r\n".join([*pieces, bytes(piece)]) + b"\r\n"


def unfold(content: str) -> list[str]:
    """The lines that were folded, without their ends; bare line feeds are taken as ends too."""
    return content.replace("\r\n", "\n").replace("\n ", "").split("\n")
