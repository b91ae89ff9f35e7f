"""A stretch of a parent's time that something else has a claim on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homecall.errors import TimeError
from homecall.spans.span import Span


class Kind(StrEnum):
    """What a period is. The values are the words of the household file; `unmapped` is ours alone."""

    WORK = "work"
    CLINIC = "clinic"
    IN_HOUSE_CALL = "in_house_call"
    NIGHT = "night"
    HOME_CALL = "home_call"
    REMOTE = "remote"
    LEAVE = "leave"
    MARKER = "marker"
    UNMAPPED = "unmapped"


ON_SITE = frozenset({Kind.WORK, Kind.CLINIC, Kind.IN_HOUSE_CALL, Kind.NIGHT})
"""Kinds that one travels to and comes home late from."""

BUSY = ON_SITE | {Kind.REMOTE, Kind.UNMAPPED}
"""Kinds in which a parent cannot lead a child."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """How late a duty really ends: a lognormal number of minutes, by its median and its 90th percentile."""

    median: float
    p90: float

    def __post_init__(self) -> None:
        if not 0 <= self.median <= self.p90:
            raise TimeError(
                f"An overrun with a median of {self.median} and a p90 of {self.p90} minutes cannot be.",
                cure="The 90th percentile is never below the median, and neither is below 0.",
            )


@dataclass(frozen=True, slots=True)
class Period:
    """One entry of a schedule with its meaning.

    `span` is the paid or scheduled time itself, without commute. `day` is the local date that the roster lists it
    under. `whole_day` marks periods whose hours nobody knows: they fill the local day and earn no rest.
    `source` names the feed that said so. `operates` says that it wants a rested night before.
    """

    person: str
    span: Span
    kind: Kind
    title: str
    day: date
    source: str
    whole_day: bool = False
    overrun: Overrun | None = None
    operates: bool = False
