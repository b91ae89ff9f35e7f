"""A household written as a household file: the essential keys, and whatever differs from its default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime

from homecall.household.carers import Carer
from homecall.household.codec.keys import FORMAT
from homecall.household.gates import GATES, Gates
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.spans.wall import WEEKDAYS, Weekly
from homecall.timeline.period import Overrun

Line = tuple[str, object]
"""A key and its value; None and empty values are left out."""

_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_EVERY_DAY = frozenset(range(7))


def write(household: Household) -> str:
    """The household as text of format 1. Schedules that have been read are not part of it."""
    head = [("format", FORMAT), ("name", household.name), ("timezone", household.timezone)]
    rest = [("rest", household.rest)] if household.rest != "constants" else []
    blocks = [_block("", [*head, *rest])]
    for parent in household.parents:
        blocks += _parent(parent)
    for child in household.children:
        blocks += [_block("[[children]]", _child(child))]
        blocks += [_block("[[children.places]]", _place(place)) for place in child.places]
    blocks += [_block("[[carers]]", _carer(carer)) for carer in household.carers]
    blocks += [_block("[[moments]]", _moment(moment)) for moment in household.moments]
    blocks += [_block("[[usual]]", _usual(usual)) for usual in household.usual]
    prices = tuple(_changed(household.prices, Prices(), [one.name for one in fields(Prices)]))
    gates = tuple(_changed(household.gates, GATES, [one.name for one in fields(Gates)]))
    tables = [_block(f"[{name}]", lines) for name, lines in (("prices", prices), ("gates", gates)) if lines]
    return "\n".join([*blocks, *tables])


def write_shift(shift: ShiftMeaning) -> str:
    """One shift as a table of a household file, its lines ended."""
    return _block("[[parents.shifts]]", _shift(shift))


def write_table(header: str, lines: Iterable[Line]) -> str:
    """A table of a file in the household file's manner, its lines ended; without a header the keys above all tables."""
    return _block(header, lines)


def carer_lines(carer: Carer) -> tuple[Line, ...]:
    """The keys of a carer, as `[[carers]]` has them."""
    return _carer(carer)


def moment_lines(moment: Moment) -> tuple[Line, ...]:
    """The keys of a moment, as `[[moments]]` has them."""
    return _moment(moment)


def quoted(text: str) -> str:
    """A text as TOML has it: as a value, or as a key that is not plain."""
    return _quoted(text)


def _block(header: str, lines: Iterable[Line]) -> str:
    written = [f"{key} = {_value(value)}" for key, value in lines if value is not None and value not in ("", ())]
    return "".join(f"{line}\n" for line in ([header, *written] if header else written))


def _changed(one: object, default: object, keys: Iterable[str]) -> Iterator[Line]:
    """The attributes that differ from the default's."""
    return ((key, getattr(one, key)) for key in keys if getattr(one, key) != getattr(default, key))


def _parent(parent: Parent) -> list[str]:
    plain = _changed(parent, Parent("", ""), ("work_rules", "commute", "drives", "bed", "up", "naps", "woken"))
    return [
        _block("[[parents]]", (("id", parent.id), ("name", parent.name), *plain)),
        *(_block("[[parents.schedule]]", _source(source)) for source in parent.schedule),
        *(write_shift(shift) for shift in parent.shifts),
    ]


def _source(source: SourceSpec) -> tuple[Line, ...]:
    keys = ("kind", "path", "url", "match", "published_through", "sheet", "layout", "first_day", "user_agent")
    said = tuple((key, getattr(source, key)) for key in keys)
    return (*said, ("wrong_on", tuple(ranges(frozenset(source.wrong_on)))), ("yields", source.yields or None))


def _shift(shift: ShiftMeaning) -> tuple[Line, ...]:
    return (
        ("title", shift.title),
        ("kind", shift.kind.value),
        ("start", shift.start),
        ("end", shift.end),
        ("overrun", shift.overrun),
        ("days", shift.days if shift.days != _EVERY_DAY else None),
        ("with", shift.with_title),
        ("without", shift.without),
        ("operates", shift.operates or None),
    )


def _child(child: Child) -> tuple[Line, ...]:
    return tuple((key, getattr(child, key)) for key in ("id", "name", "born", "wakes", "bedtime"))


def _place(place: Place) -> tuple[Line, ...]:
    return (
        ("name", place.name),
        ("days", place.hours.days),
        ("start", place.hours.start),
        ("end", place.hours.end),
        ("travel", place.travel or None),
        ("closed", tuple(ranges(place.closed))),
        ("closed_from", place.closed_from),
        ("closed_titles", place.closed_titles),
    )


def ranges(days: frozenset[date]) -> Iterator[str]:
    """The days as single dates and as ranges of neighbours."""
    ordered = sorted(day.toordinal() for day in days)
    starts = [one for one in ordered if date.fromordinal(one - 1) not in days]
    ends = [one for one in ordered if date.fromordinal(one + 1) not in days]
    for start, end in zip(starts, ends, strict=True):
        # A reader takes at most 366 days in one range.
        for first in range(start, end + 1, 366):
            yield "/".join(date.fromordinal(one).isoformat() for one in sorted({first, min(first + 365, end)}))


def _carer(carer: Carer) -> tuple[Line, ...]:
    keys = [
        one.name for one in fields(Carer) if one.name not in ("away", "agreed", "offered", "worked", "since")
    ]  # said of one day, not of a family
    plain = Carer(carer.id, carer.name, carer.kind)
    return (*((key, getattr(carer, key)) for key in keys[:3]), *_changed(carer, plain, keys[3:]))


def _moment(moment: Moment) -> tuple[Line, ...]:
    who = moment.parents if moment.who == "listed" else moment.who
    when = _dated(moment) if moment.dated else _recurring(moment)
    head = (("id", moment.id), ("title", moment.title), ("children", moment.children), ("who", who))
    return (*head, *when, ("importance", moment.importance))


def _dated(moment: Moment) -> tuple[Line, ...]:
    ends = [one.isoformat(timespec="minutes") for one in (moment.start, moment.end) if one is not None]
    return (("at", "/".join(ends)), ("travel", moment.travel or None))


def _recurring(moment: Moment) -> tuple[Line, ...]:
    return (
        *_window(moment.window),
        ("minutes", moment.minutes),
        ("goal", moment.goal),
        ("one_on_one", moment.one_on_one or None),
    )


def _window(weekly: Weekly | None) -> tuple[Line, ...]:
    return (("window", f"{weekly.start}-{weekly.end}"), ("days", weekly.days)) if weekly else ()


def _usual(usual: Usual) -> tuple[Line, ...]:
    window = dict(_window(usual.window))
    return (("children", usual.children), ("lead", usual.lead), ("days", window["days"]), ("window", window["window"]))


def _value(value: object) -> str:
    """The value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Overrun):
        return f"{{ median = {_value(value.median)}, p90 = {_value(value.p90)} }}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _quoted(_text(value))


def _text(value: object) -> str:
    if isinstance(value, frozenset):
        return days_written(value)
    if isinstance(value, Weekly):
        return f"{days_written(value.days)} {value.start}-{value.end}"
    return str(value)


def days_written(days: frozenset[int]) -> str:
    """Weekdays as `Mon-Fri` or `Tue,Thu`; runs of three or more become a range."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [[WEEKDAYS[day] for day in run] for run in runs]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in names)


def _quoted(text: str) -> str:
    escaped = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
    return f'"{escaped}"'
