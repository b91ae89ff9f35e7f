"""The text of a calendar: joined where it was folded, and taken apart into the lines that decide anything."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from homecall.errors import SourceError
from homecall.sources.refuse import binary, decode, said
from homecall.tongue import say

PIECE = 1 << 20
"""Characters that are taken apart at a time, so that a large file is not in memory twice."""

MOST_EVENTS = 50_000
"""Events of one calendar that are read; of more, those that repeat or change others, and then those that start last."""

MOST_SEEN = 100_000
"""Events of a calendar that is looked at; one with more is refused."""

_ROOM = 15_000
"""How many events more are taken in before the ones over the limit are looked for again."""

MOST_ZONES = 5_000
MOST_DATES = 20_000
"""Dates that one event may list as exceptions or additions."""

_ESCAPE = re.compile(r"\\([\\;,:\"nN])")
_CUT = re.compile(r'((?:[^":]|"[^"]*")*):', re.DOTALL)
_EVENT = ("UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE", "STATUS", "DTSTAMP",
          "LAST-MODIFIED")  # fmt: skip
_REPEATED = ("RRULE", "EXRULE", "RDATE", "EXDATE")
_ZONE = ("TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION")
_WANTED = frozenset({"BEGIN", "END", "X-WR-TIMEZONE", *_EVENT, *_REPEATED, *_ZONE})
_PARTS = ("STANDARD", "DAYLIGHT")
_OUTER = ("VEVENT", "VTIMEZONE")


@dataclass(slots=True)
class Component:
    """A VEVENT, or a VTIMEZONE with its observances in `parts`. `line` is where it begins, from 1, folds joined.

    `first` holds the parameters and the value of properties that stand once, `lists` those that may stand often.
    `closed` is false where its END never came. `sheet` counts the VCALENDAR that it stands in, from 0.
    """

    name: str
    line: int
    sheet: int = 0
    first: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    closed: bool = False
    broken: str = ""

    def keep(self, name: str, parameters: str, value: str) -> None:
        """Takes one property in."""
        if name in _REPEATED:
            if len(self.lists) < MOST_DATES:
                self.lists.append((name, parameters, value))
            else:
                self.broken = f"it lists more than {MOST_DATES} dates"
        else:
            self.first.setdefault(name, (parameters, value))

    def value(self, name: str) -> str:
        """The raw value of a property that stands once, empty where it is missing."""
        return self.first[name][1] if name in self.first else ""

    @property
    def weight(self) -> tuple[bool, str]:
        """Orders events by what a plan would miss: what repeats or changes others, then by their starts as written."""
        return bool(self.lists) or "RECURRENCE-ID" in self.first, self.value("DTSTART").strip()

    def listed(self, name: str) -> list[tuple[str, str]]:
        """Parameters and values of a property that may stand often."""
        return [(parameters, value) for found, parameters, value in self.lists if found == name]


def unescaped(value: str) -> str:
    """A text value as people read it."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def flat(content: bytes) -> bytes:
    """The bytes with one kind of line end, folds not yet joined."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = decode(content).encode()
    if b"\r" not in content:
        return content
    # Twice, for some writers end a line with two returns and a feed.
    return content.replace(b"\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def unfolded(content: bytes, name: str) -> str:
    """The text with its long lines joined. Raises SourceError where it is no whole calendar."""
    binary(content, name)
    # Lines are joined as bytes: some writers fold in the middle of a letter.
    text = decode(flat(content).replace(b"\n ", b"").replace(b"\n\t", b""))
    if text.lstrip().startswith(("{", "[")):
        cure = say("Use the calendar link or the .ics export of the scheduling system.")
        raise SourceError(say("The schedule is JSON, not a calendar."), where=name, cure=cure)
    said(text, name)
    _whole(text, name)
    return text


def _whole(text: str, name: str) -> None:
    """Refuses what is no calendar, or only the beginning of one: an empty answer would read as free time."""
    begins, ends = _brackets(text, "BEGIN"), _brackets(text, "END")
    if not begins:
        contacts = re.search(r"BEGIN:VCARD", text, re.IGNORECASE)
        cure = say("Use the calendar link or the .ics export of the scheduling system.")
        what = "contacts (a vCard)" if contacts else "no calendar"
        raise SourceError(say("The schedule holds {what}.", what=what), where=name, cure=cure)
    if begins > ends:
        raise SourceError(
            say("The calendar is cut off before its end."), where=name, cure=say("Fetch or export it again.")
        )


def _brackets(text: str, verb: str) -> int:
    """How many calendars begin, or end: at the beginning of a line, not in the middle of a text."""
    return len(re.findall(rf"(?m)^[ \t]*{verb}[ \t]*:[ \t]*VCALENDAR\b", text, re.IGNORECASE))


def placed(content: bytes, logical: Collection[int]) -> dict[int, int]:
    """The lines of the file at which some lines begin that were counted after joining."""
    found: dict[int, int] = {}
    raw, at, physical = flat(content), 0, 1
    for number, match in enumerate(re.finditer(rb"\A|\n(?![ \t])", raw), start=1):
        if number in logical:
            physical += raw.count(b"\n", at, match.end())
            at = match.end()
            found[number] = physical
    return found


def _pieces(text: str) -> Iterator[list[str]]:
    at = 0
    while at < len(text):
        end = text.find("\n", at + PIECE)
        end = len(text) if end < 0 else end
        yield text[at:end].split("\n")
        at = end + 1


def wanted_lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Number, name in capitals, parameters and raw value of each line whose name decides anything."""
    number = 0
    names: dict[str, str] = {name: name for name in _WANTED}
    for piece in _pieces(text):
        for line in piece:
            number += 1
            head, colon, value = line.partition(":")
            name, _, parameters = head.partition(";")
            known = names.get(name)
            if known is None:
                known = _learn(names, name)
            if known and colon:
                if '"' in parameters and parameters.count('"') % 2:
                    parameters, value = _cut(line)
                yield number, known, parameters, value
            elif known:
                yield number, known, "", ""


