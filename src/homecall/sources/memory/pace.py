"""How often an address is asked, by the system behind it: never below its floor, nor by all families at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from homecall.household.people import SourceSpec
from homecall.spans.span import DAY, Minute

Dice = Callable[[], float]
"""A number from 0 to below 1, a new one at each call."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes between two questions: `floor` holds always, and without being asked to hurry one of soonest to latest.

    `back` is how many days before today the system still lists; absence before them is no cancellation.
    """

    floor: int
    soonest: int
    latest: int
    back: int

    def next(self, now: Minute, dice: Dice) -> Minute:
        """When to ask again after an answer."""
        return now + self.soonest + int(dice() * (self.latest - self.soonest + 1))

    def again(self, now: Minute, tries: int, wait: int) -> Minute:
        """When to ask again after so many failures in a row, the last of which asked us to wait for so many seconds."""
        patience = min(_FIRST_RETRY << min(tries - 1, 10), self.latest)
        asked = min(-(-wait // 60), DAY)
        return now + max(self.floor, patience, asked)


_FIRST_RETRY = 5

AMION = Pace(floor=5, soonest=10, latest=30, back=14)
"""Amion: data stand for five minutes, and who asks more often is blocked; ten to thirty are advised."""

QGENDA = Pace(floor=15, soonest=120, latest=240, back=75)
"""QGenda wants to be asked gently. It lists 84 days back; in eleven months the first entry was 75 to 85 days old."""

GENERIC = Pace(floor=0, soonest=30, latest=60, back=14)
"""Any other calendar."""

_HOSTS = {"amion.com": AMION, "whoison.net": AMION, "qgenda.com": QGENDA}


def pace_of(spec: SourceSpec) -> Pace:
    """The pace of a source, by its kind or by the host of its address."""
    if spec.kind.startswith("amion"):
        return AMION
    if spec.kind.startswith("qgenda"):
        return QGENDA
    host = spec.name.lower().rstrip(".")
    return next((pace for name, pace in _HOSTS.items() if host == name or host.endswith(f".{name}")), GENERIC)
