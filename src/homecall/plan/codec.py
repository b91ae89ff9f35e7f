"""Plans as JSON, `homecall-plan/1`: one writer, one reader that refuses what is not a plan."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, cast

from homecall.errors import HomecallError, PlanError
from homecall.plan.part import Part
from homecall.plan.plan import Ask, AskKind, Cover, Finding, Kept, Plan, Risk, Severity, Shift, Status, Tier, Unknown
from homecall.plan.said import HAPPENED, read_agreed, read_said, said
from homecall.spans.span import DAY, Minute, Span
from homecall.spans.wall import Wall

FORMAT = "homecall-plan/1"
LARGEST = 10_000_000
"""Characters of a plan file; a year of a large family is a third of it."""
LONGEST = 800 * DAY
"""Minutes that a plan may run over; a year and its edges are half of it."""
AGAIN = "Make it again with homecall plan --format json."

RISKS = ("late", "home_call", "tired")
"""The kinds of risks."""
KEYS = (
    *("format", "household", "timezone", "start", "end", "now", "status", "tiers"),
    *("cover", "shifts", "moments", "asks", "risks", "unknown", "findings", "happened", "agreed"),
)


def write(plan: Plan) -> str:
    """The plan as JSON text, ending in a newline. The same plan gives the same text."""
    return json.dumps(to_json(plan), ensure_ascii=False, indent=1) + "\n"


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain dicts and lists; instants are ISO 8601 with the household's offset."""
    at = Wall(plan.timezone).iso

    def span(one: Span) -> dict[str, str]:
        return {"start": at(one.start), "end": at(one.end)}

    return {
        "format": FORMAT,
        "household": plan.household,
        "timezone": plan.timezone,
        **span(plan.span),
        "now": at(plan.now),
        "status": plan.status,
        "tiers": [_tier(t) for t in plan.tiers],
        "cover": [{"child": c.child, **span(c.span), "lead": c.lead} for c in plan.cover],
        "shifts": [{"carer": s.carer, **span(s.span), "asked": s.asked, "pay": float(s.pay)} for s in plan.shifts],
        "moments": [_kept(k, span(k.span)) for k in plan.moments],
        "asks": [{"kind": a.kind, "of": a.of, **span(a.span), "why": a.why, "gains": a.gains} for a in plan.asks],
        "risks": [_risk(r, at) for r in plan.risks],
        "unknown": [{"parent": u.parent, "from": at(u.start), "why": u.why} for u in plan.unknown],
        "findings": [{"rule": f.rule, "who": f.who, "severity": f.severity, "text": f.text} for f in plan.findings],
        **said(plan),
    }


def _tier(tier: Tier) -> dict[str, Any]:
    found: dict[str, Any] = {"name": tier.name, "value": _plain(tier.value), "bound": _plain(tier.bound)}
    return {**found, "parts": {k: float(v) for k, v in tier.parts.items()}} if tier.parts else found


def _plain(number: float) -> float:
    """A whole number without a point, whichever type it came as, so that reading and writing change nothing."""
    return int(number) if math.isfinite(number) and number == int(number) else number


def _kept(kept: Kept, span: dict[str, str]) -> dict[str, Any]:
    return {
        "moment": kept.moment,
        "date": kept.day.isoformat(),
        **span,
        "parents": list(kept.parents),
        "children": list(kept.children),
        "kept": kept.kept,
    }


def _risk(risk: Risk, at: Callable[[Minute], str]) -> dict[str, Any]:
    until = {} if risk.until is None else {"until": at(risk.until)}
    return {
        "kind": risk.kind,
        "parent": risk.parent,
        "at": at(risk.at),
        **until,
        "after": risk.after,
        "late_chance": float(risk.late_chance),
        "expected_minutes": float(risk.expected_minutes),
        "standby": risk.standby,
    }