def _learn(names: dict[str, str], name: str) -> str:
    """The property that a name means in whatever case, empty for one that decides nothing."""
    bare = name.strip().upper().rpartition(".")[2]  # some writers put a group before the name, as in contacts
    known = bare if bare in _WANTED else ""
    if len(names) < 2_000 and len(name) < 60:
        names[name] = known
    return known


def _cut(line: str) -> tuple[str, str]:
    """Parameters and value of a line with a colon between quotes; both empty where the quotes do not close."""
    found = _CUT.match(line)
    return (found[1].partition(";")[2], line[found.end() :]) if found else ("", "")


class Scan:
    """Every event and every zone of a text, wherever it stands. Alarms and other parts inside are left out.

    `over` counts the events past the limit, which are left out, and `over_at` is the line of the first of them. Raises
    SourceError for more of them than are looked at; `where` names it.
    """

    def __init__(self, text: str, where: str) -> None:
        self._where = where
        self.events: list[Component] = []
        self.zones: list[Component] = []
        self.headers: dict[int, str] = {}
        self.over, self.over_at = 0, 0
        self._least = (False, "")
        self._sheet = -1
        self._current: Component | None = None
        self._inner: list[str] = []
        self._outer: list[tuple[Component, list[str]]] = []
        for number, name, parameters, value in wanted_lines(text):
            if name == "BEGIN":
                self._begin(number, value.strip().upper())
            elif name == "END":
                self._end(value.strip().upper())
            elif self._current is not None:
                self._keep(name, parameters, value)
            elif name == "X-WR-TIMEZONE":
                self.headers.setdefault(max(self._sheet, 0), unescaped(value).strip())
        self._leave_all()
        self._thin()

    def _begin(self, number: int, name: str) -> None:
        if name in _OUTER:
            if self._current is not None:
                self._outer.append((self._current, self._inner))
                self._bounded()
            self._current, self._inner = Component(name, number, max(self._sheet, 0)), []
        elif name == "VCALENDAR":
            self._leave_all()
            self._sheet += 1
        elif self._current is not None:
            self._inner.append(name)
            if name in _PARTS and self._current.name == "VTIMEZONE" and len(self._current.parts) < MOST_ZONES:
                self._current.parts.append(Component(name, number))

    def _end(self, name: str) -> None:
        if self._current is None:
            return
        if name == "VCALENDAR":
            self._leave_all()
        elif name == self._current.name:
            self._leave(closed=True)
        elif self._inner:
            self._inner.pop()

    def _leave(self, *, closed: bool) -> None:
        if self._current is not None:
            self._current.closed = closed
            if self._current.name == "VEVENT":
                self._take(self._current)
            else:
                self.zones.append(self._current)
            self._current, self._inner = self._outer.pop() if self._outer else (None, [])
            self._bounded()

    def _take(self, event: Component) -> None:
        if self.over and event.weight <= self._least:
            self._left_out([event])
            return
        self.events.append(event)
        if len(self.events) > MOST_EVENTS + _ROOM:
            self._thin()

    def _thin(self) -> None:
        """Leaves out the events over the limit that a plan would miss least; the others stay in their order."""
        if len(self.events) <= MOST_EVENTS:
            return
        ranked = sorted(self.events, key=lambda one: (one.weight, one.line))
        self._left_out(ranked[:-MOST_EVENTS])
        self.events = sorted(ranked[-MOST_EVENTS:], key=lambda one: one.line)
        self._least = ranked[-MOST_EVENTS].weight

    def _left_out(self, events: list[Component]) -> None:
        self.over += len(events)
        self.over_at = min([one.line for one in events] + ([self.over_at] if self.over_at else []))

    def _leave_all(self) -> None:
        """Ends what is still open: a calendar ends, and the END of some component never came."""
        while self._current is not None:
            self._leave(closed=False)

    def _bounded(self) -> None:
        """Refuses what no family has, before it fills the memory. Raises SourceError."""
        cure = say("Subscribe to one person's calendar, or export fewer months.")
        if len(self.events) + len(self._outer) + self.over > MOST_SEEN:
            raise SourceError(
                say("The calendar has more than {most} events.", most=f"{MOST_SEEN:,}"),
                where=self._where,
                cure=cure,
            )
        if len(self.zones) > MOST_ZONES:
            text = say("The calendar defines more than {most} time zones.", most=f"{MOST_ZONES:,}")
            raise SourceError(text, where=self._where, cure=cure)

    def _keep(self, name: str, parameters: str, value: str) -> None:
        current = self._current
        if current is None:
            return
        if not self._inner:
            current.keep(name, parameters, value)
        elif self._inner[-1] in _PARTS and current.parts:
            current.parts[-1].keep(name, parameters, value)
