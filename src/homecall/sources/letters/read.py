"""Reads a letter, whatever it comes as: a mail, a PDF, a photo or pasted text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from homecall.errors import SourceError
from homecall.sources.letters.dates import Reader
from homecall.sources.letters.find import Finder
from homecall.sources.letters.habits import month_first
from homecall.sources.letters.letter import LARGEST, About, Letter, Page
from homecall.sources.letters.lines import pieces
from homecall.sources.letters.mail import MOST_PARTS, opened
from homecall.sources.letters.markup import text_of
from homecall.sources.letters.order import order_of
from homecall.sources.letters.paper import Desk
from homecall.sources.letters.years import term_of
from homecall.timeline.timeline import Reject
from homecall.tongue import say

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"RIFF", b"GIF8", b"BM")
_MAIL = (
    b"from:",
    b"received:",
    b"return-path:",
    b"delivered-to:",
    b"mime-version:",
    b"subject:",
    b"date:",
    b"message-id:",
)
LARGEST_TEXT = 1_000_000
"""Letters of text that are read."""


def read_letter(content: bytes | str, name: str, about: About, going: Callable[[], bool] = lambda: True) -> Letter:
    """What a letter proposes. Raises SourceError for one that cannot be read at all.

    `going` is asked now and then while programs of others work, and ends the reading by saying no.
    """
    if len(content) > LARGEST:
        raise SourceError(say("This is too large for a letter."), cure=say("Send a smaller photo, or paste the text."))
    desk = Desk(going)
    pages = tuple(_pages(content, name, desk))
    text = "\n".join(page.text for page in pages)[:LARGEST_TEXT]
    if not text.strip():
        raise SourceError(
            say("There is no text in it."),
            cure=say("Take the photo again, nearer and in good light, or paste the text."),
        )
    reader = Reader(term_of(text, about.today), order_of(text, habit=month_first(about.zone)))
    letter = Finder(about, reader).letter(list(pieces(pages)))
    return replace(letter, rejects=(*desk.rejects, *letter.rejects))


def _pages(content: bytes | str, name: str, desk: Desk) -> list[Page]:
    if isinstance(content, str):
        return [Page(content[:LARGEST_TEXT])]
    head = content[:2_000].lstrip()
    if b"%PDF-" in head[:1024]:
        return desk.pdf(content, "")
    if head.startswith(_PICTURES):
        return desk.picture(content, "")
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise SourceError(
            say("This kind of photo cannot be read."), cure=say("Send it as JPEG; a screenshot of it will do.")
        )
    if name.lower().endswith((".eml", ".mht")) or head.lower().startswith(_MAIL):
        return _mail(content, desk)
    return [_plain(content, name)]


def _mail(content: bytes, desk: Desk) -> list[Page]:
    mail = opened(content)
    if mail.cut:
        desk.rejects.append(
            Reject("the mail", "", say("Only the first {most} parts of this mail are read.", most=MOST_PARTS))
        )
    pages = list(mail.pages)
    for name, flyer in mail.flyers:
        try:
            pages += desk.pdf(flyer, name) if flyer.startswith(b"%PDF-") else desk.picture(flyer, name)
        except SourceError as wrong:
            desk.rejects.append(Reject(name, "", wrong.advice))
    return pages


def _plain(content: bytes, name: str) -> Page:
    if b"\0" in content[:4_000]:
        raise SourceError(
            say("This is no kind of letter that can be read."),
            cure=say("Send a mail, a PDF or a photo, or paste its text."),
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    marked = (
        "<html" in text[:2_000].lower() or "<!doctype html" in text[:200].lower() or "<body" in text[:2_000].lower()
    )
    return Page(text_of(text) if marked else text[:LARGEST_TEXT])
