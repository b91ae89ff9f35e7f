"""Dated moments against the schedules: who can be there, what stands in the way, and where nobody knows yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.rules.facts.adults import Duty, ParentFacts, parent_facts
from homecall.rules.facts.occasions import wanted_parents
from homecall.spans.span import Minute, Span, covers
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Timeline

State = Literal["free", "works", "unknown"]
FARTHEST = 400
"""Days ahead that a moment is looked at."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Whether a parent can be at a moment. `duty` stands in the way where they work.

    `through` is the last day that their schedule is known for, None where it is known for ever.
    """

    parent: str
    state: State
    duty: Duty | None = None
    through: date | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A dated moment to come with the chances of those it is for."""

    moment: Moment
    span: Span
    chances: tuple[Chance, ...]

    @property
    def free(self) -> tuple[str, ...]:
        """The parents who can be there."""
        return tuple(one.parent for one in self.chances if one.state == "free")

    @property
    def enough(self) -> bool:
        """Whether those who can be there are those it asks for."""
        return bool(self.free) if self.moment.who == "any" else len(self.free) == len(self.chances)


def coming(family: Household, schedules: Mapping[str, Timeline], now: Minute) -> tuple[Coming, ...]:
    """The dated moments that are not over, by date. A parent without a schedule among `schedules` is free."""
    spans = {one.id: _span(family, one) for one in family.moments if one.dated}
    dated = sorted((span, one.id, one) for one in family.moments if (span := spans.get(one.id)) and span.end > now)
    if not dated:
        return ()
    first, last = family.wall.date(now), family.wall.date(dated[-1][0].end)
    horizon = Horizon(family.wall, first, min((last - first).days + 2, FARTHEST), now)
    lines = {one.id: schedules.get(one.id, Timeline(one.id)) for one in family.parents}
    facts = {one.id: parent_facts(one, lines[one.id], horizon) for one in family.parents}
    return tuple(Coming(one, span, _chances(family, one, span, facts, lines)) for span, _id, one in dated)


def _span(family: Household, one: Moment) -> Span | None:
    if one.start is None or one.end is None:
        return None
    return Span(family.wall.localize(one.start), family.wall.localize(one.end))


def _chances(
    family: Household, one: Moment, span: Span, facts: Mapping[str, ParentFacts], lines: Mapping[str, Timeline]
) -> tuple[Chance, ...]:
    away = Span(span.start - one.travel, span.end + one.travel)
    return tuple(_chance(facts[who], away, lines[who].through, family) for who in wanted_parents(one, family))


def _chance(facts: ParentFacts, away: Span, through: date | None, family: Household) -> Chance:
    duty = next((one for one in facts.duties if _holds(one).overlaps(away)), None)
    if duty is not None:
        return Chance(facts.id, "works", duty, through)
    if through is not None and family.wall.date(away.end - 1) > through:
        return Chance(facts.id, "unknown", None, through)
    return Chance(facts.id, "free" if covers(facts.able, away) else "works", None, through)


def _holds(duty: Duty) -> Span:
    """All the time that a duty takes: the roads and the rest after it too."""
    return Span(duty.leaves, max(duty.home, duty.rest.end if duty.rest else duty.home))
