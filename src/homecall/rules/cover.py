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


RULE = Rule("cover-is-a-partition", "Every minute outside places is listed once.", _check)
