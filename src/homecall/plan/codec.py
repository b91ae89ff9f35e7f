"""Plans as JSON, `homecall-plan/1`: one writer, one reader that refuses what is not a plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from homecall.errors import HomecallError, PlanError
from homecall.plan.plan import Ask, Cover, Finding, Kept, Plan, Risk, Shift, Tier, Unknown
from homecall.spans.span import Minute, Span, instant
from homecall.spans.wall import Wall

_T = TypeVar("_T")
_K = TypeVar("_K")
_KINDS: dict[type, str] = {str: "text", float: "number", bool: "true or false", list: "list", int: "number"}

FORMAT = "homecall-plan/1"
LARGEST = 50_000_000
"""Characters of a plan file; a year of a large family is a tenth of it."""


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
        "shifts": [{"carer": s.carer, **span(s.span), "asked": s.asked, "pay": s.pay} for s in plan.shifts],
        "moments": [_kept(k, span(k.span)) for k in plan.moments],
        "asks": [{"kind": a.kind, "of": a.of, **span(a.span), "why": a.why, "gains": a.gains} for a in plan.asks],
        "risks": [_risk(r, at(r.at)) for r in plan.risks],
        "unknown": [{"parent": u.parent, "from": at(u.start), "why": u.why} for u in plan.unknown],
        "findings": [{"rule": f.rule, "who": f.who, "severity": f.severity, "text": f.text} for f in plan.findings],
    }


def _tier(tier: Tier) -> dict[str, Any]:
    found: dict[str, Any] = {"name": tier.name, "value": tier.value, "bound": tier.bound}
    return {**found, "parts": tier.parts} if tier.parts else found


def _kept(kept: Kept, span: dict[str, str]) -> dict[str, Any]:
    return {
        "moment": kept.moment,
        "date": kept.day.isoformat(),
        **span,
        "parents": list(kept.parents),
        "children": list(kept.children),
        "kept": kept.kept,
    }


def _risk(risk: Risk, at: str) -> dict[str, Any]:
    return {
        "kind": risk.kind,
        "parent": risk.parent,
        "at": at,
        "after": risk.after,
        "late_chance": risk.late_chance,
        "expected_minutes": risk.expected_minutes,
        "standby": risk.standby,
    }


def read(text: str, where: str = "the plan") -> Plan:
    """The plan written in the text. Raises PlanError naming the place and what is wrong with it."""
    if len(text) > LARGEST:
        raise PlanError("This file is too large to be a plan.", where=where, cure="Is it the right file?")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as broken:
        cure = "Make it again with homecall plan --format json."
        raise PlanError(f"This is not JSON: {broken}.", where=where, cure=cure) from broken
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise PlanError(f"This is not a plan of format {FORMAT}.", where=where, cure="Give the JSON of homecall plan.")
    return _Reader(where).plan(data)


class _Reader:
    """Reads a plan's parts, with the place of each for messages."""

    def __init__(self, where: str) -> None:
        self.where = where

    def plan(self, data: dict[str, Any]) -> Plan:
        take = self.take
        return Plan(
            household=take(data, "household", str),
            timezone=Wall(take(data, "timezone", str)).zone,
            span=self.span(data, "the plan"),
            now=self.at(data, "now"),
            status="optimal" if data.get("status") == "optimal" else "feasible",
            tiers=self.each(data, "tiers", self.tier),
            cover=self.each(data, "cover", self.cover),
            shifts=self.each(data, "shifts", self.shift),
            moments=self.each(data, "moments", self.kept),
            asks=self.each(data, "asks", self.ask),
            risks=self.each(data, "risks", self.risk),
            unknown=self.each(data, "unknown", self.unknown),
            findings=self.each(data, "findings", self.finding),
        )

    def each(self, data: dict[str, Any], key: str, one: Callable[[dict[str, Any]], _T]) -> tuple[_T, ...]:
        found: list[_T] = []
        for n, item in enumerate(self.take(data, key, list) if key in data else []):
            if not isinstance(item, dict):
                raise PlanError(f"{key} {n + 1} is not an object.", where=self.where)
            try:
                found.append(one(item))
            except HomecallError as wrong:
                raise PlanError(f"{key} {n + 1}: {wrong.message}", where=self.where, cure=wrong.cure) from wrong
        return tuple(found)

    def take(self, data: dict[str, Any], key: str, kind: type[_K]) -> _K:
        """The value of a key, of the kind wanted; whole numbers pass for fractions."""
        value = data.get(key)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise PlanError(f"{key!r} is missing or is no {_KINDS[kind]}.", where=self.where)
        return value

    def at(self, data: dict[str, Any], key: str) -> Minute:
        text = self.take(data, key, str)
        try:
            return instant(datetime.fromisoformat(text))
        except ValueError as wrong:
            raise PlanError(f"{text!r} is no instant.", where=self.where, cure="Write ISO 8601 with offset.") from wrong

    def span(self, data: dict[str, Any], _what: str = "") -> Span:
        return Span(self.at(data, "start"), self.at(data, "end"))

    def names(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        return tuple(str(name) for name in self.take(data, key, list))

    def tier(self, data: dict[str, Any]) -> Tier:
        parts = {str(k): float(v) for k, v in data.get("parts", {}).items()}
        name, value, bound = (
            self.take(data, "name", str),
            self.take(data, "value", float),
            self.take(data, "bound", float),
        )
        return Tier(name, value, bound, parts)

    def cover(self, data: dict[str, Any]) -> Cover:
        lead = None if data.get("lead") is None else self.take(data, "lead", str)
        return Cover(self.take(data, "child", str), self.span(data), lead)

    def shift(self, data: dict[str, Any]) -> Shift:
        asked, pay = self.take(data, "asked", bool), self.take(data, "pay", float)
        return Shift(self.take(data, "carer", str), self.span(data), asked, pay)

    def kept(self, data: dict[str, Any]) -> Kept:
        text = self.take(data, "date", str)
        try:
            day = date.fromisoformat(text)
        except ValueError as wrong:
            raise PlanError(f"{text!r} is no date.", where=self.where, cure="Write YYYY-MM-DD.") from wrong
        parents, children = self.names(data, "parents"), self.names(data, "children")
        kept = self.take(data, "kept", bool)
        return Kept(self.take(data, "moment", str), day, self.span(data), parents, children, kept)

    def ask(self, data: dict[str, Any]) -> Ask:
        kind = self.take(data, "kind", str)
        if kind not in ("carer", "work", "moment"):
            raise PlanError(f"{kind!r} is no kind of ask.", where=self.where, cure="It is carer, work or moment.")
        why, gains = self.take(data, "why", str), self.take(data, "gains", str)
        return Ask(kind, self.take(data, "of", str), self.span(data), why, gains)  # type: ignore[arg-type]

    def risk(self, data: dict[str, Any]) -> Risk:
        return Risk(
            self.take(data, "parent", str),
            self.at(data, "at"),
            self.take(data, "after", str),
            self.take(data, "late_chance", float),
            self.take(data, "expected_minutes", float),
            str(data.get("standby") or ""),
            str(data.get("kind", "late")),
        )

    def unknown(self, data: dict[str, Any]) -> Unknown:
        return Unknown(self.take(data, "parent", str), self.at(data, "from"), self.take(data, "why", str))

    def finding(self, data: dict[str, Any]) -> Finding:
        severity = self.take(data, "severity", str)
        if severity not in ("must", "should", "note"):
            raise PlanError(f"{severity!r} is no severity.", where=self.where, cure="It is must, should or note.")
        rule, who = self.take(data, "rule", str), self.take(data, "who", str)
        return Finding(rule, who, severity, self.take(data, "text", str))  # type: ignore[arg-type]
