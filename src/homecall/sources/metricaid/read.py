"""Reads MetricAid's calendar; its titles hold all: site, department, shift, hours, doctor, and the day of how many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homecall.errors import TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import Entry, Intake, matters, reject
from homecall.sources.ics.read import read as read_ics
from homecall.sources.listing import ALONE, Row, intake
from homecall.sources.tables import shift
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject

_TITLE = re.compile(
    r"(?P<duty>.+?) - (?P<start>\d{1,2}:?\d{2}) ?[-–] ?(?P<end>\d{1,2}:?\d{2})(?: - (?P<doctor>.*?))?"
    r"(?:\s*\(Day (?P<part>\d{1,2}) ?/ ?(?P<parts>\d{1,2})\))?$",
    re.IGNORECASE,
)
OPEN = frozenset({"open", "unfilled", "vacant", "tbd", "---", "n/a"})
"""What stands for a doctor where there is none yet."""

AROUND = 366
"""Days before and after the horizon in which a doctor's other shifts show that the calendar speaks of them."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A whole shift, on its first day; `parts` is on how many days the calendar shows it."""

    duty: str
    day: date
    start: str
    end: str
    doctor: str
    parts: int


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Each shift once, on its first day, with the hours of its title. `match` picks the doctor.

    An event whose title is otherwise, such as a holiday, is kept as it stands, and counts as the wanted person's.
    """
    wide = replace(horizon, first=horizon.first - timedelta(days=AROUND), days=horizon.days + 2 * AROUND)
    calendar = read_ics(content, replace(spec, match=""), wide)
    shifts = dict.fromkeys(filter(None, (_shift(entry) for entry in calendar.entries)))
    rows, rejects = _rows(shifts, horizon)
    read_ = intake(rows, [*calendar.rejects, *rejects], spec, horizon)
    plain = [entry for entry in calendar.entries if _shift(entry) is None]
    if not rows and not plain:
        return replace(calendar, entries=())
    others = tuple(entry for entry in plain if matters(entry, horizon))
    through = max([entry.day for entry in plain] + ([read_.through] if read_.through else []))
    understood = f"Understood as MetricAid's titles: shifts {len(shifts)}, other events {len(plain)}."
    entries = (*read_.entries, *others)
    return replace(read_, entries=entries, through=through, notes=calendar.notes + read_.notes, understood=understood)


def _shift(entry: Entry) -> Shift | None:
    """The shift that an event is a part of, or None if its title does not say. The first part gives it its day."""
    found = _TITLE.match(entry.title)
    if found is None:
        return None
    part, parts = int(found["part"] or 1), int(found["parts"] or 1)
    if not 1 <= part <= parts:
        return None
    first = entry.day - timedelta(days=part - 1)
    return Shift(found["duty"].strip(), first, found["start"], found["end"], (found["doctor"] or "").strip(), parts)


def _person(doctor: str) -> str:
    return "" if doctor.casefold() in OPEN else doctor


def _rows(shifts: Iterable[Shift], horizon: Horizon) -> tuple[list[Row], list[Reject]]:
    rows: list[Row] = []
    rejects: list[Reject] = []
    every = list(shifts)
    # Where no title names anybody, the calendar is one doctor's own; where some do, the others are open.
    unnamed = "" if any(one.doctor for one in every) else ALONE
    for one in every:
        last = one.day + timedelta(days=one.parts - 1)
        try:
            span = shift(one.day, one.start, one.end, horizon.wall, last=last)
        except (ValueError, TimeError) as error:
            where = f"the shift of {one.day.isoformat()}"
            rejects.append(reject(where, f"{one.duty} {one.start}-{one.end}", f"It was left out: {error}."))
            continue
        rows.append(Row(_person(one.doctor) if one.doctor else unnamed, one.duty, one.day, span))
    return rows, rejects
