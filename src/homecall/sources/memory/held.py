"""Shifts that vanished from a feed: held for a while, since what vanishes often comes back, and unknown is not free."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from homecall.sources.base import Entry
from homecall.sources.memory.identity import Identity
from homecall.spans.span import HOUR, Minute
from homecall.spans.wall import Wall
from homecall.tongue import month, noted, say

HOLD = 48 * HOUR
"""Minutes for which a vanished shift still counts: a batch of four once came back to a real feed after three days."""

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that is no longer in its feed, and the fetch at which it was first missing."""

    identity: Identity
    entry: Entry
    since: Minute

    def counts(self, fetched: Minute) -> bool:
        """Whether it still counts at the time of a fetch: only one that has it missing again can end it."""
        return fetched < self.since + HOLD


def hold(
    held: Iterable[Held], before: Mapping[Identity, Entry], after: Collection[Identity], now: Minute, first: date
) -> tuple[Held, ...]:
    """What is held after a fetch at `now`: what was and still is missing, and what is missing for the first time.

    Before `first` the feed does not look back, so that absence there says nothing.
    """
    kept = {one.identity: Held(one.identity, one.entry, min(one.since, now)) for one in held}
    for identity, entry in before.items():
        if entry.day >= first:
            kept.setdefault(identity, Held(identity, entry, now))
    there = set(after)
    return tuple(one for key, one in sorted(kept.items()) if key not in there and one.counts(now))


def said(held: Sequence[Held], wall: Wall, now: Minute) -> Iterator[str]:
    """A sentence for each shift that is held, or one for many that went at once."""
    for since, group in groupby(sorted(held, key=lambda one: (one.since, one.identity)), key=lambda one: one.since):
        gone = list(group)
        over = now >= since + HOLD  # only the next good fetch ends it
        until = when(since + HOLD, wall)
        if len(gone) > _NAMED:
            many = noted(
                "{count} entries, the first of them {entry}, are no longer in this schedule. "
                "They still count until {time}, in case they come back."
            )
            fetch = noted(
                "{count} entries, the first of them {entry}, are no longer in this schedule. "
                "They still count until this schedule is fetched again, in case they come back."
            )
            yield say(fetch if over else many, count=len(gone), entry=_named(gone[0]), time=until)
            continue
        yield from (_one(one, "" if over else until) for one in gone)


def _one(gone: Held, until: str) -> str:
    if until:
        return say(
            "{entry} is no longer in this schedule. It still counts until {time}, in case it comes back.",
            entry=_named(gone),
            time=until,
        )
    return say(
        "{entry} is no longer in this schedule. "
        "It still counts until this schedule is fetched again, in case it comes back.",
        entry=_named(gone),
    )


def _named(one: Held) -> str:
    day = one.entry.day
    return say("“{title}” on {day} {month}", title=one.entry.title, day=day.day, month=month(day))


def when(minute: Minute, wall: Wall) -> str:
    """An instant as people say it: `5 November at 14:00`."""
    local: datetime = wall.local(minute)
    day = say("{day} {month}", day=local.day, month=month(local.date()))
    return say("{day} at {time}", day=day, time=f"{local:%H:%M}")
