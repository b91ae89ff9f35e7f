"""Work after hours: logged, imported or estimated, and told in evenings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homecall.career.table import Read, day, matched, number, read_lines
from homecall.errors import CareerError
from homecall.tongue import noted, say

EVENING = 120
"""Minutes that an evening has between the children's bedtime and one's own (ours: from 19:30 to 21:30)."""
SOME = 10
"""From so many minutes on, work has come along into a day (ours: a glance at the phone is none)."""
LOOK = 28
"""Days that are looked back on."""
MOST_MINUTES = 18 * 60


@dataclass(frozen=True, slots=True)
class Default:
    """What published figures say of after-hours record keeping on a working day, in minutes: the middle and a range."""

    id: str
    name: str
    minutes: float
    low: float
    high: float
    source: str


_EHR = noted(
    "Ours, set between two published figures by the time in the record per 8 hours of patients: medical subspecialties"
    " 7.2 to 8.4 hours, primary care 7.3, surgery 4.0, orthopaedics 3.3, anaesthesia 2.5 (200,081 physicians,"
    " doi 10.1007/s11606-024-08930-4)."
)
_PRIMARY = noted(
    "86 minutes outside 8 to 18 on a weekday, for full-time family physicians (Arndt 2017, Ann Fam Med 15:419)."
)
_CHILDREN = noted(
    "0.8 hours on a workday outside clinic hours, half an hour either way (JMIR Med Inform 2022;5:e34787)."
)
_RESIDENT = noted(
    "64 minutes in the first year to 104 in the fourth, per shift (15,386 shifts of 144 residents, a preprint of 2026)."
)
_ED = noted(
    "Ours: the part at home of 1.3 hours at a computer after a shift, of which half the shifts had 0.5 to 2.6"
    " (20 shifts in one department, doi 10.1101/2024.11.27.24318109)."
)
DEFAULTS: tuple[Default, ...] = (
    Default("primary", noted("Family medicine, general internal medicine"), 86, 60, 120, _PRIMARY),
    Default("pediatrics", noted("Paediatrics, in clinic"), 48, 0, 96, _CHILDREN),
    Default("medical", noted("A medical subspecialty"), 70, 40, 110, _EHR),
    Default("surgery", noted("Surgery and its subspecialties"), 35, 15, 70, _EHR),
    Default("anesthesia", noted("Anaesthesia"), 10, 0, 30, _EHR),
    Default("emergency", noted("Emergency medicine"), 35, 10, 75, _ED),
    Default("em-resident", noted("Emergency medicine, resident"), 84, 64, 104, _RESIDENT),
)
"""By specialty; marked as an estimate wherever it is shown."""


@dataclass(frozen=True, slots=True)
class Log:
    """Minutes of work that came along into a local day."""

    day: date
    minutes: int

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= MOST_MINUTES:
            said = say("{minutes} minutes of an evening cannot be.", minutes=self.minutes)
            raise CareerError(said, cure=say("Give 1 to {most}.", most=MOST_MINUTES))


@dataclass(frozen=True, slots=True)
class Spill:
    """How the days of a look back ended: with work in the evening, with none as said, or nobody knows.

    `own` are evenings that are known to have been one's own: days on which the closing ritual was done and nothing
    logged after. `minutes` are those of the evenings that work took.
    """

    days: int
    own: int
    taken: int
    minutes: int

    @property
    def unknown(self) -> int:
        """Days of which nothing was said."""
        return self.days - self.own - self.taken


def spill(logs: Iterable[Log], closed: Iterable[date], today: date, days: int = LOOK) -> Spill:
    """How the days before today, and today, ended. `closed` are the days on which work was closed for the day."""
    window = {today - timedelta(days=n) for n in range(days)}
    total: dict[date, int] = {}
    for one in logs:
        if one.day in window:
            total[one.day] = total.get(one.day, 0) + one.minutes
    taken = {at for at, minutes in total.items() if minutes >= SOME}
    own = (set(closed) & window) - taken
    return Spill(len(window), len(own), len(taken), sum(total[at] for at in taken))


def evenings(minutes: float) -> float:
    """Minutes of work as so many evenings."""
    return minutes / EVENING


def default(id: str) -> Default | None:
    """The published figures of a specialty, None for one that there is not."""
    return next((one for one in DEFAULTS if one.id == id), None)


METRIC_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "period": ("reporting period start", "reporting period", "period", "period start", "month", "date"),
    "metric": ("metric", "metric name", "measure", "name"),
    "value": ("value", "result", "my value", "provider value"),
    "unit": ("unit", "units", "numerator unit"),
}
"""The headers that each column of an export of after-hours figures is known by."""
AFTER_HOURS = (
    "pajama time",
    "time outside scheduled hours",
    "time outside of 7 am to 7 pm",
    "work outside of work",
    "wow8",
)
"""The names that vendors give to what is meant, the most fitting first; what they count differs."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """What an export says of one period, in minutes a scheduled day: an average, not a diary."""

    since: date
    minutes: float
    metric: str


def mapped(header: Sequence[str], chosen: Mapping[str, int]) -> dict[str, int]:
    """Which column of an export means what: as chosen, else by its header."""
    usual = matched(header, METRIC_COLUMNS)
    return usual | {name: at for name, at in chosen.items() if 0 <= at < len(header)}


def read_metrics(text: str, columns: Mapping[str, int]) -> Read[Monthly]:
    """The lines of an export that are about time after hours. Raises CareerError where a column is missing."""
    if "period" not in columns or "value" not in columns:
        cure = say("Choose the column with the month and the one with the value.")
        raise CareerError(say("It is not clear which column is which."), cure=cure)
    found = read_lines(text, columns, _monthly)
    names = [one.metric.casefold() for one in found.rows]
    best = next((name for name in AFTER_HOURS if any(name in one for one in names)), "")
    kept = tuple(one for one in found.rows if best in one.metric.casefold())
    return Read(tuple(sorted(kept, key=lambda one: one.since)), found.refused)


def _monthly(cells: Mapping[str, str]) -> Monthly:
    value, unit = number(cells.get("value", "")), cells.get("unit", "").casefold()
    minutes = value * 60 if unit.startswith(("h", "hour")) else value
    if minutes > MOST_MINUTES:
        said = say("{value} a day cannot be.", value=f"{value:g} {unit}".strip())
        raise CareerError(said, cure=say("Say whether it is minutes or hours in a column “Unit”."))
    return Monthly(day(_first(cells.get("period", ""))), minutes, cells.get("metric", "")[:100])


def _first(said: str) -> str:
    """A month such as 2026-10 as its first day."""
    return f"{said}-01" if len(said) == 7 else said
