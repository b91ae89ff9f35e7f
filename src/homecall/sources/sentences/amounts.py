"""Lengths, times of day and days in a sentence that is in small letters and without accents, English or Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_COUNTS = {"one": 1, "an": 1, "a": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4}
_HALVES = (
    (re.compile(r"\b(?:an? hour and a half|one and a half hours?|(?:una )?hora y media)\b"), 90),
    (re.compile(r"\b(?:half an hour|half hour|media hora)\b"), 30),
    (re.compile(r"\b(?:a )?quarter of an hour\b|\b(?:un )?cuarto de hora\b"), 15),
)
_COUNTED = re.compile(
    r"\b(one|an|a|una|two|dos|three|tres|four|cuatro) (?:hours?|horas?)(?P<half> and a half| y media)?\b"
)
_HOURS = re.compile(
    r"\b(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?|horas?)\b(?: ?(?:and|y)? ?(\d{1,2})(?: ?(?:m|min\w*))?\b)?"
)
_MINUTES = re.compile(r"(?<![\d:.,])(\d{1,4}) ?(?:m|mins?|minutes?|minutos?)?(?![\d:.,/]|\w)")
_HALF = r"(?: ?(?P<half>a\.? ?m\b\.?|p\.? ?m\b\.?|de la manana\b|de la tarde\b|de la noche\b))"
_FIGURES = r"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d))?"
_MARK = r"\b(?P<mark>until|till?|hasta|by|from|desde|at|after|a partir de|a)(?: about)? (?:las? )?"
_NO_LENGTH = r"(?! ?(?:m\b|min|h\b|hour|hora))(?![\d/])"
_CLOCK = re.compile(
    rf"{_MARK}{_FIGURES}{_HALF}?{_NO_LENGTH}"
    rf"|(?<![\d/]){_FIGURES.replace('hour', 'hour2').replace('minute', 'minute2')}{_HALF.replace('half', 'half2')}"
    r"|(?<![\d/])(?P<hour3>[01]?\d|2[0-4])[:h](?P<minute3>[0-5]\d)(?!\d)"
)
_NOON = re.compile(r"\b(?P<noon>noon|midday|(?:al )?mediodia)\b|\b(?:midnight|medianoche)\b")
_WEEKDAYS = (
    ("monday", "lunes"), ("tuesday", "martes"), ("wednesday", "miercoles"), ("thursday", "jueves"),
    ("friday", "viernes"), ("saturday", "sabado"), ("sunday", "domingo"),
)  # fmt: skip
_NUMBER = {name: number for number, both in enumerate(_WEEKDAYS) for name in both}
_NAMES = rf"today|tonight|hoy|tomorrow|(?<!la )manana|{'|'.join(_NUMBER)}"
_DAY = re.compile(rf"(?P<to>\b(?:until|till|through|to|hasta|al)(?: el)? )?\b(?P<day>{_NAMES})\b")
LONGEST = 24 * 60
"""Minutes that a length may have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows. Unless it is `sure`, the same reading half a day later may be meant."""

    minutes: int
    sure: bool


def length_in(text: str) -> tuple[str, int | None]:
    """The first length of the text in minutes, and the text without it. A bare number counts minutes."""
    for form, minutes in _HALVES:
        if form.search(text):
            return form.sub(" ", text, count=1), minutes
    if found := _COUNTED.search(text):
        return _without(text, found), _COUNTS[found[1]] * 60 + (30 if found["half"] else 0)
    if found := _HOURS.search(text):
        return _without(text, found), _bounded(round(float(found[1].replace(",", ".")) * 60) + int(found[2] or 0))
    if found := _MINUTES.search(text):
        return _without(text, found), _bounded(int(found[1]))
    return text, None


def _bounded(minutes: int) -> int | None:
    return minutes if 0 < minutes <= LONGEST else None


def reading_in(text: str) -> tuple[str, Reading | None]:
    """The first time of day of the text, and the text without it."""
    if found := _NOON.search(text):
        return _without(text, found), Reading(12 * 60 if found["noon"] else 24 * 60, sure=True)
    found = _CLOCK.search(text)
    if found is None:
        return text, None
    said = next(one for one in (found["hour"], found["hour2"], found["hour3"]) if one)
    hour, minute = int(said), int(found["minute"] or found["minute2"] or found["minute3"] or 0)
    half = (found["half"] or found["half2"] or "").replace(" ", "")
    sure = bool(half) or hour > 12 or hour == 0 or said.startswith("0")
    if half and hour <= 12:
        hour = hour % 12 + (0 if half.startswith("a") or "manana" in half else 12)
    return _without(text, found), Reading(hour * 60 + minute, sure)


def days_in(text: str, today: date) -> tuple[str, tuple[date, ...]]:
    """The days that the text names, in order, and the text without them. A weekday is the next one, today included."""
    days: list[date] = []
    for found in _DAY.finditer(text):
        day = _day(found["day"], today)
        first = days[-1] + timedelta(days=1) if days else today
        days += [first + timedelta(days=n) for n in range((day - first).days + 1)] if found["to"] else [day]
    return _DAY.sub(" ", text), tuple(sorted(set(days)))


def _day(name: str, today: date) -> date:
    if name in _NUMBER:
        return today + timedelta(days=(_NUMBER[name] - today.weekday()) % 7)
    return today + timedelta(days=1 if name in ("tomorrow", "manana") else 0)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
