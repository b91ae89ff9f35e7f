"""The page "when am I really there" as data: all that its templates may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.rest.fitness import State
from homecall.rest.sleeper import Sleep
from homecall.rules.facts.course import AWAY, UNKNOWN, Course, Stretch
from homecall.spans.span import HOUR, Minute, Span, intersect, union
from homecall.spans.wall import Clock
from homecall.web.awake.words import STATES, length, reason, source
from homecall.web.look import clocks
from homecall.web.plans.pages import WeekLink, weeks_of
from homecall.web.plans.sight import seen
from homecall.web.plans.store import Shown

EVENING = 5 * HOUR
"""Minutes awake at home that count as a part of a day, and not as getting up or going to bed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a day's line: minutes from its midnight, what the table says of it, and the instant it begins at."""

    x: int
    width: int
    state: str
    hours: str
    said: str
    why: str
    source: str
    at: Minute = 0


@dataclass(frozen=True, slots=True)
class Nap:
    """A sleep in words: when about, how long it may be, and which rule says so."""

    said: str
    ranged: str
    source: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day: its line, its sentences, the sleeps that end on it. `minutes` is 1440 but for days of a clock change.

    `together` are the minutes from midnight, and the lengths, of time awake with the children.
    """

    name: str
    minutes: int
    said: str
    parts: tuple[Part, ...]
    sleeps: tuple[Nap, ...]
    together: tuple[tuple[int, int], ...] = ()
    here: bool = False
    hours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """A parent whom one can look at."""

    key: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class AwakePage:
    """A parent's week. `mine` where the viewer's account is that parent's; `logged` where their own log is used.

    `ink` is the place of the parent's colour.
    """

    key: str = ""
    name: str = ""
    at: int = 0
    dates: str = ""
    mine: bool = False
    logged: bool = False
    who: tuple[Who, ...] = ()
    weeks: tuple[WeekLink, ...] = ()
    days: tuple[DayLine, ...] = ()
    ink: int = 0

    @property
    def before(self) -> WeekLink | None:
        """The week before this one, if the plan has it."""
        return self.weeks[self.at - 1] if self.at else None

    @property
    def after(self) -> WeekLink | None:
        """The week after this one, if the plan has it."""
        return next(iter(self.weeks[self.at + 1 :]), None)


def parent_of(household: Household, key: str, mine: str) -> Parent | None:
    """The parent of an id, without one the viewer's own, else the first; None where the family has no such."""
    wanted = key or (mine if any(one.id == mine for one in household.parents) else household.parents[0].id)
    return next((one for one in household.parents if one.id == wanted), None)


def week_of(shown: Shown, now: Minute) -> int:
    """The week of a plan that holds the day of an instant; the first for one before it, the last for one after it."""
    today, weeks = shown.household.wall.date(now), weeks_of(shown.first, shown.days)
    return max((n for n, (first, _last) in enumerate(weeks) if first <= today), default=0)


