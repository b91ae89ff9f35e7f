"""The same shift at the next fetch: by content, whatever the identifiers and the order are."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.base import Entry
from homecall.sources.memory.identity import Changes, Identity, changed_days, changes, identified, normal
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Wall

WALL = Wall("America/Chicago")
DAYS = st.integers(0, 40).map(lambda n: date(2026, 10, 20) + timedelta(days=n))


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """A roster of a few titles, some of them twice at the same hours."""
    made = []
    for day in draw(st.lists(DAYS, max_size=12)):
        timed = draw(st.booleans())
        span = WALL.span(day, Clock(7 * 60), Clock(17 * 60)) if timed else None
        made.append(Entry(draw(st.sampled_from(["Wards", "Call: NC-A", "Clinic"])), day, span))
    return made


def rekeyed(some: list[Entry], dice: random.Random) -> list[Entry]:
    """What the next fetch says: new identifiers, another order, other spaces and case."""
    again = [replace(one, uid=str(dice.random()), title=f" {one.title.upper()}  ") for one in some]
    dice.shuffle(again)
    return again


@given(entries(), st.randoms(use_true_random=False))
def test_two_fetches_that_say_the_same_give_no_change(some: list[Entry], dice: random.Random) -> None:
    """New UIDs, another order and other spaces are no news."""
    before, after = (identified("rota", one, WALL) for one in (some, rekeyed(some, dice)))
    found = changes(before, after)
    assert (found.added, found.withdrawn, found.healed) == ((), (), ())
    assert len(found.same) == len(some)


@given(entries(), entries())
def test_every_entry_is_in_one_part_of_the_changes(old: list[Entry], new: list[Entry]) -> None:
    """Nothing is lost between two fetches, and nothing is counted twice."""
    found = changes(identified("rota", old, WALL), identified("rota", new, WALL))
    assert len(found.withdrawn) + len(found.same) == len(old)
    assert len(found.added) + len(found.same) == len(new)


@given(entries(), entries())
def test_what_is_added_one_way_is_withdrawn_the_other(old: list[Entry], new: list[Entry]) -> None:
    """The two directions mirror each other."""
    before, after = identified("rota", old, WALL), identified("rota", new, WALL)
    assert changes(before, after).added == changes(after, before).withdrawn


@given(entries().filter(bool), st.randoms(use_true_random=False))
def test_one_vanished_shift_is_one_withdrawal(some: list[Entry], dice: random.Random) -> None:
    """Also among equal ones: one fewer of them is exactly one gone."""
    fewer = list(some)
    gone = fewer.pop(dice.randrange(len(fewer)))
    found = changes(identified("rota", some, WALL), identified("rota", fewer, WALL))
    assert [one.title for one in found.withdrawn] == [normal(gone.title)]
    assert found.added == ()


@given(entries(), entries())
def test_only_on_the_days_that_may_differ_do_two_readings_differ(old: list[Entry], new: list[Entry]) -> None:
    """What is looked at closely on those days gives the same news as all of it does."""
    days = changed_days(old, new)
    some = changes(*(identified("rota", [one for one in part if one.day in days], WALL) for part in (old, new)))
    whole = changes(identified("rota", old, WALL), identified("rota", new, WALL))
    assert (some.added, some.withdrawn) == (whole.added, whole.withdrawn)


@given(entries(), st.randoms(use_true_random=False))
def test_no_day_differs_where_only_names_do(some: list[Entry], dice: random.Random) -> None:
    """A fetch under new identifiers costs no closer look."""
    assert changed_days(some, rekeyed(some, dice)) == set()


def test_what_was_missing_and_is_there_is_healed() -> None:
    """It is neither new nor the same."""
    one, two = (Identity("rota", day, "", "wards") for day in ("2026-11-03", "2026-11-04"))
    assert changes([one], [one, two], held=[two]) == Changes(healed=(two,), same=(one,))
    assert changes([one], [one], held=[two]) == Changes(same=(one,))


def test_hours_and_whole_days_are_different_shifts() -> None:
    """An entry that loses its hours is another entry."""
    day = date(2026, 11, 3)
    timed = Entry("Wards", day, WALL.span(day, Clock(420), Clock(1020)))
    assert not set(identified("rota", [timed], WALL)) & set(identified("rota", [Entry("Wards", day, None)], WALL))


def test_the_key_is_in_local_time() -> None:
    """A shift at seven is at seven on either side of a change of clocks."""
    found = [
        next(iter(identified("rota", [Entry("Wards", day, WALL.span(day, Clock(420), Clock(1020)))], WALL)))
        for day in (date(2026, 10, 31), date(2026, 11, 1))
    ]
    assert [one.start for one in found] == ["2026-10-31T07:00", "2026-11-01T07:00"]


def test_two_shifts_in_an_hour_that_comes_twice_are_two() -> None:
    """The wall clock shows the same, so the ordinal tells them apart, whatever their order."""
    day = date(2026, 11, 1)
    first = WALL.at(day, Clock(60))
    some = [Entry("Wards", day, Span(first + n, first + n + 30)) for n in (60, 0)]
    found = identified("rota", some, WALL)
    assert [key.ordinal for key in found] == [1, 2]
    assert found == identified("rota", some[::-1], WALL)


def test_titles_are_compared_in_their_normal_form() -> None:
    """Case, spaces and letters of another width do not make another shift."""
    assert normal("  CALL:  ＮＣ-Ａ ") == normal("call: nc-a")
