"""What goes over the wire, as the schema shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

PLAIN = r"^[^\u0000-\u001f\u007f]*$"
Word = Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN)]
"""A short text on one line."""
Remark = Annotated[str, Field(max_length=300, pattern=PLAIN)]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]


class In(Schema):
    """What a program sends: nothing that the schema does not name, so that a misspelt key is not lost."""

    model_config = ConfigDict(extra="forbid")


class Revision(Schema):
    """A text of the household: which one it is, when and by whom it came, and what the change was."""

    number: int
    at: datetime
    by: str
    said: str


class Household(Revision):
    """The household as it counts now: its file, and the same as JSON, with dates and times as text."""

    text: str
    household: dict[str, Any]


class NewHousehold(In):
    """A new text. `expected` is the number of the revision that it was made from."""

    text: Annotated[str, Field(max_length=1_000_000)]
    expected: Annotated[int, Field(ge=0, le=2**31 - 1)]
    said: Remark = ""


class Undo(In):
    """The number of the revision that is to be taken back."""

    expected: Annotated[int, Field(ge=0, le=2**31 - 1)]


class Number(Schema):
    """The revision that counts now."""

    number: int


class Progress(Schema):
    """Whether a plan is being made, since when it has been asked for, and what went wrong the last time."""

    renewing: bool
    since: datetime | None
    said: str


class Week(Schema):
    """A week of the plan; `last` is its last day."""

    at: int
    first: date
    last: date


class WeekPlan(Week):
    """What the plan has in a week, as in homecall-plan/1."""

    cover: list[dict[str, Any]]
    shifts: list[dict[str, Any]]
    moments: list[dict[str, Any]]
    asks: list[dict[str, Any]]
    risks: list[dict[str, Any]]


class FeedOut(Schema):
    """A file or address that a schedule was read from."""

    name: str
    kind: str
    through: date | None
    entries: int
    as_of: str
    stale_since: str
    unmapped: list[str]
    rejects: int


class Schedule(Schema):
    """What is known of a parent's schedule."""

    person: str
    through: date | None
    feeds: list[FeedOut]


class Upload(Schema):
    """A file that was dropped. `sha` is its SHA-256 in hex."""

    name: str
    bytes: int
    sha: str
    at: datetime


class LinkOut(Schema):
    """A personal link; never its token."""

    id: int
    role: str
    person: str
    scope: str
    made: datetime
    expires: datetime | None
    used: datetime | None


class NewLink(In):
    """A link to make; it works for so many days, without them until it is revoked."""

    role: Literal["carer", "reader", "feed"]
    person: Word
    scope: Literal["full", "busy"] = "full"
    days: Annotated[int, Field(ge=1, le=3660)] | None = None


class MadeLink(Schema):
    """A link that was made. The token is shown this once."""

    id: int
    token: str


class DeviceOut(Schema):
    """A screen such as the kitchen's tablet."""

    id: int
    name: str
    paired: bool
    made: datetime
    seen: datetime | None


class NewDevice(In):
    """A screen to pair."""

    name: Word


class MadeDevice(Schema):
    """A screen that waits for its code, which can be typed for ten minutes."""

    id: int
    code: str
