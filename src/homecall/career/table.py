"""Tables of roles and of after-hours figures, as people export them: a header, and a line each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from homecall.career.found import kind_of
from homecall.career.roles import Hours, Role, RoleKind, Stint
from homecall.errors import CareerError, TimeError
from homecall.household.codec.writer import days_written
from homecall.spans.wall import Weekly, parse_weekly
from homecall.tongue import say

LARGEST = 500_000
"""Bytes of a table."""
MOST = 2000
"""Lines of a table."""
LONGEST = 200
"""Letters of a title or of somebody's words."""

ROLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("role", "title", "name", "duty"),
    "parent": ("parent", "person", "who"),
    "kind": ("kind", "type"),
    "low": ("hours", "hours a week", "hours per week", "low", "hours low", "min hours"),
    "high": ("high", "hours high", "max hours", "up to"),
    "times": ("times", "fixed times", "when"),
    "every": ("every", "every weeks"),
    "start": ("start", "since", "from"),
    "end": ("end", "until", "promised end", "ends"),
    "income": ("income", "pay", "salary"),
    "meaning": ("meaning", "worth", "what it means"),
    "successor": ("successor", "who could take it over", "hand over to"),
}
"""The headers that each column of a table of roles is known by, in small letters."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be read: its number, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Read(Generic[Made]):
    """What a table holds, and the lines that could not be read: none is dropped silently."""

    rows: tuple[Made, ...]
    refused: tuple[Refused, ...]


def header_of(text: str) -> tuple[str, ...]:
    """The headers of a table as they stand there. Raises CareerError for what is no table."""
    lines = _lines(text)
    return tuple(lines[0][1])


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Every line that is not empty with its number, the header first. Raises CareerError."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST or text.count("\n") > MOST:
        raise CareerError(say("This table is too long."), cure=say("Take one with fewer lines."))
    plain = text.removeprefix("\ufeff")
    first = plain.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as wrong:
        raise CareerError(say("This is no table."), cure=say("Save it as CSV, with a line of headers.")) from wrong
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise CareerError(say("There is no line with headers, or nothing under it."), cure=say("Save it as CSV."))
    return lines


def read_lines(text: str, columns: Mapping[str, int], made: Callable[[Mapping[str, str]], Made]) -> Read[Made]:
    """What `made` makes of each line, given its cells by the name of their column; what it refuses is told.

    Raises CareerError where the whole is no table.
    """
    rows, refused = [], []
    for line, cells in _lines(text)[1:]:
        try:
            rows.append(made({name: cells[at] for name, at in columns.items() if at < len(cells)}))
        except (CareerError, TimeError) as wrong:
            refused.append(Refused(line, f"{wrong.message} {wrong.cure}".strip()))
    return Read(tuple(rows), tuple(refused))


def read_roles(text: str, parents: Mapping[str, str], today: date) -> Read[Role]:
    """The roles of a table. `parents` are the names of the parents by id; a single one need not be named in it.

    A role without a start begins today. Raises CareerError where the table has no column for the role.
    """
    columns = matched(header_of(text), ROLE_COLUMNS)
    if "title" not in columns or "low" not in columns:
        cure = say("It needs a column “Role” and a column “Hours a week”.")
        raise CareerError(say("This table does not say which roles there are."), cure=cure)
    return read_lines(text, columns, lambda cells: role_of(cells, parents, today))


def matched(header: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column stands where, by its header."""
    plain = [" ".join(re.sub(r"[^a-z]+", " ", one.casefold()).split()) for one in header]
    return {name: at for name, words in known.items() for at, one in enumerate(plain) if one in words}


def role_of(cells: Mapping[str, str], parents: Mapping[str, str], today: date) -> Role:
    """The role that a line describes, its cells by the names of `ROLE_COLUMNS`. Raises CareerError or TimeError."""
    low = number(cells.get("low", ""))
    high = number(cells["high"]) if cells.get("high") else low
    start = day(cells["start"]) if cells.get("start") else today
    end = day(cells["end"]) if cells.get("end") else None
    title = cells.get("title", "")[:LONGEST]
    return Role(
        id="",
        parent=_parent(cells.get("parent", ""), parents),
        title=title,
        kind=_kind(cells.get("kind", ""), title),
        stints=(Stint(start, Hours(low, high)),),
        times=times(cells.get("times", "")),
        every=int(number(cells["every"])) if cells.get("every") else 1,
        promised=end,
        end=end,
        income=number(cells["income"]) if cells.get("income") else 0.0,
        meaning=cells.get("meaning", "")[:LONGEST],
        successor=cells.get("successor", "")[:LONGEST],
    )


def _parent(said: str, parents: Mapping[str, str]) -> str:
    for id, name in parents.items():
        if said.casefold() in (id.casefold(), name.casefold()) or (not said and len(parents) == 1):
            return id
    raise CareerError(say("Nobody here is called “{name}”.", name=said[:40]), cure=say("Name one of the parents."))


def _kind(said: str, title: str) -> RoleKind:
    if not said:
        return kind_of(title)
    if said.casefold() not in list(RoleKind):
        cure = say("There are {kinds}.", kinds=", ".join(RoleKind))
        raise CareerError(say("“{kind}” is no kind of role.", kind=said[:40]), cure=cure)
    return RoleKind(said.casefold())


def number(said: str) -> float:
    """A number as people write it: "4", "1,200.50", "$ 1 200". Raises CareerError."""
    plain = re.sub(r"[\s$€£'’]", "", said)
    plain = plain.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain) else plain.replace(",", ".")
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", plain):
        raise CareerError(say("“{text}” is no number.", text=said[:40]), cure=say("Write it as 4 or 4.5."))
    return float(plain)


def day(said: str) -> date:
    """A day written as 2027-01-31. Raises CareerError."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError as wrong:
        cure = say("Write it as 2027-01-31.")
        raise CareerError(say("“{text}” is no day.", text=said[:40]), cure=cure) from wrong


def times(said: str) -> tuple[Weekly, ...]:
    """Weekly hours written as "Thu 13:00-17:00; Mon 07:00-08:00". Raises TimeError."""
    return tuple(parse_weekly(part) for part in re.split(r"[;\n]", said) if part.strip())


def written(every: Sequence[Weekly]) -> str:
    """Weekly hours as `times` reads them."""
    return "; ".join(f"{days_written(one.days)} {one.start}-{one.end}" for one in every)
