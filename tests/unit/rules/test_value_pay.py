"""What carers cost, worked out by hand: 20 an hour, whole weeks from Monday 4 January unless said otherwise."""

from __future__ import annotations

import pytest

from homecall.household.carers import Carer
from homecall.rules.base import Case
from homecall.rules.value import shift_pay, value
from tests.unit.helpers import carer, case, household

WEEK = ["4", "5", "6", "7", "8"]


def paid(who: Carer, *shifts: str, days: int = 7) -> float:
    """The pay of these shifts."""
    return value(worked(who, *shifts, days=days)).parts["pay"]


def worked(who: Carer, *shifts: str, days: int = 7) -> Case:
    """A plan with these shifts."""
    return case(household(carers=[who]), [], [f"rosa {s}" for s in shifts], days=days)


def weekdays(hours: str) -> list[str]:
    """The same hours on Monday to Friday."""
    return [f"{day} {hours}" for day in WEEK]


def test_hours_are_paid_by_the_rate() -> None:
    """2.5 h x 20 = 50."""
    assert paid(carer(rate=20.0), "4 08:00-10:30") == pytest.approx(50)


def test_guaranteed_hours_cost_nothing() -> None:
    """12 h less 10 guaranteed = 2 h x 20 = 40; 9 h are within."""
    rosa = carer(rate=20.0, guaranteed=10.0)
    assert paid(rosa, "4 08:00-14:00", "5 08:00-14:00") == pytest.approx(40)
    assert paid(rosa, "4 08:00-17:00") == 0


@pytest.mark.parametrize("rules", ["us-nanny", "us-ny-nanny"])
@pytest.mark.parametrize(
    ("guaranteed", "pay"),
    [
        (0.0, 45 * 20 + 5 * 10),  # 45 h, 5 of them at half again
        (40.0, 5 * 20 + 5 * 10),  # 5 h beyond the guarantee, all of them overtime
        (42.0, 3 * 20 + 3 * 10),  # overtime begins where the guarantee ends
        (50.0, 0),
    ],
)
def test_a_week_over_forty_hours_pays_half_again(rules: str, guaranteed: float, pay: float) -> None:
    """Five days of nine hours are 45."""
    rosa = carer(rate=20.0, guaranteed=guaranteed, rules=rules)
    assert paid(rosa, *weekdays("08:00-17:00")) == pytest.approx(pay)


@pytest.mark.parametrize("rules", ["none", "us-au-pair"])
def test_without_an_overtime_pack_all_hours_are_alike(rules: str) -> None:
    """45 h x 20 = 900."""
    assert paid(carer(rate=20.0, rules=rules), *weekdays("08:00-17:00")) == pytest.approx(900)


def test_a_clipped_week_scales_guarantee_and_overtime() -> None:
    """One day of seven: 7 h guaranteed become 1, 40 h become 40/7.

    8 h: (8 - 1) x 20 = 140, and (8 - 40/7) x 10 = 22.857.
    """
    rosa = carer(rate=20.0, guaranteed=7.0, rules="us-nanny")
    assert paid(rosa, "4 08:00-16:00", days=1) == pytest.approx(140 + (8 - 40 / 7) * 10)


def test_california_pays_long_days() -> None:
    """Three days of 11 h: 33 x 20 = 660, and 3 x 2 h over nine x 10 = 60; the week is under 40."""
    long_days = ["4 08:00-19:00", "5 08:00-19:00", "6 08:00-19:00"]
    assert paid(carer(rate=20.0, rules="us-ca-nanny"), *long_days) == pytest.approx(720)


def test_california_pays_the_larger_of_day_and_week() -> None:
    """Five days of 10 h: 50 x 20 = 1000; the days are 5 over, the week is 10 over: 10 x 10 = 100."""
    assert paid(carer(rate=20.0, rules="us-ca-nanny"), *weekdays("08:00-18:00")) == pytest.approx(1100)


def test_california_pays_long_days_inside_the_guarantee() -> None:
    """12 h on one day of 40 guaranteed: nothing but 3 h over nine x 10 = 30."""
    rosa = carer(rate=20.0, guaranteed=40.0, rules="us-ca-nanny")
    assert paid(rosa, "4 08:00-20:00") == pytest.approx(30)


def test_a_fee_is_paid_for_each_shift() -> None:
    """Two shifts of 15, and 2 h x 20."""
    assert paid(carer(rate=20.0, per_use=15.0), "4 08:00-09:00", "4 18:00-19:00") == pytest.approx(70)


def test_a_shift_over_sunday_night_is_paid_in_both_weeks() -> None:
    """3 h on Sunday within 10 guaranteed; 2 h on a Monday alone of 10 x 1/7: (2 - 10/7) x 20."""
    rosa = carer(rate=20.0, guaranteed=10.0)
    assert paid(rosa, "10 21:00-02:00", days=8) == pytest.approx((2 - 10 / 7) * 20)


def test_each_shift_states_what_it_adds() -> None:
    """4 h guaranteed: the first 3 h are free, of the next 3 two are paid; each pays its fee of 5."""
    made = worked(carer(rate=20.0, guaranteed=4.0, per_use=5.0), "4 08:00-11:00", "5 08:00-11:00")
    rosa = made.facts.household.carers[0]
    assert shift_pay(made, rosa) == pytest.approx((5, 45))
    assert value(made).parts["pay"] == pytest.approx(50)


@pytest.mark.parametrize(
    ("shifts", "asks"),
    [
        (["4 08:00-12:00"], 0),
        (["4 07:00-12:00"], 1),
        (["4 07:00-14:00"], 2),  # before and after the usual hours
        (["4 13:00-14:00", "4 15:00-16:00"], 2),
        (["4 18:00-02:00"], 1),  # one block over midnight
    ],
)
def test_each_block_outside_usual_hours_is_one_ask(shifts: list[str], asks: int) -> None:
    """Usual from 08:00 to 12:00, on request always; 15 an ask."""
    rosa = carer("Mon-Sun 08:00-12:00", "Mon-Sun 00:00-24:00")
    assert value(worked(rosa, *shifts)).parts["asks"] == 15 * asks
