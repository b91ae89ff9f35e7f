"""How each change of a household is said. All English of it stands here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from homecall.household.carers import Carer
from homecall.household.codec.writer import days_written, ranges
from homecall.household.gates import Gates
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import Overrun
from homecall.tongue import joined, noted, say, say_n

NOT_SAID: tuple[object, ...] = (None, "", (), frozenset(), False)
"""Values that mean that nothing is said; the half of a phrase behind `|` is for them."""

PHRASES: Mapping[type, Mapping[str, str]] = {
    Household: {
        "name": "The family is now called “{now}”.",
        "timezone": "The family now lives by the clock of {now}; before, {was}.",
        "rest": "Rest after duty is now planned by the {now}; before, by the {was}.",
    },
    Parent: {
        "name": "{was} is now called {now}.",
        "work_rules": "{name}’s duty rules are now “{now}”; before, “{was}”.",
        "commute": "{name}’s way to work now takes {now} minutes; before, {was}.",
        "drives": "{name} now drives.|{name} no longer drives.",
        "bed": "{name} now goes to bed at {now} on free days; before, at {was}.",
        "up": "{name} now gets up at {now} on free days; before, at {was}.",
        "naps": "{name} now naps before a first night on duty.|{name} no longer naps before a first night on duty.",
        "woken": "The children now take {now} of {name}’s nights.|The children no longer take any of {name}’s nights.",
    },
    SourceSpec: {
        "kind": "A schedule of {owner} now comes as {now}; before, {was}.",
        "path": "A schedule of {owner} is now read from {now}.|A schedule of {owner} is no longer read from a file.",
        "url": "A schedule of {owner} has another link now.|A schedule of {owner} is no longer read from a link.",
        "match": "In {name}, {owner}’s rows are now “{now}”.|In {name}, every row is now {owner}’s.",
        "published_through": "{name} is now taken as published through {now}.|{name} now says itself how far it goes.",
        "sheet": "In {name}, the sheet is now “{now}”.|In {name}, it is now the first sheet.",
        "layout": "{name} is now laid out as “{now}”.|How {name} is laid out is now found by looking.",
        "first_day": "{name} now begins on {now}.|{name} now says itself when it begins.",
        "user_agent": "{name} is now asked under another name.|{name} is now asked under our own name.",
        "wrong_on": "{name} is now wrong on {now}.|{name} is not wrong on any day now.",
        "yields": "{name} now gives way to other schedules.|{name} no longer gives way to other schedules.",
    },
    ShiftMeaning: {
        "title": "“{was}” on {owner}’s schedule is now “{now}”.",
        "kind": "“{name}” now means {now} for {owner}; before, {was}.",
        "start": "“{name}” of {owner} now begins at {now}.|“{name}” of {owner} now begins when the schedule says.",
        "end": "“{name}” of {owner} now ends at {now}.|“{name}” of {owner} now ends when the schedule says.",
        "overrun": "“{name}” of {owner} now ends {now} late.|“{name}” of {owner} now ends as late as is usual.",
        "days": "“{name}” of {owner} now holds on {now}; before, on {was}.",
        "with_title": "“{name}” of {owner} now holds only beside “{now}”.|“{name}” of {owner} now needs no company.",
        "without": "“{name}” of {owner} now holds only without “{now}”.|“{name}” of {owner} now minds no company.",
        "operates": "“{name}” of {owner} now wants a rested night.|“{name}” of {owner} now wants no rested night.",
    },
    Child: {
        "name": "{was} is now called {now}.",
        "born": "{name}’s birthday is now {now}.|{name}’s birthday is not said any more.",
        "wakes": "{name} now wakes at {now}; before, at {was}.",
        "bedtime": "{name} is now asleep at {now}; before, at {was}.",
    },
    Place: {
        "name": "“{was}” of {owner} is now called “{now}”.",
        "hours": "{name} now has {owner} {now}; before, {was}.",
        "travel": "The way to {name} now takes {now} minutes; before, {was}.",
        "closed": "{name} is now closed on {now}.|{name} is not closed on any day now.",
        "closed_from": "A calendar now says when {name} is closed.|No calendar says when {name} is closed now.",
        "closed_titles": "{name} is now closed when its calendar says {now}.|All of its calendar now closes {name}.",
    },
    Carer: {
        "name": "{was} is now called {now}.",
        "kind": "{name} is now a {now}; before, a {was}.",
        "hours": "{name} now comes {now}.|{name} has no regular hours any more.",
        "on_request": "{name} may now be asked for {now}.|{name} is not asked for extra hours any more.",
        "rate": "An hour of {name} now costs {now}; before, {was}.",
        "rules": "The labor rules for {name} are now “{now}”; before, “{was}”.",
        "guaranteed": "{name} is now paid for {now} hours a week anyway; before, {was}.",
        "min_shift": "{name} now comes for {now} hours at least; before, {was}.",
        "max_day": "{name} now works {now} hours a day at most; before, {was}.",
        "max_week": "{name} now works {now} hours a week at most; before, {was}.",
        "notice": "{name} now wants to know {now} hours ahead; before, {was}.",
        "drives": "{name} may now drive the children.|{name} no longer drives the children.",
        "overnight": "{name} may now stay the night.|{name} no longer stays the night.",
        "standby": "{name} can now be there {now} minutes after a call.|{name} is not called at short notice any more.",
        "per_use": "Each shift of {name} now costs {now} on top; before, {was}.",
        "uses_left": "{name} can now come {now} more times.|{name} can come any number of times now.",
    },
    Moment: {
        "title": "“{was}” is now called “{now}”.",
        "children": "“{name}” is now for {now}; before, for {was}.",
        "who": "“{name}” is now for {now}; before, for {was}.",
        "parents": "The parents of “{name}” are now {now}.|“{name}” names no parents any more.",
        "importance": "“{name}” is now a “{now}”; before, a “{was}”.",
        "start": "“{name}” now begins {now}.|“{name}” is no longer on one day.",
        "end": "“{name}” now ends {now}.|“{name}” has no end on one day any more.",
        "travel": "The way to “{name}” now takes {now} minutes; before, {was}.",
        "window": "“{name}” now comes back {now}.|“{name}” no longer comes back.",
        "minutes": "“{name}” now takes {now} minutes; before, {was}.",
        "goal": "“{name}” is now wanted {now} times a week.|“{name}” is now wanted every day of its window.",
        "one_on_one": "“{name}” is now one on one.|“{name}” is no longer one on one.",
    },
    Usual: {
        "children": "Usually with {now}: {name}; before, with {was}.",
        "lead": "{now} usually takes this over from {was}: {name}.",
        "window": "Usually {name}, now {now}; before, {was}.",
    },
    Prices: {
        "ask": "Asking a carer now weighs {now}; before, {was}.",
        "handoff": "A handoff now weighs {now}; before, {was}.",
        "night_handoff": "A handoff at night now weighs {now}; before, {was}.",
        "late_minute": "A minute that somebody may be late now weighs {now}; before, {was}.",
        "should": "A missed moment that should happen now weighs {now}; before, {was}.",
        "nice": "A missed moment that would be nice now weighs {now}; before, {was}.",
        "unusual": "A day unlike the usual now weighs {now}; before, {was}.",
        "night_without_parent": "A night without a parent now weighs {now}; before, {was}.",
        "amber_leg": "A journey with a tired parent at the wheel now weighs {now}; before, {was}.",
        "night_before_operating": "A night with the children before operating now weighs {now}; before, {was}.",
    },
    Gates: {
        "red_awake": "Another drives from {now} hours awake on; before, from {was}.",
        "red_slept": "Another drives after less than {now} hours of sleep in a day; before, {was}.",
        "red_since_long": "After 20 hours on duty another drives until {now} hours are slept; before, {was}.",
        "red_chance": "Another drives from a chance of {now} of being too sleepy on; before, from {was}.",
        "amber_awake": "Tired now means {now} hours awake; before, {was}.",
        "amber_slept": "Tired now means less than {now} hours of sleep in a day; before, {was}.",
        "amber_slept_two_days": "Tired now means less than {now} hours of sleep in two days; before, {was}.",
        "amber_chance": "Tired now means a chance of {now} of being too sleepy; before, {was}.",
        "amber_chance_p90": "Tired now means a chance of {now} for the sleepiest of ten; before, {was}.",
        "inertia": "One is now groggy for {now} hours after waking; before, {was}.",
    },
}
"""One sentence for each field; two halves where "no" and "nothing" are said otherwise. Lists have their own."""

NEW: Mapping[type, str] = {
    Parent: "{name} is now one of the parents.",
    SourceSpec: "{owner} has a new schedule: {name}.",
    ShiftMeaning: "“{name}” on {owner}’s schedule now has a meaning.",
    Child: "{name} is now one of the children.",
    Place: "{owner} now goes to {name}.",
    Carer: "{name} now helps.",
    Moment: "“{name}” is a new moment.",
    Usual: "New among what is usual: {name}.",
}
"""A thing that was not there before."""

GONE: Mapping[type, str] = {
    Parent: "{name} is no longer one of the parents.",
    SourceSpec: "{owner}’s schedule {name} is gone.",
    ShiftMeaning: "“{name}” on {owner}’s schedule has no meaning any more.",
    Child: "{name} is no longer one of the children.",
    Place: "{owner} no longer goes to {name}.",
    Carer: "{name} no longer helps.",
    Moment: "The moment “{name}” is gone.",
    Usual: "No longer among what is usual: {name}.",
}
"""A thing that is not there any more."""

LISTS: Mapping[type, str] = {
    Parent: "The parents stand in another order.",
    SourceSpec: "The schedules of {owner} stand in another order.",
    ShiftMeaning: "What {owner}’s titles mean is tried in another order.",
    Child: "The children stand in another order.",
    Place: "The places of {owner} stand in another order.",
    Carer: "The people who help stand in another order.",
    Moment: "The moments stand in another order.",
    Usual: "What is usual stands in another order.",
}
"""The same things in another order."""

_WORDS = {
    "each": noted("each parent"),
    "any": noted("any parent"),
    "all": noted("all parents together"),
    "listed": noted("some parents together"),
    "nanny": noted("nanny"),
    "au_pair": noted("au pair"),
    "sitter": noted("sitter"),
    "relative": noted("relative"),
    "neighbour": noted("neighbour"),
    "backup": noted("backup"),
    "none": noted("none"),
    "must": noted("must"),
    "should": noted("should"),
    "nice": noted("nice"),
    "work": noted("work"),
    "clinic": noted("clinic"),
    "in_house_call": noted("in house call"),
    "night": noted("night"),
    "home_call": noted("home call"),
    "remote": noted("remote"),
    "leave": noted("leave"),
    "marker": noted("marker"),
}
"""Words of the household file that a sentence says as words."""
_DAY = re.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
_MOST_RANGES = 6


def said(value: object, names: Mapping[str, str]) -> str:
    """A value of a household as a sentence says it. `names` are those of people, by id."""
    if isinstance(value, frozenset):
        return _set(value)
    if isinstance(value, tuple):
        return (
            _days(value)
            if all(isinstance(one, date) for one in value)
            else together([said(one, names) for one in value])
        )
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, Weekly):
        return joined("", (_weekdays(value.days), " ", clock(value.start), "–", clock(value.end)))
    if isinstance(value, str):
        return names.get(value) or _word(value)
    return _other(value)


def _word(value: str) -> str:
    """A word of the household file, or whatever else the text is."""
    if value in _WORDS:
        return say(_WORDS[value])
    return value.value.replace("_", " ") if isinstance(value, StrEnum) else value


def _weekdays(days: Iterable[int]) -> str:
    """Weekdays as the household file writes them, in the reader's own short names."""
    pieces = _DAY.split(days_written(frozenset(days)))
    return joined("", [say(piece) if at % 2 else piece for at, piece in enumerate(pieces)])


