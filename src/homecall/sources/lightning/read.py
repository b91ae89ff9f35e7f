"""Reads Lightning Bolt's slots in JSON: who has which assignment, from when to when, and whose it was before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.answers import Record, answer, records, told, word
from homecall.sources.base import Intake
from homecall.sources.lightning.halves import joined
from homecall.sources.listing import Row, bounded, intake, refused
from homecall.sources.people import chosen
from homecall.sources.tables import a_date, clock, moment, shift
from homecall.spans.span import Span
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.timeline import Reject
from homecall.tongue import say

ASSIGNMENTS = ("assign_display_name", "assign_name", "assignment_name", "assign_compact_name", "assignment")
"""What the assignment of a slot may be called, best first; where none is there, `display_name` is it."""

PEOPLE = ("emp_display_name", "emp_name", "personnel_name", "provider_name", "employee_name")
GONE = frozenset({"deleted", "removed", "cancelled", "canceled", "declined"})
OPEN = re.compile(r"open\b", re.IGNORECASE)
"""How those are called in whose place a shift stands open: `OPEN 1`, `OPEN 2`."""

NOBODY = frozenset({"", "0", "-1", "none", "null"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot. `before` is the id of whoever had it first, `pending` whether a swap of it is still open."""

    row: Row
    before: str
    pending: bool


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The slots of the wanted person, by name or by id. A swap that is not final counts for both who may have it.

    Raises SourceError where the answer holds no slots at all.
    """
    found = records(answer(content, spec), "slot_date")
    if found is None:
        cure = say("Save the answer that holds the slots (slot_date, start_time, stop_time), while signed in.")
        raise SourceError(say("This is JSON, but no slots of Lightning Bolt are in it."), where=spec.name, cure=cure)
    slots, rejects, gone = _slots(found, horizon.wall)
    rows = joined([slot.row for slot in [*slots, *_still(slots)]])
    read_ = intake(rows, rejects, spec, horizon)
    notes = (*read_.notes, *_changed(slots, spec, horizon))
    return replace(read_, notes=notes, understood=_understood(slots, gone))


def _slots(found: Iterable[Record], wall: Wall) -> tuple[list[Slot], list[Reject], int]:
    slots: list[Slot] = []
    rejects: list[Reject] = []
    gone = 0
    for number, record in enumerate(found, 1):
        if word(record, "status").casefold() in GONE:
            gone += 1
            continue
        try:
            slots.append(_slot(record, wall))
        except (ValueError, TimeError) as error:
            rejects.append(refused(number, told(record), error, noun="slot"))
        bounded((), rejects)
    return slots, rejects, gone


def _slot(record: Record, wall: Wall) -> Slot:
    """One slot. Raises ValueError where it cannot be read."""
    day = a_date(word(record, "slot_date"))
    named = word(record, *ASSIGNMENTS)
    title = named or word(record, "display_name", "template") or f"assignment {word(record, 'assign_id')}".strip()
    worker = word(record, "emp_id")
    name = word(record, *PEOPLE) or (word(record, "display_name") if named else "")
    open_ = OPEN.match(name) or (worker.casefold() in NOBODY and ("emp_id" in record or not name))
    person = "" if open_ else name or worker
    span = _hours(day, word(record, "start_time"), word(record, "stop_time", "end_time"), wall)
    ids = (worker,) if worker else ()
    return Slot(Row(person, title, day, span, ids), word(record, "original_emp_id"), _yes(record.get("is_pending")))


def _yes(value: object) -> bool:
    return str(value).strip().casefold() in ("true", "1", "yes", "y")


def _hours(day: date, start: str, stop: str, wall: Wall) -> Span | None:
    """The hours, from clock times or from whole instants; None where there are none. Raises ValueError."""
    if "-" not in start and "-" not in stop:
        return shift(day, _clock(start), _clock(stop), wall)
    opens, _, _ = moment(start, wall)
    closes, _, _ = moment(stop, wall)
    if closes <= opens:
        raise ValueError("it ends before it starts")
    return Span(opens, closes)


def _clock(text: str) -> str:
    minutes = clock(text.removesuffix("Z")) if text else None
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes is not None else ""


def _still(slots: Sequence[Slot]) -> list[Slot]:
    """The slots that somebody gives away in a swap that is not final yet, as still theirs."""
    names = {slot.row.ids[0]: slot.row.person for slot in slots if slot.row.ids and slot.row.person}
    given = [slot for slot in slots if slot.pending and _moved(slot)]
    return [
        replace(slot, row=replace(slot.row, person=names.get(slot.before, slot.before), ids=(slot.before,)))
        for slot in given
    ]


def _moved(slot: Slot) -> bool:
    return slot.before.casefold() not in NOBODY and slot.before not in slot.row.ids


def _changed(slots: Sequence[Slot], spec: SourceSpec, horizon: Horizon) -> tuple[str, ...]:
    """A sentence for each duty of the wanted person, ahead of us and in the plan, that changed hands or may yet."""
    ours = _ours(slots, spec)
    dates = set(horizon.dates)
    ahead = [slot for slot in slots if slot.row.day in dates and (slot.pending or _moved(slot))]
    told_ = [_sentence(slot, ours) for slot in sorted(ahead, key=lambda one: (one.row.day, one.row.title))]
    return tuple(dict.fromkeys(filter(None, told_)))


def _ours(slots: Sequence[Slot], spec: SourceSpec) -> frozenset[str]:
    """The ids of the wanted person: all of them where nobody in particular is wanted."""
    if not spec.match:
        return frozenset(one for slot in slots for one in slot.row.ids)
    if any(spec.match.strip() in (*slot.row.ids, slot.before) for slot in slots):
        return frozenset({spec.match.strip()})
    wanted = chosen(spec.match, {slot.row.person for slot in slots if slot.row.person})
    return frozenset(one for slot in slots if slot.row.person in wanted for one in slot.row.ids)


def _sentence(slot: Slot, ours: frozenset[str]) -> str:
    day = f"{slot.row.title} on {slot.row.day.day} {slot.row.day:%B}"
    taken, given = bool(ours & set(slot.row.ids)), slot.before in ours and _moved(slot)
    if slot.pending and (taken or given):
        return f"A change of {day} is asked for and not final; until it is, it counts as theirs."
    if given and not taken:
        return f"{day} was given to somebody else."
    return f"{day} was taken over from somebody else." if taken and not given else ""


def _understood(slots: Sequence[Slot], gone: int) -> str:
    people = {slot.row.person for slot in slots if slot.row.person}
    return f"Understood as Lightning Bolt's slots: read {len(slots)}, cancelled {gone}, people in them {len(people)}."
