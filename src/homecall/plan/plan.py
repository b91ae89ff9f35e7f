"""A plan for one household over one horizon. Instants are minutes since the epoch, spans half-open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from homecall.plan.happened import Agreed, Said
from homecall.spans.span import Minute, Span

Status = Literal["optimal", "feasible"]
AskKind = Literal["carer", "work", "moment"]
Severity = Literal["must", "should", "note"]


@dataclass(frozen=True, slots=True)
class Cover:
    """One child with one lead (None: a gap) for a while."""

    child: str
    span: Span
    lead: str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A carer on duty and paid. `asked` where any of it lies outside the hours that need no ask.

    `pay` is this shift's part of the marginal pay of its week, fees included, in the household's currency.
    """

    carer: str
    span: Span
    asked: bool
    pay: float


@dataclass(frozen=True, slots=True)
class Kept:
    """One occurrence of a moment, kept or missed. A missed recurring one spans its window and names no parent."""

    moment: str
    day: date
    span: Span
    parents: tuple[str, ...]
    children: tuple[str, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to ask of somebody: a carer's time, a change at work, a day for a moment. Sentences, ready to send."""

    kind: AskKind
    of: str
    span: Span
    why: str
    gains: str


@dataclass(frozen=True, slots=True)
class Risk:
    """A parent who may not be there at `at`, or not fit. `kind` is "late" (after a duty), "home_call" or "tired".

    `expected_minutes` is the priced expectation; 0 for home call, which has a chance but no price, and where somebody
    is tired, which has neither. `until` is when that ends, None for the other kinds. `standby` is who stands behind,
    empty where nobody does.
    """

    parent: str
    at: Minute
    after: str
    late_chance: float
    expected_minutes: float
    standby: str
    kind: str = "late"
    until: Minute | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """From here on nobody knows this parent's time."""

    parent: str
    start: Minute
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the family should know: a rule, whom it concerns, how grave it is, and a sentence."""

    rule: str
    who: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of the comparison of plans. `bound` is what no plan could beat; `parts` splits the cost."""

    name: str
    value: float
    bound: float
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole answer. `cover` partitions each child's time outside places, in order.

    `happened` is what has happened to the family since its schedules were written, first things first, and `agreed`
    what its carers had been asked for already; both are empty in a plan that is not a re-plan.
    """

    household: str
    timezone: str
    span: Span
    now: Minute
    status: Status
    tiers: tuple[Tier, ...]
    cover: tuple[Cover, ...]
    shifts: tuple[Shift, ...]
    moments: tuple[Kept, ...]
    asks: tuple[Ask, ...] = ()
    risks: tuple[Risk, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    findings: tuple[Finding, ...] = ()
    happened: tuple[Said, ...] = ()
    agreed: tuple[Agreed, ...] = ()

    @property
    def rank(self) -> tuple[float, ...]:
        """The values of the tiers, in their order: the smaller of two plans' is the better plan."""
        return tuple(tier.value for tier in self.tiers)

    def tier(self, name: str) -> Tier:
        """The tier of that name. Raises KeyError where there is none."""
        for tier in self.tiers:
            if tier.name == name:
                return tier
        raise KeyError(name)
