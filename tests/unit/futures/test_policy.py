"""What a day comes to when things come: cover first, moments where they still fit, limits and notice kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from homecall.household.household import Household
from homecall.timeline.period import Kind
from tests.unit.futures.made import LATE, day, monday, working
from tests.unit.helpers import ANA, BEN, MONDAY, carer, child, duty, household, moment, place

NANNY = carer("Mon-Fri 07:00-17:30", max_day=24.0)
BEDTIME = moment("Mon-Sun 18:30-19:15")
THROUGH = MONDAY + timedelta(days=13)


def home(*carers_: object, **more: object) -> Household:
    """Ana alone with Mia, at work until five; the nanny stays until half past."""
    family = household(*working(), carers=carers_ or (NANNY,), through=THROUGH, moments=(BEDTIME,))  # type: ignore[arg-type]
    return replace(family, **more)  # type: ignore[arg-type]


def test_a_day_on_which_nothing_comes_is_covered_and_kept() -> None:
    """The plan holds."""
    found = day(monday(home()))
    assert (found.uncovered[0], found.kept[0, 0], found.evening[0, 0]) == (0, True, True)


def test_who_is_within_their_hours_stays() -> None:
    """Half an hour late is no gap: the nanny is there until half past, and is paid for it."""
    frame = monday(home())
    on_time, late = day(frame), day(frame, late=[30])
    assert late.uncovered[0] == 0
    assert late.paid[0, 0] - on_time.paid[0, 0] in (0, 30)


def test_what_nobody_can_cover_is_counted_to_the_minute() -> None:
    """Two hours late, and the nanny leaves after half an hour."""
    assert day(monday(home()), late=[120]).uncovered[0] == 90


def test_a_late_evening_loses_the_moment_and_the_evening() -> None:
    """Home at 19:30 is after bedtime's window and in the last hour."""
    found = day(monday(home()), late=[150])
    assert (found.kept[0, 0], found.evening[0, 0]) == (False, False)


def test_a_moment_is_kept_in_what_is_left_of_its_window() -> None:
    """Home at seven, a quarter of an hour before the window ends."""
    assert day(monday(home()), late=[120]).kept[0, 0]


def test_the_other_parent_takes_over_first() -> None:
    """Ben is free; nobody is uncovered and the nanny earns no more."""
    found = day(monday(home(parents=(ANA, BEN))), late=[180])
    assert found.uncovered[0] == 0


def test_an_ill_child_needs_somebody_where_the_place_had_it() -> None:
    """The nanny who comes at noon cannot be there at nine."""
    mia = child("mia", "07:00-20:00", place("Mon-Fri 08:00-12:00"))
    family = home(carer("Mon-Fri 12:00-18:00"), children=(mia,))
    frame = monday(family)
    assert day(frame).uncovered[0] == 0
    assert day(frame, home=[1]).uncovered[0] == 240


def test_an_ill_carer_leaves_their_whole_day_to_others() -> None:
    """From the morning on, and without pay for minutes not worked."""
    found = day(monday(home()), out=[1])
    assert (found.uncovered[0], found.paid[0, 0]) == (540, 0)


def test_an_ask_needs_its_notice() -> None:
    """Asked at the end of the duty, somebody with an hour's notice is there then; with two days', not at all."""
    soon, never = (carer(on_request="Mon-Sun 08:00-22:00", hours="", id="kim", notice=n) for n in (1.0, 48.0))
    assert day(monday(home(NANNY, soon)), late=[120]).uncovered[0] == 30
    assert day(monday(home(NANNY, never)), late=[120]).uncovered[0] == 90


def test_a_long_illness_is_known_a_day_ahead() -> None:
    """On its second day a carer with a day's notice can be asked for."""
    kim = carer(on_request="Mon-Fri 05:00-20:00", hours="", id="kim", notice=24.0)
    frame = monday(home(NANNY, kim))
    assert day(frame, out=[1]).uncovered[0] == 540
    assert day(frame, out=[2]).uncovered[0] == 0


def test_nobody_works_over_their_days_limit() -> None:
    """Nine hours are worked by the plan; half an hour is left."""
    tired = carer("Mon-Fri 07:00-20:00", max_day=9.5)
    assert day(monday(home(tired)), late=[120]).uncovered[0] == 90


def test_a_carer_who_does_no_nights_leads_no_sleeping_child() -> None:
    """Mia sleeps from eight."""
    sitter = carer("Mon-Fri 07:00-23:00", overnight=False)
    assert day(monday(home(sitter)), late=[240]).uncovered[0] == 60


def test_a_journey_is_one_drivers_or_nobodys() -> None:
    """The carer who cannot drive covers none of the way home, though they are there for all of it."""
    mia = child("mia", "07:00-20:00", place("Mon-Fri 08:00-17:00", 15))
    family = home(carer("Mon-Fri 07:00-19:00", drives=False), children=(mia,))
    assert day(monday(family)).uncovered[0] == 0
    assert day(monday(family), late=[60]).uncovered[0] == 15


def test_a_visit_takes_a_parent_on_call_away() -> None:
    """Two hours, in the middle of which nobody is there."""
    call = duty("4 17:00-07:00", Kind.HOME_CALL, title="Call")
    frame = monday(household(call, through=THROUGH))
    assert day(frame, visits=[18 * 60]).uncovered[0] == 120


def test_on_call_from_home_keeps_no_moment() -> None:
    """Half of them may leave at any time."""
    call = duty("4 17:00-07:00", Kind.HOME_CALL, title="Call")
    assert not day(monday(household(call, through=THROUGH, moments=(BEDTIME,)))).kept[0, 0]


def test_a_late_night_moves_the_rest_behind_it() -> None:
    """Six hours of sleep begin two hours later: Mia has nobody for as long, at the other end."""
    night = duty("4 00:00-07:00", Kind.NIGHT, LATE, title="Night")
    nanny = carer("Mon-Fri 00:00-14:00")
    frame = monday(household(night, carers=(nanny,), through=THROUGH))
    assert day(frame).uncovered[0] == 0
    assert day(frame, late=[120]).uncovered[0] == 120


def test_a_handoff_of_two_children_is_one() -> None:
    """Ana comes home to both."""
    family = home(children=(child("mia"), child("leo")))
    assert day(monday(family)).handoffs[0] == 2


def test_margin_is_what_is_led_by_nobody_or_asleep() -> None:
    """Mia sleeps from six to seven and from eight to ten; between work and bed she is with Ana."""
    assert day(monday(home())).margin[0, 0] == 180
