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
from homecall.tongue import noted, say

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
    """The adults who do anything else between the two instants than they would have: who must be told.

    Nobody where there is no time between them.
    """
    if until <= since:
        return frozenset()
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


_DOES: dict[Kind, tuple[str, str]] = {
    "has": (noted("{name} has {children} from {hours}."),) * 2,
    "comes": (noted("{name} comes from {hours}."),) * 2,
    "asked": (noted("{name} is asked for {hours}."),) * 2,
    "earlier": (noted("{name} comes at {start}."), noted("{name} is asked to come at {start}.")),
    "later": (noted("{name} comes at {end}."),) * 2,
    "stays": (noted("{name} stays until {end}."), noted("{name} is asked to stay until {end}.")),
    "leaves": (noted("{name} is off from {start}."),) * 2,
    "off": (noted("{name} is off from {hours}."),) * 2,
}
"""What somebody does otherwise: by itself, and where it must be asked for."""
_INSTEAD = noted("{name} has {children} from {hours} instead of {others}.")
_KEPT = (
    noted("{title} is kept, with {names}."),
    noted("{title} is kept tomorrow, with {names}."),
    noted("{title} is kept on {day}, with {names}."),
)
"""For today, for tomorrow and for another day, as in the next two."""
_CANNOT = (
    noted("{title} cannot be kept as things stand."),
    noted("{title} cannot be kept tomorrow as things stand."),
    noted("{title} cannot be kept on {day} as things stand."),
)
_WAITS = (
    noted("{title} waits for another day."),
    noted("{title} does not fit in tomorrow."),
    noted("{title} does not fit in on {day}."),
)


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

    def ahead(self, at: Minute) -> int:
        """In how many days that is."""
        wall = self.household.wall
        return (wall.date(at) - wall.date(self.now)).days

    def seen(self, said: str, at: Minute) -> str:
        """Hours, or a time, as seen from now: with the day unless that is today."""
        ahead = self.ahead(at)
        if ahead == 0:
            return said
        if ahead == 1:
            return say("{hours} tomorrow", hours=said)
        return say("{hours} on {day}", hours=said, day=long_day(self.household.wall.date(at)))

    def person(self, one: Change) -> str:
        """What somebody does otherwise."""
        which = _INSTEAD if one.kind == "has" and one.instead else _DOES[one.kind][one.asked]
        at = one.span.start
        return say(
            which,
            name=self.names([one.who]),
            children=self.names(one.children),
            others=self.names(one.instead),
            hours=self.seen(self.voice.span(one.span), at),
            start=self.seen(self.voice.clock(one.span.start), at),
            end=self.seen(self.voice.clock(one.span.end), at),
        )

    def open(self, one: Change) -> str:
        """That a child has nobody, and that this need not stay so."""
        hours = self.seen(self.voice.span(one.span), one.span.start)
        return say("Nobody has {children} from {hours} yet.", children=self.names(one.children), hours=hours)

    def moment(self, one: Change) -> str:
        """What became of a moment."""
        moment = next((m for m in self.household.moments if m.id == one.who), None)
        title, ahead = moment.title if moment else one.who, self.ahead(one.span.start)
        which = _KEPT if one.kind == "kept" else _CANNOT if moment and moment.dated else _WAITS
        day = long_day(self.household.wall.date(one.span.start))
        return say(which[min(max(ahead, -1), 2)], title=title, day=day, names=self.names(one.instead))


def sentences(household: Household, old: Plan, new: Plan, now: Minute) -> tuple[str, ...]:
    """The difference in words: who does what otherwise, what is kept, what is still open. Empty if nothing differs."""
    found, teller = changes(old, new), _Teller(household, now)
    moved = {(c.who, day) for c in found if c.kind == "kept" for day in [household.wall.date(c.span.start)]}
    lost = [c for c in found if c.kind == "lost" and (c.who, household.wall.date(c.span.start)) not in moved]
    return (
        *(teller.person(c) for c in _of_people(found)),
        *(say("{title} is kept.", title=title) for title in _unharmed(household, new, found)),
        *(teller.moment(c) for c in found if c.kind == "kept"),
        *(teller.open(c) for c in found if c.kind == "open"),
        *dict.fromkeys(teller.moment(c) for c in lost),
    )


def sentences_of(household: Household, old: Plan, new: Plan, who: str) -> tuple[str, ...]:
    """What one person does otherwise, in words said at the new plan's `now`: all that they need to be told."""
    teller = _Teller(household, new.now)
    return tuple(teller.person(c) for c in _of_people(changes(old, new)) if c.who == who)


def _of_people(found: tuple[Change, ...]) -> Iterator[Change]:
    """What people do otherwise; that a carer who comes has the children then goes without saying."""
    people = [c for c in found if c.kind not in ("open", "kept", "lost")]
    news = {one.who: union(c.span for c in people if c.who == one.who and c.kind in ANNOUNCED) for one in people}
    yield from (c for c in people if c.kind != "has" or not covers(news[c.who], c.span))


def _unharmed(household: Household, new: Plan, found: tuple[Change, ...]) -> Iterator[str]:
    """Titles of dated moments that are kept as they were, on days on which something else changes."""
    days = {household.wall.date(c.span.start) for c in found}
    touched = {c.who for c in found if c.kind in ("kept", "lost")}
    titles = {m.id: m.title for m in household.moments if m.dated}
    for kept in new.moments:
        if kept.kept and kept.moment in titles and kept.day in days and kept.moment not in touched:
            yield titles[kept.moment]
