"""Duties and sleepers for the tests of sleep, in Chicago in the first week of March 2027."""

from __future__ import annotations

from datetime import date, timedelta

from homecall.rest.sleep import predicted
from homecall.rest.sleeper import Sleep, Sleeper
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Wall

WALL = Wall("America/Chicago")
MONDAY = date(2027, 3, 1)
SLEEPER = Sleeper(commute=30)


def at(day: int, clock: str) -> int:
    """An instant so many days after Monday."""
    return WALL.at(MONDAY + timedelta(days=day), Clock.parse(clock))


def duty(day: int, start: str, end: str) -> Span:
    """A duty that begins so many days after Monday."""
    return WALL.span(MONDAY + timedelta(days=day), Clock.parse(start), Clock.parse(end))


def week(*duties: Span, sleeper: Sleeper = SLEEPER) -> tuple[Sleep, ...]:
    """The sleeps of the week."""
    return predicted(duties, WALL, Span(at(0, "00:00"), at(7, "00:00")), sleeper)


def near(sleeps: tuple[Sleep, ...], instant: int) -> Sleep:
    """The first sleep that ends after an instant."""
    return next(one for one in sleeps if one.span.end > instant)
