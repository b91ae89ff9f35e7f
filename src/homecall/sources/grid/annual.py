"""The grid of a whole year: people down the side, weeks, blocks or months along the top, a rotation in each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from homecall.household.people import SourceSpec
from homecall.sources.base import reject
from homecall.sources.grid.cells import Sheet, shown
from homecall.sources.grid.dates import Typed, a_month, both, long, typed
from homecall.sources.grid.layout import LEAST_DATES, beside, in_steps, is_heading, middle_of
from homecall.sources.grid.reading import Doubt, Reading, letters
from homecall.sources.listing import Row, bounded
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject

JULY = 7
LENGTHS = {"week": 7, "wk": 7, "block": 28, "blk": 28, "w": 7, "b": 28}
"""Days of what a column may be called."""

COUNTS = {13: 28, 26: 14, 52: 7, 53: 7}
"""Days of a column by how many bare numbers there are: four-week blocks, half-blocks, weeks."""

_YEAR = re.compile(r"\b(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)\b|\bAY\s*'?(?:20)?(\d\d)\b", re.IGNORECASE)
_PERIOD = re.compile(r"(?:(week|wk|block|blk|w|b)\.?\s*)?(\d{1,2})\s*([ab])?$", re.IGNORECASE)
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Year:
    """The year that begins in July of `first`, on the day `start`; `named` if the sheet or the household says which."""

    first: int
    named: bool
    start: date

    def of(self, one: Typed) -> date | None:
        """The date of a month and a day within the year; the last days of June before July belong to it."""
        early = one.month >= JULY or (one.month == JULY - 1 and one.day >= 15)
        return one.on(self.first if early else self.first + 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Each column with its first and its last day, both inside, and how they were found."""

    days: Mapping[int, tuple[date, date]]
    told: str
    doubts: tuple[Doubt, ...] = ()


def read_annual(sheet: Sheet, spec: SourceSpec, horizon: Horizon) -> Iterator[Reading]:
    """Each rotation is an all-day entry on every day of its week, block or month."""
    year = _year(sheet, spec, middle_of(horizon.first, horizon.days))
    for header in (_ranges, _starts, _months, _periods):
        for n in range(min(len(sheet.rows), 60)):
            columns = header(sheet, n, year)
            side = beside(sheet.rows, n, len(sheet.rows), min(columns.days)) if columns else None
            if columns and side:
                yield _reading(sheet, n, columns, side)
                return


def _year(sheet: Sheet, spec: SourceSpec, middle: date) -> Year:
    """The year of the sheet: the household's word, then what the sheet says of itself, then the plan's own."""
    if spec.first_day:
        first = spec.first_day.year if spec.first_day.month >= JULY - 1 else spec.first_day.year - 1
        return Year(first, named=True, start=spec.first_day)
    for text in (sheet.name, *(shown(cell) for row in sheet.rows[:10] for cell in row)):
        if (found := _YEAR.search(text)) and (first := _first(found)):
            return Year(first, named=True, start=date(first, JULY, 1))
    first = middle.year if middle.month >= JULY else middle.year - 1
    return Year(first, named=False, start=date(first, JULY, 1))


def _first(found: re.Match[str]) -> int:
    """The year in which an academic year begins; `AY27` ends in 2027. 0 where two years do not follow one another."""
    if found[3]:
        return 1999 + int(found[3])
    return int(found[1]) if (int(found[1]) + 1) % 100 == int(found[2]) else 0


def _ranges(sheet: Sheet, n: int, year: Year) -> Columns | None:
    """A row of ranges such as `7/1 - 7/28`."""
    found: dict[int, tuple[date, date]] = {}
    for column, cell in enumerate(sheet.rows[n]):
        ends = both(cell)
        first, last = (year.of(ends[0]), year.of(ends[1])) if ends else (None, None)
        if ends and first and last and last < first and not ends[1].year:
            last = ends[1].on(first.year + (ends[1].month < first.month))
        if first and last and 0 <= (last - first).days < LONGEST:
            found[column] = (first, last)
    if len(found) < LEAST_DATES:
        return None
    return Columns(found, f"their dates in row {n + 1}", _of_order(found))


def _starts(sheet: Sheet, n: int, year: Year) -> Columns | None:
    """A row of first days, a week or more apart; the last column is as long as the one before it."""
    firsts = {c: day for c, cell in enumerate(sheet.rows[n]) if (one := typed(cell)) and (day := year.of(one))}
    if len(firsts) < LEAST_DATES or not in_steps(list(firsts.values())):
        return None
    return Columns(_until_next(firsts), f"their first days in row {n + 1}", _of_order(_until_next(firsts)))


