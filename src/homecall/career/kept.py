"""The long view: moments that were kept, by child and parent, over quarters and years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ALONE = ""
"""Stands for the parent where the plan named none."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment that had its place: `at` tells two of a day apart, `parents` are those who were with it.

    `children` are those whose it was, none where that is not known.
    """

    moment: str
    day: date
    at: int
    parents: tuple[str, ...]
    title: str = ""
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days with a name of their own, both inclusive."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def quarter(day: date, back: int = 0) -> Stretch:
    """The quarter of a day, or the one so many before."""
    at = day.year * 4 + (day.month - 1) // 3 - back
    return Stretch(_quarter_start(at), _quarter_start(at + 1) - timedelta(days=1))


def _quarter_start(at: int) -> date:
    return date(at // 4, at % 4 * 3 + 1, 1)


def year(day: date, back: int = 0) -> Stretch:
    """The calendar year of a day, or the one so many before."""
    return Stretch(date(day.year - back, 1, 1), date(day.year - back, 12, 31))


def times(occasions: Iterable[Occasion], stretch: Stretch) -> dict[str, int]:
    """How often each moment was kept, however many were there."""
    seen = {(one.moment, one.at) for one in occasions if stretch.holds(one.day)}
    ids = [moment for moment, _at in seen]
    return {id: ids.count(id) for id in sorted(set(ids), key=lambda id: (-ids.count(id), id))}


def by_child(
    occasions: Iterable[Occasion], children: Mapping[str, Sequence[str]], stretch: Stretch
) -> dict[tuple[str, str], int]:
    """How often each child had a moment with each parent, by (child, parent).

    `children` are those of each moment now, for occasions that do not say whose they were; one that neither knows is
    nobody's.
    """
    seen = {
        (child, parent, one.moment, one.at)
        for one in occasions
        if stretch.holds(one.day)
        for child in one.children or children.get(one.moment, ())
        for parent in (one.parents or (ALONE,))
    }
    counts: dict[tuple[str, str], int] = {}
    for child, parent, _moment, _at in seen:
        counts[child, parent] = counts.get((child, parent), 0) + 1
    return counts


def by_week(
    occasions: Iterable[Occasion], children: Mapping[str, Sequence[str]], stretch: Stretch
) -> dict[tuple[str, str], tuple[int, ...]]:
    """The same as `by_child`, week by week: seven days each from the stretch's first on, the last one shorter."""
    weeks = (stretch.last - stretch.first).days // 7 + 1
    found: dict[tuple[str, str], list[int]] = {}
    seen: set[tuple[str, str, str, int]] = set()
    for one in occasions:
        for child in (one.children or children.get(one.moment, ())) if stretch.holds(one.day) else ():
            for parent in one.parents or (ALONE,):
                if (child, parent, one.moment, one.at) not in seen:
                    seen.add((child, parent, one.moment, one.at))
                    found.setdefault((child, parent), [0] * weeks)[(one.day - stretch.first).days // 7] += 1
    return {key: tuple(counts) for key, counts in found.items()}


def span(occasions: Sequence[Occasion]) -> tuple[date, date] | None:
    """The first and the last day on which anything was kept; None where nothing is known."""
    days = [one.day for one in occasions]
    return (min(days), max(days)) if days else None


def years(occasions: Sequence[Occasion], today: date) -> tuple[Stretch, ...]:
    """The calendar years from the first that is known through this one, the newest first; none without any."""
    known = span(occasions)
    if known is None:
        return ()
    return tuple(year(today, back) for back in range(max(0, today.year - known[0].year) + 1))
