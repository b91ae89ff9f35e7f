"""One row of a table as one job: id, household, feeds, and perhaps a time of its own."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from homecall import workflow
from homecall.errors import HouseholdError
from homecall.fleet.job import Carried, Failure, Job, Refused, When

NEEDED = ("id", "household")
COLUMNS = (*NEEDED, "feeds", "now", "start", "days")
"""The columns that are read; others are left alone."""

LONGEST_ID = 200
LONGEST_PLAN = 371
"""Days; a year with its edges."""
YEARS = range(1980, 2101)
"""The years that can be planned for."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, and its place from 0."""

    number: int
    cells: Mapping[str, Any]


def job_of(row: Row, when: When) -> Job | Refused:
    """The job of a row; what it does not say of time, `when` says. A row that cannot be one is refused, not raised."""
    name = str(row.cells.get("id") if row.cells.get("id") is not None else "")
    try:
        return Job(row.number, checked_id(name), _carried(row.cells), _when(row.cells, when))
    except HouseholdError as wrong:
        sentence, where = wrong.message, f"row {row.number + 1}"
        return Refused(row.number, name[:LONGEST_ID], Failure("HouseholdError", sentence, where, wrong.cure))


def checked_id(name: str) -> str:
    """The id itself. Raises HouseholdError for one that is empty, too long, or cannot be printed."""
    if not name.strip():
        raise HouseholdError("This household has no id.", cure="Give each an id of its own.")
    if len(name) > LONGEST_ID or not name.isprintable():
        cure = f"Use at most {LONGEST_ID} printable letters."
        raise HouseholdError(f"A household cannot have the id {name[:40]!r}.", cure=cure)
    return name


def _carried(cells: Mapping[str, Any]) -> Carried:
    text = cells.get("household")
    if isinstance(text, bytes | bytearray | memoryview):
        text = bytes(text).decode("utf-8", "replace")
    if not isinstance(text, str) or not text.strip():
        raise HouseholdError("This row has no household.", cure="Put the text of its household file there.")
    if len(text) > workflow.LARGEST:
        raise HouseholdError("This is too large for a household file.", cure="Is it the right one?")
    return Carried(text, feeds_of(cells.get("feeds")))


def feeds_of(cell: object) -> dict[str, bytes]:
    """The feeds of a cell by path: a map, a list of pairs or of {path, content}, or any of these as JSON."""
    if isinstance(cell, bytes | str):
        cell = _json(cell)
    if cell is None:
        return {}
    if isinstance(cell, Mapping):
        cell = list(cell.items())
    if not isinstance(cell, Iterable):
        raise _strange()
    return dict(_feed(one) for one in cell)


def _json(text: bytes | str) -> object:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError) as wrong:
        raise _strange() from wrong


def _feed(one: object) -> tuple[str, bytes]:
    if isinstance(one, Mapping):
        path, content = one.get("path"), one.get("content")
    elif isinstance(one, tuple | list) and len(one) == 2:
        path, content = one
    else:
        raise _strange()
    if not isinstance(path, str):
        raise _strange()
    return path, _content(path, content)


def _content(path: str, content: object) -> bytes:
    """The bytes of a feed: as they are, of a text, or of {"base64": …}, for what is no text."""
    if isinstance(content, bytes | bytearray | memoryview):
        return bytes(content)
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, Mapping) and isinstance(content.get("base64"), str):
        try:
            return base64.b64decode(content["base64"], validate=True)
        except binascii.Error as wrong:
            raise HouseholdError(f"The feed {path!r} is not base64.", cure="Encode its bytes again.") from wrong
    raise _strange()


def _strange() -> HouseholdError:
    cure = 'Give an object of paths and contents, such as {"ana.csv": "start,end,title\\n…"}.'
    return HouseholdError("The feeds of this row cannot be read.", cure=cure)


def _when(cells: Mapping[str, Any], when: When) -> When:
    now, start, days = (cells.get(name) for name in ("now", "start", "days"))
    return When(
        when.now if now in (None, "") else _instant(now),
        when.start if start in (None, "") else _day(start),
        when.days if days is None else _length(days),
    )


def _instant(cell: object) -> datetime:
    try:
        at = datetime.fromisoformat(cell) if isinstance(cell, str) else cell
    except ValueError:
        at = None
    if not isinstance(at, datetime) or at.tzinfo is None or at.year not in YEARS:
        cure = "Use a time with its zone, such as 2026-11-29T18:30:00-06:00."
        raise HouseholdError(f"`now` cannot be {str(cell)[:40]!r}.", cure=cure)
    return at


def _day(cell: object) -> date:
    try:
        day = date.fromisoformat(cell) if isinstance(cell, str) else cell
    except ValueError:
        day = None
    if isinstance(day, datetime) or not isinstance(day, date) or day.year not in YEARS:
        raise HouseholdError(f"`start` cannot be {str(cell)[:40]!r}.", cure="Use a date, such as 2026-11-30.")
    return day


def _length(cell: object) -> int:
    if not isinstance(cell, int) or isinstance(cell, bool) or not 1 <= cell <= LONGEST_PLAN:
        raise HouseholdError(f"`days` cannot be {str(cell)[:40]!r}.", cure=f"Use 1 to {LONGEST_PLAN}.")
    return cell
