"""What the schedules said when a plan was made, as text: `homecall-situation/1`. Pages need it and read no feed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from homecall.household.household import Household
from homecall.household.people import Child
from homecall.timeline import codec
from homecall.timeline.timeline import Feed
from homecall.workflow import Situation

FORMAT = "homecall-situation/1"


def written(situation: Situation) -> str:
    """The schedules and closures of a situation; the household itself is kept elsewhere."""
    family = situation.household
    said = {
        "format": FORMAT,
        "schedules": {id: codec.write(timeline) for id, timeline in sorted(family.schedules.items())},
        "closed": {child.id: [_days(place.closed) for place in child.places] for child in family.children},
        "calendars": {name: codec.write_feed(feed) for name, feed in sorted(situation.calendars.items())},
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _days(days: frozenset[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)


def settled(household: Household, text: str) -> tuple[Household, dict[str, Feed]]:
    """The household as the situation found it, its schedules read, and the calendars of its places.

    The household must be of the revision that the situation was written for.
    """
    said = json.loads(text)
    children = tuple(_closed(child, said["closed"][child.id]) for child in household.children)
    schedules = {id: codec.read(one) for id, one in said["schedules"].items()}
    calendars = {name: codec.read_feed(one) for name, one in said["calendars"].items()}
    return replace(household, children=children).with_schedules(schedules), calendars


def _closed(child: Child, days: list[Any]) -> Child:
    pairs = zip(child.places, days, strict=True)
    places = tuple(replace(place, closed=frozenset(map(date.fromisoformat, closed))) for place, closed in pairs)
    return replace(child, places=places)
