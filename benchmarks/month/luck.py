"""What a month brings to a family: drawn from the rates that the product publishes, a seed for each family."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.month.homes import FIRST, Duty, Home
from homecall.futures.luck import WEEKDAYS_A_YEAR
from homecall.futures.overrun import MOST_LATE, Z90
from homecall.futures.shocks import RATES
from homecall.plan.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late
from homecall.spans.span import HOUR, Minute, Span, instant

GRID = 15
"""Minutes; how late somebody is is said in quarters of an hour, and is then so."""
FEED_CHANGES = 0.5
"""A month, for each parent: a duty that is called off, or grows by two hours, one to three days ahead. Ours."""
KNOWN = 45
"""So many minutes before its end it is known at the latest how late a duty ends. Ours."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is said, or with `roster` seen in a parent's feed, at an instant.

    `away` is the time in which a parent is not there as it was planned: without it everybody always needs to know.
    """

    at: datetime
    name: str
    what: Happening | None = None
    away: Span | None = None
    parent: str = ""
    roster: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Luck:
    """A month: what happens, and what is then true of the world."""

    events: tuple[Event, ...]
    away: dict[str, list[Span]] = field(default_factory=dict)
    """When parents are not at home, by their id, as it turns out."""
    ill: dict[str, frozenset[date]] = field(default_factory=dict)
    """Carers who cannot come, by local day."""
    asleep: dict[str, list[Span]] = field(default_factory=dict)
    """When parents are at home and sleep after a night or a day and a night of work, by their id."""

    def there(self, who: str, at: Minute, day: date) -> bool:
        """Whether somebody could be with a child at an instant."""
        return day not in self.ill.get(who, ()) and not any(one.holds(at) for one in self.away.get(who, ()))

    def there_for(self, who: str, span: Span, day: date) -> bool:
        """Whether somebody could have a child for all of a time, to the minute: ways need not begin at quarters of an
        hour, and whoever has worked all night sleeps."""
        taken = (*self.away.get(who, ()), *self.asleep.get(who, ()))
        return day not in self.ill.get(who, ()) and not any(one.overlaps(span) for one in taken)


def luck(home: Home, days: int) -> Luck:
    """The month of a family."""
    dice = Random(f"luck {home.number}")
    changed = list(_feeds(home, dice, days))
    duties = changed[-1].roster if changed else home.duties
    ends = [_ending(home, dice, one) for one in duties]
    visits = [visit for one in duties if one.late is None for visit in _visits(home, dice, one)]
    events: list[Event] = [*changed, *(event for event, _span in ends if event), *(one[0] for one in visits)]
    away: dict[str, list[Span]] = {}
    gone = [(one, span) for one, (_event, span) in zip(duties, ends, strict=True) if span is not None]
    asleep: dict[str, list[Span]] = {}
    for one, span in (*gone, *((duty, span) for _event, span, duty in visits)):
        away.setdefault(one.parent, []).append(span)
        if (hours := _rest(home, span)) is not None:
            rest = Span(span.end + HOUR, span.end + (1 + hours) * HOUR)
            asleep.setdefault(one.parent, []).append(rest)
    ill, said = _carers(home, dice, days)
    events += [*said, *_children(home, dice, days), *_shut(home, dice, days)]
    return Luck(tuple(sorted(events, key=lambda one: one.at)), away, ill, asleep)


def _rest(home: Home, gone: Span) -> int | None:
    """Hours of sleep that the contract gives after a time away: 4 after 20 hours, else 6 after three by night."""
    if gone.minutes >= 20 * HOUR:
        return 4
    first = datetime.fromtimestamp(gone.start * 60, ZoneInfo(home.zone)).date()
    dark = (datetime.combine(first + timedelta(days=n), time(23)) for n in (-1, 0))
    nights = (Span(_at(home, at), _at(home, at + timedelta(hours=7))) for at in dark)
    return 6 if any((cut := gone.clip(night)) and cut.minutes >= 3 * HOUR for night in nights) else None


def _ending(home: Home, dice: Random, one: Duty) -> tuple[Event | None, Span | None]:
    """How a duty ends, and from when until when its parent is away for it."""
    if one.late is None:
        return None, None
    median, p90 = one.late
    over = math.exp(math.log(median) + math.log(p90 / median) / Z90 * dice.gauss(0, 1))
    minutes = round(min(over, MOST_LATE) / GRID) * GRID
    way, start, end = home.commutes[one.parent], _at(home, one.start), _at(home, one.end)
    planned = Span(start - way, end + way)
    if one.kind == "clinic" and dice.random() < RATES.clinic_cancelled:
        early = Event(home.at(one.end) - timedelta(hours=3), "early", Early(one.parent, 120))
        return early, Span(planned.start, planned.end - 120)
    if minutes <= 0:
        return None, planned
    gone, known = Span(planned.end, planned.end + minutes), home.at(one.end) - timedelta(minutes=KNOWN)
    return Event(known, "late", Late(one.parent, minutes), gone), Span(planned.start, gone.end)


def _visits(home: Home, dice: Random, one: Duty) -> Iterator[tuple[Event, Span, Duty]]:
    rate = RATES.call_visits_weekend if one.start.weekday() > 4 else RATES.call_visits_weekday
    if dice.random() >= 1 - math.exp(-rate):
        return
    night = dice.random() < RATES.visits_by_night
    begins = one.start + timedelta(minutes=GRID * dice.randrange(24, 50) if night else GRID * dice.randrange(24))
    span = Span(_at(home, begins), _at(home, begins) + int(RATES.visit_hours * 60))
    said = home.at(begins) - timedelta(minutes=GRID)
    yield Event(said, "called in", CalledIn(one.parent, span.start, span.end), span), span, one


def _carers(home: Home, dice: Random, days: int) -> tuple[dict[str, frozenset[date]], list[Event]]:
    found, said = {}, []
    for who in home.carers:
        ill = frozenset(_spells(dice, RATES.carer_ill_days, RATES.carer_ill_spell, days))
        found[who] = ill
        said += [Event(home.at(datetime.combine(day, time(5, 45))), "carer ill", Cancelled(who, day)) for day in ill]
    return found, said


def _children(home: Home, dice: Random, days: int) -> Iterator[Event]:
    for child in dict.fromkeys(child for child, _place in home.places):
        for day in _spells(dice, RATES.child_ill_days, RATES.child_ill_spell, days):
            said = datetime.combine(day, time(6, 0))
            yield Event(home.at(said), "child ill", Ill(child, frozenset({day})))


def _shut(home: Home, dice: Random, days: int) -> Iterator[Event]:
    for place in dict.fromkeys(place for _child, place in home.places):
        for n in range(days):
            day = FIRST + timedelta(days=n)
            if day.weekday() < 5 and dice.random() < RATES.place_closed_days / WEEKDAYS_A_YEAR:
                known = datetime.combine(day, time(5, 30)) - timedelta(hours=dice.choice((0, 10)))
                yield Event(home.at(known), "closed", Closed(place, frozenset({day})))


def _spells(dice: Random, a_year: float, mean: float, days: int) -> Iterator[date]:
    """The days of spells that begin on weekdays, so many days a year and so long in the mean."""
    well = 0
    for n in range(days):
        day = FIRST + timedelta(days=n)
        if n >= well and day.weekday() < 5 and dice.random() < a_year / mean / WEEKDAYS_A_YEAR:
            well = n + 1
            while dice.random() < 1 - 1 / mean:
                well += 1
        if n < well:
            yield day


def _feeds(home: Home, dice: Random, days: int) -> Iterator[Event]:
    """Rosters that change, each on top of the one before."""
    roster = home.duties
    plain = [one for one in roster if one.start.date() >= FIRST + timedelta(days=4) and one.kind == "work"]
    for parent in home.parents:
        mine = [one for one in plain if one.parent == parent and one.start.date() < FIRST + timedelta(days=days)]
        if mine and dice.random() < FEED_CHANGES:
            one = dice.choice(mine)
            longer = [] if dice.random() < 0.6 else [replace(one, end=one.end + timedelta(hours=2))]
            roster = tuple(sorted([*(o for o in roster if o != one), *longer], key=lambda o: (o.parent, o.start)))
            seen = datetime.combine(one.start.date(), time(dice.choice((9, 12, 17)))) - timedelta(
                days=dice.choice((1, 2, 3))
            )
            yield Event(home.at(seen), "feed", parent=parent, roster=roster)


def _at(home: Home, local: datetime) -> Minute:
    return instant(home.at(local))