def days_of(shown: Shown, at: int) -> tuple[date, ...]:
    """The days of a week of a plan; of the last one for a later week."""
    weeks = weeks_of(shown.first, shown.days)
    first, last = weeks[min(at, len(weeks) - 1)]
    return tuple(date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def awake_page(shown: Shown, parent: Parent, at: int, now: Minute) -> AwakePage:
    """The page of a parent's week, as whoever looks at the plan may see it."""
    days, weeks = days_of(shown, at), weeks_of(shown.first, shown.days)
    found, leads = seen(shown, parent, days, now), leading(shown, parent.id)
    at, mine, today = min(at, len(weeks) - 1), shown.seat.person if shown.seat else "", found.wall.date(now)
    return AwakePage(
        key=parent.id,
        name=parent.name,
        at=at,
        dates=_dates(days[0], days[-1]),
        mine=parent.id == mine,
        logged=any(one.rule == "logged" for one in found.sleeps),
        who=tuple(Who(one.id, one.name, one.id == parent.id) for one in _mine_first(shown.household, mine)),
        weeks=tuple(WeekLink(n, _dates(*week), n == at) for n, week in enumerate(weeks)),
        days=tuple(day_line(found, day, leads, here=day == today) for day in days),
        ink=shown.household.parents.index(parent) % 8,
    )


def leading(shown: Shown, parent: str) -> tuple[Span, ...]:
    """When a parent has any of the children, by the plan."""
    return union(cover.span for cover in shown.plan.cover if cover.lead == parent)


def _mine_first(household: Household, mine: str) -> list[Parent]:
    return sorted(household.parents, key=lambda one: one.id != mine)


def _dates(first: date, last: date) -> str:
    return _("%(first)s to %(last)s") % {"first": clocks.short_day(first), "last": clocks.short_day(last)}


def day_line(found: Course, day: date, leads: Sequence[Span] = (), *, here: bool = False) -> DayLine:
    """A day of a parent who has the children at these times; `here` for the day that is today."""
    whole, stretches = found.wall.day(day), found.stretches(day)
    parts = tuple(_part(found, whole, one) for one in stretches)
    sleeps = tuple(_nap(found, one) for one in found.asleep(day)) if found.known(day) else ()
    both = together(stretches, leads)
    drawn = tuple((one.start - whole.start, one.minutes) for one in both)
    said = _sentence(found, stretches, both)
    return DayLine(clocks.day(day), whole.minutes, said, parts, sleeps, drawn, here, _ticks(found, day))


def _ticks(found: Course, day: date) -> tuple[str, ...]:
    """The quarters of a day, its two ends included, as the family counts hours."""
    at = [found.wall.at(day, Clock(hour * HOUR)) for hour in (0, 6, 12, 18, 24)]
    return tuple(clocks.clock(found.wall, one) for one in at)


def together(stretches: Sequence[Stretch], leads: Sequence[Span]) -> tuple[Span, ...]:
    """Time in which a parent is really there and has the children, of half an hour and more."""
    there = [one.span for one in stretches if one.state == State.PRESENT.value]
    return tuple(one for one in intersect(there, leads) if one.minutes >= HOUR // 2)


def _part(found: Course, whole: Span, one: Stretch) -> Part:
    why = reason(one.fitness.reason) if one.fitness else _plain()[one.state]
    cited = source(one.fitness.source) if one.fitness else ""
    hours, at = clocks.hours(found.wall, one.span), one.span.start
    return Part(at - whole.start, one.span.minutes, one.state, hours, str(STATES[one.state]), why, cited, at)


def _plain() -> dict[str, str]:
    """Why, where no model is needed."""
    return {AWAY: _("By the schedule."), UNKNOWN: _("The schedule does not reach this day.")}


def _sentence(found: Course, stretches: Sequence[Stretch], both: Sequence[Span]) -> str:
    """A day in a sentence or two: when they are there with the children, and when somebody else should drive."""
    if stretches[0].state == UNKNOWN:
        return _("The schedule does not reach this day.")
    said = [_there(found, stretches, both)]
    wheel = _hours(found, stretches, State.NOT_TO_DRIVE)
    if wheel:
        said.append(_("Somebody else should drive %(hours)s.") % {"hours": wheel})
    return " ".join(said)


def _there(found: Course, stretches: Sequence[Stretch], both: Sequence[Span]) -> str:
    if both:
        hours = clocks.names([clocks.hours(found.wall, span) for span in both])
        return _("Really there with the children %(hours)s.") % {"hours": hours}
    there = _hours(found, stretches, State.PRESENT)
    if there:
        return _("The children are with others; really there %(hours)s.") % {"hours": there}
    tired = sum(one.span.minutes for one in stretches if one.fitness and one.state != State.ASLEEP.value)
    if tired >= EVENING:
        return _("At home, and tired.")
    return _("At work.") if any(one.state == AWAY for one in stretches) else _("Asleep for most of it.")


def _hours(found: Course, stretches: Sequence[Stretch], state: State) -> str:
    """When a state lasts for half an hour and more."""
    spans = [one.span for one in stretches if one.state == state.value and one.span.minutes >= HOUR // 2]
    return clocks.names([clocks.hours(found.wall, span) for span in spans])


def _nap(found: Course, one: Sleep) -> Nap:
    hours = clocks.hours(found.wall, one.span)
    if one.rule == "logged":
        return Nap(_("Slept %(hours)s.") % {"hours": hours}, "", source(one.source))
    said = _("Sleeps from about %(hours)s.") % {"hours": hours}
    ranged = _("Typically %(typical)s; for two people in three between %(low)s and %(high)s.") % {
        "typical": length(one.span.minutes), "low": length(one.low), "high": length(one.high),
    }  # fmt: skip
    return Nap(said, ranged, source(one.source))
