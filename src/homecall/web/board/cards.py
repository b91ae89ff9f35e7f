"""The cards of a child's day: core objects in, cards out. Whom a child is shown is decided here and in `sight`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from homecall.spans.span import Minute
from homecall.web.board.sight import Sight, Waking

What = Literal["now", "brings", "picks_up", "bed", "wakes"]
MOST = 5
"""Cards that a child can take in."""
TO_BED = 15
"""Whoever has the child so many minutes before its bedtime puts it to bed."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing of the day. `who` are ids: one, two of whom one will be there, or none where nobody is promised.

    `place` is where the child is then, empty at home.
    """

    what: What
    at: Minute
    who: tuple[str, ...]
    place: str = ""


def cards(sight: Sight, child: str) -> tuple[Card, ...]:
    """The cards from now on, first things first: the rest of today, or of tomorrow while the child sleeps.

    None at all where the plan says nothing about now, or the child is not born yet.
    """
    day = None if sight.stale else sight.waking(child)
    if day is None:
        return ()
    ways = [*_ways(sight, child, day)]
    first, last = _first(sight, child, day), _last(sight, child, day)
    spare = MOST - len(first) - len(last)
    return (*first, *_fewer(ways, spare), *last)


def _first(sight: Sight, child: str, day: Waking) -> list[Card]:
    """Who is there at the beginning: when it wakes up, or now."""
    return [_card(sight, child, "wakes" if day.asleep else "now", day.span.start)]


def _last(sight: Sight, child: str, day: Waking) -> list[Card]:
    """Who puts it to bed and, unless that is a day away, who is there afterwards."""
    bed = _card(sight, child, "bed", max(day.span.start, day.span.end - TO_BED))
    return [bed] if day.asleep else [bed, _card(sight, child, "wakes", day.next_wake)]


def _ways(sight: Sight, child: str, day: Waking) -> list[Card]:
    """Who brings the child to its places and picks it up there."""
    found = []
    for stay in sight.children[child].stays:
        if day.span.start < stay.span.start < day.span.end and not sight.place(child, stay.span.start - 1):
            found.append(_card(sight, child, "brings", stay.span.start - 1))
        if day.span.start < stay.span.end < day.span.end and not sight.place(child, stay.span.end):
            found.append(_card(sight, child, "picks_up", stay.span.end))
    return found


def _fewer(ways: list[Card], room: int) -> list[Card]:
    """As many as there is room for: being picked up matters more than being brought."""
    while len(ways) > room:
        brought = [way for way in ways if way.what == "brings"]
        ways.remove(brought[0] if brought else ways[-1])
    return ways


def _card(sight: Sight, child: str, what: What, at: Minute) -> Card:
    place = sight.place(child, at)
    return Card(what, at, () if place else sight.who(child, at), place)
