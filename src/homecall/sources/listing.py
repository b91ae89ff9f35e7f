"""Rosters that list many people, one row a duty: from rows to one person's intake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.base import Entry, Intake, matters, reject
from homecall.sources.people import chosen, nobody, several
from homecall.spans.span import Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject
from homecall.tongue import say

MOST_DUTIES = 300_000
"""Duties of one roster; a year of 800 people has fewer."""

MOST_REFUSED = 10_000
"""Entries of one roster that cannot be read, from which on it is no such roster."""

ALONE = "(this schedule)"
"""The person of every row in a feed that names nobody: it is one person's own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One duty of one person. An empty `person` is a duty that nobody fills; it still shows how far the roster goes.

    `ids` are other handles for the person, matched only when equal.
    """

    person: str
    title: str
    day: date
    span: Span | None
    ids: tuple[str, ...] = ()


def refused(line: int, cells: Sequence[str], error: Exception, *, noun: str = "line") -> Reject:
    """The reject for a line, or for what else the feed is made of, that could not be read."""
    return reject(f"{noun} {line}", ",".join(cells), f"This {noun} was left out: {error}.")


def bounded(found: Sequence[Row], rejects: Sequence[Reject]) -> None:
    """Refuses a roster that goes on for longer than any does. Raises SourceError; to be asked after each line."""
    if len(rejects) > MOST_REFUSED:
        cure = say("Check the kind of this schedule, and how it writes its dates.")
        raise SourceError(
            say("More than {most} entries of this schedule cannot be read.", most=f"{MOST_REFUSED:,}"),
            cure=cure,
        )
    if len(found) > MOST_DUTIES:
        cure = say("Export fewer months, or only your own duties.")
        raise SourceError(say("The schedule holds more than {most} duties.", most=f"{MOST_DUTIES:,}"), cure=cure)


def intake(
    rows: Sequence[Row],
    rejects: Sequence[Reject],
    spec: SourceSpec,
    horizon: Horizon,
    *,
    typos: bool = False,
    whole: bool = False,
) -> Intake:
    """The wanted person's part of the rows, found with `typos` and `whole` as names are `chosen`.

    Raises SourceError if `match` is missing where several are listed.
    """
    people = {row.person for row in rows if row.person}
    if len(people) > 1 and not spec.match:
        cure = say('Add match = "…" with one of: {value}.', value=", ".join(sorted(people)[:4]))
        raise SourceError(say("The schedule lists {value} people.", value=len(people)), where=spec.name, cure=cure)
    wanted = _wanted(rows, people, spec, typos=typos, whole=whole)
    kept = (Entry(row.title, row.day, row.span) for row in rows if row.person in wanted)
    through = max((row.day for row in rows), default=None)
    entries = tuple(entry for entry in kept if matters(entry, horizon))
    absent = bool(rows) and not wanted
    return Intake(entries, tuple(rejects), through, notes=_notes(spec, people, wanted), absent=absent)


def _wanted(rows: Sequence[Row], people: set[str], spec: SourceSpec, *, typos: bool, whole: bool) -> frozenset[str]:
    if not spec.match or people == {ALONE}:
        return frozenset(people)
    by_id = frozenset(row.person for row in rows if row.person and spec.match.strip() in row.ids)
    return by_id or chosen(spec.match, people, typos=typos, whole=whole)


def _notes(spec: SourceSpec, people: set[str], wanted: frozenset[str]) -> tuple[str, ...]:
    if people and not wanted:
        return (nobody(spec.match, people),)
    return (several(spec.match, wanted),) if len(wanted) > 1 else ()
