"""Worths in words: what would be otherwise, and what that would change, in the family's clock."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.household.carers import Carer
from homecall.plan.voice import Voice, lasting
from homecall.planner.worth.otherwise import (
    DayLimit,
    FromHome,
    Later,
    NoDuty,
    OfCarer,
    OfDuty,
    Otherwise,
    ShorterDuty,
    ShorterNotice,
    ShorterShift,
    Sooner,
    WeekLimit,
    Without,
    duty_at,
    edge_of,
)
from homecall.planner.worth.worth import Worth
from homecall.rules.facts import Facts
from homecall.spans.span import DAY, HOUR
from homecall.spans.wall import Clock
from homecall.tongue import joined, noted, say

WEEKDAYS = (
    noted("Mondays"), noted("Tuesdays"), noted("Wednesdays"), noted("Thursdays"), noted("Fridays"), noted("Saturdays"),
    noted("Sundays"),
)  # fmt: skip
CENT = 0.005
_FEWER, _LONGER = noted("{time} fewer without cover"), noted("{time} more without cover")
_KEPT = noted("{count} more of the moments that must be kept")
_LOST = noted("{count} fewer of the moments that must be kept")
_LESS, _MORE = noted("{cost} less"), noted("{cost} more")


def sentence(facts: Facts, worth: Worth) -> str:
    """One worth in one sentence, such as "If Rosa could stay until 7 pm on Thursdays: 2 hours fewer without cover."."""
    values = {"condition": _Teller(facts).condition(worth.change), "gains": _gains(worth)}
    if worth.proven:
        return say("{condition}: {gains}.", **values)
    return say("{condition}: as far as could be worked out, {gains}.", **values)


def _gains(worth: Worth) -> str:
    minutes, musts, cost = worth.gain
    found: list[str] = []
    if minutes:
        which = _FEWER if minutes > 0 else _LONGER
        found.append(say(which, time=lasting(round(abs(minutes)))))
    if musts:
        found.append(say(_KEPT if musts > 0 else _LOST, count=f"{abs(musts):.0f}"))
    if abs(cost) >= CENT:
        found.append(say(_LESS if cost > 0 else _MORE, cost=f"{abs(cost):.2f}"))
    return joined(", ", found) or say("just as good")


@dataclass(frozen=True)
class _Teller:
    """Says changes to one family."""

    facts: Facts

    @property
    def voice(self) -> Voice:
        """The family's way with times."""
        return Voice(self.facts.horizon.wall)

    def condition(self, change: Otherwise) -> str:
        """What would be otherwise, as the first half of a sentence."""
        if isinstance(change, NoDuty | ShorterDuty | FromHome):
            return self.duty(change)
        carer = next(c for c in self.facts.household.carers if c.id == change.carer)
        if isinstance(change, Without):
            return say("Without {name}, {hours}", name=carer.name, hours=self.voice.on(change.span))
        return self.carer(carer, change)

    def duty(self, change: OfDuty) -> str:
        """A change at work."""
        name, duty = self.facts.household.names[change.parent], duty_at(self.facts, change.parent, change.start)
        values = {"name": name, "duty": duty.title, "hours": self.voice.on(duty.span)}
        match change:
            case NoDuty():
                return say("If {name} could swap away {duty}, {hours}", **values)
            case FromHome():
                return say("If {name} could do {duty}, {hours}, from home", **values)
            case ShorterDuty():
                return say(
                    "If {name} could leave {duty}, {hours}, {time} earlier", **values, time=lasting(change.minutes)
                )

    def carer(self, carer: Carer, change: OfCarer) -> str:
        """What a carer could do."""
        match change:
            case Later():
                message = noted("If {name} could stay until {time} on {weekdays}")
            case Sooner():
                message = noted("If {name} could come at {time} on {weekdays}")
            case DayLimit():
                time = _hours(carer.max_day + change.hours)
                return say("If {name} could work {time} a day", name=carer.name, time=time)
            case WeekLimit():
                time = _hours(carer.max_week + change.hours)
                return say("If {name} could work {time} a week", name=carer.name, time=time)
            case _:
                return self.sparing(carer, change)
        weekdays = say(WEEKDAYS[change.weekday])
        return say(message, name=carer.name, time=self.clock(carer, change), weekdays=weekdays)

    def sparing(self, carer: Carer, change: OfCarer) -> str:
        """What a carer could make do with."""
        match change:
            case ShorterNotice():
                left = max(0.0, carer.notice - change.hours)
                message = noted("If {name} could be asked {time} ahead")
                message = message if left else noted("If {name} could be asked without notice")
            case ShorterShift():
                left = max(0.0, carer.min_shift - change.hours)
                message = noted("If {name} also came for {time}")
                message = message if left else noted("If {name} also came for less than an hour")
            case _:
                left, message = 0.0, noted("If {name} were not there")
        return say(message, name=carer.name, time=_hours(left))

    def clock(self, carer: Carer, change: Later | Sooner) -> str:
        """The time of day that the changed hours would reach."""
        edge = edge_of(carer, change)
        later = isinstance(change, Later)
        minute = edge + change.minutes if later else edge - change.minutes
        return self.voice.clock(self.facts.horizon.wall.at(self.facts.horizon.first, Clock(minute % DAY)))


def _hours(hours: float) -> str:
    return lasting(round(hours * HOUR))
