"""What vanishes is held for two days, however often it comes and goes."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.base import Entry
from homecall.sources.memory.held import HOLD, Held, hold, said
from homecall.sources.memory.identity import Identity, identified
from homecall.spans.span import HOUR
from tests.unit.sources.memory.feeds import FIRST, NOW, WALL

EARLY = FIRST - timedelta(days=100)


def entry(day: int) -> Entry:
    """An all-day entry so many days after the first."""
    return Entry("Wards", FIRST + timedelta(days=day), None)


def key(day: int) -> Identity:
    """The identity of that entry."""
    return next(iter(identified("rota", [entry(day)], WALL)))


FETCHES = st.lists(st.tuples(st.integers(0, 40), st.sets(st.integers(0, 4))), min_size=1, max_size=12)


@given(FETCHES)
def test_what_is_held_is_what_was_missing_for_less_than_two_days(fetches: list[tuple[int, set[int]]]) -> None:
    """Against a plain account of when each entry was first missing after it was last there."""
    held: tuple[Held, ...] = ()
    now, before, missing = NOW, set[int](), dict[int, int]()
    for hours, there in fetches:
        now += hours * HOUR
        was, after = ({key(day): entry(day) for day in days} for days in (before, there))
        held = hold(held, was, after.keys(), now, EARLY)
        for day in before - there:
            missing.setdefault(day, now)
        missing = {day: since for day, since in missing.items() if day not in there and now < since + HOLD}
        assert {one.identity: one.since for one in held} == {key(day): since for day, since in missing.items()}
        before = there


def test_absence_before_the_window_is_no_withdrawal() -> None:
    """What a system no longer lists is not what it has taken back."""
    was = {key(day): entry(day) for day in (-5, 3)}
    assert [one.identity for one in hold((), was, (), NOW, FIRST)] == [key(3)]


def test_a_clock_that_goes_back_holds_from_then() -> None:
    """A hold that begins in the future would never end."""
    held = (Held(key(1), entry(1), NOW + 99 * HOLD),)
    assert [one.since for one in hold(held, {}, (), NOW, EARLY)] == [NOW]


def test_three_that_vanish_are_named_each() -> None:
    """With the day, and until when they count."""
    held = [Held(key(day), entry(day), NOW) for day in (2, 0, 1)]
    assert [one.partition(" is no")[0] for one in said(held, WALL, NOW)] == [
        "“Wards” on 2 November",
        "“Wards” on 3 November",
        "“Wards” on 4 November",
    ]
    assert next(said(held[:1], WALL, NOW)).endswith("until 3 November at 12:00, in case it comes back.")


def test_what_vanished_at_different_times_is_told_apart() -> None:
    """Many at once are one sentence; a later one has its own."""
    many = [Held(key(day), entry(day), NOW) for day in range(4)]
    told = list(said([*many, Held(key(9), entry(9), NOW + HOUR)], WALL, NOW))
    assert told[0].startswith("4 entries, the first of them “Wards” on 2 November, are no longer")
    assert told[1].startswith("“Wards” on 11 November")


def test_a_time_that_is_past_is_not_promised() -> None:
    """After the two days it is the next good fetch that ends it, and there may be none for long."""
    held = [Held(key(0), entry(0), NOW)]
    (told,) = said(held, WALL, NOW + HOLD)
    assert told.endswith("It still counts until this schedule is fetched again, in case it comes back.")
