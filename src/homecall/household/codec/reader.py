"""The household file, format 1, read into a Household; anything that cannot be is refused with file, line and cure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from functools import cache
from typing import NoReturn
from zoneinfo import available_timezones

from homecall.errors import HouseholdError
from homecall.household.carers import Carer
from homecall.household.codec.family import carer_of, child_of, refuse_double_ids
from homecall.household.codec.keys import FORMAT, GATE_HOURS, MOST_MONEY, RESTS
from homecall.household.codec.life import Circle, moments_of, usual_of
from homecall.household.codec.table import Document, Table, nearest, root, shown
from homecall.household.codec.work import parent_of
from homecall.household.gates import GATES, Gates
from homecall.household.household import Household
from homecall.household.people import Child, Parent
from homecall.household.prices import Prices
from homecall.tongue import noted, say

LARGEST = 1_000_000
"""The most bytes that a household file may have."""

# The standard parser needs time with the square of the parts of a dotted key: 20,000 of them take seconds.
_ENDLESS_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){40}""")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_HABITS = {
    "America/New_York": ("EST", "EDT", "ET", "Eastern"),
    "America/Chicago": ("CST", "CDT", "CT", "Central"),
    "America/Denver": ("MST", "MDT", "MT", "Mountain"),
    "America/Los_Angeles": ("PST", "PDT", "PT", "Pacific"),
}
# Names that some machines list as zones, and that mean another place on each.
_NOWHERE = {"Factory", "localtime"}
# These are zones, but without daylight saving: a family that writes them means the zone beside them.
_WITHOUT_SUMMER = ("EST", "MST")


def decode(content: bytes, where: str) -> str:
    """The text of a household file's bytes. Raises HouseholdError if it is too large or not UTF-8."""
    _refuse_size(len(content), where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise HouseholdError(
            say("The file is not UTF-8 text."),
            where=f"{where}:{line}",
            cure=say("Save it again with the encoding UTF-8."),
        ) from error


def read(text: str, where: str) -> Household:
    """The family that the text describes, without its schedules. `where` is the file's name, for errors.

    Raises HouseholdError for the first thing that cannot be.
    """
    _refuse_size(len(text.encode("utf-8", "surrogatepass")), where)
    plain = text.removeprefix("\ufeff")
    values = _parsed(plain, where)
    _refuse_format(Table(Document(plain, where), (), "household", "the household", values))
    return _household(root(Document(plain, where), values))


def _refuse_size(size: int, where: str) -> None:
    if size > LARGEST:
        raise HouseholdError(
            say(
                "The file has {size} bytes; a household file has at most {most}.",
                size=f"{size:,}",
                most=f"{LARGEST:,}",
            ),
            where=where,
            cure=say("Check that it is the household file, and not a schedule."),
        )


def _parsed(text: str, where: str) -> dict[str, object]:
    endless = _ENDLESS_KEY.search(text)
    if endless:
        raise _broken(say("a name with more than 40 dots"), where, text.count("\n", 0, endless.start()) + 1)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _broken(say("brackets inside brackets without end"), where, 1) from error
    except ValueError as error:
        said = str(error)
        found = _AT_LINE.search(said)
        line = int(found[1]) if found and found[1] else text.count("\n") + 1 if found else 1
        raise _broken(_AT_LINE.sub("", said), where, line) from error


def _broken(why: str, where: str, line: int) -> HouseholdError:
    message = say("This line cannot be read: {why}.", why=f"{why[:1].lower()}{why[1:200]}")
    return HouseholdError(message, where=f"{where}:{line}", cure=say('A line is key = value, with text in "quotes".'))


def _refuse_format(table: Table) -> None:
    if not table.has("format"):
        table.refuse(
            (),
            say("The household file does not say its format."),
            say("Write format = {format} at the top.", format=FORMAT),
        )
    value = table.values["format"]
    if isinstance(value, bool) or value != FORMAT:
        cure = say("Write format = {format}, or update homecall if a newer one wrote the file.", format=FORMAT)
        table.refuse(
            "format",
            say(
                "The file says format {value}; this homecall reads format {format}.", value=shown(value), format=FORMAT
            ),
            cure,
        )


def _household(table: Table) -> Household:
    name, timezone = table.text("name"), _zone(table)
    adults, young, helpers = table.tables("parents"), table.tables("children"), table.tables("carers")
    for key, found in (("parents", adults), ("children", young)):
        if not found:
            table.refuse(
                (),
                say("The household has no {key}.", key=key),
                say("Add a table [[{key}]] with an id and a name.", key=key),
            )
    parents = tuple(parent_of(one) for one in adults)
    children = tuple(child_of(one) for one in young)
    carers = tuple(carer_of(one) for one in helpers)
    refuse_double_ids((*adults, *young, *helpers))
    circle = Circle(_ids(parents), _ids(children), _ids(carers))
    moments = moments_of(table, circle)
    rest = table.choice("rest", RESTS, "constants")
    usual, prices, gates = usual_of(table, circle), _prices(table), _gates(table)
    return Household(name, timezone, parents, children, carers, moments, usual, prices, rest, gates=gates)


def _ids(people: tuple[Parent, ...] | tuple[Child, ...] | tuple[Carer, ...]) -> tuple[str, ...]:
    return tuple(one.id for one in people)


@cache
def _zones() -> frozenset[str]:
    """Every zone that a family can live in; to look for them takes longer than to read a household."""
    return frozenset(available_timezones() - _NOWHERE)


def _zone(table: Table) -> str:
    zone, zones = table.text("timezone"), _zones()
    if zone not in zones or zone in _WITHOUT_SUMMER:
        _refuse_zone(table, zone, sorted(zones))
    return zone


def _refuse_zone(table: Table, zone: str, zones: list[str]) -> NoReturn:
    wrong = say('"{zone}" is not a time zone.', zone=zone)
    if zone in zones:
        wrong = say('"{zone}" has no daylight saving.', zone=zone)
    table.refuse("timezone", wrong, say('Did you mean "{value}"?', value=_nearest_zone(zone, zones)))


def _nearest_zone(zone: str, zones: list[str]) -> str:
    """The zone that is meant, by its name, by its city alone, or by what people call it."""
    known = {one.rpartition("/")[2]: one for one in zones} | {one: one for one in zones}
    # Habits go last, so that "Eastern" means New York and not US/Eastern.
    known |= {habit: one for one, habits in _HABITS.items() for habit in habits}
    return known[nearest(zone.replace(" ", "_"), list(known))]


def _gates(table: Table) -> Gates:
    gates = table.table("gates")
    if gates is None:
        return GATES
    found = {one.name: _gate(gates, one.name, getattr(GATES, one.name)) for one in fields(Gates)}
    return Gates(**found)


def _gate(gates: Table, key: str, default: float) -> float:
    if "chance" in key:
        return gates.number(key, default, at_most=1, unit=noted("a chance from 0 to 1"))
    return gates.number(key, default, at_most=GATE_HOURS, unit=noted("hours"))


def _prices(table: Table) -> Prices:
    prices = table.table("prices")
    if prices is None:
        return Prices()
    names = {one.name: getattr(Prices(), one.name) for one in fields(Prices)}
    return Prices(**{key: prices.number(key, at, at_most=MOST_MONEY, unit=noted("money")) for key, at in names.items()})
