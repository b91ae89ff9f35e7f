"""Values of a household as inputs and back: one codec for each kind of simple value.

What a codec refuses is only what it cannot understand; whether a value may be is the household codec's to say.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.household.phrases import said
from homecall.spans.wall import Clock, Weekly
from homecall.web.editing.inputs import Input, Label, Option, Raw, Row, first
from homecall.web.look.clocks import window

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::00)?\s*(?:([ap])\.?m\.?)?$", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
WEEKDAY_LABELS = (
    *(lazy("Monday"), lazy("Tuesday"), lazy("Wednesday"), lazy("Thursday"), lazy("Friday"), lazy("Saturday")),
    lazy("Sunday"),
)


class Codec(ABC):
    """One kind of value. `show` is what stands in the inputs for a value, `parse` the value of what stands there."""

    @abstractmethod
    def show(self, value: Any) -> Raw:
        """What a browser would send back of this value, untouched."""

    @abstractmethod
    def parse(self, raw: Raw, before: Any, home: Household) -> Any:
        """The value. `before` is the one that was shown. Raises HomecallError where it cannot be understood."""

    @abstractmethod
    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The inputs with what stands in them."""

    def words(self, value: Any, home: Household) -> str:
        """The value as people say it, to set beside another."""
        values = value if isinstance(value, tuple) else (value,)
        return "; ".join(_said(one, home) for one in values if one not in (None, "", ())) or _("nothing")


def _said(one: Any, home: Household) -> str:
    return window(home.wall, one) if isinstance(one, Weekly) else said(one, home.names)


class Single(Codec):
    """A codec of one input."""

    @abstractmethod
    def input(self, value: str) -> Input:
        """The input with its text."""

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The one input."""
        return (Row((self.input(first(raw)),)),)


@dataclass(frozen=True, slots=True)
class Text(Single):
    """A line of text. `needed` is false where it may be empty; `list` names suggestions of the page."""

    needed: bool = True
    list: str = ""

    def show(self, value: Any) -> Raw:
        """The text itself."""
        return {"": (value,)} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> str:
        """The text without space around it."""
        text = first(raw).strip()
        if self.needed and not text:
            raise HouseholdError(_("Something has to stand here."))
        return text

    def input(self, value: str) -> Input:
        """A line to type in."""
        return Input("", "text", value, needed=self.needed, list=self.list)


@dataclass(frozen=True, slots=True)
class Number(Single):
    """A number, with its unit beside it. `empty` is what an empty input means."""

    unit: Label = ""
    empty: float | None = 0.0
    whole: bool = False

    def show(self, value: Any) -> Raw:
        """The number in full, without a fraction of nothing."""
        if value is None:
            return {}
        return {"": (str(int(value)) if float(value).is_integer() else repr(float(value)),)}

    def parse(self, raw: Raw, before: Any, home: Household) -> float | int | None:
        """The number; a comma may stand for the point. A whole one may not have a fraction."""
        text = first(raw).strip().lstrip("$€£").strip()
        if not text:
            return self.empty if self.empty is None or not self.whole else int(self.empty)
        value = _number(text)
        if self.whole and not value.is_integer():
            raise HouseholdError(_("This has to be a whole number."), cure=_("Round it."))
        return int(value) if self.whole else value

    def input(self, value: str) -> Input:
        """A short line, with the keyboard for numbers."""
        return Input("", "number", value, unit=self.unit)


def _number(text: str) -> float:
    plain = text.replace(",", ".") if _DECIMAL_COMMA.match(text) else _THOUSANDS.sub("", text)
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    if value != value or abs(value) > 1e12:
        raise HouseholdError(_("“%(text)s” is not a number.") % {"text": text[:40]}, cure=_("Write it in figures."))
    return value


@dataclass(frozen=True, slots=True)
class Flag(Codec):
    """Yes or no, as one box to tick."""

    label: Label

    def show(self, value: Any) -> Raw:
        """A browser sends nothing for a box that is not ticked."""
        return {"": ("yes",)} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> bool:
        """Whether it is ticked."""
        return first(raw) == "yes"

    def words(self, value: Any, home: Household) -> str:
        """Yes or no."""
        return _("yes") if value else _("no")

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The box with what it means."""
        return (Row((Input("", "check", options=(Option("yes", self.label, first(raw) == "yes"),)),)),)


