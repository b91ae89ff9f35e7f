"""Who else could come: what the rules say at a glance leaves out no search that would have found somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks import families
from homecall.household.household import Household
from homecall.plan.codec import write
from homecall.plan.plan import Plan
from homecall.planner.change.alone import one_could
from homecall.planner.plan import Effort, make_plan
from homecall.spans.span import Minute, Span
from homecall.web.rounds import others as room
from homecall.workflow import replan

SEEDS = (176, 248)


def asked(seed: int) -> tuple[Household, Plan, list[tuple[str, Span]]]:
    """A family that has nobody without asking, its plan of two days, and who is asked in it for what."""
    family = families.small(seed)
    carers = tuple(replace(c, hours=(), on_request=(*c.hours, *c.on_request)) for c in family.carers)
    family = replace(family, carers=carers)
    plan = make_plan(family, families.horizon(seed, 2), Effort(seconds=10.0))
    return family, plan, [(s.carer, s.span) for s in plan.shifts if s.asked]


def found(family: Household, plan: Plan, who: str, span: Span, now: Minute) -> list[tuple[str, str]]:
    """Everybody else, each with their plan."""
    return [(one, write(new)) for one, new in room.others(family, plan, frozenset((who,)), span, now)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_others_are_found_as_by_searches_alone(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same people in the same order, and the same plans to the byte, with fewer searches."""
    family, plan, shifts = asked(seed)
    now, searches = plan.span.start, list[str]()

    def counted(*them: Any) -> Plan:
        searches.append("one")
        return replan(*them)

    monkeypatch.setattr(room, "replan", counted)
    quick = [found(family, plan, who, span, now) for who, span in shifts]
    few = len(searches)
    monkeypatch.setattr(room, "one_could", lambda *_: True)
    assert quick == [found(family, plan, who, span, now) for who, span in shifts]
    assert any(quick)
    assert few < len(searches) - few


def test_hours_that_are_too_long_for_one_are_not_searched() -> None:
    """Joan could stand in for Rosa, but not where she works half an hour a day at most."""
    family, plan, shifts = asked(176)
    tired = replace(family, carers=tuple(replace(c, max_day=0.5) if c.id != "rosa" else c for c in family.carers))
    who, span = next((w, s) for w, s in shifts if w == "rosa")
    assert one_could(family, plan, who, (who,), span, plan.span.start)
    assert not one_could(tired, plan, who, (who,), span, plan.span.start)
