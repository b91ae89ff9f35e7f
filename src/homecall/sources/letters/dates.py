"""Days in a line: "Thursday, December 17th", "Mon 12 Oct – Fri 16 Oct", "12/10", "25 y 26 de noviembre"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homecall.sources.letters.words import MONTHS, WEEKDAYS, either
from homecall.sources.letters.years import Term, day_in
from homecall.tongue import noted

_WD = rf"(?:(?P<wd>{either(WEEKDAYS)})\b\.?,?\s+(?:the\s+|el\s+)?)?"
_NTH = r"(?:st|nd|rd|th|º|°)?"
_FREE = r"(?!\d|:\d|\s?[ap]\.?m\b|\s?%|\s?(?:st|nd|rd|th)?\s+grade)"
_MON = rf"(?P<mon>{either(MONTHS)})\b\.?"
_YEAR = r"(?:,?\s*(?:del?\s+)?(?P<year>20\d\d)\b)?"
_FORMS = {
    "iso": re.compile(r"(?<![\d/-])(?P<year>20\d\d)-(?P<mon>\d\d)-(?P<day>\d\d)(?!\d)"),
    "month": re.compile(rf"\b{_WD}{_MON}\s+(?P<day>\d{{1,2}}){_NTH}{_FREE}{_YEAR}", re.IGNORECASE),
    "day": re.compile(
        rf"(?:\b{_WD}|(?<![\d/:]))(?<!\d)(?P<day>\d{{1,2}}){_NTH}\s*(?:-\s*|of\s+|de\s+)?{_MON}{_YEAR}", re.IGNORECASE
    ),
    "figures": re.compile(
        rf"(?:\b{_WD}|(?<![\d/.:-]))(?<![\d/])(?P<a>\d{{1,2}})(?P<mark>[/.])(?P<b>\d{{1,2}})(?:(?P=mark)(?P<year>(?:20)?\d\d))?(?![\d/%]|\.\d)",
        re.IGNORECASE,
    ),
}
_BARE = re.compile(rf"(?:{_WD})(?P<day>\d{{1,2}}){_NTH}{_FREE}(?![/.]\d)", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\bal?\b|\bhasta(?:\s+el)?\b)\s*(?:el\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,\s*(?:and|y)\b|,|&|\band\b|\by\b|\be\b)\s*(?:el\s+)?", re.IGNORECASE)
_LEADING = re.compile(rf"(?<![\d/:.]){_BARE.pattern}(?P<gap>{_TO.pattern}|{_AND.pattern})$", re.IGNORECASE)
_NO_DAY = re.compile(
    r"24/7|\b(?:1/2|[13]/4|[12]/3)(?=\s+(?:days?|hours?|price|cups?|off|of|de)\b)|\b20\d\d\s?[-–/]\s?(?:20)?\d\d\b(?![-/]\d)",
    re.IGNORECASE,
)
LONGEST = 120
"""Days that a range may have; a longer one is two dates that do not belong together."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A day or days in a line, from the letter `at` up to `until`. `doubts` are sentences; none where it is plain.

    `first` is None for a day that cannot be, such as 31 November; then `doubts` say so.
    """

    at: int
    until: int
    first: date | None
    last: date | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The month under whose name lines stand that have day numbers alone. `year` is None where it is not said."""

    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the days of one letter. `month_first` is None where nobody can say what 12/10 means."""

    term: Term
    month_first: bool | None

    def mentions(self, line: str, heading: Heading | None = None) -> tuple[Mention, ...]:
        """The days that a line names, in order; ranges and lists of days are put together."""
        plain = _NO_DAY.sub(lambda m: " " * len(m[0]), line)
        found = list(self._points(plain))
        if not found and heading:
            found = list(self._under(plain, heading))
        return tuple(_joined(plain, list(self._widened(plain, found))))

    def _points(self, line: str) -> Iterator[Mention]:
        at = 0
        while True:
            matches = [(m.start(), -m.end(), form, m) for form, p in _FORMS.items() if (m := p.search(line, at))]
            if not matches:
                return
            _start, _end, form, match = min(matches, key=lambda one: one[:2])
            mention = self._figures(match) if form == "figures" else self._named(match, form)
            if mention:
                yield mention
            at = match.end()

    def _named(self, match: re.Match[str], form: str) -> Mention:
        month = int(match["mon"]) if form == "iso" else MONTHS[match["mon"].lower()]
        return self._mention(match, month, int(match["day"]), match["year"])

    def _figures(self, match: re.Match[str]) -> Mention | None:
        """A day in figures; the order of day and month is what the figures, the weekday or the country allow."""
        a, b = int(match["a"]), int(match["b"])
        if match["mark"] == "." and not match["year"]:
            return None  # a price, a version or a time more often than a day
        orders = [(m, d) for m, d in ((a, b), (b, a)) if 1 <= m <= 12]
        if not orders:
            return None
        if len(orders) == 1 or a == b:
            return self._mention(match, *orders[0], match["year"])
        return self._either(match, a, b)

    def _either(self, match: re.Match[str], a: int, b: int) -> Mention:
        first, second = (self._mention(match, m, d, match["year"]) for m, d in ((a, b), (b, a)))
        if match["wd"] and bool(first.doubts) != bool(second.doubts):
            return first if second.doubts else second
        if self.month_first is None:
            return replace(first, doubts=(*first.doubts, noted("The month may come first here or the day.")))
        return first if self.month_first else second

    def _under(self, line: str, heading: Heading) -> Iterator[Mention]:
        """Day numbers at the beginning of a line under the name of a month."""
        match = re.match(rf"\s*[-•*–]?\s*{_BARE.pattern}", line, re.IGNORECASE)
        if match:
            after = re.match(rf"\s*\(?(?P<wd>{either(WEEKDAYS)})\b", line[match.end() :], re.IGNORECASE)
            weekday = match["wd"] or (after["wd"] if after else None)
            year = str(heading.year) if heading.year else None
            one = self._mention(match, heading.month, int(match["day"]), year, weekday)
            yield replace(one, until=match.end() + (after.end() if after else 0))

    def _mention(
        self, match: re.Match[str], month: int, day: int, year: str | None, weekday: str | None = None
    ) -> Mention:
        name = weekday or match.groupdict().get("wd")
        wanted = WEEKDAYS[name.lower()] if name else None
        years = [int(year) + (2000 if int(year) < 100 else 0)] if year else self.term.years(month)
        found, fits = day_in(years, month, day, wanted)
        if found is None:
            return Mention(match.start(), match.end(), None, None, (noted("The calendar has no such day."),))
        doubts = () if fits else (noted("The weekday and the date do not go together."),)
        return Mention(match.start(), match.end(), found, found, doubts)

    def _widened(self, line: str, found: list[Mention]) -> Iterator[Mention]:
        """Each day with the bare numbers beside it: "Nov 25-27", "24, 25 y 31 de diciembre", "Dec 3, 10 and 17"."""
        free = 0
        for one in found:
            after = list(_after(line, one))
            same = len(after) == 1 and after[0].last == one.last
            yield from list(_before(line, one, free))[::-1] if same else after
            free = after[-1].until


def _after(line: str, one: Mention) -> Iterator[Mention]:
    """A day and the bare numbers that follow it: the next day or the end of a range widens it, others stand alone."""
    for joint, whole in ((_TO, True), (_AND, False)):
        gap = joint.match(line, one.until)
        match = _BARE.match(line, gap.end()) if gap else None
        if gap is None or match is None or one.last is None or not _ends(line, match.end(), gap[0]):
            continue
        last = _same_month(one.last, int(match["day"]))
        if last and last > one.last:
            if whole or (last - one.last).days == 1:
                yield from _after(line, replace(one, until=match.end(), last=last))
            else:
                yield one
                yield from _after(line, Mention(match.start(), match.end(), last, last, one.doubts))
            return
    yield one


def _ends(line: str, at: int, gap: str) -> bool:
    """Whether a bare number is a day: what follows is no month of its own, and after a comma no word."""
    rest = line[at:]
    if re.match(rf"\s*(?:de\s+|of\s+)?(?:{either(MONTHS)})\b", rest, re.IGNORECASE):
        return False
    loose = gap.strip() == "," or (gap != gap.strip() and gap.strip() in "-–—&")
    return not loose or re.match(r"\s*(?:$|[,:;.–—&()\-]|and\b|y\b|[A-ZÁÉÍÓÚÑ])", rest) is not None


def _before(line: str, one: Mention, free: int) -> Iterator[Mention]:
    """A day and the bare numbers before it, the last first: "12–16 October", "del 25 al 27 de noviembre"."""
    match = _LEADING.search(line[free : one.at])
    first = _same_month(one.first, int(match["day"])) if match else None
    if match is None or first is None or one.first is None or first >= one.first:
        yield one
        return
    at = free + match.start()
    if _TO.fullmatch(match["gap"]):
        yield replace(one, at=at, first=first)
    elif (one.first - first).days == 1:
        yield from _before(line, replace(one, at=at, first=first), free)
    else:
        yield one
        until = free + match.start("gap")
        yield from _before(line, Mention(at, until, first, first, one.doubts), free)


def _same_month(day: date | None, number: int) -> date | None:
    try:
        return day.replace(day=number) if day else None
    except ValueError:
        return None


def _joined(line: str, found: list[Mention]) -> Iterator[Mention]:
    """The mentions, with "12 Oct – 16 Oct" as one, and "1/14 and 1/15" too."""
    while found:
        one = found.pop(0)
        while found and (last := _end_with(line, one, found[0])):
            one = replace(one, until=found[0].until, last=last, doubts=(*one.doubts, *found.pop(0).doubts))
        yield one


def _end_with(line: str, one: Mention, other: Mention) -> date | None:
    """The last day of both taken together, None where they do not belong together."""
    if one.first is None or one.last is None or other.last is None:
        return None
    last = _after_new_year(one.first, other.last)
    if _TO.fullmatch(line, one.until, other.at):
        return last if timedelta() < last - one.first < timedelta(days=LONGEST) else None
    return last if linked(line, one, other) and (last - one.last).days == 1 else None


def linked(line: str, one: Mention, other: Mention) -> bool:
    """Whether two days stand in one list: "Dec 3, 10 and 17"."""
    return _AND.fullmatch(line, one.until, other.at) is not None


def _after_new_year(first: date, last: date) -> date:
    """The end of a range that runs over the new year, where nobody writes the year."""
    return last if last >= first or last.month > 6 else _same_day(last, first.year + 1)


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)
