"""Plans as JSON, `homecall-plan/1`: one writer, one reader that refuses what is not a plan."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast

from homecall.errors import HomecallError, PlanError
from homecall.plan.plan import Ask, AskKind, Cover, Finding, Kept, Plan, Risk, Severity, Shift, Status, Tier, Unknown
from homecall.spans.span import DAY, Minute, Span, instant
from homecall.spans.wall import Wall

_T = TypeVar("_T")
_K = TypeVar("_K")
_KINDS: dict[type, str] = {str: "text", float: "a number", bool: "true or false", list: "a list", dict: "an object"}

SAID = ("asks", "risks", "unknown", "findings")
"""The lists of a plan that tell and decide nothing."""
FORMAT = "homecall-plan/1"
LARGEST = 10_000_000
"""Characters of a plan file; a year of a large family is a third of it."""
LONGEST = 800 * DAY
"""Minutes that a plan may run over; a year and its edges are half of it."""
YEARS = range(1970, 2201)
"""The years that an instant of a plan may lie in; further out, calendars and zones end."""
AGAIN = "Make it again with homecall plan --format json."

KEYS = (
    *("format", "household", "timezone", "start", "end", "now", "status", "tiers"),
    *("cover", "shifts", "moments", "asks", "risks", "unknown", "findings"),
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
        "risks": [_risk(r, at(r.at)) for r in plan.risks],
        "unknown": [{"parent": u.parent, "from": at(u.start), "why": u.why} for u in plan.unknown],
        "findings": [{"rule": f.rule, "who": f.who, "severity": f.severity, "text": f.text} for f in plan.findings],
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


def _risk(risk: Risk, at: str) -> dict[str, Any]:
    return {
        "kind": risk.kind,
        "parent": risk.parent,
        "at": at,
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
        return _plan(_Part(data, KEYS, where))
    except HomecallError as wrong:
        raise PlanError(wrong.message, where=wrong.where or where, cure=wrong.cure or AGAIN) from wrong


@dataclass(frozen=True, slots=True)
class _Part:
    """One object of the file with its place, which every complaint about it names."""

    data: dict[str, Any]
    keys: tuple[str, ...]
    where: str

    def __post_init__(self) -> None:
        for key in self.data:
            if key not in self.keys:
                cure = f"It may hold {', '.join(self.keys)}."
                raise PlanError(f"{key!r} is no key of a plan here.", where=self.where, cure=cure)

    def take(self, key: str, kind: type[_K]) -> _K:
        """The value of a key, of the kind wanted; whole numbers pass for fractions."""
        value = self.data.get(key)
        if kind is float and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e15:
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, float) and not math.isfinite(value)):
            raise PlanError(f"{key!r} is missing or is not {_KINDS[kind]}.", where=self.where)
        return value

    def one_of(self, key: str, options: tuple[str, ...]) -> str:
        """A word out of a few."""
        word = self.take(key, str)
        if word not in options:
            raise PlanError(f"{key!r} cannot be {word!r}.", where=self.where, cure=f"It is {' or '.join(options)}.")
        return word

    def at(self, key: str) -> Minute:
        """An instant, which carries its offset and lies on a whole minute."""
        text, cure = self.take(key, str), "Write it as 2026-11-30T07:05:00-06:00."
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as wrong:
            raise PlanError(f"{key!r} {text!r} is no instant.", where=self.where, cure=cure) from wrong
        if moment.tzinfo is None or moment.year not in YEARS or moment.second or moment.microsecond:
            what = "an instant on the minute, with its offset"
            raise PlanError(f"{key!r} {text!r} is not {what}.", where=self.where, cure=cure)
        return instant(moment)

    def span(self) -> Span:
        """From the part's start to its end."""
        start, end = self.at("start"), self.at("end")
        if end <= start:
            raise PlanError("Its end is not after its start.", where=self.where, cure="Swap them, or take it out.")
        return Span(start, end)

    def day(self, key: str) -> date:
        """A local date."""
        text = self.take(key, str)
        try:
            return date.fromisoformat(text)
        except ValueError as wrong:
            raise PlanError(f"{text!r} is no date.", where=self.where, cure="Write it as 2026-11-30.") from wrong

    def names(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        found = self.take(key, list)
        if not all(isinstance(name, str) for name in found):
            raise PlanError(f"{key!r} holds something that is no id.", where=self.where)
        return tuple(found)

    def numbers(self, key: str) -> dict[str, float]:
        """An object of numbers, empty where there is none."""
        if key not in self.data:
            return {}
        inner = self.take(key, dict)
        return {name: _Part(inner, tuple(inner), f"{self.where}, {key}").take(name, float) for name in inner}

    def each(self, key: str, keys: str, one: Callable[[_Part], _T]) -> tuple[_T, ...]:
        """The objects of a list, each with these keys; the first is number 1 in messages.

        What only tells (SAID) may be left out of a plan that another hand has written; it decides nothing.
        """
        found = []
        items = [] if key in SAID and key not in self.data else self.take(key, list)
        for number, item in enumerate(items, start=1):
            where = f"{self.where}, {key} {number}"
            if not isinstance(item, dict):
                raise PlanError("This is not an object.", where=where)
            found.append(one(_Part(item, tuple(keys.split()), where)))
        return tuple(found)


def _plan(part: _Part) -> Plan:
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
        risks=part.each("risks", "kind parent at after late_chance expected_minutes standby", _read_risk),
        unknown=part.each("unknown", "parent from why", _read_unknown),
        findings=part.each("findings", "rule who severity text", _read_finding),
    )


