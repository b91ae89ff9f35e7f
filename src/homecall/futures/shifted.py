"""A plan laid over another week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from homecall.plan.plan import Plan
from homecall.spans.span import Span


def shifted(plan: Plan, minutes: int, days: int) -> Plan:
    """The same leads, shifts and moments so many minutes and days later. It is no plan of that week, only like one."""

    def later(span: Span) -> Span:
        return Span(span.start + minutes, span.end + minutes)

    return replace(
        plan,
        span=later(plan.span),
        now=plan.now + minutes,
        status="feasible",
        cover=tuple(replace(c, span=later(c.span)) for c in plan.cover),
        shifts=tuple(replace(s, span=later(s.span)) for s in plan.shifts),
        moments=tuple(replace(k, span=later(k.span), day=k.day + timedelta(days=days)) for k in plan.moments),
        asks=(),
        risks=(),
        unknown=(),
        findings=(),
    )