def read(text: str, where: str = "the plan") -> Plan:
    """The plan written in the text. Raises PlanError naming the place and what is wrong with it."""
    if len(text) > LARGEST:
        raise PlanError("This file is too large to be a plan.", where=where, cure="Is it the right file?")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as broken:
        at = f"{where}:{broken.lineno}"
        raise PlanError(f"This is not JSON from column {broken.colno} on.", where=at, cure=AGAIN) from broken
    except (ValueError, RecursionError) as broken:  # a number of thousands of digits, brackets without an end
        raise PlanError("This is not JSON that could be a plan.", where=where, cure=AGAIN) from broken
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise PlanError(f"This is not a plan of format {FORMAT}.", where=where, cure="Give the JSON of homecall plan.")
    try:
        return _plan(Part(data, KEYS, where))
    except HomecallError as wrong:
        raise PlanError(wrong.message, where=wrong.where or where, cure=wrong.cure or AGAIN) from wrong


def _plan(part: Part) -> Plan:
    return Plan(
        household=part.take("household", str),
        timezone=Wall(part.take("timezone", str)).zone,
        span=_whole_days(part),
        now=part.at("now"),
        status=cast(Status, part.one_of("status", ("optimal", "feasible"))),
        tiers=part.each("tiers", "name value bound parts", _read_tier),
        cover=part.each("cover", "child start end lead", _read_cover),
        shifts=part.each("shifts", "carer start end asked pay", _read_shift),
        moments=part.each("moments", "moment date start end parents children kept", _read_kept),
        asks=part.each("asks", "kind of start end why gains", _read_ask),
        risks=part.each("risks", "kind parent at until after late_chance expected_minutes standby", _read_risk),
        unknown=part.each("unknown", "parent from why", _read_unknown),
        findings=part.each("findings", "rule who severity text", _read_finding),
        happened=part.each("happened", HAPPENED, read_said),
        agreed=part.each("agreed", "carer start end", read_agreed),
    )


def _whole_days(part: Part) -> Span:
    """The plan's own span: whole days of its zone, and not without end."""
    wall, span = Wall(part.take("timezone", str)), part.span()
    if any(wall.midnight(wall.date(edge)) != edge for edge in (span.start, span.end)):
        raise PlanError("The plan does not run from midnight to midnight.", where=part.where, cure=AGAIN)
    if span.minutes > LONGEST:
        raise PlanError(f"The plan runs over more than {LONGEST // DAY} days.", where=part.where, cure=AGAIN)
    return span


def _read_tier(part: Part) -> Tier:
    return Tier(part.take("name", str), part.take("value", float), part.take("bound", float), part.numbers("parts"))


def _read_cover(part: Part) -> Cover:
    if "lead" not in part.data:
        raise PlanError("'lead' is missing.", where=part.where, cure="Write null where nobody has the child.")
    lead = None if part.data["lead"] is None else part.take("lead", str)
    return Cover(part.take("child", str), part.span(), lead)


def _read_shift(part: Part) -> Shift:
    return Shift(part.take("carer", str), part.span(), part.take("asked", bool), part.take("pay", float))


def _read_kept(part: Part) -> Kept:
    parents, children = part.names("parents"), part.names("children")
    return Kept(part.take("moment", str), part.day("date"), part.span(), parents, children, part.take("kept", bool))


def _read_ask(part: Part) -> Ask:
    kind = cast(AskKind, part.one_of("kind", ("carer", "work", "moment")))
    return Ask(kind, part.take("of", str), part.span(), part.take("why", str), part.take("gains", str))


def _read_risk(part: Part) -> Risk:
    return Risk(
        part.take("parent", str),
        part.at("at"),
        part.take("after", str),
        part.take("late_chance", float),
        part.take("expected_minutes", float),
        "" if part.data.get("standby") is None else part.take("standby", str),
        part.one_of("kind", RISKS) if "kind" in part.data else "late",
        part.at("until") if "until" in part.data else None,
    )


def _read_unknown(part: Part) -> Unknown:
    return Unknown(part.take("parent", str), part.at("from"), part.take("why", str))


def _read_finding(part: Part) -> Finding:
    severity = cast(Severity, part.one_of("severity", ("must", "should", "note")))
    return Finding(part.take("rule", str), part.take("who", str), severity, part.take("text", str))
