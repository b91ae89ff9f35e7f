"""Two schedules of one person that cannot both be right on a day: a question for the family, with what can be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homecall.timeline.period import Period


class About(StrEnum):
    """What two schedules disagree about."""

    LEAVE = "leave-or-work"
    DUTY = "two-duties"
    HOURS = "other-hours"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What two schedules say of one local day. `one` is of the schedule that stands first in the household.

    About hours `other` is a calendar's copy of the roster's `one`, and the roster's hours count already. Else both are
    kept, and so both make the person busy, until the family says which schedule is wrong.
    """

    day: date
    about: About
    one: Period
    other: Period

    @property
    def settled(self) -> bool:
        """Whether one of the two counts alone without anybody's answer."""
        return self.about is About.HOURS

    @property
    def sentence(self) -> str:
        """The disagreement for a parent to read, and what counts until somebody decides."""
        at = " at other hours" if self.settled else ""
        counts = f"The hours of {self.one.source} count." if self.settled else "Both are kept until you decide."
        return (
            f"The two schedules disagree on {self.day.day} {self.day:%B}: {self.one.source} says {self.one.title}, "
            f"{self.other.source} says {self.other.title}{at}. {counts}"
        )

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Each schedule that may be the wrong one, with the line that says so in its table of the household file."""
        line = f'wrong_on = ["{self.day.isoformat()}"]'
        return tuple((period.source, line) for period in (self.one, self.other))
