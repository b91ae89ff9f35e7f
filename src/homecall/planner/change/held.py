"""A problem in which most is decided: the past and the days further on stay as the plan in force has them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from homecall.plan.plan import Kept, Plan
from homecall.planner.change.near import Near, facts_near, near_of
from homecall.planner.model.build import Model
from homecall.planner.problem import Past, Problem
from homecall.rules.facts import Facts
from homecall.rules.facts.occasions import Occasion
from homecall.spans.span import Minute, Span, covers, holds, intersect, union


@dataclass(frozen=True, kw_only=True)
class Held(Problem):
    """A planning problem over the whole horizon of `plan` that decides anew only inside the `free` spans.

    Where a slot is held, its lead in the plan in force is the only one who may, and far from the free spans there is
    nothing at all, so that the model stays small: its facts are the `whole` ones as far as they are `near`. `settled`
    are the kept recurring moments outside the free spans, `broken` those (id and span) that can no longer be.
    """

    plan: Plan
    free: tuple[Span, ...]
    near: Near
    whole: Facts
    settled: tuple[Kept, ...]
    broken: frozenset[tuple[str, Span]]

    @cached_property
    def marks(self) -> tuple[Minute, ...]:
        """Midnights, the marks in the free time, and without the plain quarters of an hour those that are near."""
        frame, whole = self.whole.horizon.span, self.whole.marks
        found = {m for s in self.free for m in whole[bisect_left(whole, s.start) : bisect_right(whole, s.end)]}
        seen = union([*self.near.spans, *(s.span for s in self.near.shifts)])
        found |= {m for s in seen for m in (s.start, s.end)} | {m for m in self.whole.edges if holds(seen, m)}
        found |= {m for week in self.whole.weeks for day in week.days for m in (day.start, day.end)}
        return tuple(sorted(found | {frame.start, frame.end}))

    @cached_property
    def led(self) -> dict[tuple[str, int], str | None]:
        """Who has each child in each slot by the plan in force, as far as it is near."""
        parts = ((c, part) for c in self.plan.cover for s in self.near.spans if (part := c.span.clip(s)))
        return {(c.child, i): c.lead for c, part in parts for i in self.slots(part)}

    @cached_property
    def on(self) -> frozenset[tuple[str, int]]:
        """Carers and slots on shift by the plan in force, as far as those shifts count here."""
        return frozenset((s.carer, i) for s in self.near.shifts for i in self.slots(s.span))

    @cached_property
    def loose(self) -> frozenset[int]:
        """The slots inside the free spans."""
        return frozenset(i for s in self.free for i in self.slots(s))

    def open_for(self, child: str) -> frozenset[int]:
        """The slots in which the child's lead is to be decided; a journey that has begun goes on as it is."""
        begun = [leg for leg in self.legs[child] if not self.loose.issuperset(leg)]
        return self.loose - frozenset(i for leg in begun for i in leg)

    @cached_property
    def open(self) -> dict[str, frozenset[int]]:
        """As ever where time is free; a carer's held time is their shift in the plan in force."""
        found = dict(super().open)
        for carer in self.facts.carers:
            found[carer] = found[carer] & (self.loose | {i for k, i in self.on if k == carer})
        return found

    @cached_property
    def may_lead(self) -> dict[tuple[str, str], frozenset[int]]:
        """As ever where time is free, else only the lead in the plan in force."""
        loose = {c: self.open_for(c) for c in self.facts.children}
        found = super().may_lead
        return {(c, a): frozenset(i for i in s if i in loose[c] or self._had(c, i, a)) for (c, a), s in found.items()}

    def _had(self, child: str, slot: int, adult: str) -> bool:
        return self.led.get((child, slot)) == adult

    @cached_property
    def _breaks(self) -> frozenset[Minute]:
        return super()._breaks | self.whole.edges | {m for s in self.free for m in (s.start, s.end)}


def held(facts: Facts, plan: Plan, free: tuple[Span, ...], broken: frozenset[tuple[str, Span]]) -> Held:
    """The problem of re-planning inside the free spans; `broken` are moments (id and span) that can no longer be."""
    settled = tuple(k for k in _recurring(facts, plan) if not covers(free, k.span) and (k.moment, k.span) not in broken)
    openings = tuple(o for one in facts.occasions if (o := _still(one, free, settled)))
    near = near_of(facts, plan, free)
    past = Past(kept=_counted(facts, settled), uses=near.uses)
    seen = replace(facts_near(facts, near, free), occasions=openings)
    return Held(seen, past, plan=plan, free=free, near=near, whole=facts, settled=settled, broken=broken)


def hold(problem: Held, model: Model) -> None:
    """Fix in the model what is held: leads, shifts, and who goes to the dated moments."""
    program = model.program
    loose = {c: problem.open_for(c) for c in problem.facts.children}
    fixed = {v: 1.0 for (c, _, i), v in model.leads.lead.items() if i not in loose[c]}
    fixed |= {v: 1.0 for (_, i), v in model.shifts.on.items() if i not in problem.loose}
    went = {(k.moment, p) for k in problem.plan.moments if k.kept for p in k.parents}
    for dated in problem.facts.dated:
        if not covers(problem.free, dated.away):
            mine = {key: v for key, v in model.moments.attend.items() if key[0] == dated.moment.id}
            fixed |= {v: float(key in went) for key, v in mine.items()}
    for variable, value in fixed.items():
        program.lower[variable] = program.upper[variable] = value


def _recurring(facts: Facts, plan: Plan) -> Iterable[Kept]:
    recurring = {m.id for m in facts.household.moments if not m.dated}
    return (k for k in plan.moments if k.kept and k.moment in recurring)


def _still(one: Occasion, free: tuple[Span, ...], settled: tuple[Kept, ...]) -> Occasion | None:
    """What is left to decide of an occasion: the free part of its window, for those who have not had it."""
    pieces = intersect([one.window], free)
    had = [k.parents for k in settled if (k.moment, k.day) == (one.moment.id, one.day)]
    wanted = tuple(p for p in one.wanted if not any(p in parents for parents in had))
    if not pieces or not wanted or (had and one.moment.who != "each"):
        return None
    return replace(one, window=max(pieces, key=lambda s: s.minutes), wanted=wanted)


def _counted(facts: Facts, settled: tuple[Kept, ...]) -> dict[tuple[str, int, str], int]:
    """How often each moment with a goal is settled, by week and parent."""
    goals = {m.id: m for m in facts.household.moments if m.goal is not None}
    week_of = {day: n for n, week in enumerate(facts.horizon.weeks) for day in week}
    found: dict[tuple[str, int, str], int] = {}
    for one in settled:
        for who in one.parents if one.moment in goals and goals[one.moment].who == "each" else ("",):
            key = (one.moment, week_of[one.day], who)
            found[key] = found.get(key, 0) + (one.moment in goals)
    return found
