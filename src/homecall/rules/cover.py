"""Cover is a partition of each child's time outside places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from homecall.rules.base import Breach, Case, Rule
from homecall.spans.span import Span, subtract


def _check(case: Case) -> Iterator[Breach]:
    for child, facts in case.facts.children.items():
        spans = [c.span for c in case.covers_of[child]]
        for missing in subtract(facts.needs, spans):
            yield _breach(case, child, missing, "has no line in the plan")
        for extra in subtract(spans, facts.needs):
            yield _breach(case, child, extra, "is in a place or not there, and is listed as covered")
        for one, two in pairwise(spans):
            if shared := one.clip(two):
                yield _breach(case, child, shared, "is listed twice")
    for child in case.covers_of.keys() - case.facts.children.keys():
        yield _breach(case, child, case.plan.span, "is no child of this household")


def _breach(case: Case, child: str, span: Span, what: str) -> Breach:
    return Breach(RULE.name, child, span, span.minutes, f"{case.name(child)} {what}, {case.when(span)}.")


def _on_marks(case: Case) -> Iterator[Breach]:
    """Leads and shifts begin and end at marks; a minute between them is nobody's hour to meet."""
    marks = frozenset(case.facts.marks)
    for cover in case.plan.cover:
        if not {cover.span.start, cover.span.end} <= marks:
            yield _off(case, cover.child, cover.span)
    for shift in case.plan.shifts:
        if not {shift.span.start, shift.span.end} <= marks:
            yield _off(case, shift.carer, shift.span)


def _off(case: Case, who: str, span: Span) -> Breach:
    return Breach(MARKS.name, who, span, 1, f"{case.name(who)} changes hands between marks, {case.when(span)}.")


RULE = Rule("cover-is-a-partition", "Every minute outside places is listed once.", _check)
MARKS = Rule("changes-at-marks", "Decisions change only at marks.", _on_marks)
