"""What moments, helpers, notes, letters and hours awake look like over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from homecall.web.api.shapes import In, Remark, Word


class Chance(Schema):
    """Whether a parent can be at a moment: "free", "works" or "unknown"; their schedule is known `through` that day."""

    parent: str
    state: str
    through: date | None


class ComingOut(Schema):
    """A moment with a date that is not over. `kept` and `parents` are the plan's; `chances` the schedules'."""

    id: str
    title: str
    start: datetime
    end: datetime
    kept: bool
    parents: list[str]
    chances: list[Chance]


class PastOut(Schema):
    """A moment that had its place when the plan in force was over: on how many days, last on which, with whom."""

    id: str
    title: str
    dated: bool
    days: int
    last: date
    parents: list[str]


class Moments(Schema):
    """What is coming, and what had its place before: with a date in the last year, else in the last eight weeks."""

    coming: list[ComingOut]
    past: list[PastOut]


class Helper(Schema):
    """A carer and the week around now: minutes behind them and ahead, and what is due for it.

    `whole` is false where the plan does not hold the beginning of the week.
    """

    id: str
    name: str
    kind: str
    worked_minutes: int
    ahead_minutes: int
    due: float
    whole: bool


class ThanksOut(Schema):
    """A thank you."""

    id: int
    person: str
    name: str
    words: str
    day: date


class NewThanks(In):
    """A thank you to a carer, by the household's id."""

    person: Word
    words: Remark = ""


class NoteOut(Schema):
    """A note for a child's bedtime; `night` is None for the next one on which `by` is away."""

    id: int
    child: str
    by: str
    night: date | None
    kind: str
    words: str
    type: str
    size: int
    made: datetime
    played: datetime | None


class NewNote(In):
    """A written note. `child` and `by` are ids of the household, empty for all and for nobody in particular."""

    words: Annotated[str, Field(min_length=1, max_length=1000)]
    child: Annotated[str, Field(max_length=100)] = ""
    by: Annotated[str, Field(max_length=100)] = ""
    when: Literal["tonight", "away"] = "tonight"


class ProposalOut(Schema):
    """Something that a letter speaks of: "closed", "early", "moment" or "unclear", and the line that says so."""

    what: str
    title: str
    first: date
    last: date
    start: str
    end: str
    line: str
    where: str
    sure: bool
    why: str


class LetterOut(Schema):
    """A letter: "waiting", "read", "failed" or "taken", and what was found in it."""

    id: int
    name: str
    at: datetime
    state: str
    said: str
    proposals: list[ProposalOut]


class NewLetter(In):
    """The text of a letter."""

    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    name: Remark = ""


class MadeId(Schema):
    """The id of what was made."""

    id: int


class Awake(Schema):
    """A parent in one state for a while, by the model of sleep or the schedule."""

    start: datetime
    end: datetime
    state: str


class AwakeOf(Schema):
    """A parent's days, as the other parent may see them."""

    person: str
    stretches: list[Awake]
