"""The sentences of a plan with what they are made of, so that everybody reads them in their own language and clock.

A plan itself holds English sentences (`homecall-plan/1`); their parts are kept beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from homecall.plan.plan import Plan
from homecall.tongue import Parts, parts_of, with_parts


def parts(plan: Plan) -> str:
    """What the sentences of a plan are made of, as JSON; the plan must come from the planner, not from its text."""
    found = parts_of(_sentences(plan))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def spoken(plan: Plan, known: str) -> Plan:
    """A plan that was read from its text, its sentences said in the tongue of now as far as their parts are known."""
    if not known:
        return plan
    of: Mapping[str, Parts] = json.loads(known)
    return replace(
        plan,
        asks=tuple(replace(a, why=with_parts(a.why, of), gains=with_parts(a.gains, of)) for a in plan.asks),
        unknown=tuple(replace(u, why=with_parts(u.why, of)) for u in plan.unknown),
        findings=tuple(replace(f, text=with_parts(f.text, of)) for f in plan.findings),
    )


def _sentences(plan: Plan) -> Iterator[str]:
    for ask in plan.asks:
        yield from (ask.why, ask.gains)
    yield from (one.why for one in plan.unknown)
    yield from (one.text for one in plan.findings)
