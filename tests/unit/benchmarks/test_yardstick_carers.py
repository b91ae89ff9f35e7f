"""Carers by hand: shifts, packs, pay and asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.household.carers import Carer
from homecall.timeline.period import Kind
from tests.unit.benchmarks.made import MIA, ahead, best, daily, duty, gaps, home, rosa, value

WORKWEEK = range(4, 9)


def test_a_minimum_shift_is_paid_though_the_need_is_short() -> None:
    """One hour needed, three paid at 20, and a handoff each way at 4."""
    answer = best(home(duty("4 08:00-09:00"), carers=(rosa(rate=20.0, min_shift=3.0),)))
    assert value(answer) == 60 + 8
    assert [span.minutes for _, span in answer.shifts] == [180]


def test_a_shift_at_the_edge_of_the_horizon_may_be_short() -> None:
    """22:00 to midnight at 40 is 80, and a night handoff 25; coming at 20:45 would be 130 and 4."""
    carer = rosa("Mon 20:00-08:00", rate=40.0, min_shift=3.0, overnight=True)
    answer = best(home(duty("4 22:00-06:00"), carers=(carer,)))
    assert value(answer) == 105


def test_an_earlier_shift_may_spare_a_night_handoff() -> None:
    """At 10 an hour, coming at 20:45 is 32.50 and 4; at 22:00 it would be 20 and 25."""
    carer = rosa("Mon 20:00-08:00", rate=10.0, min_shift=3.0, overnight=True)
    assert value(best(home(duty("4 22:00-06:00"), carers=(carer,)))) == 36.5


@pytest.mark.parametrize(("rate", "cost", "blocks"), [(10.0, 83, 1), (12.0, 94, 2)])
def test_one_long_ask_is_weighed_against_two_short_ones(rate: float, cost: float, blocks: int) -> None:
    """Needed 08-10 and 12-14. One block: 6 h, an ask, two handoffs. Two: 4 h, two asks, four handoffs."""
    asked = rosa("", on_request=rosa("Mon 07:00-15:00").hours, rate=rate)
    answer = best(home(duty("4 08:00-10:00"), duty("4 12:00-14:00"), carers=(asked,)))
    assert value(answer) == cost
    assert len(answer.shifts) == blocks


def test_time_beyond_the_hours_is_an_ask_though_the_shift_goes_on() -> None:
    """08:00-12:00 is one shift; its second half needs an ask: 15 and two handoffs."""
    carer = rosa("Mon 06:00-10:00", on_request=rosa("Mon 06:00-14:00").hours)
    answer = best(home(duty("4 08:00-12:00"), carers=(carer,)))
    assert value(answer) == 15 + 8
    assert answer.parts["asks"] == pytest.approx(15)


@pytest.mark.parametrize(
    ("rules", "guaranteed", "pay"),
    [("none", 10.0, 700), ("us-nanny", 10.0, 750), ("us-ca-nanny", 10.0, 750), ("us-nanny", 42.0, 90)],
)
def test_overtime_and_guarantee_in_a_whole_week(rules: str, guaranteed: float, pay: float) -> None:
    """45 h at 20: beyond the guarantee, and half again beyond 40 h or the guarantee. Ten handoffs besides."""
    carer = rosa(rate=20.0, rules=rules, guaranteed=guaranteed)
    answer = best(home(*daily("08:00-17:00", WORKWEEK), carers=(carer,)), ahead(7))
    assert answer.parts["pay"] == pytest.approx(pay, abs=1e-4)
    assert value(answer) == pay + 40


def test_california_pays_long_days() -> None:
    """Three days of 11 h at 20: 660, and 10 for each of the six hours beyond nine a day. Six handoffs."""
    carer = rosa(rate=20.0, rules="us-ca-nanny")
    assert value(best(home(*daily("08:00-19:00", range(4, 7)), carers=(carer,)), ahead(7))) == 660 + 60 + 24


def test_a_clipped_week_scales_guarantee_and_overtime() -> None:
    """Two days of seven: guarantee 2 h, overtime from 80/7 h. 16 h at 20, 46/7 h at 10, four handoffs."""
    carer = rosa(rate=20.0, rules="us-nanny", guaranteed=7.0)
    answer = best(home(*daily("08:00-17:00", range(4, 6)), carers=(carer,)), ahead(2))
    assert value(answer) == round(320 + 460 / 7 + 16, 3)


def test_a_clipped_week_scales_the_weekly_limit() -> None:
    """35 h a week are 10 in two days; 18 are needed."""
    carer = rosa(max_week=35.0)
    assert gaps(home(*daily("08:00-17:00", range(4, 6)), carers=(carer,)), ahead(2)) == 480


def test_a_fee_is_paid_for_each_shift() -> None:
    """Two visits of two hours with a fee of 15 each at no wage, or one of eight: one fee and two handoffs."""
    carer = rosa(per_use=15.0)
    answer = best(home(duty("4 08:00-10:00"), duty("4 14:00-16:00"), carers=(carer,)))
    assert value(answer) == 15 + 8


@pytest.mark.parametrize(("left", "expected"), [(0, 240), (1, 120), (2, 0)])
def test_an_allowance_bounds_the_shifts(left: int, expected: int) -> None:
    """Two needs of two hours, too far apart for one shift of at most five hours a day."""
    carer = rosa(max_day=5.0, uses_left=left)
    assert gaps(home(duty("4 08:00-10:00"), duty("4 14:00-16:00"), carers=(carer,))) == expected


def test_an_au_pair_works_ten_hours_a_day() -> None:
    """Fifteen hours away, ten covered."""
    assert gaps(home(duty("4 07:00-22:00"), carers=(_au_pair("06:00-23:00"),)), ahead(2)) == 300


def test_an_au_pair_works_ten_of_any_twenty_four_hours() -> None:
    """Away 18:00-08:00 and resting 09:00-15:00 are 20 h in one stretch of 24, though two local days share them."""
    assert gaps(home(duty("4 18:00-08:00", Kind.NIGHT), carers=(_au_pair(),)), ahead(2)) == 600


def test_an_au_pair_has_a_day_and_a_half_off() -> None:
    """11:45-12:15 on seven days: one day is lost whole, and half of the half hour of another."""
    assert gaps(home(*daily("11:45-12:15", range(4, 11)), carers=(_au_pair("11:45-12:15"),)), ahead(7)) == 45


def test_the_au_pairs_week_scales_in_one_day() -> None:
    """45 h / 7 is 6 h 25.7 min, so 25 quarters fit; away 15 h."""
    assert gaps(home(duty("4 07:00-22:00"), carers=(_au_pair(),))) == 15 * 60 - 25 * 15


def test_an_au_pair_has_no_child_under_three_months() -> None:
    """Born 5 October: three months old on Tuesday 5 January."""
    baby = replace(MIA, born=date(2026, 10, 5))
    away = daily("08:00-09:00", range(4, 6))
    assert gaps(home(*away, children=(baby,), carers=(_au_pair("07:00-10:00"),)), ahead(7)) == 60


def test_new_york_gives_a_day_of_rest() -> None:
    """An hour needed on each of seven days; 24 h running without shift cost one of them."""
    carer = rosa("Mon-Sun 08:00-09:00", rules="us-ny-nanny")
    assert gaps(home(*daily("08:00-09:00", range(4, 11)), carers=(carer,)), ahead(7)) == 60


def _au_pair(hours: str = "00:00-24:00") -> Carer:
    return rosa(f"Mon-Sun {hours}", rules="us-au-pair", overnight=True)
