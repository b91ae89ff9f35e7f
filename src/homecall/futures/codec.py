"""The scenario file, format 1, read for one household; anything that cannot be is refused with file, line and cure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NoReturn, TypeVar

from homecall.errors import HouseholdError, ScenarioError
from homecall.futures.rotation import Cycle, Rotation
from homecall.futures.scenario import (
    AddHours,
    AddMoment,
    AddWork,
    ChangeIncome,
    DropMoment,
    DropWork,
    Edit,
    Hire,
    LetGo,
    MoreHours,
    MoveWork,
    Relocate,
    ScaleWork,
    Scenario,
)
from homecall.futures.shocks import Rates
from homecall.household.codec.family import carer_of
from homecall.household.codec.keys import KEYS as HOUSEHOLD_KEYS
from homecall.household.codec.keys import MOST_MINUTES, MOST_MONEY, SHIFT_KINDS
from homecall.household.codec.life import Circle, moments_of
from homecall.household.codec.table import Document, Table, nearest, one_of, shown
from homecall.household.codec.times import clock, day, days_of, weeklies
from homecall.household.household import Household
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Overrun

FORMAT = 1
LARGEST = 200_000
"""Bytes of a scenario file."""
MOST = 100
"""Tables of one kind in a scenario."""
MOST_HOURS = 120.0

KEYS: Mapping[str, tuple[str, ...]] = {
    "scenario": (
        *(
            "format",
            "name",
            "tax",
            "incomes",
            "shocks",
            "overruns",
            "rotations",
            "drop",
            "add",
            "move",
            "scale",
            "hire",
        ),
        *("hours", "relocate", "income", "moments"),
    ),
    "rotations": ("parent", "title", "kind", "start", "end", "days", "pattern", "anchor", "overrun"),
    "rotations.overrun": ("median", "p90"),
    "overruns": ("parent", "kind", "median", "p90"),
    "drop": ("parent", "title", "days", "carer", "moment"),
    "add": ("parent", "title", "kind", "days", "start", "end", "every", "hours"),
    "move": ("parent", "title", "days", "start", "end", "later"),
    "scale": ("parent", "title", "days", "share"),
    "hire": HOUSEHOLD_KEYS["carers"],
    "hours": ("carer", "hours", "on_request", "paid"),
    "relocate": ("parent", "commute"),
    "income": ("parent", "by"),
    "moments": HOUSEHOLD_KEYS["moments"],
}
"""The keys of each kind of table."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _File:
    """One scenario file and the family that it speaks of."""

    document: Document
    values: Mapping[str, object]
    household: Household

    @property
    def top(self) -> Table:
        return Table(self.document, (), "household", "the scenario", self.values)

    def each(self, key: str, made: Callable[[_File, Table], Made]) -> tuple[Made, ...]:
        """What the tables under a key describe, in order."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.top.refuse(key, f'"{key}" must be written as tables of its own.', f"Write [[{key}]].")
        if len(value) > MOST:
            self.top.refuse((key, MOST), f"There are {len(value)} [[{key}]]; {MOST} is the most.")
        return tuple(made(self, self._item(key, number, one)) for number, one in enumerate(value))

    def _item(self, key: str, number: int, values: dict[str, object]) -> Table:
        kind = {"hire": "carers"}.get(key, key)
        table = Table(self.document, (key, number), kind, f"[[{key}]] {number + 1}", values)
        return _checked(table, KEYS[key])

    def one(self, key: str, label: str) -> Table | None:
        """The table under a key that may be written once."""
        if key not in self.values:
            return None
        value = self.values[key]
        if not isinstance(value, dict):
            self.top.refuse(key, f'"{key}" must be one table.', f"Write [{key}] in single brackets, once.")
        return Table(self.document, (key,), key, label, value)

    def person(self, table: Table, key: str) -> str:
        """The id of a parent or a carer, as the key says which."""
        people = self.household.parents if key == "parent" else self.household.carers
        known = [one.id for one in people]
        id_ = table.text(key)
        if id_ not in known:
            self.strange(table, key, known)
        return id_

    def strange(self, table: Table, key: str, known: list[str]) -> NoReturn:
        """Raises for an id that the family does not have."""
        cure = one_of(known, table.text(key)) if known else f"The household has no {key}."
        table.refuse(key, f'"{table.text(key)[:40]}" is no {key} of {self.household.name}.', cure)

    def where(self, table: Table) -> str:
        """File and line of a table."""
        return self.document.place(table.path)


def read(text: str, where: str, household: Household) -> Scenario:
    """The scenario that the text describes, for this family. `where` is the file's name, for errors.

    Raises ScenarioError for the first thing that cannot be.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise ScenarioError("This is too large for a scenario.", where=where, cure=f"{LARGEST:,} bytes is the most.")
    plain = text.removeprefix("\ufeff")
    try:
        return _scenario(_File(Document(plain, where), _parsed(plain, where), household))
    except HouseholdError as wrong:  # the tables are the household file's, and say what is wrong with file and line
        raise ScenarioError(wrong.message, where=wrong.where, cure=wrong.cure) from wrong


