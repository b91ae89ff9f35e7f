"""The shape of a rule, and what a plan looks like to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from homecall.plan.plan import Cover, Kept, Plan, Shift
from homecall.plan.voice import Voice, long_day
from homecall.rules.facts import Facts
from homecall.spans.span import DAY, Span, subtract, union
from homecall.tongue import say


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a plan breaks: who, when, by how much (in the rule's own unit), and a sentence."""

    rule: str
    who: str
    span: Span
    amount: float
    text: str


@dataclass(frozen=True)
class Case:
    """A plan beside the facts it has to answer to, with what every rule looks up in it."""

    facts: Facts
    plan: Plan

    @cached_property
    def covers_of(self) -> dict[str, tuple[Cover, ...]]:
        """Each child's cover, in order of time."""
        found: dict[str, list[Cover]] = {c: [] for c in self.facts.children}
        for cover in self.plan.cover:
            found.setdefault(cover.child, []).append(cover)
        return {child: tuple(sorted(covers, key=lambda c: c.span)) for child, covers in found.items()}

    @cached_property
    def led_by(self) -> dict[str, tuple[Cover, ...]]:
        """Each adult's leads, in order of time."""
        found: dict[str, list[Cover]] = {a: [] for a in (*self.facts.parents, *self.facts.carers)}
        for cover in sorted(self.plan.cover, key=lambda c: (c.span, c.child)):
            if cover.lead is not None:
                found.setdefault(cover.lead, []).append(cover)
        return {adult: tuple(covers) for adult, covers in found.items()}

    @cached_property
    def shifts_of(self) -> dict[str, tuple[Shift, ...]]:
        """Each carer's shifts, in order of time."""
        found: dict[str, list[Shift]] = {c: [] for c in self.facts.carers}
        for shift in sorted(self.plan.shifts, key=lambda s: s.span):
            found.setdefault(shift.carer, []).append(shift)
        return {carer: tuple(shifts) for carer, shifts in found.items()}

    @cached_property
    def on_duty(self) -> dict[str, tuple[Span, ...]]:
        """Each carer's shift time, sorted and disjoint."""
        return {carer: union(s.span for s in shifts) for carer, shifts in self.shifts_of.items()}

    @cached_property
    def blocks(self) -> dict[str, tuple[Span, ...]]:
        """Each carer's asks: the maximal blocks of shift time outside their hours; a stranger's whole time is one."""
        hours = {carer: facts.hours for carer, facts in self.facts.carers.items()}
        return {c: subtract(duty, hours.get(c, ())) for c, duty in self.on_duty.items()}

    @cached_property
    def kept(self) -> dict[str, tuple[Kept, ...]]:
        """The occurrences that the plan says are kept, by moment."""
        found: dict[str, list[Kept]] = {m.id: [] for m in self.facts.household.moments}
        for kept in self.plan.moments:
            if kept.kept:
                found.setdefault(kept.moment, []).append(kept)
        return {moment: tuple(all_kept) for moment, all_kept in found.items()}

    @cached_property
    def away(self) -> dict[str, tuple[Span, ...]]:
        """When each parent is away at a dated moment that they attend, travel included."""
        spans: dict[str, list[Span]] = {p: [] for p in self.facts.parents}
        for dated in self.facts.dated:
            for kept in self.kept.get(dated.moment.id, ()):
                for parent in kept.parents:
                    spans.setdefault(parent, []).append(dated.away)
        return {parent: tuple(away) for parent, away in spans.items()}

    @cached_property
    def driving(self) -> dict[str, tuple[Span, ...]]:
        """When each parent is on the road with a child."""
        return {parent: union(self._legs(parent)) for parent in self.facts.parents}

    def _legs(self, parent: str) -> Iterator[Span]:
        for child, facts in self.facts.children.items():
            led = [c.span for c in self.covers_of[child] if c.lead == parent]
            yield from (leg for leg in facts.legs if any(s.overlaps(leg) for s in led))

    def name(self, who: str) -> str:
        """The name of a person, or the id where nobody has it."""
        return self.facts.household.names.get(who, who)

    def when(self, span: Span) -> str:
        """The span in the family's clock and a parent's words, for a sentence."""
        wall = self.facts.horizon.wall
        first, last = wall.date(span.start), wall.date(span.end - 1)
        if span.minutes > 6 * DAY or span == Span(wall.midnight(first), wall.day(last).end):
            if first == last:
                return long_day(first)
            return say("{first} to {last}", first=long_day(first), last=long_day(last))
        return Voice(wall).on(span)


Check = Callable[[Case], Iterable[Breach]]
"""The meaning of one rule: every way in which the plan breaks it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name, a sentence for people, and its meaning."""

    name: str
    sentence: str
    check: Check
