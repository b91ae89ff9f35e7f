"""The language and the clock in which sentences are said now: English and twelve hours, unless somebody sets another.

The lowest of all layers, so that whatever has words can ask it. Messages are whole English sentences with named
places in braces; a catalogue of gettext has them in other languages. What is said remembers its parts, so that it can
be kept and said once more to somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from typing import Any

Parts = list[Any]
"""What a text was made of: a kind, and what that kind needs; texts inside are parts again."""

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


class Said(str):
    """A text in the tongue in which it was said first, with the `parts` to say it again.

    The parts are plain lists and dicts, as JSON has them. Whatever is done to the text gives a text without parts.
    """

    __slots__ = ("parts",)

    parts: Parts

    def __new__(cls, text: str, parts: Parts) -> Said:
        """The text with its parts."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made

    def __reduce__(self) -> tuple[type[Said], tuple[str, Parts]]:
        """A copy keeps its parts."""
        return Said, (str(self), self.parts)


def say(message: str, /, **values: object) -> Said:
    """The message in the language of now, its named places filled."""
    now = _NOW.get()
    said = now.words.gettext(message) if now.words else message
    return Said(now.smooth(said.format_map(values) if values else said), ["say", message, _parts(values)])


def say_n(one: str, many: str, count: int, /, **values: object) -> Said:
    """The message for so many of something, with its places filled; `count` itself fills {count}."""
    now = _NOW.get()
    said = now.words.ngettext(one, many, count) if now.words else one if count == 1 else many
    text = now.smooth(said.format_map({"count": count, **values}))
    return Said(text, ["many", one, many, count, _parts(values)])


def joined(between: str, texts: Iterable[str]) -> Said:
    """Texts one after the other, such as sentences with a space between."""
    every = list(texts)
    return Said(_NOW.get().smooth(between.join(every)), ["join", between, [_part(one) for one in every]])


def time_of_day(hour: int, minute: int, counted: int, *, half: bool = True) -> str:
    """A time of day, counted to 12 or to 24; without `half` the bare figures where the half of the day is plain."""
    if counted == 24:
        return f"{hour:02}:{minute:02}"
    if half and minute == 0 and hour % 12 == 0:
        return say("noon") if hour else say("midnight")
    figures = f"{hour % 12 or 12}" + (f":{minute:02}" if minute else "")
    if not half:
        return figures
    return say("{time} pm", time=figures) if hour >= 12 else say("{time} am", time=figures)


def clock(hour: int, minute: int, zone: str, *, half: bool = True) -> Said:
    """A time of day as whoever reads it counts, for a family in this time zone."""
    return Said(time_of_day(hour, minute, hours(zone), half=half), ["clock", hour, minute, zone, half])


def again(text: str) -> str:
    """A text in the language and by the clock of now; one without parts stays as it is."""
    return _from(text.parts) if isinstance(text, Said) else text


def parts_of(texts: Iterable[str]) -> dict[str, Parts]:
    """The parts of those texts that have any, by the text: what `with_parts` needs to give them back."""
    return {str(text): text.parts for text in texts if isinstance(text, Said)}


def with_parts(text: str, known: Mapping[str, Parts]) -> str:
    """A text that was kept, said again in the tongue of now; as it was kept where nothing (sensible) is known of it."""
    parts = known.get(text)
    try:
        return text if parts is None else _from(parts)
    except (AttributeError, LookupError, TypeError, ValueError):  # kept by another version
        return text


def _parts(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: _part(value) for name, value in values.items()}


def _part(value: object) -> Any:
    """A value as parts hold it: text, a number, or the parts of a text."""
    if isinstance(value, Said):
        return value.parts
    return value if isinstance(value, int | float) else str(value)


def _value(part: Any) -> Any:
    return _from(part) if isinstance(part, list) else part


def _from(parts: Parts) -> Said:
    """What the parts say, in the tongue of now. Raises LookupError, TypeError or ValueError for no parts of ours."""
    kind, *rest = parts
    return _KINDS[kind](*rest)


_KINDS: dict[str, Callable[..., Said]] = {
    "say": lambda message, values: say(message, **{name: _value(part) for name, part in values.items()}),
    "many": lambda one, many, count, values: say_n(
        one, many, count, **{name: _value(part) for name, part in values.items()}
    ),
    "join": lambda between, texts: joined(between, [_value(part) for part in texts]),
    "clock": lambda hour, minute, zone, half: clock(hour, minute, zone, half=half),
}


def weekday(day: date) -> Said:
    """The name of the day of the week."""
    return say(_DAYS[day.weekday()])


def weekday_short(day: date) -> Said:
    """The name of the day of the week in little room: "Mon"."""
    return say(_DAYS_SHORT[day.weekday()])


def month_short(day: date) -> Said:
    """The name of the month in little room: "Dec"."""
    return say(_MONTHS_SHORT[day.month - 1])


def month(day: date) -> Said:
    """The name of the month."""
    return say(_MONTHS[day.month - 1])


def _american(zone: str) -> bool:
    region, _, place = zone.partition("/")
    return region == "US" or zone == "Pacific/Honolulu" or (region == "America" and _state(place))


def _state(place: str) -> bool:
    return place in _UNITED_STATES or place.startswith(("Indiana/", "Kentucky/", "North_Dakota/"))
