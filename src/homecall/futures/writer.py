"""A scenario written as its file, format 1: what `codec.read` reads back as the same scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from homecall.futures.codec import FORMAT
from homecall.futures.rotation import EVERY_DAY, Cycle, Rotation
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
from homecall.household.codec.writer import Line, carer_lines, moment_lines, quoted, write_table
from homecall.timeline.period import Kind

ORDER = ("drop", "add", "move", "scale", "hire", "hours", "relocate", "income", "moments")
"""The tables of edits in the order in which a reader takes them, wherever they stand in the file."""


def write(scenario: Scenario) -> str:
    """The scenario as text. Edits stand by their kind, in the order in which they are done when they are read."""
    head = [("format", FORMAT), ("name", scenario.name), ("tax", scenario.tax or None)]
    blocks = [write_table("", head)]
    for name, sums in (("incomes", scenario.incomes), ("shocks", scenario.shocks)):
        blocks += [write_table(f"[{name}]", _keyed(sums))] if sums else []
    blocks += [write_table("[[overruns]]", _overrun(*one)) for one in scenario.overruns.items()]
    blocks += [write_table("[[rotations]]", _rotation(one)) for one in scenario.rotations]
    tables = [_edit(one) for one in scenario.edits]
    blocks += [write_table(f"[[{name}]]", lines) for kind in ORDER for name, lines in tables if name == kind]
    return "\n".join(blocks)


def _keyed(values: Mapping[str, float]) -> Iterator[Line]:
    """Numbers by keys that need not be plain."""
    yield from ((quoted(key), float(value)) for key, value in values.items())


def _overrun(name: str, pair: tuple[float, float]) -> Iterable[Line]:
    parent, _slash, kind = name.rpartition("/")
    return ("parent", parent), ("kind", kind), ("median", float(pair[0])), ("p90", float(pair[1]))


def _days(days: frozenset[int]) -> Line:
    return "days", None if days == EVERY_DAY else days


def _rotation(one: Rotation) -> Iterable[Line]:
    off = one.kind in (Kind.LEAVE, Kind.MARKER)
    return (
        ("parent", one.parent),
        ("title", one.title),
        ("kind", one.kind.value),
        ("start", None if off else one.start),
        ("end", None if off else one.end),
        _days(one.days),
        ("pattern", f"{one.cycle.on} on {one.cycle.off} off" if one.cycle != Cycle() else None),
        ("anchor", one.anchor),
        ("overrun", one.overrun),
    )


def _edit(edit: Edit) -> tuple[str, Iterable[Line]]:
    """An edit as a table: its name, and its keys."""
    match edit:
        case DropWork() | LetGo() | DropMoment():
            return "drop", _dropped(edit)
        case AddWork() | AddHours():
            return "add", _added(edit)
        case MoveWork() | ScaleWork():
            return _changed(edit)
        case Hire():
            return "hire", carer_lines(edit.carer)
        case AddMoment():
            return "moments", moment_lines(edit.moment)
        case MoreHours():
            return "hours", _hours(edit)
        case Relocate():
            return "relocate", (("parent", edit.parent), ("commute", edit.commute))
        case ChangeIncome():
            return "income", (("parent", edit.parent), ("by", float(edit.by)))


def _dropped(edit: DropWork | LetGo | DropMoment) -> Iterable[Line]:
    if isinstance(edit, LetGo):
        return (("carer", edit.carer),)
    if isinstance(edit, DropMoment):
        return (("moment", edit.moment),)
    return ("parent", edit.parent), ("title", edit.title), _days(edit.days)


def _added(edit: AddWork | AddHours) -> Iterable[Line]:
    whose = ("parent", edit.parent), ("title", edit.title)
    if isinstance(edit, AddHours):
        return (*whose, ("hours", float(edit.hours)))
    when = _days(edit.days), ("start", edit.start), ("end", edit.end)
    return (*whose, ("kind", edit.kind.value), *when, ("every", edit.every if edit.every != 1 else None))


def _changed(edit: MoveWork | ScaleWork) -> tuple[str, Iterable[Line]]:
    whose = ("parent", edit.parent), ("title", edit.title), _days(edit.days)
    if isinstance(edit, ScaleWork):
        return "scale", (*whose, ("share", float(edit.share)))
    return "move", (*whose, ("start", edit.start), ("end", edit.end), ("later", edit.later or None))


def _hours(edit: MoreHours) -> Iterable[Line]:
    return (
        ("carer", edit.carer),
        ("hours", edit.hours),
        ("on_request", edit.on_request),
        ("paid", float(edit.paid) if edit.paid else None),
    )
