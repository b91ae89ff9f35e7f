"""News beside a schedule: what a mail on trades says, against what the parent's schedules list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from homecall.sources.base import Lost
from homecall.sources.people import plain
from homecall.timeline.period import Period


def still_new(news: Iterable[Period], listed: Sequence[Period]) -> tuple[Period, ...]:
    """The periods that no schedule has under the same title on the same day yet; a schedule that has them wins."""
    known = {_key(one.title, one.day) for one in listed}
    return tuple(one for one in news if _key(one.title, one.day) not in known)


def still_listed(lost: Iterable[Lost], listed: Sequence[Period]) -> tuple[str, ...]:
    """A sentence for each schedule that still lists a duty which another has taken; it stays until that is settled."""
    by_key: dict[tuple[str, date], dict[str, Period]] = {}
    for period in listed:
        by_key.setdefault(_key(period.title, period.day), {})[period.source] = period
    return tuple(
        f"{source} still lists {period.title} on {one.day:%A} {one.day.day} {one.day:%B}; {one.said}. "
        "It counts as yours until the schedule says so too, or you take it out."
        for one in lost
        for source, period in by_key.get(_key(one.title, one.day), {}).items()
    )


def _key(title: str, day: date) -> tuple[str, date]:
    return plain(title), day
