"""Hours and days as inputs and back: weekly hours, weekdays, closed days, a dated moment, and who it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from homecall.errors import HouseholdError
from homecall.household.codec.writer import ranges
from homecall.household.household import Household
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import Overrun
from homecall.web.editing.codecs import (
    WEEKDAY_LABELS,
    Codec,
    Number,
    clock_of,
    clock_shown,
    day_of,
    later,
    later_of,
    picked,
)
from homecall.web.editing.inputs import Input, Option, Raw, Row, first, in_rows, rows_of

BLANKS = 1
"""Rows that wait below those that are filled in; a script adds more."""


def days_shown(days: frozenset[int]) -> tuple[str, ...]:
    """Weekdays as a browser sends them."""
    return tuple(str(day) for day in sorted(days))


def days_of(raw: Raw) -> frozenset[int]:
    """The weekdays that are ticked. Raises HouseholdError where none is."""
    days = frozenset(int(one) for one in raw.get("days", ()) if one in "0123456" and len(one) == 1)
    if not days:
        raise HouseholdError(_("Please choose at least one day of the week."))
    return days


def days_input(raw: Raw, end: str = "days") -> Input:
    """A box for each day of the week."""
    chosen = raw.get("days", ())
    options = tuple(Option(str(n), label, str(n) in chosen) for n, label in enumerate(WEEKDAY_LABELS))
    return Input(end, "days", label=_("Days"), options=options)


@dataclass(frozen=True, slots=True)
class Weekdays(Codec):
    """Some days of the week."""

    def show(self, value: Any) -> Raw:
        """A number for each day, Monday 0."""
        return {"days": days_shown(value)} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> frozenset[int]:
        """The days that are ticked."""
        return days_of(raw)

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """One row of days."""
        return (Row((days_input(raw),)),)


@dataclass(frozen=True, slots=True)
class Hours(Codec):
    """Hours on some days of the week. With `says_next_day` an end on the next day has to say so, as a place's does."""

    says_next_day: bool = False

    def show(self, value: Any) -> Raw:
        """The days, the two times, and whether the second is on the next day."""
        if value is None:
            return {}
        wraps = not self.says_next_day and not value.end.days and value.end.minutes <= value.start.minutes
        start, end = clock_shown(value.start, "start"), clock_shown(value.end, "end", wraps=wraps)
        return {"days": days_shown(value.days), **start, **end}

    def parse(self, raw: Raw, before: Any, home: Household) -> Weekly:
        """The hours. Raises HouseholdError where a day or one of the times is missing."""
        if not first(raw, "start") or not first(raw, "end"):
            raise HouseholdError(_("Both times have to stand here."), cure=_("Write them as 07:30."))
        days, start = days_of(raw), clock_of(first(raw, "start"))
        return Weekly(days, start, self._end(start, clock_of(first(raw, "end")), later_of(raw, "endlater")))

    def _end(self, start: Clock, end: Clock, days: int) -> Clock:
        """The end as the file writes it: midnight of a day is 24:00 of the day before."""
        if end.minutes == 0 and (days > 1 or (days == 1 and self.says_next_day) or (not days and start.minutes)):
            return Clock(1440, max(days - 1, 0))
        implied = days == 1 and end.minutes <= start.minutes and not self.says_next_day
        return Clock(end.minutes, 0 if implied else days)

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """Days and times side by side."""
        return (Row(_hours(raw, "")),)


def _hours(raw: Raw, before: str) -> tuple[Input, ...]:
    return (
        days_input(raw, f"{before}days"),
        Input(f"{before}start", "time", first(raw, "start"), label=_("From")),
        Input(f"{before}end", "time", first(raw, "end"), label=_("Until")),
        _renamed(later(raw, "endlater", 1), f"{before}endlater"),
    )


def _renamed(one: Input, end: str) -> Input:
    return Input(end, one.kind, one.value, one.label, one.unit, one.options)


@dataclass(frozen=True, slots=True)
class HoursRows(Codec):
    """Any number of weekly hours, one a row."""

    def show(self, value: Any) -> Raw:
        """The rows in their order."""
        return in_rows(Hours().show(one) for one in value)

    def parse(self, raw: Raw, before: Any, home: Household) -> tuple[Weekly, ...]:
        """The hours of each row that has a time in it; days alone say nothing yet."""
        filled = (row for row in rows_of(raw) if set(row) - {"days", "endlater"})
        return tuple(Hours().parse(row, None, home) for row in filled)

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The rows that are there, and a blank one."""
        filled = rows_of(raw)
        blanks: tuple[Raw, ...] = ({},) * BLANKS
        numbered = enumerate((*filled, *blanks))
        return tuple(Row(_hours(row, f"{n}."), blank=n >= len(filled)) for n, row in numbered)


@dataclass(frozen=True, slots=True)
class Dates(Codec):
    """Days, as ranges with both ends inside, one a row. `type` is what they are kept as."""

    type: type = frozenset

    def show(self, value: Any) -> Raw:
        """Neighbours as one range; a single day has no second date."""
        return in_rows(_range_shown(one) for one in ranges(frozenset(value)))

    def parse(self, raw: Raw, before: Any, home: Household) -> Any:
        """Every day of every row, in order where order is kept."""
        return self.type(sorted({day for row in rows_of(raw) for day in _range(row)}))

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The rows that are there, and a blank one."""
        filled = rows_of(raw)
        blanks: tuple[Raw, ...] = ({},) * BLANKS
        numbered = enumerate((*filled, *blanks))
        return tuple(Row(_dates(row, f"{n}."), blank=n >= len(filled)) for n, row in numbered)


