"""What more help gave in the year that was lived: moments for money, and what an hour of it buys."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import suppress

from django.utils.translation import gettext as _

from homecall.errors import TimeError
from homecall.household.codec.times import length
from homecall.household.household import Household
from homecall.spans.wall import parse_weekly
from homecall.web.career.results import Change, Told
from homecall.web.career.studio import living
from homecall.web.career.studio_pages import number, signed
from homecall.web.people.access import Seat


def bought_said(seat: Seat, _family: Household) -> tuple[str, ...]:
    """What each change that brings more help gave: for what money, and what an hour of it buys. Two queries."""
    result = living(seat).result
    return tuple(line for one in (result.told if result else ()) for line in _said(one, result.weeks if result else 0))


def _said(one: Told, weeks: int) -> Iterator[str]:
    moments, care = one.changes.get("moments"), one.changes.get("care")
    hours = hours_of(one.text) * weeks
    bought = "[[hours]]" in one.text or "[[hire]]" in one.text
    if not (bought and moments and care):
        return
    if moments.verdict == "more":
        values = {"change": one.name, "count": round(moments.mean), "sum": number(care.mean / moments.mean)}
        if care.verdict == "more":
            yield _("%(change)s: about %(count)d moments more a year, at %(sum)s each.") % values
        else:
            yield _("%(change)s: about %(count)d moments more a year, for no more that one could tell.") % values
    if hours > 0:
        yield _an_hour(one.name, moments, hours)


def _an_hour(name: str, moments: Change, hours: float) -> str:
    """What ten hours of it buy, with the interval: an hour alone is too short for a number."""
    low, high = 10 * moments.low / hours, 10 * moments.high / hours
    if moments.verdict in ("more", "less"):
        values = {"change": name, "mean": signed(10 * moments.mean / hours), "low": number(low), "high": number(high)}
        return _("%(change)s: ten hours of it change the moments you keep by %(mean)s (%(low)s to %(high)s).") % values
    if moments.verdict == "same":
        return _("%(change)s: its hours change nothing in the moments you keep.") % {"change": name}
    values = {"change": name, "low": signed(low), "high": signed(high)}
    return _("%(change)s: what ten hours of it buy nobody can tell (%(low)s to %(high)s moments).") % values


def hours_of(text: str) -> float:
    """The hours a week that a scenario's file adds of those who help, asked for or not; 0 where it cannot be read."""
    with suppress(tomllib.TOMLDecodeError, TimeError, TypeError, AttributeError):
        tables = tomllib.loads(text)
        entries = [one for key in ("hours", "hire") for one in tables.get(key, [])]
        weeklies = [parse_weekly(hours) for one in entries for hours in one.get("hours", [])]
        return sum(length(one) * len(one.days) for one in weeklies) / 60
    return 0.0
