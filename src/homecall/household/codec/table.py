"""One table of the household file, which knows where it stands and can refuse in a parent's words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from homecall.errors import HouseholdError
from homecall.household.codec.keys import KEYS, LONGEST_TEXT, MOST, ONE_TABLE, OTHER_WORDS, SINGULAR
from homecall.household.codec.lines import Path, line_of
from homecall.tongue import joined, say


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a household file and the name that errors call it by."""

    text: str
    where: str

    def place(self, path: Path) -> str:
        """File and line of a value, such as `household.toml:17`."""
        return f"{self.where}:{line_of(self.text, path)}"


@dataclass(frozen=True, slots=True)
class Table:
    """The values of one table. `kind` is its entry in KEYS, `label` what a parent would call it.

    Every getter raises HouseholdError, with file and line, where the value is missing or is not what it should be.
    """

    document: Document
    path: Path
    kind: str
    label: str
    values: Mapping[str, object]

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self.values

    def refuse(self, key: str | Path, message: str, cure: str = "") -> NoReturn:
        """Raises the error that stands at the line of the key (or of a path inside this table)."""
        inner = (key,) if isinstance(key, str) else key
        raise HouseholdError(upper(message), where=self.document.place((*self.path, *inner)), cure=cure)

    def said(self, key: str) -> str:
        """The key and whose it is, to begin a sentence with."""
        return say('"{key}" of {owner}', key=key, owner=self.label)

    def need(self, key: str) -> object:
        """The raw value of a key that must be written."""
        if key not in self.values:
            self.refuse(
                (),
                say('{label} has no "{key}".', label=self.label, key=key),
                say("Add a line {key} = … there.", key=key),
            )
        return self.values[key]

    def text(self, key: str, default: str | None = None, *, at_most: int = LONGEST_TEXT) -> str:
        """A line of text that is not blank; `at_most` counts characters. Without a default it must be written."""
        if default is not None and not self.has(key):
            return default
        value = self.need(key)
        if not isinstance(value, str):
            self.refuse(
                key,
                say("{key} must be text, not {value}.", key=self.said(key), value=shown(value)),
                say('Write it in quotes: {key} = "…".', key=key),
            )
        self._plain((key,), value, at_most)
        return value

    def texts(self, key: str, *, at_most: int, example: str) -> tuple[str, ...]:
        """A list of texts, none blank; empty if the key is absent. `example` shows how it is written."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.refuse(
                key,
                say("{key} must be a list of texts.", key=self.said(key)),
                say("Write {key} = {example}.", key=key, example=example),
            )
        if len(value) > at_most:
            self.refuse(
                key,
                say(
                    "{key} has {value} entries; {at_most} is the most.",
                    key=self.said(key),
                    value=len(value),
                    at_most=at_most,
                ),
            )
        for position, one in enumerate(value):
            self._plain((key, position), one, LONGEST_TEXT)
        return tuple(value)

    def _plain(self, path: Path, value: str, at_most: int) -> None:
        key = str(path[0])
        if not value.strip():
            self.refuse(path, say("{key} is empty.", key=self.said(key)), say("Fill it in, or leave the line out."))
        if len(value) > at_most:
            self.refuse(
                path,
                say(
                    "{key} has {value} characters; {at_most} is the most.",
                    key=self.said(key),
                    value=len(value),
                    at_most=at_most,
                ),
            )
        if any(unicodedata.category(letter) == "Cc" for letter in value):
            self.refuse(
                path,
                say("{key} has a line break or a control character.", key=self.said(key)),
                say("Write it in one line."),
            )

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value not in options:
            self.refuse(key, say('{key} cannot be "{value}".', key=self.said(key), value=value), one_of(options, value))
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.refuse(
                key,
                say("{key} must be true or false, not {value}.", key=self.said(key), value=shown(value)),
                say("Write {key} = true.", key=key),
            )
        return value

    def number(self, key: str, default: float, *, at_most: float, unit: str) -> float:
        """A number from 0 up to and including `at_most`; `unit` is said in errors."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            self.refuse(
                key,
                say(
                    "{key} must be a number ({unit}), not {value}.",
                    key=self.said(key),
                    unit=say(unit),
                    value=shown(value),
                ),
                say("Write it without quotes or units, such as {key} = 30.", key=key),
            )
        if value < 0:
            self.refuse(
                key,
                say("{key} cannot be below 0; it says {value}.", key=self.said(key), value=value),
                say("Write 0 or more."),
            )
        if value > at_most:
            self.refuse(
                key,
                say(
                    "{key} is {value}; {at_most} is the most.",
                    key=self.said(key),
                    value=shown(value),
                    at_most=f"{at_most:,.0f}",
                ),
            )
        return float(value)

    def whole(self, key: str, default: int, *, at_most: int, unit: str) -> int:
        """A whole number from 0 up to and including `at_most`; 25.0 is whole, 25.5 is refused."""
        value = self.number(key, default, at_most=at_most, unit=unit)
        if not value.is_integer():
            self.refuse(
                key,
                say(
                    "{key} must be a whole number ({unit}), not {value}.",
                    key=self.said(key),
                    unit=say(unit),
                    value=f"{value:g}",
                ),
                say("Round it."),
            )
        return int(value)

    def table(self, key: str) -> Table | None:
        """The table under the key, its keys checked; None if it is absent."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, dict):
            cure = say("Write {value}.", value=ONE_TABLE[key])
            self.refuse(key, say("{key} must be one table.", key=self.said(key)), cure)
        label = f'"{key}" of {self.label}' if self.path else f"[{key}]"
        return _checked(Table(self.document, (*self.path, key), self._kind(key), label, value), self)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of an array, in order, their keys checked; empty if it is absent."""
        value, kind = self.values.get(key, []), self._kind(key)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.refuse(
                key,
                say('"{key}" must be written as tables of its own.', key=key),
                say("Write [[{kind}]] in double brackets.", kind=kind),
            )
        if len(value) > MOST[kind]:
            message = say(
                "There are {value} [[{kind}]] in {label}; {value2} is the most.",
                value=len(value),
                kind=kind,
                label=self.label,
                value2=MOST[kind],
            )
            self.refuse((key, MOST[kind]), message)
        return tuple(self._item(key, kind, number, one) for number, one in enumerate(value))

    def _kind(self, key: str) -> str:
        return key if self.kind == "household" else f"{self.kind}.{key}"

    def _item(self, key: str, kind: str, number: int, values: dict[str, object]) -> Table:
        label = self._label(kind, number, values)
        return _checked(Table(self.document, (*self.path, key, number), kind, label, values), self)

    def _label(self, kind: str, number: int, values: dict[str, object]) -> str:
        names = (one for key in ("name", "title", "id") if isinstance(one := values.get(key), str))
        name = next((one for one in names if one.strip() and one.isprintable() and len(one) <= 60), "")
        if kind in ("parents", "children", "carers") and name:
            # A name defaults to the id with a capital.
            return name if name == values.get("name") else name.title()
        one = say('{thing} "{name}"', thing=say(SINGULAR[kind]), name=name)
        one = one if name else say("{thing} {number}", thing=say(SINGULAR[kind]), number=number + 1)
        return say("{thing} of {owner}", thing=one, owner=self.label) if self.path else one


