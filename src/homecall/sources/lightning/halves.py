"""A day part and a night part of one duty, by one doctor: together a duty of 24 hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from homecall.sources.listing import Row
from homecall.spans.span import HOUR, Span

_PARTS = re.compile(r"\b(day|days|daytime|night|nights|overnight|am|pm|1st half|2nd half)\b", re.IGNORECASE)
SHORTEST, LONGEST = 23 * HOUR, 25 * HOUR
"""What 24 hours by the clock on the wall may last when clocks change."""


MOST_TRIED = 100
"""First parts that are tried for a second one; nobody has two of one name at one time."""


def joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, with two parts made one where the second begins as the first ends and 24 hours come of it.

    Both must be of one person and one day of the roster, and carry one name but for the words day and night.
    """
    kept: list[Row] = []
    ends: dict[object, list[int]] = {}
    for row in sorted(rows, key=lambda one: (one.person, one.day, one.span or Span(0, 1), one.title)):
        if row.span is None or not row.person:
            kept.append(row)
            continue
        before = ends.get((row.person, row.day, stem(row), row.span.start), [])[-MOST_TRIED:]
        first = next((n for n in reversed(before) if _halves(kept[n], row)), None)
        if first is None:
            ends.setdefault((row.person, row.day, stem(row), row.span.end), []).append(len(kept))
            kept.append(row)
        else:
            kept[first] = _whole(kept[first], row)
    return kept


def _halves(one: Row, other: Row) -> bool:
    """Whether two rows come to 24 hours, the second beginning where the first still ends."""
    assert one.span is not None
    assert other.span is not None
    return one.span.end == other.span.start and SHORTEST <= other.span.end - one.span.start <= LONGEST


def stem(row: Row) -> str:
    """A title without the words that tell a day part from a night part."""
    return " ".join(re.sub(r"[()\-–/:]", " ", _PARTS.sub(" ", row.title)).split()).casefold()


def _whole(one: Row, other: Row) -> Row:
    assert one.span is not None
    assert other.span is not None
    title = one.title
    if one.title != other.title:
        title = " ".join(re.sub(r"\(\s*\)", " ", _PARTS.sub(" ", one.title)).split()).strip(" -–/:") or one.title
    return replace(one, title=title, span=Span(one.span.start, other.span.end))
