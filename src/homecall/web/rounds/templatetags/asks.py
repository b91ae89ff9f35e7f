"""Lines on who is being asked, for pages that know nothing of rounds."""

from __future__ import annotations

from typing import Any

from django import template

from homecall.spans.span import instant
from homecall.web.family import store as families
from homecall.web.post.habits import wall_of
from homecall.web.rounds import store
from homecall.web.rounds.pages import headline

register = template.Library()


@register.inclusion_tag("rounds/_now.html", takes_context=True)
def asks_now(context: dict[str, Any]) -> dict[str, Any]:
    """The rounds of the family that are not over, a sentence each. One query where there is none, four at most."""
    seat = context["seat"]
    found = store.shown(seat)
    if not found:
        return {"lines": []}
    now = instant(families.now(seat.family))
    going = [row for row in found if row.end > now and row.state != "withdrawn"]
    wall = wall_of(seat.family) if going else None
    return {"lines": [headline(row, wall) for row in going] if wall else []}