def _other(value: object) -> str:
    if isinstance(value, Overrun):
        late, worst = f"{value.median:g}", f"{value.p90:g}"
        return say("{minutes} minutes, {worst} on the worst day in ten,", minutes=late, worst=worst)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return clock(value) if isinstance(value, Clock) else str(value)


def clock(one: Clock) -> str:
    """A time of day, with the days that it lies later."""
    plain = str(Clock(one.minutes))
    if not one.days:
        return plain
    return say_n("{time} the next day", "{time} {count} days later", one.days, time=plain)


def _set(value: frozenset[object]) -> str:
    if all(isinstance(one, date) for one in value):
        return _days(tuple(one for one in value if isinstance(one, date)))
    return _weekdays(one for one in value if isinstance(one, int))


def _days(days: Iterable[date]) -> str:
    found = [_range(one) for one in ranges(frozenset(days))]
    more = len(found) - _MOST_RANGES
    if more <= 0:
        return together(found)
    return say_n("{days} and {count} more", "{days} and {count} more", more, days=joined(", ", found[:_MOST_RANGES]))


def _range(written: str) -> str:
    first, _slash, last = written.partition("/")
    return say("{first} to {last}", first=first, last=last) if last else first


def together(items: list[str]) -> str:
    """All of them in one phrase: "Mia", "Mia and Leo", "Mia, Leo and Zoe"."""
    if len(items) < 2:
        return items[0] if items else ""
    return say("{first} and {last}", first=joined(", ", items[:-1]), last=items[-1])


def messages() -> Iterator[str]:
    """Every sentence of this page, one a half: for the catalogue of other languages."""
    yield from (half for fields in PHRASES.values() for phrase in fields.values() for half in phrase.split("|"))
    yield from (phrase for table in (NEW, GONE, LISTS) for phrase in table.values())