def _until_next(firsts: Mapping[int, date]) -> dict[int, tuple[date, date]]:
    days = list(firsts.values())
    length = days[-1] - days[-2]
    ends = [*days[1:], days[-1] + length]
    return {column: (first, end - timedelta(days=1)) for (column, first), end in zip(firsts.items(), ends, strict=True)
            if first < end}  # fmt: skip


def _months(sheet: Sheet, n: int, year: Year) -> Columns | None:
    """A row of months."""
    named = {c: one for c, cell in enumerate(sheet.rows[n]) if (one := a_month(cell))}
    firsts = {column: day for column, one in named.items() if (day := year.of(one))}
    if len(firsts) < LEAST_DATES:
        return None
    found = {c: (day, (day + timedelta(days=32)).replace(day=1) - timedelta(days=1)) for c, day in firsts.items()}
    return Columns(found, f"months in row {n + 1}", (*_of_order(found), *_of_year(year)))


def _periods(sheet: Sheet, n: int, year: Year) -> Columns | None:
    """A row of numbered weeks or blocks, counted from the first day of the year."""
    found = {c: one for c, cell in enumerate(sheet.rows[n]) if (one := _PERIOD.match(shown(cell)))}
    numbers = [int(one[2]) for one in found.values()]
    word = next((one[1].lower() for one in found.values() if one[1]), "")
    halves = any(one[3] for one in found.values())
    length = (14 if halves else LENGTHS[word]) if word or halves else COUNTS.get(len(found), 0)
    if len(found) < LEAST_DATES or not length or numbers != sorted(numbers) or not 1 <= numbers[0] <= numbers[-1] <= 53:
        return None
    if numbers[-1] - numbers[0] + 1 != len(set(numbers)) or (len(set(numbers)) < len(numbers) and not halves):
        return None
    places = {c: (int(one[2]) - 1) * (2 if halves else 1) + (halves and (one[3] or "a").lower() == "b")
              for c, one in found.items()}  # fmt: skip
    days = {c: _part(year, place, length) for c, place in places.items()}
    doubts = [] if year.start != date(year.first, JULY, 1) else [Doubt("it does not say that it begins on 1 July", 0.9)]
    if length == 28 and numbers[-1] != 13:
        doubts.append(Doubt(f"it ends with block {numbers[-1]} and not with 13", 0.6))
    noun = {7: "weeks", 14: "half-blocks", 28: "four-week blocks"}[length]
    told = f"{noun} in row {n + 1}, counted from {long(year.start)} (interns may begin in June; say first_day)"
    return Columns(days, told, (*doubts, *_of_year(year)))


def _part(year: Year, place: int, length: int) -> tuple[date, date]:
    """The days of a numbered part; the last of the year takes the day or two that are left over."""
    first = year.start + timedelta(days=place * length)
    last = first + timedelta(days=length - 1)
    final = date(year.first + 1, JULY - 1, 30)
    return first, final if 0 < (final - last).days < 7 and length > 7 else last


def _of_year(year: Year) -> tuple[Doubt, ...]:
    return () if year.named else (Doubt("it does not say of which year it is", 0.85),)


def _of_order(found: Mapping[int, tuple[date, date]]) -> tuple[Doubt, ...]:
    """A doubt where columns overlap or leave days out."""
    ends = list(found.values())
    steps = [(later[0] - earlier[1]).days for earlier, later in pairwise(ends)]
    wrong = sum(step != 1 for step in steps)
    if wrong * 4 <= len(steps):
        return ()
    return (Doubt("its dates overlap or leave days out", 0.45),)


def _reading(sheet: Sheet, top: int, columns: Columns, side: tuple[int, str]) -> Reading:
    rows: list[Row] = []
    rejects: list[Reject] = []
    for n in range(top + 1, len(sheet.rows)):
        person = sheet.cell(n, side[0])
        if not isinstance(person, str) or not person.strip() or is_heading(person):
            continue
        for column, (first, last) in columns.days.items():
            code = shown(sheet.spread(n, column))
            if code.startswith("#"):
                where = f"row {n + 1}, from {first.isoformat()}"
                rejects.append(reject(where, f"{shown(person)}: {code}", "The cell holds an error."))
            elif code:
                days = (first + timedelta(days=d) for d in range((last - first).days + 1))
                rows += [Row(shown(person).rstrip("* "), code, day, None) for day in days]
        bounded(rows, rejects)
    doubts = [*columns.doubts, *([] if side[1] else [Doubt("no heading says which column holds the names", 0.85)])]
    firsts, lasts = [first for first, _ in columns.days.values()], [last for _, last in columns.days.values()]
    told = f"names in column {letters(side[0])}, {columns.told}, from {long(min(firsts))} to {long(max(lasts))}"
    return Reading("annual", tuple(rows), tuple(rejects), told, tuple(doubts))
