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


_PART = re.compile(
    r"\b(?:(?:(?P<now>this|esta)|in the|during the|(?:por|en|de) la|a) )?(?P<part>morning|afternoon|evening|night)\b"
    r"|\b(?:(?P<ahora>esta)|(?:por|en) la) (?P<parte>manana|tarde|noche)\b|\b(?P<tonight>tonight)\b"
)
_PARTS = {
    "morning": (0, 12), "manana": (0, 12), "afternoon": (12, 18), "tarde": (12, 20), "evening": (17, 24),
    "night": (17, 24), "noche": (19, 24), "tonight": (17, 24),
}  # fmt: skip
"""Hours of the parts of a day as English and Spanish speak of them: our own reading."""
_GREETING = re.compile(r"\bgood (?:morning|afternoon|evening)\b|\bbuen[oa]s (?:dias|tardes|noches)\b")
_AT = r"(?:las? )?(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?" + _HALF.replace("?P<half>", "?:") + "?"
_BETWEEN = re.compile(
    rf"\b(?:from|between|de|desde|entre) (?P<first>{_AT})(?: (?:to|and|until|till|a|y|hasta) | ?- ?)(?P<last>{_AT})"
)
_SINCE = re.compile(r"\b(?:from|after|desde|a partir de|despues de)\b(?= (?:about )?(?:las? )?(?:\d|noon|mediodia))")
_BEFORE = re.compile(r"\b(?:until|till?|before|hasta|antes de)\b(?= (?:about )?(?:las? |el )?(?:\d|noon|mediodia))")


def hours_in(text: str) -> tuple[str, tuple[int, int] | None]:
    """The hours of a day that the text names, in minutes of its clock, and the text without them.

    A reading that could be of either half of the day is taken so that the hours are rather too long.
    """
    text = _GREETING.sub(" ", text)
    if found := _BETWEEN.search(text):
        first, last = (reading_in(f"at {found[name]}")[1] for name in ("first", "last"))
        return (_without(text, found), _ordered(first, last)) if first and last else (text, None)
    if found := _PART.search(text):
        part = found["part"] or found["parte"] or found["tonight"]
        start, end = _PARTS[part]
        day = " today " if found["now"] or found["ahora"] or found["tonight"] else " "
        return f"{text[: found.start()]}{day}{text[found.end() :]}", (start * 60, end * 60)
    for form, since in ((_SINCE, True), (_BEFORE, False)):
        if found := form.search(text):
            rest, reading = reading_in(f"at {text[found.end() :].strip()}")
            if reading:
                at = _likely(reading, early=since)
                return f"{text[: found.start()]} {rest}", (at, 24 * 60) if since else (0, at)
    return text, None


def _likely(reading: Reading, *, early: bool) -> int:
    """What a reading means in the middle of a day: one to six is afternoon, the rest what is safe."""
    if reading.sure or reading.minutes >= 12 * 60:
        return reading.minutes
    return reading.minutes + (12 * 60 if reading.minutes < 7 * 60 or not early else 0)


def _ordered(first: Reading, last: Reading) -> tuple[int, int] | None:
    """Hours from one reading to the next at which the clock shows the other; None where there are none."""
    start = _likely(first, early=True)
    if not first.sure and last.sure and start >= last.minutes:
        start = first.minutes
    ends = {last.minutes} if last.sure else {last.minutes % 720, last.minutes % 720 + 720}
    later = sorted(end for end in ends if end > start)
    return (start, later[0]) if later else None


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
