"""What the schedules said when a plan was made, as text: `homecall-situation/1`. Pages need it and read no feed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from homecall.household.household import Household
from homecall.household.people import Child
from homecall.timeline import codec
from homecall.timeline.timeline import Feed, Timeline
from homecall.tongue import Parts, parts_of, with_parts
from homecall.web.plans import earlier
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
        "worked": earlier.written(family.carers),
        "parts": parts_of(said for feed in _feeds(situation) for said in _sentences(feed)),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _days(days: frozenset[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)


def settled(household: Household, text: str) -> tuple[Household, dict[str, Feed]]:
    """The household as the situation found it, schedules and what was worked read, and the calendars of its places.

    The household must be of the revision that the situation was written for.
    """
    said = json.loads(text)
    children = tuple(_closed(child, said["closed"][child.id]) for child in household.children)
    known: dict[str, Parts] = said.get("parts", {})
    schedules = {id: _spoken(codec.read(one), known) for id, one in said["schedules"].items()}
    calendars = {name: _feed(codec.read_feed(one), known) for name, one in said["calendars"].items()}
    carers = earlier.read(household.carers, said.get("worked", {}))
    return replace(household, children=children, carers=carers).with_schedules(schedules), calendars


def _feeds(situation: Situation) -> Iterator[Feed]:
    yield from (feed for timeline in situation.household.schedules.values() for feed in timeline.feeds)
    yield from situation.calendars.values()


def _sentences(feed: Feed) -> Iterator[str]:
    yield from (feed.why, feed.understood, feed.changed, *feed.notes, *(one.why for one in feed.rejects))


def _spoken(timeline: Timeline, known: Mapping[str, Parts]) -> Timeline:
    return replace(timeline, feeds=tuple(_feed(feed, known) for feed in timeline.feeds)) if known else timeline


def _feed(feed: Feed, known: Mapping[str, Parts]) -> Feed:
    """What a source said, in the tongue of now."""
    return replace(
        feed,
        why=with_parts(feed.why, known),
        understood=with_parts(feed.understood, known),
        changed=with_parts(feed.changed, known),
        notes=tuple(with_parts(note, known) for note in feed.notes),
        rejects=tuple(replace(one, why=with_parts(one.why, known)) for one in feed.rejects),
    )


def _closed(child: Child, days: list[Any]) -> Child:
    pairs = zip(child.places, days, strict=True)
    places = tuple(replace(place, closed=frozenset(map(date.fromisoformat, closed))) for place, closed in pairs)
    return replace(child, places=places)
