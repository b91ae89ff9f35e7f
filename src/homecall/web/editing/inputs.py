"""What a browser shows of a field and sends back: inputs, and the text in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

Label = str | Promise
"""A text for people, translated when it is shown."""

Raw = Mapping[str, tuple[str, ...]]
"""What stands in the inputs of one field, by the end of their names: "" for the only one, such as "0.start" in rows."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that may be chosen."""

    value: str
    label: Label
    on: bool


@dataclass(frozen=True, slots=True)
class Input:
    """One input. `kind` is its type in HTML, or "select", "radio", "checks", "check", "days" or "textarea".

    `label` says what it is beside others of its field; it is empty where the field's own label says it all.
    """

    end: str
    kind: str
    value: str = ""
    label: Label = ""
    unit: Label = ""
    options: tuple[Option, ...] = ()
    needed: bool = False
    list: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is one thing to reach, in place of several to choose among."""
        return self.kind not in ("radio", "checks", "check", "days")


@dataclass(frozen=True, slots=True)
class Row:
    """Inputs that stand side by side. `blank` marks one that waits to be filled in."""

    inputs: tuple[Input, ...]
    blank: bool = False


def plain(raw: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What was sent, without the inputs that say nothing, and with line ends as they are elsewhere."""
    said = {end: tuple(_line_ends(one) for one in values if one != "") for end, values in raw.items()}
    return {end: values for end, values in said.items() if values}


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n")


def of_field(name: str, sent: Mapping[str, Iterable[str]]) -> Raw:
    """The part of a form that belongs to a field: its own name, or that and a dot before the rest."""
    mine = {key: values for key, values in sent.items() if key == name or key.startswith(f"{name}.")}
    return plain({key[len(name) + 1 :]: values for key, values in mine.items()})


def first(raw: Raw, end: str = "") -> str:
    """The text of one input; empty where nothing was sent."""
    return raw.get(end, ("",))[0]


def rows_of(raw: Raw) -> tuple[Raw, ...]:
    """The rows of a field that has several, those with nothing in them left out."""
    numbered: dict[int, dict[str, tuple[str, ...]]] = {}
    for end, values in raw.items():
        number, _, inner = end.partition(".")
        if number.isdecimal() and len(number) < 6:
            numbered.setdefault(int(number), {})[inner] = values
    return tuple(numbered[number] for number in sorted(numbered))


def in_rows(rows: Iterable[Raw]) -> Raw:
    """The rows of a field as one, numbered from 0."""
    return {f"{n}.{end}": values for n, row in enumerate(rows) for end, values in row.items()}
