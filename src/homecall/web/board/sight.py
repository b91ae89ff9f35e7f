"""What a plan and its schedules say about a child's day: the sleeps, who has the child when, how sure that is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from homecall.household.household import Household
from homecall.plan.plan import Cover, Plan, Risk
from homecall.rules.facts.adults import Duty, ParentFacts, parent_facts
from homecall.rules.facts.children import ChildFacts, child_facts
from homecall.rules.lateness import chance, last_duty
from homecall.spans.span import DAY, Minute, Span, holds
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Timeline

AHEAD = 17
"""Days that the board looks at, of which the first is yesterday."""
ONLY_THE_SURE = 0.5
"""From this chance of not being there on, only the sure person is named and not both."""


@dataclass(frozen=True, slots=True)
class Waking:
    """A child's day from waking up to falling asleep. `asleep` is true while it has not begun yet."""

    span: Span
    next_wake: Minute
    asleep: bool


@dataclass(frozen=True)
class Sight:
    """A plan seen at an instant by people who must not be disappointed.

    The household is the one that the plan was made for. `limit` is the chance, 0 to 1, above which somebody is not
    promised. `made` is how long ago, in minutes, the plan was made: None for what lies between it and now.
    """

    household: Household
    plan: Plan
    now: Minute
    limit: float
    made: Minute | None = None

    @property
    def stale(self) -> bool:
        """Whether the plan is older than a day, or over: nothing of it is told to a child then."""
        age = self.now - self.plan.now if self.made is None else self.made
        return age > DAY or self.now >= self.plan.span.end

    @property
    def at(self) -> Minute:
        """The instant that is shown: now, or the plan's beginning where that is still to come."""
        return max(self.now, self.plan.span.start)

    @cached_property
    def horizon(self) -> Horizon:
        """Yesterday and the days that the board may count."""
        wall = self.household.wall
        return Horizon(wall, wall.date(self.at) - timedelta(days=1), AHEAD, self.at)

    @cached_property
    def parents(self) -> dict[str, ParentFacts]:
        """Where each parent's hours go."""
        known = self.household.schedules
        return {p.id: parent_facts(p, known.get(p.id, Timeline(p.id)), self.horizon) for p in self.household.parents}

    @cached_property
    def children(self) -> dict[str, ChildFacts]:
        """When each child sleeps and is in a place."""
        return {child.id: child_facts(child, self.horizon) for child in self.household.children}

    def nights(self, child: str) -> tuple[Span, ...]:
        """The child's sleeps that are not over, the one it is in first."""
        return tuple(night for night in self.children[child].asleep if night.end > self.at)

    def waking(self, child: str) -> Waking | None:
        """The day that the child is in, or the next one while it sleeps; None before it is born."""
        nights = self.nights(child)
        if len(nights) < 3 or not holds(self.children[child].around, self.at):
            return None
        if nights[0].holds(self.at):
            return Waking(Span(nights[0].end, nights[1].start), nights[1].end, asleep=True)
        return Waking(Span(self.at, nights[0].start), nights[0].end, asleep=False)

    def place(self, child: str, at: Minute) -> str:
        """The place that has the child at an instant, or the empty string."""
        return next((stay.name for stay in self.children[child].stays if stay.span.holds(at)), "")

    def who(self, child: str, at: Minute) -> tuple[str, ...]:
        """Whom the child may be promised at an instant: one, two of whom one will be there, or nobody.

        1. Whoever the plan says has the child, if they will be there within the limit.
        2. Else the surest other person stands in front; both are named while it is likelier than not that the first
           comes in time.
        3. Nobody, where nobody has the child or no one is sure.
        """
        cover = self._cover(child, at)
        if cover is None or cover.lead is None:
            return ()
        doubt = self.doubt(cover, at)
        if doubt <= self.limit:
            return (cover.lead,)
        sure = self._sure(cover, at)
        if not sure:
            return ()
        return (sure,) if doubt >= ONLY_THE_SURE else (sure, cover.lead)

    def doubt(self, cover: Cover, at: Minute) -> float:
        """The chance that whoever has the child by plan is not there at an instant: still on the way, or called in."""
        return max([self.late(cover.lead or "", at), *(self._called(risk, at) for risk in self._risks(cover, at))])

    def _risks(self, cover: Cover, at: Minute) -> list[Risk]:
        """What the plan warns of whoever has the child, up to an instant, if it is not over by then."""
        ours = [r for r in self.plan.risks if r.parent == cover.lead and r.at <= at]
        return [r for r in ours if r.at >= cover.span.start or self._call(r, at)]

    def _call(self, risk: Risk, at: Minute) -> Span | None:
        """The call from home that a risk is of, if it still goes on."""
        calls = self.parents[risk.parent].calls if risk.kind == "home_call" else ()
        return next((c.span for c in calls if c.span.holds(risk.at) and c.span.holds(at)), None)

    def _called(self, risk: Risk, at: Minute) -> float:
        """The chance of having been called in by then: the whole call's, for the part of it that has gone by."""
        call = self._call(risk, at)
        part = (at - risk.at + 1) / (call.end - risk.at) if call else 0.0
        return float(1 - (1 - risk.late_chance) ** part)

    def late(self, who: str, at: Minute) -> float:
        """The chance that a parent is still on the way home at an instant; 0 for everybody else."""
        duty = self.last_duty(who, at)
        return chance(duty.overrun, at - duty.home) if duty and duty.overrun else 0.0

    def last_duty(self, who: str, at: Minute) -> Duty | None:
        """The last duty of a parent that one may come home late from."""
        return last_duty(self.parents[who].duties, at) if who in self.parents else None

    def _cover(self, child: str, at: Minute) -> Cover | None:
        return next((one for one in self.plan.cover if one.child == child and one.span.holds(at)), None)

    def _sure(self, cover: Cover, at: Minute) -> str:
        """Who stands behind: the plan's own backup, who had the child before, the other parent; empty for nobody."""
        named = [risk.standby for risk in self._risks(cover, at)]
        before = [c.lead for c in self.plan.cover if c.child == cover.child and c.span.end == cover.span.start]
        others = [parent.id for parent in self.household.parents]
        known = self.household.names
        for one in (*named, *before, *others):
            if one and one != cover.lead and one in known and self._there(one, at):
                return one
        return ""

    def _there(self, who: str, at: Minute) -> bool:
        """Whether somebody can be promised instead: a carer, or a parent who is free and home in time."""
        parent = self.parents.get(who)
        return parent is None or (holds(parent.able, at) and self.late(who, at) <= self.limit)
