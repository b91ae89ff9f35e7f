"""What is different between two plans, by person, and in a parent's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from homecall.household.household import Household
from homecall.plan.plan import Cover, Kept, Plan, Shift
from homecall.plan.voice import Voice, listed, long_day
from homecall.spans.span import Minute, Span, covers, union

Doings = dict[str, dict[str, tuple[Span, ...]]]
"""What each adult does: the time with each child, and under the empty name the time on shift."""
Kind = Literal["has", "comes", "asked", "earlier", "later", "stays", "leaves", "off", "open", "kept", "lost"]
ANNOUNCED: frozenset[Kind] = frozenset(("comes", "asked", "earlier", "stays"))
"""Kinds that speak of a carer's new time, in which they have children as a matter of course."""
PLACE = ""
"""Stands for a child who needs nobody: in a place, or not yet born."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than it was: of somebody (`who`, empty where nobody is meant), and when.

    For shifts the span is the time that came or went. `children` and `instead` belong to "has" and "open"; for the
    kinds "kept" and "lost" `who` is the moment and `instead` its parents. `asked` where it must be asked for.
    """

    kind: Kind
    who: str
    span: Span
    children: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    asked: bool = False


def doings(plan: Plan, window: Span) -> Doings:
    """What each adult does inside a window, however the plan cuts it into pieces."""
    raw: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for cover in plan.cover:
        if cover.lead is not None and (inside := cover.span.clip(window)):
            raw[cover.lead][cover.child].append(inside)
    for shift in plan.shifts:
        if inside := shift.span.clip(window):
            raw[shift.carer][""].append(inside)
    return {adult: {what: union(spans) for what, spans in does.items()} for adult, does in raw.items()}


def told(old: Plan, new: Plan, since: Minute, until: Minute) -> frozenset[str]:
    """The adults who do anything else between the two instants than they would have: who must be told."""
    before, after = doings(old, Span(since, until)), doings(new, Span(since, until))
    return frozenset(a for a in before.keys() | after.keys() if before.get(a) != after.get(a))


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Everything that differs: grouped by person, whoever's turn comes first before the others; empty if nothing."""
    found = [*_shifts(old, new), *_leads(old, new), *_moments(old, new)]
    first: dict[str, Minute] = {}
    for one in found:
        first[one.who] = min(first.get(one.who, one.span.start), one.span.start)
    return tuple(sorted(found, key=lambda c: (first[c.who], c.who, c.span, c.kind, c.children)))


def _shifts(old: Plan, new: Plan) -> Iterator[Change]:
    for carer in dict.fromkeys(s.carer for s in (*old.shifts, *new.shifts)):
        before = sorted((s for s in old.shifts if s.carer == carer), key=lambda s: s.span)
        after = sorted((s for s in new.shifts if s.carer == carer), key=lambda s: s.span)
        for shift in after:
            yield from _one_shift(shift, [b for b in before if b.span.overlaps(shift.span)])
        for gone in before:
            if not any(a.span.overlaps(gone.span) for a in after):
                yield Change("off", carer, gone.span)


def _one_shift(shift: Shift, before: list[Shift]) -> Iterator[Change]:
    who, now = shift.carer, shift.span
    if not before:
        yield Change("asked" if shift.asked else "comes", who, now, asked=shift.asked)
        return
    was, asked = Span(before[0].span.start, before[-1].span.end), shift.asked and not before[0].asked
    if now.start < was.start:
        yield Change("earlier", who, Span(now.start, was.start), asked=asked)
    elif now.start > was.start:
        yield Change("later", who, Span(was.start, now.start))
    if now.end > was.end:
        yield Change("stays", who, Span(was.end, now.end), asked=asked)
    elif now.end < was.end:
        yield Change("leaves", who, Span(now.end, was.end))


def _leads(old: Plan, new: Plan) -> Iterator[Change]:
    """Changed leads, children who change alike together."""
    alike: dict[tuple[Span, str | None, tuple[str, ...]], list[str]] = defaultdict(list)
    for child in dict.fromkeys(c.child for c in new.cover):
        for span, lead, instead in _of_child(_by(old, child), _by(new, child)):
            alike[span, lead, instead].append(child)
    for (span, lead, instead), children in alike.items():
        yield Change("has" if lead else "open", lead or "", span, tuple(children), instead)


def _by(plan: Plan, child: str) -> list[Cover]:
    return sorted((c for c in plan.cover if c.child == child), key=lambda c: c.span)


def _of_child(old: list[Cover], new: list[Cover]) -> Iterator[tuple[Span, str | None, tuple[str, ...]]]:
    """The stretches in which a child has another lead than before, with those who had it."""
    marks = sorted({m for c in (*old, *new) for m in (c.span.start, c.span.end)})
    found: list[tuple[Span, str | None, tuple[str, ...]]] = []
    for start, end in pairwise(marks):
        before, after = _at(old, start), _at(new, start)
        if before == after or after == PLACE:
            continue
        was = (before,) if before else ()
        if found and found[-1][0].end == start and found[-1][1] == after:
            span, _, instead = found.pop()
            found.append((Span(span.start, end), after, tuple(dict.fromkeys((*instead, *was)))))
        else:
            found.append((Span(start, end), after, was))
    yield from found