@dataclass(frozen=True, slots=True)
class Choice(Codec):
    """One of a few words, each with a label. `kind` is "radio" or "select"; `type` what the word becomes."""

    labels: Mapping[str, Label]
    kind: str = "select"
    type: type = str

    def show(self, value: Any) -> Raw:
        """The word."""
        word = value.value if isinstance(value, Enum) else str(value)
        return {"": (word,)} if word else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> Any:
        """The word that was chosen."""
        word = first(raw)
        if word not in self.labels:
            raise HouseholdError(_("Please choose one of these."))
        return self.type(word)

    def words(self, value: Any, home: Household) -> str:
        """The label of the word."""
        return str(self.labels.get(first(self.show(value)), value))

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The words to choose from."""
        options = tuple(Option(word, label, word == first(raw)) for word, label in self.labels.items())
        return (Row((Input("", self.kind, options=options),)),)


@dataclass(frozen=True, slots=True)
class Person(Codec):
    """One of the adults: a parent or somebody who helps."""

    def show(self, value: Any) -> Raw:
        """The id."""
        return {"": (value,)} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> str:
        """The id of whoever was chosen."""
        if not first(raw):
            raise HouseholdError(_("Please choose somebody."))
        return first(raw)

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The adults by name."""
        ids = [one.id for one in home.parents] + [one.id for one in home.carers]
        options = tuple(Option(one, home.names[one], one == first(raw)) for one in ids)
        return (Row((Input("", "radio", options=options),)),)


@dataclass(frozen=True, slots=True)
class Children(Codec):
    """Some of the children, in the order in which they stand."""

    def show(self, value: Any) -> Raw:
        """The ids."""
        return {"": tuple(sorted(value))} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> tuple[str, ...]:
        """Their ids: those that were there before in their old order, new ones behind."""
        chosen = picked(raw.get("", ()), before, tuple(one.id for one in home.children))
        if not chosen:
            raise HouseholdError(_("Please choose at least one child."))
        return chosen

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """A box for each child."""
        chosen = raw.get("", ())
        options = tuple(Option(one.id, one.name, one.id in chosen) for one in home.children)
        return (Row((Input("", "checks", options=options),)),)


def picked(chosen: tuple[str, ...], before: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that were chosen, in an order that changes as little as it can; strangers last."""
    order = list(dict.fromkeys((*before, *known, *chosen)))
    return tuple(one for one in order if one in chosen)


@dataclass(frozen=True, slots=True)
class Day(Single):
    """A date, or none."""

    def show(self, value: Any) -> Raw:
        """The date as ISO 8601 writes it, which is what a browser sends."""
        return {"": (value.isoformat(),)} if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> date | None:
        """The date; None where it is empty."""
        return day_of(first(raw)) if first(raw) else None

    def input(self, value: str) -> Input:
        """A calendar to choose from."""
        return Input("", "date", value)


def day_of(text: str) -> date:
    """The date of a date input. Raises HouseholdError for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise HouseholdError(
            _("“%(text)s” is not a date.") % {"text": text[:40]}, cure=_("Write it as 2026-11-26.")
        ) from error


@dataclass(frozen=True, slots=True)
class Time(Codec):
    """A time of day. `later` is how many days later it may be, `needed` is false where it may be empty."""

    later: int = 0
    needed: bool = True

    def show(self, value: Any) -> Raw:
        """The clock and the days, midnight at a day's end as that of the next."""
        return clock_shown(value, "") if value else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> Clock | None:
        """The time; None where it is empty and may be."""
        if first(raw):
            return Clock(clock_of(first(raw)).minutes, later_of(raw, "later"))
        if self.needed:
            raise HouseholdError(_("A time has to stand here."), cure=_("Write it as 07:30."))
        return None

    def rows(self, raw: Raw, home: Household) -> tuple[Row, ...]:
        """The time, and beside it which day is meant where there are several."""
        time = Input("", "time", first(raw), label=_("Time") if self.later else "", needed=self.needed)
        return (Row((time, later(raw, "later", self.later)) if self.later else (time,)),)


def clock_shown(value: Clock, end: str, *, wraps: bool = False) -> Raw:
    """A clock as a time and days; `wraps` says that it is on the next day without its saying so."""
    days = value.days + value.minutes // 1440 + (1 if wraps else 0)
    shown = {end: (str(Clock(value.minutes % 1440)),)}
    return shown | ({f"{end}later" if end else "later": (str(days),)} if days else {})


def clock_of(text: str) -> Clock:
    """The time of a time input, or of what people type: 7:30, 19.30, 7 pm. Raises HouseholdError for anything else."""
    found = _TIME.match(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        message = _("“%(text)s” is not a time of day.") % {"text": text[:40]}
        raise HouseholdError(message, cure=_("Write it as 07:30."))
    return Clock(hour * 60 + minute)


def later_of(raw: Raw, end: str) -> int:
    """How many days later an end is."""
    text = first(raw, end)
    return int(text) if text.isdecimal() and len(text) == 1 else 0


def later(raw: Raw, end: str, most: int) -> Input:
    """The input for how many days later an end is, up to `most` or what it is already."""
    now = later_of(raw, end)
    words: list[Label] = [_("the same day"), _("the next day")]
    words += [_("%(count)d days later") % {"count": n} for n in range(2, max(most, now) + 1)]
    options = tuple(Option(str(n) if n else "", word, n == now) for n, word in enumerate(words))
    return Input(end, "select", label=_("Which day"), options=options)
