"""Where somebody else has a child: preschool, daycare, a class."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from homecall.spans.span import Span
from homecall.spans.wall import Weekly


@dataclass(frozen=True, slots=True)
class Place:
    """A place that has a child from `hours.start` to `hours.end` on `hours.days`.

    `travel` is minutes each way, by a lead who drives. `closed` holds the local days it is shut; `closed_from` is a
    calendar whose all-day entries are more of them, relative to the household file; with `closed_titles` only those
    entries are whose title fits one of these shell-style patterns. `shut` is time in which it does
    not have the child after all, said while a plan runs; the file knows no such key.
    """

    name: str
    hours: Weekly
    travel: int = 0
    closed: frozenset[date] = frozenset()
    closed_from: str = field(default="", repr=False)
    shut: tuple[Span, ...] = ()
    closed_titles: tuple[str, ...] = ()