def _at(cover: list[Cover], at: Minute) -> str | None:
    return next((c.lead for c in cover if c.span.holds(at)), PLACE)


def _moments(old: Plan, new: Plan) -> Iterator[Change]:
    before, after = _kept(old), _kept(new)
    for key in after.keys() - before.keys():
        yield Change("kept", key[0], after[key].span, instead=after[key].parents)
    for key in before.keys() - after.keys():
        yield Change("lost", key[0], before[key].span, instead=before[key].parents)


def _kept(plan: Plan) -> dict[tuple[str, object, tuple[str, ...]], Kept]:
    return {(k.moment, k.day, k.parents): k for k in plan.moments if k.kept}


@dataclass(frozen=True)
class _Teller:
    """Says changes to one family at one time."""

    household: Household
    now: Minute

    @property
    def voice(self) -> Voice:
        """The family's way with times."""
        return Voice(self.household.wall)

    def names(self, ids: Iterable[str]) -> str:
        """People as the family lists them; an id nobody knows stands for itself, last."""
        known = list(self.household.names)
        ordered = sorted(ids, key=lambda one: known.index(one) if one in known else len(known))
        return listed([self.household.names.get(one, one) for one in ordered])

    def day(self, at: Minute) -> str:
        """Nothing for today, else the day."""
        wall = self.household.wall
        ahead = (wall.date(at) - wall.date(self.now)).days
        return "" if ahead == 0 else " tomorrow" if ahead == 1 else f" on {long_day(wall.date(at))}"

    def person(self, one: Change) -> str:
        """What somebody does otherwise."""
        name, day, hours = self.names([one.who]), self.day(one.span.start), self.voice.span(one.span)
        start, end = self.voice.clock(one.span.start), self.voice.clock(one.span.end)
        instead = f" instead of {self.names(one.instead)}" if one.instead else ""
        words = {
            "has": f"has {self.names(one.children)} from {hours}{day}{instead}",
            "comes": f"comes from {hours}{day}",
            "asked": f"is asked for {hours}{day}",
            "earlier": f"is asked to come at {start}{day}" if one.asked else f"comes at {start}{day}",
            "later": f"comes at {end}{day}",
            "stays": f"is asked to stay until {end}{day}" if one.asked else f"stays until {end}{day}",
            "leaves": f"is off from {start}{day}",
            "off": f"is off from {hours}{day}",
        }
        return f"{name} {words[one.kind]}."

    def open(self, one: Change) -> str:
        """That a child has nobody, and that this need not stay so."""
        return f"Nobody has {self.names(one.children)} from {self.voice.span(one.span)}{self.day(one.span.start)} yet."

    def moment(self, one: Change) -> str:
        """What became of a moment."""
        moment = next((m for m in self.household.moments if m.id == one.who), None)
        title, day = moment.title if moment else one.who, self.day(one.span.start)
        if one.kind == "kept":
            return f"{title} is kept{day}, with {self.names(one.instead)}."
        if moment and moment.dated:
            return f"{title} cannot be kept{day} as things stand."
        return f"{title} does not fit in{day}." if day else f"{title} waits for another day."


def sentences(household: Household, old: Plan, new: Plan, now: Minute) -> tuple[str, ...]:
    """The difference in words: who does what otherwise, what is kept, what is still open. Empty if nothing differs."""
    found, teller = changes(old, new), _Teller(household, now)
    moved = {(c.who, day) for c in found if c.kind == "kept" for day in [household.wall.date(c.span.start)]}
    news = {who: union(c.span for c in found if c.who == who and c.kind in ANNOUNCED) for who in (c.who for c in found)}
    people = [c for c in found if c.kind not in ("open", "kept", "lost")]
    people = [c for c in people if c.kind != "has" or not covers(news[c.who], c.span)]
    lost = [c for c in found if c.kind == "lost" and (c.who, household.wall.date(c.span.start)) not in moved]
    return (
        *(teller.person(c) for c in people),
        *(f"{title} is kept." for title in _unharmed(household, new, found)),
        *(teller.moment(c) for c in found if c.kind == "kept"),
        *(teller.open(c) for c in found if c.kind == "open"),
        *dict.fromkeys(teller.moment(c) for c in lost),
    )


def _unharmed(household: Household, new: Plan, found: tuple[Change, ...]) -> Iterator[str]:
    """Titles of dated moments that are kept as they were, on days on which something else changes."""
    days = {household.wall.date(c.span.start) for c in found}
    touched = {c.who for c in found if c.kind in ("kept", "lost")}
    titles = {m.id: m.title for m in household.moments if m.dated}
    for kept in new.moments:
        if kept.kept and kept.moment in titles and kept.day in days and kept.moment not in touched:
            yield titles[kept.moment]
