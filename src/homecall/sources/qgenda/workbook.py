"""Reads QGenda's Excel calendar: for each day two columns, the people and their tasks, stacked in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake, reject
from homecall.sources.grid.cells import Sheet, sheet, shown
from homecall.sources.listing import Row, intake
from homecall.sources.qgenda.weeks import SURE, Pairs, Week, blank, is_name, is_request, pairs, person_at, weeks
from homecall.sources.refuse import ZIP
from homecall.sources.tables import a_date, at, clock
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import say

_PRINTED = re.compile(r"Printed:\s*(\d{1,2}/\d{1,2}/\d{4})\s+(\d{1,2}:\d{2}\s*[AP]M)", re.IGNORECASE)
_HEADER_ROWS = 12


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Every task of the person as an all-day entry: the calendar gives no hours but those in a task's name.

    Raises SourceError where no week is found.
    """
    book = _opened(content, spec)
    found = weeks(book)
    if not found:
        cure = say("It needs rows of dates with two columns a day; export the calendar view as Excel.")
        raise SourceError(say("No weeks of a QGenda calendar were found."), where=spec.name, cure=cure)
    reading = _Reading(book, pairs(book, found))
    for week in found:
        reading.take(week)
    read = intake(reading.rows, reading.rejects, spec, horizon)
    understood = " ".join((_understood(found, reading.columns), *reading.beside()))
    return replace(read, as_of=_printed(book, horizon.wall), understood=understood)


def _opened(content: bytes, spec: SourceSpec) -> Sheet:
    try:
        return sheet(content, spec)
    except SourceError as error:
        if not content.startswith(ZIP) or spec.sheet:
            raise
        text = say("This should be an Excel workbook, and cannot be opened.")
        cure = say('{cure} A workbook of another layout has the kind "grid".', cure=error.cure)
        raise SourceError(text, where=error.where, cure=cure) from error


@dataclass(slots=True)
class _Reading:
    """What has been understood so far of one calendar. `aside` counts texts that are no duty."""

    book: Sheet
    columns: Pairs
    rows: list[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    aside: int = 0

    def take(self, week: Week) -> None:
        """Reads the rows of a week, down to where the requests and the legend begin."""
        tasks: set[str] = set()
        gap = False
        for n in range(week.top + 1, week.bottom):
            row = self.book.rows[n]
            gap = gap or (bool(tasks) and blank(row)) or any(is_request(shown(cell)) for cell in row)
            if gap and not self.goes_on(n, week, tasks):
                self.aside += not blank(row)
                continue
            for row_or_reject in self.cells(n, week):
                if isinstance(row_or_reject, Row):
                    tasks.add(row_or_reject.title)
                    self.rows.append(row_or_reject)
                else:
                    self.rejects.append(row_or_reject)

    def pair(self, n: int, week: Week, column: int) -> tuple[str, str, bool]:
        """The person and the task of a day in one row, and whether the name only goes on from a row above."""
        person, above = person_at(self.book, week, n, column + self.columns.person)
        return person, shown(self.book.cell(n, column + 1 - self.columns.person)), above

    def goes_on(self, n: int, week: Week, tasks: set[str]) -> bool:
        """Whether a row below a gap is still the week's: a name beside a task that the week knows."""
        found = (self.pair(n, week, column) for column in week.days)
        return any(is_name(person) and task in tasks for person, task, _ in found)

    def cells(self, n: int, week: Week) -> Iterator[Row | Reject]:
        """The duties of one row; a name without a task is a reject, a text that is no name only stands aside."""
        for column, day in week.days.items():
            person, task, above = self.pair(n, week, column)
            if task:
                yield Row(person.rstrip("* "), task, day, None)
            elif is_name(person) and not above:
                yield reject(f"row {n + 1}, {day.isoformat()}", person, "There is a name without a task.")
            elif person and not above:
                self.aside += 1

    def beside(self) -> tuple[str, ...]:
        """A sentence on what was not read as duties. It repeats none of it: requests are their writers' own."""
        if not self.aside:
            return ()
        lines = "1 line is" if self.aside == 1 else f"{self.aside} lines are"
        return (f"{lines} not a duty (a request, a legend, a heading) and stood aside.",)


def _understood(found: list[Week], columns: Pairs) -> str:
    """How the calendar was read, and how sure that is."""
    named = sum(1 for week in found if week.named)
    sure = columns.share >= SURE and named == len(found)
    level = "high" if sure else "fair" if columns.share >= SURE / 2 else "low"
    side = ("first", "second")[columns.person]
    first, last = min(found[0].days.values()), max(found[-1].days.values())
    counted = "1 week" if len(found) == 1 else f"{len(found)} weeks"
    return (
        f"Read with {level} confidence: {counted} from {first} to {last}, weekdays right in {named} of them, "
        f"people in the {side} column of each day ({columns.share:.0%} look like names)."
    )


def _printed(book: Sheet, wall: Wall) -> str:
    """When QGenda wrote the calendar, in ISO; empty if it does not say."""
    top = " ".join(shown(cell) for row in book.rows[:_HEADER_ROWS] for cell in row)
    found = _PRINTED.search(top)
    try:
        return wall.iso(at(a_date(found[1]), clock(found[2]), wall)) if found else ""
    except ValueError:
        return ""
