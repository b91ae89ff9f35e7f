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

WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
CENT = 0.005


def sentence(facts: Facts, worth: Worth) -> str:
    """One worth in one sentence, such as "If Rosa could stay until 7 pm on Thursdays: 2 hours fewer without cover."."""
    known = "" if worth.proven else "as far as could be worked out, "
    return f"{_Teller(facts).condition(worth.change)}: {known}{_gains(worth)}."


def _gains(worth: Worth) -> str:
    minutes, musts, cost = worth.gain
    found = [f"{lasting(round(abs(minutes)))} {'fewer' if minutes > 0 else 'more'} without cover"] if minutes else []
    if musts:
        count = f"{abs(musts):.0f} more" if musts > 0 else f"{abs(musts):.0f} fewer"
        found.append(f"{count} of the moments that must be kept")
    if abs(cost) >= CENT:
        found.append(f"{abs(cost):.2f} {'less' if cost > 0 else 'more'}")
    return ", ".join(found) or "just as good"


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
            return f"Without {carer.name}, {self.voice.on(change.span)}"
        return f"If {carer.name} {self.carer(carer, change)}"

    def duty(self, change: OfDuty) -> str:
        """A change at work."""
        name, duty = self.facts.household.names[change.parent], duty_at(self.facts, change.parent, change.start)
        what = f"{duty.title}, {self.voice.on(duty.span)}"
        match change:
            case NoDuty():
                return f"If {name} could swap away {what}"
            case FromHome():
                return f"If {name} could do {what}, from home"
            case ShorterDuty():
                return f"If {name} could leave {what}, {lasting(change.minutes)} earlier"

    def carer(self, carer: Carer, change: OfCarer) -> str:
        """What a carer could do."""
        match change:
            case Later():
                return f"could stay until {self.clock(carer, change)} on {WEEKDAYS[change.weekday]}"
            case Sooner():
                return f"could come at {self.clock(carer, change)} on {WEEKDAYS[change.weekday]}"
            case DayLimit():
                return f"could work {_hours(carer.max_day + change.hours)} a day"
            case WeekLimit():
                return f"could work {_hours(carer.max_week + change.hours)} a week"
            case ShorterNotice():
                left = max(0.0, carer.notice - change.hours)
                return f"could be asked {_hours(left)} ahead" if left else "could be asked without notice"
            case ShorterShift():
                left = max(0.0, carer.min_shift - change.hours)
                return f"also came for {_hours(left)}" if left else "also came for less than an hour"
        return "were not there"

    def clock(self, carer: Carer, change: Later | Sooner) -> str:
        """The time of day that the changed hours would reach."""
        edge = edge_of(carer, change)
        later = isinstance(change, Later)
        minute = edge + change.minutes if later else edge - change.minutes
        return self.voice.clock(self.facts.horizon.wall.at(self.facts.horizon.first, Clock(minute % DAY)))


def _hours(hours: float) -> str:
    return lasting(round(hours * HOUR))