def root(document: Document, values: Mapping[str, object]) -> Table:
    """The file itself as a table, its keys checked."""
    top = Table(document, (), "household", say("the household"), values)
    return _checked(top, top)


def _checked(table: Table, outer: Table) -> Table:
    """The table itself. Raises HouseholdError for its first key that the format does not know."""
    for key in table.values:
        if key not in KEYS[table.kind]:
            table.refuse(
                key,
                say("{label} has an unknown key {value}.", label=table.label, value=shown(key)),
                _unknown(key, table.kind, outer),
            )
    return table


def _unknown(key: str, kind: str, outer: Table) -> str:
    """The cure for an unknown key: a key of the table around it is only in the wrong place."""
    if outer.path and key in KEYS[outer.kind]:
        return say('"{key}" belongs to {owner}: move it above [[{kind}]].', key=key, owner=outer.label, kind=kind)
    meant = OTHER_WORDS.get(key, "")
    near = meant if meant in KEYS[kind] else nearest(key, KEYS[kind])
    return say('The nearest known key is "{key}".', key=near)


def nearest(word: str, options: Sequence[str] | Iterator[str]) -> str:
    """The option that is most like the word; there is always one."""
    every = list(options)
    lower = {one.lower(): one for one in reversed(every)}
    found = get_close_matches(word.lower()[:LONGEST_TEXT], list(lower), n=1, cutoff=0.0)
    return lower[found[0]]


def one_of(options: Sequence[str], word: str = "") -> str:
    """A sentence that lists the options, and one before it that names the option the word is close to, if any.

    Of several that are close, one with the same first letter is meant: people seldom mistype that.
    """
    close = sorted(get_close_matches(word, options, cutoff=0.5), key=lambda option: option[0] != word[:1])
    every = say("It is one of {options}.", options=", ".join(options))
    return joined(" ", (say('Did you mean "{value}"?', value=close[0]), every)) if close else every


def upper(sentence: str) -> str:
    """The sentence with a capital to begin with."""
    return sentence[:1].upper() + sentence[1:]


def shown(value: object) -> str:
    """A value as an error may quote it: short, and as it stands in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, list):
        return say("a list")
    return say("a table") if isinstance(value, dict) else str(value)[:40]
