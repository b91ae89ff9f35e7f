"""The nights of which an evening may be the eve: a usual one, and those in which the clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from tests.households import ROWS
from tests.web.rounds.conftest import FAMILY, FOUR


@dataclass(frozen=True)
class Night:
    """A night: `four` is the hour at which its eve begins, four in the afternoon of a Monday of the family's files."""

    four: datetime
    family: str = FAMILY

    @cached_property
    def end(self) -> datetime:
        """By then everything has come to its end."""
        return self.four + timedelta(hours=44)

    @cached_property
    def rows(self) -> str:
        """Ana's schedule as it is in the beginning."""
        return self.of(ROWS)

    def of(self, rows: str) -> str:
        """A schedule of that Monday and the day after, said of this eve and its morrow."""
        for there in (4, 5):
            here = self.four.date() + timedelta(days=there - FOUR.day)
            rows = rows.replace(f"2027-01-{there:02}T", f"{here}T")
        return rows

    @cached_property
    def rosters(self) -> dict[str, str]:
        """What Ana's schedule may say from some moment on."""
        lines = ROWS.splitlines()
        found = {
            "longer": ROWS.replace("04T17:00", "04T20:00"),
            "much longer": ROWS.replace("04T17:00", "04T21:30"),
            "half the night": ROWS.replace("04T17:00", "05T02:30"),
            "moved": ROWS.replace("05T08:00", "05T10:00").replace("05T17:00", "05T20:00"),
            "gone": f"{lines[0]}\n{lines[1]}\n",
            "as before": ROWS,
            "empty": "",
            "nonsense": "<html>Please sign in</html>\n",
        }
        return {name: self.of(said) for name, said in found.items()}


DAILY = FAMILY.replace("Mon-Fri", "Mon-Sun").replace("2027-03-01", "2028-03-01").replace("15:00-22:00", "00:00-24:00")
"""The family where its nights of change are Sundays, with carers who may be asked at night too."""
USUAL = Night(FOUR)
SPRING = Night(datetime.fromisoformat("2027-03-13T16:00:00-06:00"), DAILY)
AUTUMN = Night(datetime.fromisoformat("2027-11-06T16:00:00-05:00"), DAILY)
"""In Chicago half past two does not exist in the one, and half past one is twice in the other."""
NIGHTS = (USUAL, SPRING, AUTUMN)


def night_of(seed: int) -> Night:
    """Which night it is in the life of a seed: one in ten is of a change of clocks."""
    return {13: SPRING, 17: AUTUMN}.get(seed % 20, USUAL)
