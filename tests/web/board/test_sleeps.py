"""How many sleeps until a parent is back."""

from __future__ import annotations

from datetime import date

from homecall.timeline.period import Kind
from homecall.web.board.sleeps import Away, away
from tests.web.board.seen import duty, sight

CALL = duty("ana", "04 07:30", "05 11:30", Kind.IN_HOUSE_CALL)
OFFICE = duty("ben", "04 08:00", "04 17:00")


def test_nobody_is_away_who_is_at_home() -> None:
    """A free evening needs no banner."""
    assert away(sight("04 18:00"), "mia") == ()


def test_after_a_call_it_is_one_sleep_and_a_nap() -> None:
    """She comes home at noon, rests, and is there in the afternoon."""
    assert away(sight("04 18:00", duties=(CALL,)), "mia") == (
        Away("ana", "hospital", tonight=True, sleeps=1, nap=True),
    )


def test_who_comes_home_before_bedtime_is_back_today() -> None:
    """No sleep at all; work without work rules is work."""
    assert away(sight("04 10:00", duties=(OFFICE,)), "mia") == (Away("ben", "work", tonight=False, sleeps=0),)


def test_who_may_come_after_bedtime_is_promised_for_tomorrow() -> None:
    """Due an hour before bedtime, and often two hours late."""
    late = duty("ben", "04 08:00", "04 18:30", overrun=(60, 150))
    assert away(sight("04 10:00", duties=(late,)), "mia") == (Away("ben", "work", tonight=False, sleeps=1),)


def test_two_nights_in_a_row_are_two_sleeps() -> None:
    """Home in the morning between them, but asleep until she has to leave again."""
    nights = (duty("ana", "04 18:00", "05 11:00", Kind.NIGHT), duty("ana", "05 18:00", "06 07:00", Kind.NIGHT))
    assert away(sight("04 19:00", duties=nights), "mia") == (Away("ana", "hospital", tonight=True, sleeps=2, nap=True),)


def test_where_time_is_unknown_nothing_is_promised() -> None:
    """The schedule ends tonight."""
    found = away(sight("04 18:00", duties=(CALL,), through=date(2027, 1, 4)), "mia")
    assert (found[0].parent, found[0].sleeps) == ("ana", None)


def test_a_child_that_wakes_at_night_still_has_one_sleep() -> None:
    """The sleep it is in counts, also after midnight."""
    assert away(sight("05 03:00", duties=(CALL,)), "mia")[0].sleeps == 1


def test_shortly_before_waking_up_the_night_counts_as_over() -> None:
    """An early bird must not wait another whole night."""
    assert away(sight("05 06:00", duties=(CALL,)), "mia")[0].sleeps == 0


def test_who_is_there_in_the_morning_is_back_however_short() -> None:
    """A card that shows her at waking up and a count of two sleeps would contradict each other."""
    late = duty("ana", "04 08:00", "04 21:00")
    early = duty("ana", "05 07:40", "06 11:00", Kind.IN_HOUSE_CALL)
    assert away(sight("04 19:00", duties=(late, early)), "mia")[0].sleeps == 1


def test_a_clinic_is_a_clinic_and_a_desk_at_home_is_home() -> None:
    """In words that a child knows."""
    here = duty("ben", "04 08:00", "04 17:00", Kind.REMOTE)
    there = duty("ana", "04 08:00", "04 17:00", Kind.CLINIC)
    assert [one.doing for one in away(sight("04 10:00", duties=(here, there)), "mia")] == ["clinic", "home"]


def test_an_old_plan_counts_no_sleeps() -> None:
    """After the last day of the plan nobody is said to be anywhere."""
    assert away(sight("19 10:00", duties=(CALL,)), "mia") == ()
