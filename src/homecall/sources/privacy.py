"""Takes patients out of the words of a schedule before anything is kept: what stays still says which duty it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MASK = "•••"
"""What stands in a text in place of each stretch that may tell who a patient is."""

Place = tuple[int, int]
"""A stretch of a text, half-open."""

_NAME = r"[A-Z][A-Za-z'’-]+"
_SURNAME_FIRST = rf"{_NAME},\s*[A-Z][A-Za-z'’.-]*(?:\s+[A-Z]\b\.?)?"
_INITIALS = r"[A-Z]\.(?:\s?[A-Z]\.){1,2}"
_OLD_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19\d\d|20[01]\d|[4-9]\d)|(?:19\d\d|20[01]\d)-\d{1,2}-\d{1,2}"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{8}"

_RECORDS = (
    r"\b(?:MRN|MR\s?#|CSN|HAR|FIN|NHS|CHI|acct|account|(?:chart|case|encounter|visit|file|hosp(?:ital)?)\s*(?:no\b\.?|number|#)"
    # Two times of four digits behind such letters are the hours of a place that is called so.
    r"|med(?:ical)?\.?\s+rec(?:ord)?)\s*(?:no\b\.?|number|#)?\s*[:#.]?\s*(?!\d{4}\s?-\s?\d{4}\b)"
    r"[A-Z]{0,3}-?\d(?:[ -]?\d){3,}\b",
    rf"\b(?:DOB|D\.O\.B|born|birth\s?date|date of birth)\b\.?\s*(?:on\s+)?[:.]?\s*(?:{_DAY})",
    rf"(?<![\d/.-])(?:{_OLD_DAY})(?![\d/.-])",
)
_NUMBERS = (
    r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
    r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)",
    # A day of these years, as eight digits, is a date of the roster and nobody's number.
    r"(?<![\d-])(?!20[23]\d{5}(?!\d))\b[A-Z]{0,2}\d{6,}(?!\d)",
    # Children have ages too, in the names of their classes: so words for an age count only beside a sex.
    r"\b\d{1,3}\s?-?\s?(?:y/?o\b|y\.o\.)(?:\s?[MF]\b)?",
    r"\b\d{1,3}[\s-](?:years?|months?|weeks?|days?|mo|wks?|yrs?)[\s-]old\s(?:[MF]\b|(?:fe)?male\b|(?:wo)?man\b|girl\b|boy\b)",
)
_RECORD, _NUMBER = (re.compile("|".join(f"(?:{one})" for one in some), re.IGNORECASE) for some in (_RECORDS, _NUMBERS))
_PATIENT = re.compile(
    rf"\b(?:[Pp]t\b[.:]?|PT:|[Pp]atient\b:?|PATIENT\b:?)\s+(?P<name>{_SURNAME_FIRST}|{_INITIALS}|[A-Z]{{2,3}}\b|{_NAME}(?:\s+{_NAME})?)"
)
_ROOM = re.compile(r"\b(?:(?:room|rm)\.?\s*#?\s*[A-Z]?\d{3,4}[A-D]?|bed\s*#?\s*\d{1,3}[A-D]?)\b", re.IGNORECASE)
_TITLED = rf"\b(?:Mrs?|Ms|Miss)\b\.?\s+{_NAME}"
_NAMED = re.compile(rf"{_TITLED}|{_SURNAME_FIRST}|(?<![A-Za-z.]){_INITIALS}|(?<![A-Za-z.])[A-Z]\.\s?{_NAME}")
_TWO_NAMES = re.compile(rf"(?P<first>{_NAME})\s+(?P<last>{_NAME})\s*[-,:;(]*\s*$")
_CAPITALS_BEFORE = re.compile(r"(?<![A-Za-z])([A-Z]{2,3})\s*[-:,]?\s*$")
_CAPITALS_AFTER = re.compile(r"\s*[-:,]?\s*\(?([A-Z]{2,3})(?![A-Za-z])")
_NEAR = 100
"""How many letters before a place a name may begin: enough for any, and few enough for a title without end."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
_BETWEEN = re.compile(rf"{MASK}(?:[\s,;:.#()/–-]*{MASK})+")


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of the file beside this one, in lower case; `services` as they are written."""

    plain: frozenset[str]
    services: frozenset[str]
    procedure: re.Pattern[str]


@cache
def _words() -> _Words:
    read = tomllib.loads((files("homecall.sources") / "privacy.toml").read_text("utf-8"))
    procedures = sorted(read["procedures"], key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in procedures)})\b", re.IGNORECASE)
    known = frozenset(read["plain"]) | {part for one in procedures for part in one.split()}
    return _Words(known, frozenset(read["services"]), pattern)


def masked(text: str) -> str:
    """The text with whatever may tell who a patient is as `•••`; the same text where it tells nothing.

    Looks for record numbers, birthdays, ages, telephone numbers, and for names beside them, beside a room, beside a
    procedure or after "patient". A doctor's name alone is no patient's. Masking what is masked changes nothing.
    """
    spans = sorted({*_identifying(text), *_beside(text)})
    if not spans:
        return text
    return _BETWEEN.sub(MASK, _replaced(text, spans)).strip()


def _replaced(text: str, spans: Iterable[Place]) -> str:
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], MASK]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _identifying(text: str) -> Iterator[Place]:
    """Numbers that belong to one person, and every word around a record's number that no roster is known to use."""
    records = [one.span() for one in _RECORD.finditer(text)]
    yield from records
    yield from (one.span() for one in _NUMBER.finditer(text))
    if records:
        yield from (word.span() for word in _WORD.finditer(text) if not _plain(word[0]))


def _plain(word: str) -> bool:
    words = _words()
    return word in words.services or all(part in words.plain for part in re.split(r"[.'’-]+", word.lower()) if part)


def _beside(text: str) -> Iterator[Place]:
    """Names that something around them gives away as a patient's."""
    for found in _PATIENT.finditer(text):
        if not _plain(_WORD.findall(found["name"])[0]):
            yield found.span("name")
    done = [one.span() for one in _words().procedure.finditer(text)]
    places = [one.start() for pattern in (_ROOM, _NUMBER) for one in pattern.finditer(text)]
    if done or places:
        yield from (one.span() for one in _NAMED.finditer(text) if not _plain(_WORD.findall(one[0])[0]))
    yield from (name for at in places for name in _full_name(text, at))
    yield from (name for start, end in done for name in _initials(text, start, end))


def _full_name(text: str, at: int) -> Iterator[Place]:
    """Two capitalised words right before a place in the text, unless a roster is known to use one of them."""
    two = _TWO_NAMES.search(text, max(at - _NEAR, 0), at)
    if two and not _plain(two["first"]) and not _plain(two["last"]):
        yield two.start(), two.end("last")


def _initials(text: str, start: int, end: int) -> Iterator[Place]:
    """Two or three capitals right before or after a procedure, unless they are a service's."""
    before, after = _CAPITALS_BEFORE.search(text, max(start - _NEAR, 0), start), _CAPITALS_AFTER.match(text, end)
    yield from (found.span(1) for found in (before, after) if found and found[1] not in _words().services)
