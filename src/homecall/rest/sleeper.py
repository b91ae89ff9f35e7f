"""A sleeper's habits, and sleeps as they are predicted: with a spread, a rule and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from homecall.errors import RestError
from homecall.spans.span import HOUR, Minute, Span
from homecall.spans.wall import Clock

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "R1": "the person's own habit",
        "R2": "Ingre et al. 2008, Chronobiol Int 25:349",
        "R3": "Ganesan et al. 2019, Sci Rep 9:4635",
        "R4": "Åkerstedt & Folkard 1996, OEM 53:136, and Garde et al. 2020",
        "R5": "Signal et al. 2014, for those who nap",
        "R6": "Basner et al. 2017, SLEEP zsx027",
        "R7": "Ganesan et al. 2019, Sci Rep 9:4635",
        "R8": "Roach et al. 2003, OEM 60:e17, for the range",
        "logged": "a log of sleep",
    }
)
"""Where each rule comes from. `../reference` of the docs has the figures, and which choices are ours."""


BED, WAKE = Clock(23 * 60), Clock(7 * 60)
"""Habits of the notes' sleeper, where one has said nothing of one's own."""


@dataclass(frozen=True, slots=True)
class Sleeper:
    """Habits: `bed` and `wake` on free days, minutes of commute, of getting ready and of winding down.

    `naps_before_nights` is what one says of oneself. `share` is the part of the night that children take, 0 to 0.5.
    """

    bed: Clock = BED
    wake: Clock = WAKE
    commute: int = 0
    prepare: int = HOUR
    wind_down: int = HOUR
    naps_before_nights: bool = False
    share: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 0.5:
            raise RestError("Children take between nothing and half of a night.", cure="Give a share from 0 to 0.5.")
        if not 3 * HOUR <= self.night <= 14 * HOUR:
            raise RestError(
                f"A night from {self.bed} to {self.wake} is none.", cure="Give bed and wake as clock times."
            )

    @property
    def night(self) -> int:
        """Minutes of a habitual night."""
        return (self.wake.minutes - self.bed.minutes) % (24 * HOUR)


@dataclass(frozen=True, slots=True, order=True)
class Sleep:
    """A sleep: its typical span, low and high minutes (one standard deviation), and the rule that it follows."""

    span: Span
    low: int
    high: int
    rule: str

    @property
    def by_day(self) -> bool:
        """Whether it makes up for a night on duty, and so begins when one comes home."""
        return self.rule in ("R3", "R6", "R8") or (self.rule == "R4" and self.span.minutes < 6 * HOUR)

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return SOURCES[self.rule]


def sleep_of(onset: Minute, typical: float, spread: float, rule: str, most: Minute) -> Sleep | None:
    """A sleep of typical minutes give or take a spread, ended at `most` at the latest; None where nothing is left."""
    room = most - onset
    length = round(min(typical, room))
    if length < SHORTEST:
        return None
    low, high = round(min(max(typical - spread, 0), length)), round(min(typical + spread, room))
    return Sleep(Span(onset, onset + length), low, max(high, length), rule)


SHORTEST = 20
"""Minutes under which nothing is counted as a sleep (ours)."""