def _parsed(text: str, where: str) -> dict[str, object]:
    cure = 'A line is key = value, with text in "quotes".'
    if max((line.count(".") for line in text.splitlines()), default=0) > 200:
        raise ScenarioError("A line of this file has more dots than any scenario needs.", where=where, cure=cure)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = str(error)[:200] or "brackets without end"
        raise ScenarioError(
            f"The scenario cannot be read: {said[:1].lower()}{said[1:]}.", where=where, cure=cure
        ) from error


def _scenario(file: _File) -> Scenario:
    top = _checked(file.top, KEYS["scenario"])
    if top.values.get("format") != FORMAT or isinstance(top.values.get("format"), bool):
        top.refuse("format", "The scenario does not say its format.", f"Write format = {FORMAT} at the top.")
    return Scenario(
        name=top.text("name"),
        edits=tuple(_edits(file)),
        rotations=file.each("rotations", _rotation),
        incomes=_incomes(file),
        shocks=_shocks(file),
        overruns=dict(file.each("overruns", _overruns)),
        tax=top.number("tax", 0, at_most=0.99, unit="as a share"),
    )


def _edits(file: _File) -> Iterator[Edit]:
    yield from file.each("drop", _drop)
    yield from file.each("add", _add)
    yield from file.each("move", _move)
    yield from file.each("scale", _scale)
    yield from file.each("hire", _hire)
    yield from file.each("hours", _hours)
    yield from file.each("relocate", _relocate)
    yield from file.each("income", _income)
    yield from _moments(file)


def _drop(file: _File, table: Table) -> Edit:
    named = [key for key in ("parent", "carer", "moment") if table.has(key)]
    if len(named) != 1:
        cure = 'Name one: parent = "ana" with a title, carer = "rosa", or moment = "bedtime".'
        table.refuse((), f"{table.label} does not say one thing to drop.", cure)
    if named == ["carer"]:
        return LetGo(file.person(table, "carer"), file.where(table))
    if named == ["moment"]:
        known = [one.id for one in file.household.moments]
        if table.text("moment") not in known:
            file.strange(table, "moment", known)
        return DropMoment(table.text("moment"), file.where(table))
    return DropWork(file.person(table, "parent"), table.text("title"), days_of(table), file.where(table))


def _add(file: _File, table: Table) -> Edit:
    parent, title = file.person(table, "parent"), table.text("title")
    if table.has("hours"):
        if table.has("start") or table.has("end"):
            cure = 'Keep "hours" for work without a fixed time, "start" and "end" for work that has one.'
            table.refuse("hours", f'{table.label} has both "hours" and fixed times.', cure)
        return AddHours(parent, title, _signed(table, "hours", MOST_HOURS, "hours a week"), file.where(table))
    every = table.whole("every", 1, at_most=52, unit="weeks") or 1
    kind = Kind(table.choice("kind", SHIFT_KINDS, "work"))
    start, end = clock(table, "start"), clock(table, "end", days=1, midnight=True)
    return AddWork(parent, title, days_of(table), start, end, kind, every, file.where(table))


