"""By property, over the families of all named cases: a carer's cut follows from their own part of a plan alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homecall.cases import book
from homecall.household.codec import read
from homecall.household.household import Household
from homecall.plan.plan import Cover, Plan, Shift
from homecall.spans.span import Span
from homecall.spans.wall import Horizon
from homecall.web.guests.known import known_to

WITH_CARERS = tuple(one.name for one in book.CASES if one.name != "nobody-to-help")


@cache
def household(name: str) -> Household:
    """The family of a case, its schedules unread."""
    return read((book.folder(name) / "household.toml").read_text("utf-8"), "household.toml")


@st.composite
def plans(draw: st.DrawFn, name: str) -> Plan:
    """Any plan of a case's first week, cut into hours: who is with each child, and any shifts."""
    home, case = household(name), book.case(name)
    span = Horizon(home.wall, case.start, 7, 0).span
    adults = [one.id for one in home.parents] + [one.id for one in home.carers]
    starts = [Span(at, at + 60) for at in range(span.start, span.start + 24 * 60, 60)]
    leads = st.sampled_from([*adults, None])
    cover = tuple(Cover(child.id, at, draw(leads)) for child in home.children[:2] for at in starts)
    carers = [one.id for one in home.carers]
    on = draw(st.lists(st.tuples(st.sampled_from(carers), st.sampled_from(starts)), max_size=8))
    shifts = tuple(Shift(carer, at, draw(st.booleans()), draw(st.floats(0, 99))) for carer, at in on)
    return Plan(home.name, home.timezone, span, span.start, "optimal", (), cover, shifts, ())


@pytest.mark.parametrize("name", WITH_CARERS)
@settings(max_examples=10)
@given(data=st.data())
def test_a_carer_knows_their_own_shifts_and_no_others(name: str, data: st.DataObject) -> None:
    """Neither more hours than theirs, nor a child with somebody else."""
    plan, home = data.draw(plans(name)), household(name)
    for carer in home.carers:
        known = known_to(home, plan, carer.id)
        assert known is not None
        assert [one.span for one in known.hours] == sorted(one.span for one in plan.shifts if one.carer == carer.id)
        for hours in known.hours:
            assert all(hours.span.covers(span) for child in hours.children for span in child.spans)


@pytest.mark.parametrize("name", WITH_CARERS)
@settings(max_examples=10)
@given(data=st.data())
def test_nothing_far_from_their_hours_reaches_a_carer(name: str, data: st.DataObject) -> None:
    """Without the shifts, the pay and the cover of others that touch none of theirs, they know just the same."""
    plan, home = data.draw(plans(name)), household(name)
    carer = data.draw(st.sampled_from(home.carers)).id
    mine = tuple(replace(one, pay=0.0) for one in plan.shifts if one.carer == carer)
    near = [one.span for one in mine]
    cover = tuple(
        one for one in plan.cover if any(at.start <= one.span.end and one.span.start <= at.end for at in near)
    )
    bare = replace(plan, shifts=mine, cover=cover)
    assert known_to(replace(home, moments=(), usual=()), bare, carer) == known_to(home, plan, carer)
