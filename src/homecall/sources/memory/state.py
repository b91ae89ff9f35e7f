"""What is remembered of one address, as values and as text. Only readings are kept, never what a server sent."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from homecall.sources.base import DAYS_AFTER, DAYS_BEFORE, Entry, Intake, Lost, window
from homecall.sources.memory.held import Held
from homecall.sources.memory.identity import Identity
from homecall.sources.web.ask import Validators
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject
from homecall.tongue import Said


@dataclass(frozen=True, slots=True)
class Changed:
    """How many entries the last fetch brought, lost and brought back, against the one before it."""

    added: int = 0
    withdrawn: int = 0
    healed: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """How fresh one address is. `asked` is the last question, `fetched` the last good answer, `due` the next question.

    The reading covers the local days from `first` through `last`. `digest` is of the body it was made from. After a
    failure `stale_since` is the first one since `fetched`, `why` the last, `tries` their number, `barred` the instant
    before which the server wants no question at all, and `cure` what a person can do, empty where time alone may help.
    """

    asked: Minute
    fetched: Minute
    due: Minute
    first: date
    last: date
    digest: str
    validators: Validators
    held: tuple[Held, ...] = ()
    changed: Changed | None = None
    stale_since: Minute | None = None
    why: str = ""
    tries: int = 0
    barred: Minute = 0
    cure: str = ""

    def covers(self, horizon: Horizon) -> bool:
        """Whether the reading reaches all days of a horizon."""
        return self.first <= horizon.first and horizon.dates[-1] <= self.last


_KINDS: dict[str, Callable[..., Any]] = {
    one.__name__: one for one in (Changed, Entry, Held, Identity, Lost, Reject, State, Validators)
}


_NEVER = -(2**31)
"""Stands for the hours of an entry that has none; before all time, so that it overlaps nothing."""


def state_text(state: State) -> str:
    """The state as JSON."""
    return json.dumps(_plain(state), separators=(",", ":"))


def state_of(text: str) -> State:
    """The state back from its text. Raises ValueError, TypeError, KeyError or TimeError for anything else."""
    found = _rich(json.loads(text))
    if not isinstance(found, State):
        raise ValueError("this is no state")
    return found


def intake_text(intake: Intake) -> str:
    """A reading as JSON, its entries by column; their uids are left out, since they are no key to anything here."""
    rest = _plain(replace(intake, entries=()))
    named = {one.name: [getattr(entry, one.name) for entry in intake.entries] for one in fields(Entry)}
    spans, days = named.pop("span"), named.pop("day")
    named["uid"] = [""] * len(days)
    numbers = {
        "day": _packed([day.toordinal() for day in days]),
        "start": _packed([span.start if span else _NEVER for span in spans]),
        "end": _packed([span.end if span else _NEVER for span in spans]),
    }
    columns = {name: _coded(values) for name, values in named.items()}
    return json.dumps({"rest": rest, "numbers": numbers, "columns": columns}, separators=(",", ":"))


def intake_of(text: str, horizon: Horizon | None = None) -> Intake:
    """The reading back from its text, with all entries or with those that matter to a horizon.

    Raises ValueError, TypeError, KeyError or TimeError for anything else.
    """
    found = json.loads(text)
    rest = {name: _rich(value) for name, value in found["rest"].items() if name != "~"}
    days, starts, ends = (_unpacked(found["numbers"][name]) for name in ("day", "start", "end"))
    wanted = _wanted(days, starts, ends, horizon) if horizon else range(len(days))
    columns = {name: _decoded(column, wanted) for name, column in found["columns"].items()}
    columns["day"] = [date.fromordinal(days[n]) for n in wanted]
    columns["span"] = [None if starts[n] == _NEVER else Span(starts[n], ends[n]) for n in wanted]
    each = zip(*(columns[one.name] for one in fields(Entry)), strict=True)
    return Intake(**{**rest, "entries": tuple(Entry(*one) for one in each)})


def _wanted(days: Sequence[int], starts: Sequence[int], ends: Sequence[int], horizon: Horizon) -> list[int]:
    """The places of the entries that matter to a horizon, as `matters` says; most are dropped before they are built."""
    begin, finish = window(horizon).start, window(horizon).end
    first = (horizon.first - timedelta(days=DAYS_BEFORE)).toordinal()
    last = (horizon.dates[-1] + timedelta(days=DAYS_AFTER)).toordinal()
    return [
        n
        for n, (day, start, end) in enumerate(zip(days, starts, ends, strict=True))
        if first <= day <= last or (start < finish and end > begin)
    ]


def _coded(values: Sequence[Any]) -> dict[str, Any]:
    """A column with each value written once: titles repeat."""
    codes: dict[Any, int] = {}
    at = [codes.setdefault(value, len(codes)) for value in values]
    return {"of": list(codes), "at": _packed(at)}


def _decoded(column: dict[str, Any], wanted: Sequence[int]) -> list[Any]:
    values, at = column["of"], _unpacked(column["at"])
    return [values[at[n]] for n in wanted]


def _packed(numbers: Sequence[int]) -> str:
    return b64encode(array("i", numbers).tobytes()).decode()


def _unpacked(text: str) -> array[int]:
    numbers = array("i")
    numbers.frombytes(b64decode(text))
    return numbers


def _plain(value: Any) -> Any:
    if isinstance(value, Said):
        return {"~": "Said", "of": value, "parts": value.parts}
    if isinstance(value, Span):
        return {"~": "Span", "of": [value.start, value.end]}
    if isinstance(value, date):
        return {"~": "date", "of": value.isoformat()}
    if is_dataclass(value):
        return {"~": type(value).__name__, **{one.name: _plain(getattr(value, one.name)) for one in fields(value)}}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_rich(one) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value["~"]
    if kind == "date":
        return date.fromisoformat(value["of"])
    if kind == "Said":
        return Said(value["of"], value["parts"])
    if kind == "Span":
        return Span(*value["of"])
    return _KINDS[kind](**{name: _rich(one) for name, one in value.items() if name != "~"})
