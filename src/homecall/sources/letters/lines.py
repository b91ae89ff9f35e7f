"""The lines of a letter as pieces that say one thing each: wrapped prose joined, sentences apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from homecall.sources.letters.letter import Page
from homecall.sources.letters.words import MONTHS, WEEKDAYS, either

MOST_LINES = 5_000
"""Lines of a letter that are read."""
LONGEST_LINE = 2_000
"""Letters of a line that are read."""
LONGEST_PIECE = 500
"""Letters of a piece: prose without a full stop is cut there."""
_WRAPPED = 55
"""A line as long as this may go on in the next one, if that begins small."""
_SOME = 20
"""A line as long as this is more than a heading."""
_FULL = 68
"""And one as long as this whatever the next begins with."""
_SHORT = rf"(?:{either(MONTHS)}|{either(WEEKDAYS)}|[ap]\.m|st|dr|jr|sr|mr|mrs|ms|no|sra)"
_SENTENCE = re.compile(r"(?<=[.!?;])(?<!\b[A-Za-z]\.)\s+(?=[A-ZÁÉÍÓÚÑ¿¡])")
_ABBREVIATED = re.compile(rf"\b{_SHORT}\.$", re.IGNORECASE)
_OPEN = re.compile(r"(?:,|\b(?:on|the|at|from|to|and|el|de|del|al|las|y))$", re.IGNORECASE)
_HALF_DATE = re.compile(rf"\b(?:{either(MONTHS)}|{either(WEEKDAYS)})\b[.,]?$", re.IGNORECASE)
_LEADERS = re.compile(r"\s*(?:\.{3,}|…+|_{3,})\s*")
_FRESH = re.compile(
    rf"\s*(?:[-•*·>|]|\d+[.)]\s|(?:{either(MONTHS)}|{either(WEEKDAYS)})\b|\d{{1,2}}[/ ])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a letter and where they stand."""

    text: str
    where: str
    seen: bool = False


def pieces(pages: tuple[Page, ...]) -> Iterator[Piece]:
    """What the pages say, piece by piece."""
    count = 0
    for page in pages:
        joined: list[tuple[int, str]] = []
        for number, line in enumerate(page.text.splitlines(), start=1):
            count += 1
            if count > MOST_LINES:
                break
            _add(joined, number, _LEADERS.sub(" – ", line[:LONGEST_LINE].replace("\t", " | ")).rstrip())
        for number, text in joined:
            where = f"{page.name}, line {number}" if page.name else f"line {number}"
            yield from (Piece(one, where, page.seen) for one in sentences(text))


def _add(joined: list[tuple[int, str]], number: int, line: str) -> None:
    """Add a line, or carry on the one before that it belongs to."""
    if joined and line.strip() and _goes_on(joined[-1][1], line):
        first, before = joined[-1]
        joined[-1] = (first, f"{before} {line.strip()}")
    else:
        joined.append((number, line))


def _goes_on(before: str, line: str) -> bool:
    last = before.rstrip().rsplit("\n", 1)[-1]
    if not last or len(before) > LONGEST_LINE or re.search(r"\S\s{3,}\S", line):
        return False
    if _HALF_DATE.search(last) and len(last) > _SOME:
        return re.match(rf"\s*(?:\d|(?:{either(MONTHS)})\b)", line, re.IGNORECASE) is not None
    if _OPEN.search(last) and len(last) > _SOME:
        return True
    wide = len(last) >= (_WRAPPED if line.strip()[:1].islower() else _FULL)
    return wide and not re.search(r"[.!?:;]$", last) and not _FRESH.match(line)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a line; abbreviations do not end one."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text[: gap.start()][-12:]):
            yield from _cut(text[start : gap.start()])
            start = gap.end()
    yield from _cut(text[start:])


def _cut(text: str) -> Iterator[str]:
    for at in range(0, len(text), LONGEST_PIECE):
        if text[at : at + LONGEST_PIECE].strip():
            yield text[at : at + LONGEST_PIECE].strip()
