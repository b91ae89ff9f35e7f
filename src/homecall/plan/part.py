"""One object of a plan file: its keys are taken one by one, and each complaint names the place."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from homecall.errors import PlanError
from homecall.spans.span import Minute, Span, instant

_T = TypeVar("_T")
_K = TypeVar("_K")
_KINDS: dict[type, str] = {
    str: "text", float: "a number", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"
}  # fmt: skip
OPTIONAL = ("asks", "risks", "unknown", "findings", "happened", "agreed")
"""Lists that may be left out: what only tells and decides nothing, and what only a changed plan has."""
YEARS = range(1970, 2201)
"""The years that an instant of a plan may lie in; further out, calendars and zones end."""


@dataclass(frozen=True, slots=True)
class Part:
    """One object of the file with its place, which every complaint about it names."""

    data: dict[str, Any]
    keys: tuple[str, ...]
    where: str

    def __post_init__(self) -> None:
        for key in self.data:
            if key not in self.keys:
                cure = f"It may hold {', '.join(self.keys)}."
                raise PlanError(f"{key!r} is no key of a plan here.", where=self.where, cure=cure)

    def take(self, key: str, kind: type[_K]) -> _K:
        """The value of a key, of the kind wanted; whole numbers pass for fractions."""
        value = self.data.get(key)
        if kind is float and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e15:
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, float) and not math.isfinite(value)):
            raise PlanError(f"{key!r} is missing or is not {_KINDS[kind]}.", where=self.where)
        return value

    def one_of(self, key: str, options: tuple[str, ...]) -> str:
        """A word out of a few."""
        word = self.take(key, str)
        if word not in options:
            raise PlanError(f"{key!r} cannot be {word!r}.", where=self.where, cure=f"It is {' or '.join(options)}.")
        return word

    def at(self, key: str) -> Minute:
        """An instant, which carries its offset and lies on a whole minute."""
        text, cure = self.take(key, str), "Write it as 2026-11-30T07:05:00-06:00."
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as wrong:
            raise PlanError(f"{key!r} {text!r} is no instant.", where=self.where, cure=cure) from wrong
        if moment.tzinfo is None or moment.year not in YEARS or moment.second or moment.microsecond:
            what = "an instant on the minute, with its offset"
            raise PlanError(f"{key!r} {text!r} is not {what}.", where=self.where, cure=cure)
        return instant(moment)

    def span(self) -> Span:
        """From the part's start to its end."""
        start, end = self.at("start"), self.at("end")
        if end <= start:
            raise PlanError("Its end is not after its start.", where=self.where, cure="Swap them, or take it out.")
        return Span(start, end)

    def day(self, key: str) -> date:
        """A local date."""
        return day_of(self.take(key, str), self.where)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        found = self.take(key, list)
        if not all(isinstance(name, str) for name in found):
            raise PlanError(f"{key!r} holds something that is no id.", where=self.where)
        return tuple(found)

    def days(self, key: str) -> frozenset[date]:
        """A list of local dates, none where there is no such key."""
        return frozenset(day_of(text, self.where) for text in (self.names(key) if key in self.data else ()))

    def numbers(self, key: str) -> dict[str, float]:
        """An object of numbers, empty where there is none."""
        if key not in self.data:
            return {}
        inner = self.take(key, dict)
        return {name: Part(inner, tuple(inner), f"{self.where}, {key}").take(name, float) for name in inner}

    def each(self, key: str, keys: str, one: Callable[[Part], _T]) -> tuple[_T, ...]:
        """The objects of a list, each with these keys; the first is number 1 in messages.

        A list that is among the OPTIONAL ones may be left out of a plan.
        """
        found = []
        items = [] if key in OPTIONAL and key not in self.data else self.take(key, list)
        for number, item in enumerate(items, start=1):
            where = f"{self.where}, {key} {number}"
            if not isinstance(item, dict):
                raise PlanError("This is not an object.", where=where)
            found.append(one(Part(item, tuple(keys.split()), where)))
        return tuple(found)


def day_of(text: str, where: str) -> date:
    """The date that a text gives. Raises PlanError."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise PlanError(f"{text!r} is no date.", where=where, cure="Write it as 2026-11-30.") from wrong
