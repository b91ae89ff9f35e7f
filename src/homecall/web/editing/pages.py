"""The page of one thing: its form, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.errors import HomecallError
from homecall.household.household import Household
from homecall.household.moments import Usual
from homecall.household.people import Child, Parent, SourceSpec
from homecall.household.phrases import said
from homecall.web.editing import spots
from homecall.web.editing.inputs import Input, Label, Row
from homecall.web.editing.saving import Edit
from homecall.web.editing.sheet import Field, shown
from homecall.web.editing.sheets.adults import SHIFT_KINDS
from homecall.web.editing.sheets.schedules import SOURCE_KINDS
from homecall.web.look.clocks import window


@dataclass(frozen=True, slots=True)
class ShownInput:
    """An input with its whole name, and the id that labels speak of."""

    name: str
    id: str
    input: Input
    hints: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as the page has it. `alone` says that one label is enough for its one input."""

    name: str
    label: Label
    help: Label
    rows: tuple[tuple[ShownInput, ...], ...]
    alone: bool
    refused: HomecallError | None
    theirs: str
    grows: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Fields under a heading. A folded one is open where it says something, or something in it needs a look."""

    title: Label
    fields: tuple[ShownField, ...]
    folded: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Something that one can go to: what it is called, and a few words about it."""

    title: str
    about: str = ""
    href: str = ""
    chip: str = ""
    ink: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Things that belong to the one on the page, with the way to add another."""

    title: str
    lede: str
    lines: tuple[Line, ...]
    add: str = ""
    add_href: str = ""


@dataclass(frozen=True, slots=True)
class ThingPage:
    """The page of a thing: a form, what hangs on it, and the way to take it away."""

    kind: str
    title: str
    lede: Label
    number: int
    action: str
    sections: tuple[ShownSection, ...]
    hanging: tuple[Hanging, ...]
    back: Line
    remove: str
    refused: HomecallError | None
    said: tuple[str, ...]
    by: str
    zones: tuple[str, ...]
    last: str

    @property
    def problems(self) -> tuple[ShownField, ...]:
        """The fields that were refused, to go to from the top."""
        return tuple(one for section in self.sections for one in section.fields if one.refused)


def thing_page(edit: Edit, last: str = "") -> ThingPage:
    """The page of a form as it stands. `last` is the change that can be taken back from here, empty for none."""
    thing = spots.get(edit.home, edit.kind, edit.key)
    return ThingPage(
        kind=edit.kind,
        title=name_of(edit.home, thing) if thing is not None else str(edit.sheet.add),
        lede=edit.sheet.lede,
        number=edit.number,
        action=address(edit.kind, edit.key),
        sections=tuple(_sections(edit)),
        hanging=tuple(_hanging(edit.home, thing)),
        back=_back(edit),
        remove="" if thing is None or edit.kind in spots.ALONE else reverse("thing_remove", args=[edit.kind, edit.key]),
        refused=edit.refused.get(""),
        said=edit.said,
        by=edit.by,
        zones=zones() if edit.kind == "family" else (),
        last=last,
    )


def address(kind: str, key: str) -> str:
    """Where the form of a thing is, or of a new one."""
    if kind in spots.ALONE:
        return reverse("thing_alone", args=[kind])
    if not key:
        return reverse("thing_add", args=[kind])
    return reverse("thing_add_to", args=[kind, key[:-1]]) if key.endswith(".") else reverse("thing", args=[kind, key])


def name_of(home: Household, thing: Any) -> str:
    """What a page calls a thing."""
    if isinstance(thing, Household):
        return _("The family")
    if thing is home.prices:
        return _("What weighs how much")
    if thing is home.gates:
        return _("When somebody is too tired")
    if isinstance(thing, Usual):
        return _("%(who)s with %(children)s") % {
            "who": home.names.get(thing.lead, thing.lead),
            "children": said(thing.children, home.names),
        }
    return str(getattr(thing, "title", "") or getattr(thing, "name", ""))


def _sections(edit: Edit) -> Iterator[ShownSection]:
    plain = shown(edit.sheet, edit.sheet.blank(edit.home))
    for section in edit.sheet.sections:
        fields = tuple(_field(edit, one) for one in section.fields)
        wanted = any(one.refused or one.theirs or edit.raws[one.name] != plain[one.name] for one in fields)
        yield ShownSection(section.title, fields, section.folded, wanted)


def _field(edit: Edit, field: Field) -> ShownField:
    rows = field.codec.rows(edit.raws[field.name], edit.home)
    refused, theirs = edit.refused.get(field.name), edit.theirs.get(field.name, "")
    hints = [f"{field.name}-help"] if field.help else []
    hints += [f"{field.name}-wrong"] if refused else []
    inputs = tuple(
        tuple(_input(field, one, " ".join(hints), wrong=bool(refused)) for one in row.inputs) for row in rows
    )
    alone = len(rows) == 1 and len(rows[0].inputs) == 1 and rows[0].inputs[0].alone
    return ShownField(field.name, field.label, field.help, inputs, alone, refused, theirs, _grows(rows))


def _grows(rows: tuple[Row, ...]) -> bool:
    return rows[-1].blank


def _input(field: Field, one: Input, hints: str, *, wrong: bool) -> ShownInput:
    name = f"{field.name}.{one.end}" if one.end else field.name
    return ShownInput(name, f"id-{name}", one, hints, wrong)


def _back(edit: Edit) -> Line:
    owner = spots.owner_key(edit.kind, edit.key)
    if not owner:
        return Line(_("Our family"), href=reverse("household"))
    kind = "child" if edit.kind == "place" else "parent"
    return Line(edit.home.names.get(owner, owner), href=address(kind, owner))


def _hanging(home: Household, thing: object) -> Iterator[Hanging]:
    if isinstance(thing, Child):
        lines = (
            Line(place.name, window(home.wall, place.hours), address("place", f"{thing.id}.{n}"))
            for n, place in enumerate(thing.places)
        )
        new = address("place", f"{thing.id}.")
        yield Hanging(_("Places"), _("Where somebody else has the child."), tuple(lines), _("Add a place"), new)
    if isinstance(thing, Parent):
        yield from _work(thing)


def _work(parent: Parent) -> Iterator[Hanging]:
    sources = tuple(
        Line(one.name, _source(one), address("schedule", f"{parent.id}.{n}")) for n, one in enumerate(parent.schedule)
    )
    lede = "" if sources else _("None yet. Until there is one, the plan takes this parent as free.")
    yield Hanging(_("Schedules"), lede, sources, _("Add a schedule"), address("schedule", f"{parent.id}."))
    lines = tuple(
        Line(
            one.title,
            str(SHIFT_KINDS.get(one.kind.value, one.kind.value)),
            address("shift", f"{parent.id}.{n}"),
            earlier=reverse("thing_earlier", args=["shift", f"{parent.id}.{n}"]) if n else "",
        )
        for n, one in enumerate(parent.shifts)
    )
    lede = _("The first entry that fits a title counts. A title that none fits is taken as busy all day.")
    new = address("shift", f"{parent.id}.")
    yield Hanging(_("What the titles mean"), lede, lines, _("Say what a title means"), new)


def _source(source: SourceSpec) -> str:
    kind = str(SOURCE_KINDS[source.kind])
    return f"{kind} · {source.match}" if source.match else kind


@cache
def zones() -> tuple[str, ...]:
    """Time zones to suggest: those that are named by a place."""
    areas = ("America/", "Europe/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/", "Indian/")
    return tuple(sorted(one for one in available_timezones() if one.startswith(areas)))
