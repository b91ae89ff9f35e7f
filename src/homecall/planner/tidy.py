"""Among plans that are worth the same, the one a family would choose: parents keep their children while they are free.

The search knows prices only. Where a grandmother's hours cost nothing, a handoff on Saturday morning and one on
Sunday morning are the same to it, though a parent is at home in between. So each handoff between a parent and a carer
is moved towards the carer as far as it goes, and kept there if the plan is worth no less and breaks no rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from homecall.plan.plan import Cover
from homecall.planner.compose import bare_plan
from homecall.planner.lift import Draft, merged, trimmed
from homecall.planner.problem import Problem
from homecall.rules.base import Case
from homecall.rules.book import RULES
from homecall.rules.facts import facts_of
from homecall.rules.value import value
from homecall.spans.span import Minute, Span, union

ENOUGH = 1e-6
"""Costs that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Children whom `parent` could have instead of `carer` during the span."""

    carer: str
    parent: str
    children: tuple[str, ...]
    span: Span


def tidy(problem: Problem, draft: Draft) -> Draft:
    """The same plan, or one worth as much in which parents lead for longer. `problem` is of the whole horizon.

    Weeks are looked at one by one, so that a year takes no longer than its weeks; who has a child over midnight from
    Sunday to Monday stays.
    """
    weeks = problem.facts.horizon.parts(1)
    if len(weeks) == 1:
        return _tidied(problem, draft, ())
    cuts = tuple(week.span.start for week in weeks[1:])
    known = [(Problem(facts_of(problem.household, week)), clipped(draft, week.span)) for week in weeks]
    parts = [_tidied(week, part, cuts) for week, part in known]
    duty = {k: union(s for p in parts for s in p.duty[k]) for k in draft.duty}
    whole = Draft(merged(c for p in parts for c in p.cover), duty, draft.moments)
    before, after = _worth(problem, draft), _worth(problem, whole)
    return whole if after is not None and (before is None or after <= before) else draft


def clipped(draft: Draft, span: Span) -> Draft:
    """What a draft decides inside a span."""
    cover = tuple(replace(c, span=part) for c in draft.cover if (part := c.span.clip(span)))
    duty = {k: tuple(part for s in spans if (part := s.clip(span))) for k, spans in draft.duty.items()}
    return Draft(cover, duty, tuple(k for k in draft.moments if k.span.overlaps(span)))


def _tidied(problem: Problem, draft: Draft, cuts: tuple[Minute, ...]) -> Draft:
    best, worth = draft, _worth(problem, draft)
    for move in _moves(problem, draft, cuts):
        other = _moved(problem, best, move)
        if other is None:
            continue
        found = _worth(problem, other)
        if found is not None and (worth is None or found <= worth):
            best, worth = other, found
    return best


def _worth(problem: Problem, draft: Draft) -> tuple[float, ...] | None:
    """The tiers of a draft, None where it breaks a rule."""
    case = Case(problem.facts, bare_plan(problem.facts, draft))
    if any(True for rule in RULES for _ in rule.check(case)):
        return None
    found = value(case)
    return (found.uncovered_minutes, found.must_missed, round(found.cost / ENOUGH))


def _moves(problem: Problem, draft: Draft, cuts: tuple[Minute, ...]) -> Iterator[_Move]:
    """The moves worth trying, each as far as the parent is free, and then as far as the carer's minimum allows."""
    by_end = {(c.child, c.span.end): c for c in draft.cover if c.lead in problem.facts.parents}
    by_start = {(c.child, c.span.start): c for c in draft.cover if c.lead in problem.facts.parents}
    groups: dict[tuple[str, str, Span, bool], list[str]] = {}
    for cover in draft.cover:
        if cover.lead in problem.facts.carers and cover.span.start not in cuts and cover.span.end not in cuts:
            before, after = by_end.get((cover.child, cover.span.start)), by_start.get((cover.child, cover.span.end))
            for beside, forward in ((before, True), (after, False)):
                if beside is not None and beside.lead is not None and cover.lead is not None:
                    groups.setdefault((cover.lead, beside.lead, cover.span, forward), []).append(cover.child)
    for (carer, parent, span, forward), children in sorted(groups.items()):
        for part in _reaches(problem, carer, parent, children, span, forward=forward):
            yield _Move(carer, parent, tuple(children), part)


def _reaches(
    problem: Problem, carer: str, parent: str, children: list[str], span: Span, *, forward: bool
) -> Iterator[Span]:
    """How far into the carer's time the parent could have the children, the farthest first."""
    slots = list(problem.slots(span))
    free = [all(i in problem.may_lead[c, parent] for c in children) for i in slots]
    held = (free if forward else free[::-1]).index(False) if not all(free) else len(free)
    if not held:
        return
    shortest = problem.facts.carers[carer].limits.shortest
    if forward:
        ends = [problem.marks[slots[held - 1] + 1], max(m for m in problem.marks if m <= span.end - shortest)]
        yield from (Span(span.start, end) for end in dict.fromkeys(ends) if span.start < end <= ends[0])
    else:
        starts = [problem.marks[slots[-held]], min(m for m in problem.marks if m >= span.start + shortest)]
        yield from (Span(start, span.end) for start in dict.fromkeys(starts) if starts[0] <= start < span.end)


def _moved(problem: Problem, draft: Draft, move: _Move) -> Draft | None:
    """The draft after a move; None where an earlier move has already changed what it rests on."""
    cover: list[Cover] = []
    done = 0
    for one in draft.cover:
        if one.lead == move.carer and one.child in move.children and one.span.covers(move.span):
            done += 1
            cover += _split(one, move)
        else:
            cover.append(one)
    if done < len(move.children):
        return None
    joined = merged(cover)
    led = [c.span for c in joined if c.lead == move.carer]
    kept = tuple(t for s in draft.duty[move.carer] if (t := trimmed(problem, move.carer, s, led)))
    return replace(draft, cover=joined, duty={**draft.duty, move.carer: kept})


def _split(one: Cover, move: _Move) -> Iterator[Cover]:
    if one.span.start < move.span.start:
        yield replace(one, span=Span(one.span.start, move.span.start))
    yield Cover(one.child, move.span, move.parent)
    if move.span.end < one.span.end:
        yield replace(one, span=Span(move.span.end, one.span.end))
