"""The language and the clock in which sentences are said now: English and twelve hours, unless somebody sets another.

The lowest of all layers, so that whatever has words can ask it. Messages are whole English sentences with named
places in braces; a catalogue of gettext has them in other languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

_UNITED_STATES = frozenset(
    {
        *("Adak", "Anchorage", "Boise", "Chicago", "Denver", "Detroit", "Juneau", "Los_Angeles", "Menominee"),
        *("Metlakatla", "New_York", "Nome", "Phoenix", "Puerto_Rico", "Sitka", "Yakutat"),
    }
)
"""Places of the zones of the United States, in which Spanish too counts to twelve."""


def noted(message: str) -> str:
    """The message itself: marks for the catalogue what is said later."""
    return message


_DAYS = (
    noted("Monday"), noted("Tuesday"), noted("Wednesday"), noted("Thursday"), noted("Friday"), noted("Saturday"),
    noted("Sunday"),
)  # fmt: skip
_DAYS_SHORT = (
    noted("Mon"), noted("Tue"), noted("Wed"), noted("Thu"), noted("Fri"), noted("Sat"), noted("Sun"),
)  # fmt: skip
_MONTHS = (
    noted("January"), noted("February"), noted("March"), noted("April"), noted("May"), noted("June"), noted("July"),
    noted("August"), noted("September"), noted("October"), noted("November"), noted("December"),
)  # fmt: skip
_MONTHS_SHORT = (
    noted("Jan"), noted("Feb"), noted("Mar"), noted("Apr"), noted("May"), noted("Jun"), noted("Jul"), noted("Aug"),
    noted("Sep"), noted("Oct"), noted("Nov"), noted("Dec"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tongue:
    """How somebody is spoken to. `hours` is 12 or 24, or 0 for the habit of the language where the family lives.

    `smooth` goes over every finished sentence, for languages in which words lean on their neighbours.
    """

    language: str = "en"
    hours: int = 0
    words: NullTranslations | None = None
    smooth: Callable[[str], str] = str


_ENGLISH = Tongue()
_NOW: ContextVar[Tongue] = ContextVar("tongue", default=_ENGLISH)


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """Says everything in this tongue until the block ends."""
    before = _NOW.set(tongue)
    try:
        yield
    finally:
        _NOW.reset(before)


def manner() -> str:
    """A short name for the language and the clock of now, for the keys under which sentences are kept."""
    now = _NOW.get()
    return f"{now.language}{now.hours or ''}"


def language() -> str:
    """The language of now as a page names it: "en", "es"."""
    return _NOW.get().language


def hours(zone: str) -> int:
    """Whether a day is counted to 12 or to 24 by a family in this time zone."""
    now = _NOW.get()
    if now.hours:
        return now.hours
    return 12 if now.language.startswith("en") or _american(zone) else 24


def say(message: str, /, **values: object) -> str:
    """The message in the language of now, its named places filled."""
    now = _NOW.get()
    said = now.words.gettext(message) if now.words else message
    return now.smooth(said.format_map(values) if values else said)


def say_n(one: str, many: str, count: int, /, **values: object) -> str:
    """The message for so many of something, with its places filled; `count` itself fills {count}."""
    now = _NOW.get()
    said = now.words.ngettext(one, many, count) if now.words else one if count == 1 else many
    return now.smooth(said.format_map({"count": count, **values}))


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return say(_DAYS[day.weekday()])


def weekday_short(day: date) -> str:
    """The name of the day of the week in little room: "Mon"."""
    return say(_DAYS_SHORT[day.weekday()])


def month_short(day: date) -> str:
    """The name of the month in little room: "Dec"."""
    return say(_MONTHS_SHORT[day.month - 1])


def month(day: date) -> str:
    """The name of the month."""
    return say(_MONTHS[day.month - 1])


def _american(zone: str) -> bool:
    region, _, place = zone.partition("/")
    return region == "US" or zone == "Pacific/Honolulu" or (region == "America" and _state(place))


def _state(place: str) -> bool:
    return place in _UNITED_STATES or place.startswith(("Indiana/", "Kentucky/", "North_Dakota/"))
