"""A carer's time: what may be used, what may be asked for, and from when."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.household.carers import Carer
from homecall.rules.packs.read import Limits, limits
from homecall.spans.span import HOUR, Minute, Span, subtract, union
from homecall.spans.wall import Horizon, Weekly


@dataclass(frozen=True)
class CarerFacts:
    """When a carer can be on shift. Spans are inside the horizon, sorted and, but for `windows`, disjoint.

    `hours` need no ask; `on_request` is the rest of what may be asked for, from `earliest_ask` on. `windows` are
    both as the household lists them, and what was offered since. `away` is time called off, in neither; `agreed` has
    been asked for already. `worked` is what is known of their shifts before the horizon, from `since` on (None:
    nothing).
    """

    id: str
    hours: tuple[Span, ...]
    on_request: tuple[Span, ...]
    available: tuple[Span, ...]
    earliest_ask: Minute
    limits: Limits
    windows: tuple[Span, ...]
    away: tuple[Span, ...] = ()
    agreed: tuple[Span, ...] = ()
    worked: tuple[Span, ...] = ()
    since: Minute | None = None

    @property
    def edges(self) -> tuple[Span, ...]:
        """Every span whose ends are marks."""
        return (*self.hours, *self.on_request, *self.windows)


def carer_facts(carer: Carer, horizon: Horizon) -> CarerFacts:
    """What a carer offers over the horizon."""
    offered, asked = _spans(carer.hours, horizon), _spans(carer.on_request, horizon)
    asked += [c for s in carer.offered if (c := s.clip(horizon.span))]
    usual = union(offered)
    hours = subtract(usual, carer.away)
    on_request = subtract(asked, [*usual, *carer.away])
    return CarerFacts(
        id=carer.id,
        hours=hours,
        on_request=on_request,
        available=union([*hours, *on_request]),
        earliest_ask=earliest_ask(carer, horizon),
        limits=limits(carer),
        windows=tuple(sorted([*offered, *asked])),
        away=union(carer.away),
        agreed=union([*carer.agreed, *carer.offered]),
        worked=carer.worked,
        since=carer.since,
    )


def earliest_ask(carer: Carer, horizon: Horizon) -> Minute:
    """The first instant at which an ask that is made now may begin."""
    return horizon.now + round(carer.notice * HOUR)


def _spans(windows: tuple[Weekly, ...], horizon: Horizon) -> list[Span]:
    days = horizon.around(before=1)
    raw = (s for w in windows for s in horizon.wall.weekly(w, days))
    return sorted(c for s in raw if (c := s.clip(horizon.span)))
