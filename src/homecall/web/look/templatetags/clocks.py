"""Days and instants in templates: by the clock that they carry, never by the server's."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from homecall.web.look import clocks

register = template.Library()


@register.filter
def full_day(at: date | None) -> str:
    """A day with its year; empty for none."""
    return clocks.full_day(at) if at else ""


@register.filter
def stamp(at: datetime | None) -> str:
    """A day and a time of day by the instant's own zone; empty for none."""
    return clocks.stamp(at) if at else ""
