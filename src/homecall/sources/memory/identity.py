"""What makes a shift the same at the next fetch: its content. Some systems make new identifiers at every fetch."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from homecall.sources.base import Entry
from homecall.spans.wall import Wall


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """The key of one entry. `start` and `end` are local wall times, or a date and nothing for one without hours.

    `title` is in its normal form. `ordinal` counts from 1 among entries that are equal in all else.
    """

    source: str
    start: str
    end: str
    title: str
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """What two fetches say differently, each in order. `healed` was held as withdrawn before, and is there again."""

    added: tuple[Identity, ...] = ()
    withdrawn: tuple[Identity, ...] = ()
    healed: tuple[Identity, ...] = ()
    same: tuple[Identity, ...] = ()


def identified(source: str, entries: Iterable[Entry], wall: Wall) -> Mapping[Identity, Entry]:
    """The entries of one source, already one a day, by their identity; their order and their uids change nothing."""
    alike: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        alike.setdefault((*_hours(entry, wall), normal(entry.title)), []).append(entry)
    found: dict[Identity, Entry] = {}
    for key, some in sorted(alike.items()):
        for ordinal, entry in enumerate(sorted(some, key=_before), start=1):
            found[Identity(source, *key, ordinal)] = entry
    return found


def _before(entry: Entry) -> tuple[int, int]:
    """Order among equals: by instant, which differs where the wall clock shows one time twice."""
    return (entry.span.start, entry.span.end) if entry.span else (0, 0)


def _hours(entry: Entry, wall: Wall) -> tuple[str, str]:
    if entry.span is None:
        return entry.day.isoformat(), ""
    start, end = (wall.local(minute).replace(tzinfo=None) for minute in (entry.span.start, entry.span.end))
    return start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")


def normal(title: str) -> str:
    """A title without what feeds change for no reason: case, spaces, and letters that merely look otherwise."""
    return " ".join(unicodedata.normalize("NFKC", title).split()).casefold()


def changed_days(before: Iterable[Entry], after: Iterable[Entry]) -> set[date]:
    """The days on which two readings of a source may differ; on all others they hold the same, entry by entry.

    Quick, so that of a large calendar only a few days have to be looked at in their wall time.
    """
    forms: dict[str, str] = {}
    left, right = (Counter(_quick(one, forms) for one in entries) for entries in (before, after))
    return {key[0] for key in left.keys() | right.keys() if left[key] != right[key]}


def _quick(entry: Entry, forms: dict[str, str]) -> tuple[date, int, int, str]:
    """What can differ of an entry, in one tuple; the normal form of each title is made once."""
    title = forms.get(entry.title)
    if title is None:
        title = forms[entry.title] = normal(entry.title)
    return (entry.day, entry.span.start, entry.span.end, title) if entry.span else (entry.day, 0, 0, title)


def changes(before: Collection[Identity], after: Collection[Identity], held: Collection[Identity] = ()) -> Changes:
    """What is new, gone, back and unchanged, where `held` are those that were missing before."""
    old, new, missing = set(before), set(after), set(held)
    return Changes(
        added=tuple(sorted(new - old - missing)),
        withdrawn=tuple(sorted(old - new - missing)),
        healed=tuple(sorted(new & missing)),
        same=tuple(sorted((old & new) - missing)),
    )
