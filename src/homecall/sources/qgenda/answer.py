"""Reads what QGenda's interface answers to `/v2/schedule`, saved or fetched: one JSON object a duty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake, reject
from homecall.sources.listing import Row, bounded, intake
from homecall.sources.qgenda.read import LONGEST
from homecall.sources.refuse import text
from homecall.sources.tables import a_date, at, clock, key
from homecall.spans.span import DAY, Span, instant
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import say

Duty = dict[str, str]
"""What an object says, by the name of its field without case or marks; empty texts for null, `true` and `false`."""

_LISTS = ("value", "data", "items", "schedule")
_IDS = ("staffkey", "staffid", "staffabbrev", "staffnpi", "staffempid", "staffemrid", "staffemail")
_WHOLE_DAY_ENDS = (0, 24 * 60, 24 * 60 - 1)


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Each duty that is published and not struck. Its hours are the UTC ones; notes and places are not read.

    Raises SourceError for what is no such answer.
    """
    published: list[Row] = []
    drafts: list[Row] = []
    rejects: list[Reject] = []
    for number, duty in enumerate(duties(text(content, spec.name, json=True), spec.name), start=1):
        if duty.get("isstruck") == "true":
            continue
        try:
            (drafts if duty.get("ispublished") == "false" else published).extend(_rows(duty, horizon.wall))
        except (ValueError, OverflowError, TimeError) as error:
            shown = " ".join(filter(None, (duty.get("date"), duty.get("startdate"), _title(duty))))
            rejects.append(reject(f"entry {number}", shown, f"This entry was left out: {error}."))
        bounded(published, rejects)
        bounded(drafts, rejects)
    found = intake(published, rejects, spec, horizon)
    return replace(found, notes=(*found.notes, *_drafts(drafts, spec, horizon)))


def duties(decoded: str, name: str) -> Iterator[Duty]:
    """The objects of an answer, a bare list or one inside an object. Raises SourceError."""
    try:
        told = json.loads(decoded)
    except (ValueError, RecursionError):
        cure = say("Fetch it again; it may have been cut off.")
        raise SourceError(say("The answer of QGenda is not whole JSON."), where=name, cure=cure) from None
    for one in _listed(told, name):
        if not isinstance(one, dict):
            raise _other(name)
        yield {key(field): _text(value) for field, value in one.items() if isinstance(field, str)}


def _listed(told: object, name: str) -> list[object]:
    if isinstance(told, list):
        return told
    fields = {key(field): value for field, value in told.items()} if isinstance(told, dict) else {}
    for field in _LISTS:
        if isinstance(found := fields.get(field), list):
            return found
    if {"message", "error", "errors", "errordescription"} & fields.keys():
        cure = say("Check the login of the interface, and that its user may read the schedule.")
        raise SourceError(say("The schedule is JSON, but an error in place of duties."), where=name, cure=cure)
    raise _other(name)


def _other(name: str) -> SourceError:
    text = say("The schedule is JSON, but no list of duties of QGenda.")
    return SourceError(text, where=name, cure=say("Ask for /v2/schedule."))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _title(duty: Duty) -> str:
    return duty.get("taskabbrev") or duty.get("taskname") or ""


def _rows(duty: Duty, wall: Wall) -> list[Row]:
    """A duty, day by day where it fills whole days. Raises ValueError for one that cannot be read."""
    title = _title(duty)
    if not title:
        raise ValueError("it names no task")
    starts = a_date(duty.get("startdate") or duty.get("date", ""))
    listed = a_date(duty["date"]) if duty.get("date") else starts
    names = [duty.get("stafflname", ""), duty.get("stafffname", "")]
    person = ", ".join(filter(None, names)) or duty.get("staffabbrev", "")
    ids = tuple(filter(None, (duty.get(field, "") for field in _IDS)))
    span = None if (days := _whole_days(duty, starts)) else _hours(duty, starts, wall)
    return [Row(person, title, listed + timedelta(days=n), span, ids) for n in range(max(days, 1))]


def _whole_days(duty: Duty, starts: date) -> int:
    """How many whole days a duty fills: from midnight to midnight or a minute before. Raises ValueError."""
    opens, closes = _clock(duty.get("starttime", "")), _clock(duty.get("endtime", ""))
    if opens is None and closes is None and not duty.get("startdateutc"):
        return _length(duty, starts) + 1
    if opens != 0 or closes not in _WHOLE_DAY_ENDS:
        return 0
    return max(_length(duty, starts) + (closes != 0), 1)


def _length(duty: Duty, starts: date) -> int:
    days = (a_date(duty["enddate"]) - starts).days if duty.get("enddate") else 0
    if not 0 <= days < LONGEST:
        raise ValueError("it ends before it starts, or runs over more than a year")
    return days


def _hours(duty: Duty, starts: date, wall: Wall) -> Span | None:
    """The hours in UTC, which QGenda itself says to trust; else the local ones, on the clock of the household.

    In the hour that a spring change skips, QGenda shows local starts an hour early and local ends an hour late.
    """
    opens, closes = _utc(duty.get("startdateutc", "")), _utc(duty.get("enddateutc", ""))
    if opens is None or closes is None:
        opens, closes = _local(duty, starts, wall)
    if opens is None or closes is None:
        return None
    if not 0 < closes - opens < LONGEST * DAY:
        raise ValueError("it ends before it starts, or runs over more than a year")
    return Span(opens, closes)


def _utc(said: str) -> int | None:
    """An instant; without an offset it is in UTC, as the field's name says. Raises ValueError."""
    if not said:
        return None
    found = datetime.fromisoformat(said)
    a_date(found.date().isoformat())
    return instant(found if found.tzinfo else found.replace(tzinfo=UTC))


def _local(duty: Duty, starts: date, wall: Wall) -> tuple[int | None, int | None]:
    opens, closes = _clock(duty.get("starttime", "")), _clock(duty.get("endtime", ""))
    if opens is None or closes is None:
        return None, None
    ends = starts + timedelta(days=_length(duty, starts))
    ends += timedelta(days=ends == starts and closes <= opens)
    return at(starts, opens, wall), at(ends, closes, wall)


def _clock(said: str) -> int | None:
    """Minutes past midnight of `07:00:00`, also where a date stands before it. Raises ValueError."""
    return clock(said.rpartition("T")[2].partition(".")[0]) if said else None


def _drafts(drafts: Sequence[Row], spec: SourceSpec, horizon: Horizon) -> tuple[str, ...]:
    """A sentence on the person's duties that are not published yet."""
    mine = intake(drafts, (), spec, horizon).entries
    if not mine:
        return ()
    first = min(entry.day for entry in mine)
    duties = "1 duty is" if len(mine) == 1 else f"{len(mine)} duties are"
    return (f"{duties} planned from {first.day} {first:%B} on and not published yet; they count once they are.",)
