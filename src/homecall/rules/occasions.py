"""Moments that a plan calls kept really are: the right parents, free and there, the children awake and at home."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from homecall.household.moments import Moment
from homecall.plan.plan import Kept
from homecall.rules.base import Breach, Case, Rule
from homecall.rules.facts.occasions import Dated, Occasion
from homecall.spans.span import Span, covers, intersect, subtract


def _breach(case: Case, kept: Kept, what: str) -> Breach:
    title = next((m.title for m in case.facts.household.moments if m.id == kept.moment), kept.moment)
    return Breach(RULE.name, kept.moment, kept.span, 1, f"{title} {what}, {case.when(kept.span)}.")


def _check(case: Case) -> Iterator[Breach]:
    dated = {d.moment.id: d for d in case.facts.dated}
    recurring = {(o.moment.id, o.day): o for o in case.facts.occasions}
    for moment, all_kept in case.kept.items():
        for kept in all_kept:
            if moment in dated:
                yield from _check_dated(case, kept, dated[moment])
            elif occasion := recurring.get((moment, kept.day)):
                yield from _check_recurring(case, kept, occasion)
            else:
                yield _breach(case, kept, "does not fall on that day")
        yield from _once_a_day(case, [k for k in all_kept if moment not in dated])


def _enough(moment: Moment, wanted: tuple[str, ...], parents: tuple[str, ...]) -> bool:
    """Whether these parents are whom the moment asks for; a recurring "each" is one parent at a time."""
    if not parents or not set(parents) <= set(wanted):
        return False
    if moment.who == "any" or (moment.who == "each" and not moment.dated):
        return True
    return set(parents) == set(wanted)


def _check_dated(case: Case, kept: Kept, dated: Dated) -> Iterator[Breach]:
    if not _enough(dated.moment, dated.wanted, kept.parents):
        yield _breach(case, kept, "is called kept without the parents asked for")
    if kept.span != dated.span:
        yield _breach(case, kept, "is at another time")
    if not set(kept.parents) <= set(dated.able):
        yield _breach(case, kept, "has a parent who is not free for all of it")
    for other in case.facts.dated:
        rival = other.moment.id > dated.moment.id and other.span.overlaps(dated.span)
        if rival and any(set(k.parents) & set(kept.parents) for k in case.kept[other.moment.id]):
            yield _breach(case, kept, f"has a parent who is at {other.moment.title} at the same time")


def _check_recurring(case: Case, kept: Kept, occasion: Occasion) -> Iterator[Breach]:
    if not _enough(occasion.moment, occasion.wanted, kept.parents):
        yield _breach(case, kept, "is called kept without the parents asked for")
    if not occasion.window.covers(kept.span) or not _between_marks(case, kept.span, occasion.moment.minutes):
        yield _breach(case, kept, "is not between marks of its window")
    if not all(_parent_there(case, p, kept.span) for p in kept.parents):
        yield _breach(case, kept, "has a parent who is not free, at home and awake")
    if not all(_child_there(case, c, kept.span) for c in occasion.moment.children):
        yield _breach(case, kept, "has a child who is not awake and at home")
    if occasion.moment.one_on_one and not all(_alone(case, p, occasion.moment, kept.span) for p in kept.parents):
        yield _breach(case, kept, "is not one on one")
    if occasion.moment.one_on_one and any(intersect(case.facts.parents[p].tired, [kept.span]) for p in kept.parents):
        yield _breach(case, kept, "has a parent who is awake and not present")


def _between_marks(case: Case, span: Span, minutes: int) -> bool:
    marks = case.facts.marks
    first, at = bisect_left(marks, span.start), bisect_left(marks, span.start + minutes)
    return at < len(marks) and marks[first] == span.start and marks[at] == span.end


def _parent_there(case: Case, parent: str, span: Span) -> bool:
    facts = case.facts.parents.get(parent)
    away = [d.away for d in case.facts.dated if d.moment.travel and d.away in case.away.get(parent, ())]
    return (
        facts is not None
        and covers(facts.free, span)
        and not any(s.overlaps(span) for s in (*facts.home_call, *case.driving[parent], *away))
    )


def _child_there(case: Case, child: str, span: Span) -> bool:
    facts = case.facts.children[child]
    return covers(facts.around, span) and not any(s.overlaps(span) for s in (*facts.placed, *facts.legs, *facts.asleep))


def _alone(case: Case, parent: str, moment: Moment, span: Span) -> bool:
    for child, facts in case.facts.children.items():
        need = intersect(facts.needs, [span])
        mine = [c.span for c in case.covers_of[child] if c.lead == parent]
        others = [c.span for c in case.covers_of[child] if c.lead not in (parent, None)]
        if subtract(need, mine if child in moment.children else others):
            return False
    return True


def _once_a_day(case: Case, kept: list[Kept]) -> Iterator[Breach]:
    seen: set[tuple[object, ...]] = set()
    each = {m.id for m in case.facts.household.moments if m.who == "each"}
    for one in kept:
        for key in [(one.day, p) for p in one.parents] if one.moment in each else [(one.day,)]:
            if key in seen:
                yield _breach(case, one, "is counted twice on a day")
            seen.add(key)


RULE = Rule("moments-are-real", "A moment called kept has its parents and its children.", _check)
