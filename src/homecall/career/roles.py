"""The roles that a parent holds: what each asks for, since when, and until when it was meant to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homecall.errors import CareerError
from homecall.spans.wall import Weekly
from homecall.tongue import say

MOST_HOURS = 168.0
"""Hours that a week has."""
MOST_STINTS = 200


class RoleKind(StrEnum):
    """What a role is. The values are the words of the roles table."""

    CLINICAL = "clinical"
    CALL = "call"
    TEACHING = "teaching"
    RESEARCH = "research"
    COMMITTEE = "committee"
    LEADERSHIP = "leadership"
    ADMIN = "admin"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week, as a range. Raises CareerError where they cannot be."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= MOST_HOURS:
            said = say("{low} to {high} hours a week cannot be.", low=f"{self.low:g}", high=f"{self.high:g}")
            raise CareerError(said, cure=say("Give the lower number first; a week has 168 hours."))

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Stint:
    """From `since` on, a role asks for these hours."""

    since: date
    hours: Hours


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a parent. Its `stints` are in order, the first being its start; they show how it grew.

    `times` are its fixed hours, in every `every`-th week counted from its start, and none where it floats. `promised`
    is the end that was said when it was taken on, `end` the one that holds now, both inclusive and None where nobody
    has said one; `over` is the last day of a role that was handed on. `income` is a year's, before tax. `meaning` and
    `successor` (who could take it over) are the parent's own words.
    """

    id: str
    parent: str
    title: str
    kind: RoleKind
    stints: tuple[Stint, ...]
    times: tuple[Weekly, ...] = ()
    every: int = 1
    promised: date | None = None
    end: date | None = None
    over: date | None = None
    income: float = 0.0
    meaning: str = ""
    successor: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise CareerError(say("A role needs a name."), cure=say("Call it as you do at work: “Thursday clinic”."))
        if not 1 <= len(self.stints) <= MOST_STINTS or list(self.stints) != sorted(self.stints, key=lambda s: s.since):
            said = say("The hours of “{role}” are not in order of time.", role=self.title)
            raise CareerError(said, cure=say("Give each change a later day."))
        if not 1 <= self.every <= 52:
            said = say("“{role}” cannot come every {weeks} weeks.", role=self.title, weeks=self.every)
            raise CareerError(said, cure=say("Give 1 to 52."))
        if any(day is not None and day < self.start for day in (self.promised, self.end, self.over)):
            said = say("“{role}” would end before it starts.", role=self.title)
            raise CareerError(said, cure=say("Give a later end."))

    @property
    def start(self) -> date:
        """Its first day."""
        return self.stints[0].since

    @property
    def floating(self) -> bool:
        """Whether it has no fixed hours."""
        return not self.times

    def runs(self, day: date) -> bool:
        """Whether it is held on a day. A promised end does not end it: only handing it on does."""
        return self.start <= day and (self.over is None or day <= self.over)

    def hours(self, day: date) -> Hours:
        """The hours a week that it asks for on a day, none where it is not held."""
        stint = next((one for one in reversed(self.stints) if one.since <= day), None)
        return stint.hours if stint and self.runs(day) else Hours(0, 0)

    def due(self, day: date) -> bool:
        """Whether it comes back for a decision: the end that was promised is past, and it is held still."""
        return self.end is not None and self.end < day and self.runs(day)


def held(roles: tuple[Role, ...], day: date, parent: str = "") -> tuple[Role, ...]:
    """The roles that are held on a day, of one parent where one is named."""
    return tuple(one for one in roles if one.runs(day) and parent in ("", one.parent))


def total(roles: tuple[Role, ...], day: date) -> Hours:
    """All hours a week that roles ask for on a day; more than a week has counts as a week."""
    every = [one.hours(day) for one in roles]
    low, high = (min(MOST_HOURS, sum(values)) for values in ([h.low for h in every], [h.high for h in every]))
    return Hours(low, high)
