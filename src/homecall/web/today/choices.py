"""What can be said with one more tap: each choice with its words and the happening that it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homecall.household.household import Household
from homecall.plan.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late
from homecall.plan.plan import Plan
from homecall.plan.voice import Voice
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.rules.facts.adults import Duty
from homecall.rules.lateness import chance
from homecall.spans.span import Minute
from homecall.tongue import say, weekday

KINDS = ("late", "ill", "early", "called", "cancel", "closed")
FIRST = ("late", "ill", "early")
"""The kinds that have a button on Today itself."""
LATER = (30, 60, 120, 180)
"""Minutes by which a duty may be said to run over, or to end early, with one tap."""
UNKNOWN = 120
"""Minutes that stand for "I do not know yet" where nothing is known of how such duties run over: our own assumption."""
LIKELY = 0.2
"""The chance that remains of being later still, where "I do not know yet" is answered by how such duties run over."""
VISITS = (60, 120, 180, 240)
"""Minutes that a visit on call may be said to take, roads included."""
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


TITLES = {
    "late": (gettext_lazy("Running late"), gettext_lazy("Who is late, and until when?")),
    "ill": (gettext_lazy("A child is ill"), gettext_lazy("Who is ill?")),
    "early": (gettext_lazy("Free early"), gettext_lazy("Who is free, and from when?")),
    "called": (gettext_lazy("Called in"), gettext_lazy("Who is called in, and until when?")),
    "cancel": (gettext_lazy("Somebody cannot come"), gettext_lazy("Who cannot come?")),
    "closed": (gettext_lazy("A place is closed"), gettext_lazy("Which place is closed?")),
}
"""What a kind is called, and what is asked of it."""
NOBODY = {
    "called": gettext_lazy("Nobody is on call from home now."),
    "cancel": gettext_lazy("Nobody helps who could call off."),
    "closed": gettext_lazy("No child goes anywhere."),
}
"""What is said where there is nothing to choose from; duties are meant where a kind is not named."""


def groups(kind: str, household: Household, plan: Plan, now: Minute, first: str = "") -> tuple[Group, ...]:
    """What one may say of a kind at an instant; the person `first` comes first. Schedules as they were read."""
    if kind == "ill":
        return (Group("", _("Today and tomorrow"), tuple(_ill(household, now))),)
    if kind in ("cancel", "closed"):
        return tuple(_cancelled(household, now) if kind == "cancel" else _closed(household, now))
    facts = facts_of(household, horizon_of(household, plan))
    if kind == "called":
        return tuple(_called(household, facts, now))
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
    unsure = _unsure(duty, over)
    if unsure <= LONGEST:
        said = say("{name} is late and does not know yet until when.", name=name)
        until = _when(household, duty.span.end + unsure, now)
        yield Choice(
            f"{parent}:?", _("I do not know (likely by %(time)s)") % {"time": until}, said, Late(parent, unsure)
        )


def _unsure(duty: Duty, over: int) -> int:
    """Minutes after its planned end by which a duty that runs over by `over` minutes already has likely ended."""
    if duty.overrun is None:
        return over + UNKNOWN
    running = chance(duty.overrun, over)
    later = range(over + 15, LONGEST + 1, 15)
    return next((m for m in later if chance(duty.overrun, m) <= LIKELY * running), LONGEST + 1)


def _early(household: Household, parent: str, duty: Duty, now: Minute) -> Iterator[Choice]:
    name, running = household.names[parent], duty.span.start <= now
    left = duty.span.end - max(now, duty.span.start)
    if running and left < duty.span.minutes:
        said = say("{name} is free from now.", name=name)
        yield Choice(f"{parent}:{left}", say("from now"), said, Early(parent, left))
    for minutes in (one for one in LATER if one < left):
        time = _when(household, duty.span.end - minutes, now)
        said = say("{name} is free from {time}.", name=name, time=time)
        yield Choice(f"{parent}:{minutes}", _("from %(time)s") % {"time": time}, said, Early(parent, minutes))


def _called(household: Household, facts: Facts, now: Minute) -> Iterator[Group]:
    """Those who are on call from home now, and how long they may be away."""
    for parent in household.parents:
        if not any(call.span.holds(now) for call in facts.parents[parent.id].calls):
            continue
        lengths = [None, *(minutes for minutes in VISITS if minutes > 2 * parent.commute)]
        choices = [_visit(household, parent.id, now, minutes) for minutes in lengths]
        yield Group(parent.name, _("On call from home now"), tuple(choices))


def _visit(household: Household, parent: str, now: Minute, minutes: int | None) -> Choice:
    name = household.names[parent]
    if minutes is None:
        said = say("{name} is called in.", name=name)
        return Choice(f"{parent}:?", _("I do not know yet"), said, CalledIn(parent))
    back = _when(household, now + minutes, now)
    said = say("{name} is called in, home again at {time}.", name=name, time=back)
    what = CalledIn(parent, now, now + minutes)
    return Choice(f"{parent}:{minutes}", _("home at %(time)s") % {"time": back}, said, what)


def _cancelled(household: Household, now: Minute) -> Iterator[Group]:
    """Everyone who helps, and the day on which they cannot come."""
    for carer in household.carers:
        choices = []
        for n, (day, name) in enumerate(_days(household, now)):
            said = say("{name} cannot come {day}.", name=carer.name, day=name)
            choices.append(Choice(f"{carer.id}:{n}", name, said, Cancelled(carer.id, day)))
        yield Group(carer.name, _("On which day?"), tuple(choices))


def _closed(household: Household, now: Minute) -> Iterator[Group]:
    """Every place, and the day on which it is shut."""
    for place in dict.fromkeys(place.name for child in household.children for place in child.places):
        choices = []
        for n, (day, name) in enumerate(_days(household, now)):
            said = say("{place} is closed {day}.", place=place, day=name)
            choices.append(Choice(f"{place}:{n}", name, said, Closed(place, frozenset((day,)))))
        yield Group(place, _("On which day?"), tuple(choices))


def _days(household: Household, now: Minute) -> tuple[tuple[date, str], ...]:
    """The days that one tap can mean, with their names."""
    today = household.wall.date(now)
    return ((today, say("today")), (today + timedelta(days=1), say("tomorrow")))


def _ill(household: Household, now: Minute) -> Iterator[Choice]:
    today = household.wall.date(now)
    days = frozenset((today, today + timedelta(days=1)))
    for child in household.children:
        said = say("{name} is ill and stays at home.", name=child.name)
        yield Choice(child.id, child.name, said, Ill(child.id, days))
