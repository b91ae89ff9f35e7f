"""A form as a list of fields: what is asked of one kind of thing, how it is said, and how values go in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from homecall.errors import HomecallError
from homecall.household.household import Household
from homecall.web.editing.codecs import Codec
from homecall.web.editing.inputs import Label, Raw, of_field


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. `attrs` are the attributes that it sets, its `name` alone if there are none.

    `keys` are the keys of the household file that it is about, where they are called otherwise.
    """

    name: str
    label: Label
    codec: Codec
    help: Label = ""
    attrs: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def value(self, thing: object) -> Any:
        """What the thing says: one value, or a tuple where the field sets several attributes."""
        if len(self.attrs) > 1:
            return tuple(getattr(thing, one) for one in self.attrs)
        return getattr(thing, self.sets[0])

    @property
    def sets(self) -> tuple[str, ...]:
        """The attributes that it sets."""
        return self.attrs or (self.name,)

    @property
    def about(self) -> tuple[str, ...]:
        """The keys of the file that it is about."""
        return self.keys or self.sets

    def with_value(self, thing: Any, value: Any) -> Any:
        """The thing with the field's value in it."""
        values = value if len(self.attrs) > 1 else (value,)
        return replace(thing, **dict(zip(self.sets, values, strict=True)))


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together. A folded one is for what few families need."""

    title: Label
    fields: tuple[Field, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of one kind of thing.

    `blank` makes the thing before anything is filled in. `finish` is applied last, to what one field leaves to
    another. `add` heads the page of a new one.
    """

    kind: str
    add: Label
    sections: tuple[Section, ...]
    blank: Callable[[Household], Any]
    finish: Callable[[Any], Any] = lambda thing: thing
    lede: Label = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in order."""
        return tuple(one for section in self.sections for one in section.fields)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent: the thing that it says, and why fields were refused, by their name ("" for the whole)."""

    thing: Any
    refused: Mapping[str, HomecallError]


def shown(sheet: Sheet, thing: object) -> dict[str, Raw]:
    """What stands in each field for a thing."""
    return {one.name: one.codec.show(one.value(thing)) for one in sheet.fields}


def sent(sheet: Sheet, data: Mapping[str, Any]) -> dict[str, Raw]:
    """What was sent for each field. `data` has a list of texts for every name."""
    return {one.name: of_field(one.name, data) for one in sheet.fields}


def filled(sheet: Sheet, raws: Mapping[str, Raw], before: Any, home: Household) -> Filled:
    """The thing that a form says. A field that was left as it was shown keeps its value to the last bit."""
    thing, refused = before, dict[str, HomecallError]()
    for field in sheet.fields:
        was = field.value(before)
        # What is empty is asked for anew, so that a new thing is not kept without a name.
        if raws[field.name] and raws[field.name] == field.codec.show(was):
            continue
        try:
            thing = field.with_value(thing, field.codec.parse(raws[field.name], was, home))
        except HomecallError as error:
            refused[field.name] = error
    return Filled(thing if refused else sheet.finish(thing), refused)


def fields_about(sheet: Sheet, key: str) -> Iterator[Field]:
    """The fields that a key of the household file belongs to."""
    return (one for one in sheet.fields if key in one.about)
