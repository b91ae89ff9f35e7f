"""The text of a calendar as components and properties; only the properties that decide anything are taken apart."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from homecall.errors import SourceError
from homecall.sources.refuse import binary, decode, said

_FOLD = re.compile(rb"\r?\n[ \t]|\r[ \t]")
_PROPERTY = re.compile(r'([A-Za-z0-9-]+)((?:;[^=:;"]+=(?:"[^"]*"|[^:;"]*))*):(.*)$', re.DOTALL)
_PARAMETER = re.compile(r';([^=:;"]+)=(?:"([^"]*)"|([^:;"]*))')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_PARTS = frozenset({"STANDARD", "DAYLIGHT"})


@dataclass(frozen=True, slots=True)
class Property:
    """A content line: its name in capitals, its parameters by name in capitals, its raw value."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """A VEVENT, or a VTIMEZONE with its observances in `parts`. `line` is where it begins, from 1.

    `closed` is false for an event whose END never came.
    """

    name: str
    line: int
    lines: list[str] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    closed: bool = False

    def properties(self, wanted: frozenset[str]) -> Iterator[Property]:
        """The properties with these names, in order. Raises ValueError for one that cannot be taken apart."""
        for line in self.lines:
            name = re.split("[;:]", line, maxsplit=1)[0].upper()
            if name in wanted:
                yield a_property(line)


def a_property(line: str) -> Property:
    """One unfolded content line. Raises ValueError."""
    found = _PROPERTY.match(line)
    if found is None:
        raise ValueError(f"the line {line[:40]!r} cannot be read")
    parameters = {name.upper().strip(): quoted or bare for name, quoted, bare in _PARAMETER.findall(found[2])}
    return Property(found[1].upper(), parameters, found[3])


def unescaped(value: str) -> str:
    """A text value as people read it."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def unfolded(content: bytes, name: str) -> str:
    """The text with its long lines joined. Raises SourceError where it is no whole calendar."""
    binary(content, name)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = decode(content).encode()
    # Lines are joined as bytes: some writers fold in the middle of a letter.
    text = decode(_FOLD.sub(b"", content))
    said(text, name)
    _whole(text.upper(), name)
    return text


def _whole(text: str, name: str) -> None:
    """Refuses what is no calendar, or only the beginning of one: an empty answer would read as free time."""
    if "BEGIN:VCALENDAR" not in text:
        what = "contacts (a vCard)" if "BEGIN:VCARD" in text else "no calendar"
        cure = "Use the calendar link or the .ics export of the scheduling system."
        raise SourceError(f"The schedule holds {what}.", where=name, cure=cure)
    if text.count("BEGIN:VCALENDAR") > text.count("END:VCALENDAR"):
        raise SourceError("The calendar is cut off before its end.", where=name, cure="Fetch or export it again.")


def components(text: str) -> Iterator[Component]:
    """Every event and every zone, wherever it stands. Alarms and other parts inside them are left out."""
    current: Component | None = None
    inner: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        verb, name = _bracket(line)
        if verb == "BEGIN" and name in ("VEVENT", "VTIMEZONE"):
            if current is not None:
                yield current
            current, inner = Component(name, number), []
        elif current is None:
            continue
        elif verb == "BEGIN":
            inner.append(name)
            if name in _PARTS and current.name == "VTIMEZONE":
                current.parts.append(Component(name, number))
        elif verb == "END" and name in (current.name, "VCALENDAR"):
            current.closed = name == current.name
            yield current
            current = None
        elif verb == "END":
            inner = inner[:-1]
        else:
            _keep(current, inner, line)
    if current is not None:
        yield current


def _bracket(line: str) -> tuple[str, str]:
    verb, _, name = line.strip().upper().partition(":")
    return (verb, name.strip()) if verb in ("BEGIN", "END") else ("", "")


def _keep(current: Component, inner: list[str], line: str) -> None:
    if not inner:
        current.lines.append(line)
    elif inner[-1] in _PARTS and current.parts:
        current.parts[-1].lines.append(line)


def header(text: str, name: str) -> str:
    """The value of a property of the calendar itself, empty if it is not there."""
    found = re.search(rf"^{re.escape(name)}(?:;[^:\r\n]*)?:([^\r\n]*)", text, re.IGNORECASE | re.MULTILINE)
    return unescaped(found[1]) if found else ""
