"""How many sleeps until a parent is back, and what they do meanwhile, for a child. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from homecall.rules.facts.adults import SETTLE, ParentFacts
from homecall.spans.span import Minute, Span, holds, minutes_in, subtract, union
from homecall.timeline.period import Kind
from homecall.web.board.sight import Sight

Doing = Literal["hospital", "clinic", "home", "work"]
WORTH = 15
"""Minutes awake together that count as being back; being there when the child wakes up always does."""

NEARLY = 120
"""Minutes before waking up from which on the night that a child is in is no "one more sleep" any more."""


@dataclass(frozen=True, slots=True)
class Away:
    """A parent who is not at home now or tonight.

    `sleeps` counts the child's nights until they are back and awake, 0 for today still; None where nobody should
    promise it. `nap` is true where they sleep first. `tonight` is true where the child falls asleep without them.
    """

    parent: str
    doing: Doing
    tonight: bool
    sleeps: int | None
    nap: bool = False


def away(sight: Sight, child: str) -> tuple[Away, ...]:
    """The parents who are away now or tonight, in the household's order; nobody where the plan says nothing."""
    nights = () if sight.stale or sight.waking(child) is None else sight.nights(child)
    found = (_away(sight, parent, nights) for parent in sight.parents.values()) if nights else ()
    return tuple(one for one in found if one)


def gone(parent: ParentFacts) -> tuple[Span, ...]:
    """Time in which a parent is out of the house: duties with the way to them and from them."""
    return union([*parent.working, *(Span(duty.leaves, duty.home) for duty in parent.duties)])


def gone_at_night(sight: Sight, parent: str, night: Span) -> bool:
    """Whether a child falls asleep without a parent, or spends most of the night without."""
    out = gone(sight.parents[parent])
    return holds(out, night.start) or minutes_in(out, night) * 2 >= night.minutes


def _away(sight: Sight, parent: ParentFacts, nights: tuple[Span, ...]) -> Away | None:
    tonight = gone_at_night(sight, parent.id, nights[0])
    out = gone(parent)
    if not tonight and not holds(out, sight.at):
        return None
    at = sight.at if holds(out, sight.at) else max(sight.at, nights[0].start)
    sleeps, nap = _back(sight, parent, nights)
    return Away(parent.id, _doing(sight, parent.id, at, nights[0]), tonight, sleeps, nap)


def _back(sight: Sight, parent: ParentFacts, nights: tuple[Span, ...]) -> tuple[int | None, bool]:
    """The sleeps until a waking time with the parent in it, and whether a nap comes first."""
    before = Span(sight.at, nights[0].start) if sight.at < nights[0].start else None
    over = nights[0].holds(sight.at) and nights[0].end - sight.at <= NEARLY
    days = [before, *(Span(night.end, later.start) for night, later in pairwise(nights) if night.end < later.start)]
    for count, day in enumerate(days):
        if day is None:
            continue
        if any(day.overlaps(unknown) for unknown in parent.unknown):
            break
        found = _home(sight, parent, day)
        if found is not None:
            return max(0, count - over), any(rest.start - SETTLE <= found < rest.end for rest in parent.rest)
    return None, False


def _home(sight: Sight, parent: ParentFacts, day: Span) -> Minute | None:
    """When the parent comes home on a day, if they surely have time for the child on it; None otherwise."""
    for span in subtract([day], gone(parent)):
        together = subtract([span], parent.rest)
        enough = sum(one.minutes for one in together) >= WORTH
        there = bool(together) and together[0].start == day.start
        if (enough or there) and sight.late(parent.id, together[-1].end - WORTH) <= sight.limit:
            return span.start
    return None


def _doing(sight: Sight, parent: str, at: Minute, night: Span) -> Doing:
    """What a child is told that a parent does."""
    known, who = sight.household.schedules.get(parent), sight.household.parents
    when = Span(min(at, night.start), max(at, night.start) + 1)
    kinds = {p.kind for p in known.periods if p.span.overlaps(when)} if known else set()
    medicine = any(one.id == parent and one.work_rules != "none" for one in who)
    if kinds & {Kind.IN_HOUSE_CALL, Kind.NIGHT}:
        return "hospital"
    if Kind.CLINIC in kinds:
        return "clinic"
    if kinds == {Kind.REMOTE}:
        return "home"
    return "hospital" if medicine else "work"
