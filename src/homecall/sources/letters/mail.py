"""A mail: its words, and the flyers that hang on it."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import islice

from homecall.errors import SourceError
from homecall.sources.letters.letter import Page
from homecall.sources.letters.markup import text_of
from homecall.tongue import noted, say

MOST_PARTS = 100
"""Parts of a mail that are looked at."""
MOST_FLYERS = 4
"""Attachments that are read."""
ODD = noted("This mail is put together in a way that cannot be read.")


@dataclass(frozen=True, slots=True)
class Mail:
    """The words of a mail, and its attachments by name. `cut` is true where it has more parts than are looked at."""

    pages: tuple[Page, ...]
    flyers: tuple[tuple[str, bytes], ...]
    cut: bool


def opened(content: bytes) -> Mail:
    """A mail taken apart. Raises SourceError for one that cannot be."""
    try:
        message = message_from_bytes(content, policy=default)
        parts = list(islice(message.walk(), MOST_PARTS + 1))
        leaves = [part for part in parts[:MOST_PARTS] if isinstance(part, EmailMessage) and not part.is_multipart()]
        subject = str(message.get("Subject", ""))[:300]
        flyers = tuple(islice((one for part in leaves if (one := _flyer(part))), MOST_FLYERS))
        words = _words(leaves)
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError, IndexError) as wrong:
        raise SourceError(say(ODD), cure=say("Open it and paste its text instead.")) from wrong
    return Mail((Page(subject, "the subject"), *words), flyers, len(parts) > MOST_PARTS)


def _words(leaves: list[EmailMessage]) -> tuple[Page, ...]:
    """The plain text, or the HTML where there is none to speak of: the two say the same."""
    bodies = [part for part in leaves if part.get_content_disposition() != "attachment"]
    plain = "\n".join(_text(part) for part in bodies if part.get_content_type() == "text/plain")
    marked = "\n".join(text_of(_text(part)) for part in bodies if part.get_content_type() == "text/html")
    return (Page(plain if len(plain.strip()) * 3 > len(marked) else marked, "the mail"),)


def _text(part: EmailMessage) -> str:
    content = part.get_content()
    return content if isinstance(content, str) else ""


def _flyer(part: EmailMessage) -> tuple[str, bytes] | None:
    kind = part.get_content_type()
    if kind != "application/pdf" and not kind.startswith("image/"):
        return None
    if part.get_content_disposition() != "attachment" and kind != "application/pdf":
        return None  # a logo in the signature
    content = part.get_content()
    return (str(part.get_filename() or "the attachment")[:80], content) if isinstance(content, bytes) else None
