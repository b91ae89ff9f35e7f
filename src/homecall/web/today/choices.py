"""What can be said with one more tap: each choice with its words and the happening that it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.plan.happened import Early, Happening, Ill, Late
from homecall.plan.plan import Plan
from homecall.plan.voice import Voice
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.facts.adults import Duty
from homecall.spans.span import Minute
from homecall.tongue import say, weekday

KINDS = ("late", "ill", "early")
LATER = (30, 60, 120, 180)
"""Minutes by which a duty may be said to run over, or to end early, with one tap."""
UNKNOWN = 120
"""Minutes that stand for "I do not know yet": our own assumption, said on the page."""
LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: `value` is what it sends, `label` what stands on it, `said` the sentence that is kept."""

    value: str
    label: str
    said: str
    what: Happening

    @property
    def unsure(self) -> bool:
        """Whether it says that a time is not known yet."""
        return self.value.endswith(":?")


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one person; `hint` says what they are counted from."""

    name: str
    hint: str
    choices: tuple[Choice, ...]


def groups(kind: str, household: Household, plan: Plan, now: Minute, first: str = "") -> tuple[Group, ...]:
    """What one may say of a kind at an instant; the person `first` comes first. Schedules as they were read."""
    if kind == "ill":
        return (Group("", _("Today and tomorrow"), tuple(_ill(household, now))),)
    facts = facts_of(household, horizon_of(household, plan))
    make = _late if kind == "late" else _early
    found = []
    for parent in sorted(household.parents, key=lambda one: one.id != first):
        duties = facts.parents[parent.id].duties
        duty = next((d for d in duties if (d.home if kind == "late" else d.span.end) > now), None)
        choices = tuple(make(household, parent.id, duty, now)) if duty else ()
        if duty and choices:
            found.append(Group(parent.name, _ends(household, duty, now), choices))
    return tuple(found)


def choice(offered: tuple[Group, ...], value: str) -> Choice | None:
    """The choice that a value means; None for anything that was not offered."""
    return next((one for group in offered for one in group.choices if one.value == value), None)


def _ends(household: Household, duty: Duty, now: Minute) -> str:
    values = {"title": duty.title, "time": _when(household, duty.span.end, now)}
    return _("“%(title)s” is planned to end at %(time)s.") % values


def _when(household: Household, at: Minute, now: Minute) -> str:
    """A time as seen from now: "6 pm", "11 am tomorrow", "6 pm on Friday"."""
    clock, days = Voice(household.wall).clock(at), (household.wall.date(at) - household.wall.date(now)).days
    if days == 0:
        return clock
    if days == 1:
        return say("{time} tomorrow", time=clock)
    return say("{time} on {weekday}", time=clock, weekday=weekday(household.wall.date(at)))


def _late(household: Household, parent: str, duty: Duty, now: Minute) -> Iterator[Choice]:
    name, over = household.names[parent], max(0, now - duty.span.end)
    for minutes in (over + more for more in LATER if over + more <= LONGEST):
        until = _when(household, duty.span.end + minutes, now)
        said = say("{name} works until {time}.", name=name, time=until)
        yield Choice(f"{parent}:{minutes}", _("until %(time)s") % {"time": until}, said, Late(parent, minutes))
    if over + UNKNOWN <= LONGEST:
        said = say("{name} is late and does not know yet until when.", name=name)
        yield Choice(f"{parent}:?", _("I do not know yet"), said, Late(parent, over + UNKNOWN))


def _early(household: Household, parent: str, duty: Duty, now: Minute) -> Iterator[Choice]:
    name, running = household.names[parent], duty.span.start <= now
    left = duty.span.end - max(now, duty.span.start)
    free: list[tuple[int, str]] = [(left, say("now"))] if running and left < duty.span.minutes else []
    free += [(minutes, _when(household, duty.span.end - minutes, now)) for minutes in LATER if minutes < left]
    for minutes, time in free:
        said = say("{name} is free from {time}.", name=name, time=time)
        yield Choice(f"{parent}:{minutes}", _("from %(time)s") % {"time": time}, said, Early(parent, minutes))


def _ill(household: Household, now: Minute) -> Iterator[Choice]:
    today = household.wall.date(now)
    days = frozenset((today, today + timedelta(days=1)))
    for child in household.children:
        said = say("{name} is ill and stays at home.", name=child.name)
        yield Choice(child.id, child.name, said, Ill(child.id, days))
