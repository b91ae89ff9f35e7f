"""The named families as a test wants them: read, gathered, and asked what their feeds said."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from homecall.cases.book import case, folder
from homecall.household.codec import read
from homecall.household.household import Household
from homecall.rules.facts.facts import Facts, facts_of
from homecall.sources.gather import gather
from homecall.spans.span import Span, instant, intersect, subtract, union
from homecall.spans.wall import Clock, Horizon
from homecall.timeline.timeline import Feed


def horizon(name: str) -> Horizon:
    """The days that the family is planned over."""
    one = case(name)
    return Horizon(family(name).wall, one.start, one.weeks * 7, instant(datetime.fromisoformat(one.now)))


@lru_cache
def family(name: str) -> Household:
    """The household as its file describes it."""
    return read((folder(name) / "household.toml").read_text("utf-8"), name)


@lru_cache
def gathered(name: str) -> Household:
    """The household with its feeds read."""
    return gather(family(name), horizon(name), folder(name))


@lru_cache
def facts(name: str) -> Facts:
    """What is settled before planning starts."""
    return facts_of(gathered(name), horizon(name))


def feeds(name: str) -> dict[str, Feed]:
    """What each feed said, by its file's name."""
    return {feed.name.removeprefix("feeds/"): feed for line in gathered(name).schedules.values() for feed in line.feeds}


def span(name: str, day: date, start: str, end: str) -> Span:
    """A time on the family's wall clock."""
    return family(name).wall.span(day, Clock.parse(start), Clock.parse(end))


def nobody_home(name: str) -> tuple[Span, ...]:
    """The time in which no parent may lead."""
    return subtract([horizon(name).span], union(s for one in facts(name).parents.values() for s in one.free))


def out_of_reach(name: str) -> tuple[Span, ...]:
    """The part of it in which some child needs somebody and no carer could be there, asked or not.

    Limits of hours, wheels, ages and notice are left aside; a sleeping child wants a carer for the night.
    """
    known = facts(name)
    night = [s for c in known.household.carers if c.overnight for s in known.carers[c.id].available]
    anybody = [s for one in known.carers.values() for s in one.available]
    alone = nobody_home(name)
    asleep = intersect(alone, (s for one in known.children.values() for s in intersect(one.needs, one.asleep)))
    awake = intersect(alone, (s for one in known.children.values() for s in subtract(one.needs, one.asleep)))
    return union([*subtract(asleep, night), *subtract(awake, anybody)])


def titles(name: str, parent: str, day: date) -> list[str]:
    """What stands in a parent's schedules on a day."""
    return [period.title for period in gathered(name).schedules[parent].periods if period.day == day]