def _whole_days(part: _Part) -> Span:
    """The plan's own span: whole days of its zone, and not without end."""
    wall, span = Wall(part.take("timezone", str)), part.span()
    if any(wall.midnight(wall.date(edge)) != edge for edge in (span.start, span.end)):
        raise PlanError("The plan does not run from midnight to midnight.", where=part.where, cure=AGAIN)
    if span.minutes > LONGEST:
        raise PlanError(f"The plan runs over more than {LONGEST // DAY} days.", where=part.where, cure=AGAIN)
    return span


def _read_tier(part: _Part) -> Tier:
    return Tier(part.take("name", str), part.take("value", float), part.take("bound", float), part.numbers("parts"))


def _read_cover(part: _Part) -> Cover:
    if "lead" not in part.data:
        raise PlanError("'lead' is missing.", where=part.where, cure="Write null where nobody has the child.")
    lead = None if part.data["lead"] is None else part.take("lead", str)
    return Cover(part.take("child", str), part.span(), lead)


def _read_shift(part: _Part) -> Shift:
    return Shift(part.take("carer", str), part.span(), part.take("asked", bool), part.take("pay", float))


def _read_kept(part: _Part) -> Kept:
    parents, children = part.names("parents"), part.names("children")
    return Kept(part.take("moment", str), part.day("date"), part.span(), parents, children, part.take("kept", bool))


def _read_ask(part: _Part) -> Ask:
    kind = cast(AskKind, part.one_of("kind", ("carer", "work", "moment")))
    return Ask(kind, part.take("of", str), part.span(), part.take("why", str), part.take("gains", str))


def _read_risk(part: _Part) -> Risk:
    return Risk(
        part.take("parent", str),
        part.at("at"),
        part.take("after", str),
        part.take("late_chance", float),
        part.take("expected_minutes", float),
        "" if part.data.get("standby") is None else part.take("standby", str),
        part.one_of("kind", ("late", "home_call")) if "kind" in part.data else "late",
    )


def _read_unknown(part: _Part) -> Unknown:
    return Unknown(part.take("parent", str), part.at("from"), part.take("why", str))


def _read_finding(part: _Part) -> Finding:
    severity = cast(Severity, part.one_of("severity", ("must", "should", "note")))
    return Finding(part.take("rule", str), part.take("who", str), severity, part.take("text", str))
