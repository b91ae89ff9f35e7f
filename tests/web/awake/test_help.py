"""What would help after a hard run: one thing, with its size and how sure it is; nothing where nothing lies behind."""

from __future__ import annotations

import pytest

from homecall.rest.advice import Gain, Help
from homecall.spans.span import HOUR, Span
from homecall.web.awake import help as helping
from homecall.web.awake.help import advised
from homecall.web.plans import store as plans
from homecall.web.plans.sight import seen
from homecall.web.plans.store import Shown
from tests.web.made import Sitting, seat


@pytest.fixture
def shown(demo: Sitting) -> Shown:
    """The demo family's plan."""
    found = plans.shown(seat(demo.family))
    assert found is not None
    return found


def after_a_long_one(shown: Shown) -> int:
    """An hour after the end of Ana's first long duty in the plan."""
    ana, day = shown.household.parents[0], shown.first
    duties = (d.span for d in seen(shown, ana, [day], 0).duties if d.span.minutes >= 20 * HOUR)
    return next(one.end for one in duties if one.end > shown.plan.span.start) + HOUR


def said(shown: Shown, found: Help) -> str:
    """Help in words, all three sentences."""
    one = helping._said(shown, seen(shown, shown.household.parents[0], [shown.first], 0), found)
    return f"{one.said} {one.size} {one.sure}"


def test_before_anything_hard_nothing_is_advised(shown: Shown) -> None:
    """On a rested morning."""
    assert advised(shown, shown.household.parents[0], shown.plan.span.start + 8 * HOUR) is None


def test_the_same_instant_is_advised_the_same_twice(shown: Shown) -> None:
    """It is drawn, and not by chance anew."""
    now, ana = after_a_long_one(shown), shown.household.parents[0]
    assert helping._advised(shown, ana, now) == helping._advised(shown, ana, now)


def test_help_is_said_with_size_range_and_doubt(shown: Shown) -> None:
    """Minutes with the children first, steps where there are none to gain; never a word that it is safe."""
    span = Span(shown.plan.span.start + 13 * HOUR, shown.plan.span.start + 14 * HOUR)
    nap = said(shown, Help("nap", span, "", Gain(60, 0, 120), Gain(0.5, 0.1, 0.9)))
    assert "Lying down on" in nap
    assert "Typically 1 h more really there with the children; for four people in five from nothing to 2 h." in nap
    swap = said(shown, Help("swap", span, "ben", Gain(0, 0, 0), Gain(0.8, 0.2, 1.4)))
    assert "If Ben had the children on" in swap
    assert "0.8 of nine steps less sleepy" in swap
    assert "likely, not certain" in swap
    assert "safe" not in nap + swap


def test_a_long_lead_is_offered_in_parts(shown: Shown) -> None:
    """Cut at bedtimes and at waking: an evening, a night, a morning."""
    ana = seen(shown, shown.household.parents[0], [shown.first], 0)
    begin = shown.plan.span.start + 12 * HOUR
    parts = list(helping._by_bedtimes(shown, ana, [Span(begin, begin + 20 * HOUR)]))
    assert len(parts) >= 3
    assert (parts[0].start, parts[-1].end) == (begin, begin + 20 * HOUR)


def test_the_page_asks_for_what_helps_only_after_a_hard_run(
    demo: Sitting, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a moment to work out, so it comes after the page, or as a page of its own."""
    assert "/awake/help/" not in demo.client.get("/awake/").content.decode()
    monkeypatch.setattr("homecall.web.awake.views.hard", lambda *_more: True)
    assert "/awake/help/ana/" in demo.client.get("/awake/").content.decode()
    one = helping.Advised("Lying down helps.", "By an hour.", "Perhaps.")
    monkeypatch.setattr("homecall.web.awake.views.advised", lambda *_more: one)
    for headers in ({}, {"HX-Request": "true"}):
        text = demo.client.get("/awake/help/ana/", headers=headers).content.decode()
        assert "Lying down helps.</b> By an hour." in text
    monkeypatch.setattr("homecall.web.awake.views.advised", lambda *_more: None)
    assert "early night" in demo.client.get("/awake/help/ana/").content.decode()
    assert demo.client.get("/awake/help/rosa/").status_code == 404