def _signed(table: Table, key: str, most: float, unit: str) -> float:
    """A number that may be below 0."""
    value = table.need(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        table.refuse(key, f"{table.said(key)} must be a number ({unit}), not {shown(value)}.", f"Write {key} = 4.")
    if abs(value) > most:
        table.refuse(key, f"{table.said(key)} is {shown(value)}; {most:,.0f} is the most.")
    return float(value)


def _move(file: _File, table: Table) -> Edit:
    start = clock(table, "start") if table.has("start") else None
    end = clock(table, "end", days=1, midnight=True) if table.has("end") else None
    later = int(_signed(table, "later", 27, "days")) if table.has("later") else 0
    if start is None and end is None and not later:
        cure = 'Give a "start", an "end", or "later" in days.'
        table.refuse((), f"{table.label} does not say where to.", cure)
    parent = file.person(table, "parent")
    return MoveWork(parent, table.text("title"), days_of(table), start, end, later, file.where(table))


def _scale(file: _File, table: Table) -> Edit:
    table.need("share")
    share = table.number("share", 1, at_most=1, unit="as a share")
    return ScaleWork(file.person(table, "parent"), table.text("title"), share, days_of(table), file.where(table))


def _hire(file: _File, table: Table) -> Edit:
    carer = carer_of(table)
    if carer.id in file.household.names:
        cure = 'Give another id; to have more of somebody who is there, write [[hours]] with carer = "…".'
        table.refuse("id", f'"{carer.id}" is in the household already.', cure)
    return Hire(carer, file.where(table))


def _hours(file: _File, table: Table) -> Edit:
    known = [*(c.id for c in file.household.carers), *_hired(file)]
    if table.text("carer") not in known:
        file.strange(table, "carer", known)
    hours, asked = weeklies(table, "hours"), weeklies(table, "on_request")
    if not hours and not asked:
        table.refuse((), f"{table.label} adds nothing.", 'Write hours = ["Mon-Fri 17:00-19:00"].')
    paid = table.number("paid", 0, at_most=MOST_HOURS, unit="hours a week")
    return MoreHours(table.text("carer"), hours, asked, paid, file.where(table))


def _hired(file: _File) -> Iterator[str]:
    entries = file.values.get("hire", [])
    for one in entries if isinstance(entries, list) else []:
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            yield one["id"]


def _relocate(file: _File, table: Table) -> Edit:
    table.need("commute")
    commute = table.whole("commute", 0, at_most=MOST_MINUTES, unit="minutes")
    return Relocate(file.person(table, "parent"), commute, file.where(table))


def _income(file: _File, table: Table) -> Edit:
    by = _signed(table, "by", MOST_MONEY * 10, "money a year")
    return ChangeIncome(file.person(table, "parent"), by, file.where(table))


def _moments(file: _File) -> Iterator[Edit]:
    """Moments as the household file has them, each with an id that is new."""
    family = file.household
    people = (family.parents, family.children, family.carers)
    parents, children, carers = (tuple(one.id for one in some) for some in people)
    for number, moment in enumerate(moments_of(file.top, Circle(parents, children, carers))):
        if moment.id in {one.id for one in family.moments}:
            file.top.refuse(("moments", number, "id"), f'There is a moment "{moment.id}" already.', "Give another id.")
        yield AddMoment(moment, file.document.place(("moments", number)))


def _rotation(file: _File, table: Table) -> Rotation:
    kind = Kind(table.choice("kind", SHIFT_KINDS, "work"))
    off = kind in (Kind.LEAVE, Kind.MARKER)
    anchor = day(table, "anchor") if table.has("anchor") else None
    if anchor is None:
        cure = 'Write the day on which the pattern begins, such as anchor = "2027-01-04".'
        table.refuse((), f'{table.label} has no "anchor".', cure)
    return Rotation(
        parent=file.person(table, "parent"),
        title=table.text("title"),
        kind=kind,
        start=Clock(0) if off else clock(table, "start"),
        end=Clock(0, 1) if off else clock(table, "end", days=6, midnight=True),
        anchor=anchor,
        cycle=_cycle(table),
        days=days_of(table),
        overrun=_overrun(table),
    )


def _cycle(table: Table) -> Cycle:
    try:
        return Cycle.parse(table.text("pattern", "every week"))
    except ScenarioError as wrong:
        table.refuse("pattern", wrong.message, wrong.cure)


def _overrun(table: Table) -> Overrun | None:
    value = table.values.get("overrun")
    if value is None:
        return None
    if not isinstance(value, dict):
        table.refuse("overrun", f"{table.said('overrun')} must be a table.", "Write { median = 60, p90 = 150 }.")
    inner = Table(table.document, (*table.path, "overrun"), "overrun", f"the overrun of {table.label}", value)
    return Overrun(*_pair(_checked(inner, KEYS["rotations.overrun"])))


def _pair(table: Table) -> tuple[float, float]:
    for key in ("median", "p90"):
        table.need(key)
    median, p90 = (table.number(key, 0, at_most=MOST_MINUTES, unit="minutes") for key in ("median", "p90"))
    if p90 < median or (not median and p90):
        table.refuse("p90", f"{table.label} has a p90 of {p90:g} and a median of {median:g}.", "Raise the lower one.")
    return median, p90


def _overruns(file: _File, table: Table) -> tuple[str, tuple[float, float]]:
    parent, kind = file.person(table, "parent"), table.choice("kind", SHIFT_KINDS)
    return f"{parent}/{kind}", _pair(table)


def _incomes(file: _File) -> dict[str, float]:
    table = file.one("incomes", "[incomes]")
    if table is None:
        return {}
    _checked(table, tuple(p.id for p in file.household.parents))
    return {key: table.number(key, 0, at_most=MOST_MONEY * 10, unit="money a year") for key in table.values}


def _shocks(file: _File) -> dict[str, float]:
    table = file.one("shocks", "[shocks]")
    if table is None:
        return {}
    _checked(table, tuple(one.name for one in fields(Rates)))
    return {key: table.number(key, 0, at_most=366, unit="see the reference") for key in table.values}


def _checked(table: Table, known: tuple[str, ...]) -> Table:
    """The table itself. Raises HouseholdError for its first key that is unknown."""
    for key in table.values:
        if key not in known:
            cure = f'The nearest known key is "{nearest(key, known)}".' if known else ""
            table.refuse(key, f"{table.label} has an unknown key {shown(key)}.", cure)
    return table
