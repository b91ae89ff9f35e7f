"""The door: what arrives instead of a schedule is recognised here, and text is decoded, for every source alike."""

from __future__ import annotations

import codecs
import re

from homecall.errors import SourceError
from homecall.tongue import say

ZIP = b"PK\x03\x04"
_BINARIES = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_FILE = re.compile(r"\s*NOFI\s*=", re.IGNORECASE)
_LOCKED = re.compile(
    r"(bad|wrong|invalid|incorrect) (password|login|key|credentials)|(password|log ?in|sign ?in) (is )?required"
    r"|please (log|sign) in|session (has )?expired|access denied|not authori[sz]ed|unauthori[sz]ed|forbidden",
    re.IGNORECASE,
)
_LOCKED_WITHIN = 200
_MARKUP = re.compile(r"\s*<[!?a-zA-Z]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def text(content: bytes, name: str, *, json: bool = False) -> str:
    """The text of a schedule. Raises SourceError, naming the source, for anything that is plainly something else.

    UTF-8 and UTF-16 by their marks, else UTF-8 where it is valid, else Latin-1, which is what Amion writes. With `json`
    an answer in JSON is let in; it has words of its own for a refused key, which its reader knows.
    """
    binary(content, name)
    decoded = decode(content)
    if not (json and decoded.lstrip().startswith(("{", "["))):
        said(decoded, name)
    return decoded


def binary(content: bytes, name: str) -> None:
    """Refuses an empty body and files that are not text. Raises SourceError."""
    if not content.strip():
        raise SourceError(say("The schedule is empty."), where=name, cure=say("Export or fetch it again."))
    if content.startswith(ZIP):
        cure = say('Give an Excel workbook the kind "grid", or save it as text.')
        raise SourceError(say("The schedule is a zip file or an Excel workbook, not text."), where=name, cure=cure)
    kinds = [kind for magic, kind in _BINARIES.items() if content.startswith(magic)]
    if kinds:
        raise SourceError(
            say("The schedule is {value}, not text.", value=kinds[0]),
            where=name,
            cure=say("Export it as CSV or iCalendar."),
        )


def decode(content: bytes) -> str:
    """The bytes as text; never fails, since Latin-1 takes anything."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def said(decoded: str, name: str) -> None:
    """Refuses pages, messages and noise that came in place of data. Raises SourceError."""
    if not decoded.strip():
        raise SourceError(say("The schedule is empty."), where=name, cure=say("Export or fetch it again."))
    if _NO_FILE.match(decoded):
        cure = say("Ask the scheduler for the current Amion password.")
        raise SourceError(say("Amion has no such schedule (NOFI=No file)."), where=name, cure=cure)
    if _MARKUP.match(decoded):
        cure = say("Open the address in a browser: it may want you to sign in, or be an old link.")
        raise SourceError(say("A web page came instead of a schedule."), where=name, cure=cure)
    if _LOCKED.search(decoded[:_LOCKED_WITHIN]) and not _holds_rows(decoded):
        cure = say("Check the password or fetch a fresh link from the scheduling system.")
        raise SourceError(say("The scheduling system refused the password or the link."), where=name, cure=cure)
    if decoded.lstrip().startswith("{"):
        cure = say("Export it as CSV, or give it the kind of the system that wrote it.")
        raise SourceError(say("The schedule is JSON, which this kind does not read."), where=name, cure=cure)
    if len(_CONTROL.findall(decoded[:4096])) * 50 > min(len(decoded), 4096):
        raise SourceError(say("The schedule is not text."), where=name, cure=say("Export it as CSV or iCalendar."))


def _holds_rows(decoded: str) -> bool:
    """Whether the text is data after all: a calendar, or several lines with separators in them."""
    head = decoded[:4096]
    rows = [line for line in head.splitlines() if line.count(",") >= 2 or "\t" in line]
    return "BEGIN:VCALENDAR" in head.upper() or len(rows) >= 2