def _range_shown(text: str) -> Raw:
    start, slash, end = text.partition("/")
    return {"first": (start,)} | ({"last": (end,)} if slash else {})


def _range(row: Raw) -> Iterable[date]:
    start = day_of(first(row, "first") or first(row, "last"))
    end = day_of(first(row, "last") or first(row, "first"))
    if end < start:
        message = _("%(last)s is before %(first)s.") % {"last": end, "first": start}
        raise HouseholdError(message, cure=_("Put the earlier day first."))
    if (end - start).days > 3660:
        raise HouseholdError(_("%(first)s to %(last)s is longer than ten years.") % {"last": end, "first": start})
    return (date.fromordinal(one) for one in range(start.toordinal(), end.toordinal() + 1))


def _dates(row: Raw, before: str) -> tuple[Input, ...]:
    return (
        Input(f"{before}first", "date", first(row, "first"), label=_("From")),
        Input(f"{before}last", "date", first(row, "last"), label=_("Through")),
    )


@dataclass(frozen=True, slots=True)
class Lines(Codec):
    """Texts, one a line."""

    def show(self, value: Any) -> Raw:
        """The lines."""
        return {"": ("\n".join(value),)} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> tuple[str, ...]:
        """Every line that is not blank, without space around it."""
        return tuple(one.strip() for one in first(raw).split("\n") if one.strip())

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """A field of several lines."""
        return (Row((Input("", "textarea", first(raw)),)),)


@dataclass(frozen=True, slots=True)
class FromTo(Codec):
    """A start and an end on dates, as a pair of local times."""

    def show(self, value: Any) -> Raw:
        """Both, to the minute."""
        pairs = zip(("start", "end"), value, strict=True)
        return {end: (one.isoformat(timespec="minutes"),) for end, one in pairs if one is not None}

    def parse(self, raw: Raw, before: Any, home: Household) -> tuple[datetime, datetime]:
        """The two times. Raises HouseholdError where one is missing."""
        return _instant(first(raw, "start")), _instant(first(raw, "end"))

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """Two inputs, one above the other on a phone."""
        start = Input("start", "datetime-local", first(raw, "start"), label=_("Begins"), needed=True)
        end = Input("end", "datetime-local", first(raw, "end"), label=_("Ends"), needed=True)
        return (Row((start, end)),)


def _instant(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as error:
        message = _("Date and time have to stand here.")
        raise HouseholdError(message, cure=_("Write them as 2026-11-26T14:00.")) from error
    return read.replace(tzinfo=None, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Who(Codec):
    """The parents that a moment is for: a word, and their ids where they are listed."""

    def show(self, value: Any) -> Raw:
        """The word, and those that are ticked."""
        who, parents = value
        return {"": (who,)} | ({"parents": tuple(sorted(parents))} if parents else {})

    def parse(self, raw: Raw, before: Any, home: Household) -> tuple[str, tuple[str, ...]]:
        """The word and the ids, which count only beside "listed"."""
        who = first(raw) or "any"
        known = tuple(one.id for one in home.parents)
        parents = picked(raw.get("parents", ()), before[1], known) if who == "listed" else ()
        if who == "listed" and not parents:
            raise HouseholdError(_("Please choose who it is for."))
        return who, parents

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The words, and a box for each parent."""
        labels = {
            "any": _("Whichever of you can"),
            "each": _("Each of you, on your own"),
            "all": _("All of you together"),
            "listed": _("Only those I name here, together"),
        }
        words = tuple(Option(word, label, word == (first(raw) or "any")) for word, label in labels.items())
        boxes = tuple(Option(one.id, one.name, one.id in raw.get("parents", ())) for one in home.parents)
        who = Input("parents", "checks", label=_("Those I name"), options=boxes)
        return Row((Input("", "radio", options=words),)), Row((who,))


@dataclass(frozen=True, slots=True)
class Late(Codec):
    """How late something really ends, or nothing where the rule pack knows."""

    def show(self, value: Any) -> Raw:
        """Both numbers."""
        number = Number()
        return {"median": number.show(value.median)[""], "p90": number.show(value.p90)[""]} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> Overrun | None:
        """Both numbers. Raises HomecallError where one is missing, or they contradict each other."""
        median, p90 = (
            Number(empty=None).parse({"": (first(raw, end),)}, None, home) if first(raw, end) else None
            for end in ("median", "p90")
        )
        if median is None and p90 is None:
            return None
        if median is None or p90 is None:
            message = _("Both have to stand here: an ordinary day and a bad one.")
            raise HouseholdError(message, cure=_("Or leave both empty."))
        if not 0 <= median <= p90:
            raise HouseholdError(_("The worst day in ten cannot be earlier than an ordinary one."))
        return Overrun(float(median), float(p90))

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The two numbers."""
        median = Input("median", "number", first(raw, "median"), label=_("On an ordinary day"), unit=_("minutes"))
        worst = Input("p90", "number", first(raw, "p90"), label=_("On the worst day in ten"), unit=_("minutes"))
        return (Row((median, worst)),)
