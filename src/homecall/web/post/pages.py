"""The pages of messages as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.web.post.models import Message


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A message that may not have arrived: whom it was for, what it was about, what is known, since when."""

    id: int
    name: str
    title: str
    said: str
    at: datetime
    unsure: bool
    over: bool


def open_lines(household: Household, rows: Iterable[Message], now: datetime) -> tuple[OpenLine, ...]:
    """The lines of these rows, their times on the family's clock; a person who left stands by the id."""
    zone = household.wall.info
    return tuple(
        OpenLine(
            row.pk,
            household.names.get(row.to, row.to),
            row.title,
            _(row.said) if row.said else "",
            row.touched.astimezone(zone),
            row.state == "unsure",
            row.until is not None and row.until <= now,
        )
        for row in rows
    )
