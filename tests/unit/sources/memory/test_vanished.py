"""What vanishes from an address, comes back, rolls out of its window, or stands alone far ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from homecall.sources.gather import gather
from homecall.timeline.period import Kind
from tests.unit.sources.memory.feeds import FIRST, WEEK, calendar, days, family, fetched, horizon, shift
from tests.unit.sources.web.serving import Reply, Served, always


def test_new_identifiers_and_another_order_are_no_news(server: Served, tmp_path: Path) -> None:
    """Nothing is added, withdrawn or held."""
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar(WEEK[::-1]))
    feed = fetched(server.address, tmp_path, 2).feeds[0]
    assert (feed.changed, feed.held, feed.notes) == ("nothing new", 0, ())


def test_a_shift_that_vanishes_is_held_for_two_days(server: Served, tmp_path: Path) -> None:
    """It still is work and is told kindly; a fetch that misses it after that ends it."""
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar(WEEK[:1] + WEEK[2:]))
    found = [fetched(server.address, tmp_path, hours) for hours in (2, 49, 50)]
    assert [days(one) for one in found] == [[0, 1, 2, 7], [0, 1, 2, 7], [0, 2, 7]]
    assert [(one.feeds[0].entries, one.feeds[0].held) for one in found] == [(3, 1), (3, 1), (3, 0)]
    assert found[0].feeds[0].changed == "1 no longer there"
    assert found[1].feeds[0].notes == (
        "“Wards” on 3 November is no longer in this schedule. "
        "It still counts until 3 November at 14:00, in case it comes back.",
    )


def test_a_shift_that_appears_again_is_healed(server: Served, tmp_path: Path) -> None:
    """As if it had never been away, and the two days begin anew should it vanish again."""
    for hours, shifts in ((0, WEEK), (2, WEEK[1:]), (40, WEEK), (42, WEEK[1:])):
        server.answer = always(Reply(body=calendar(shifts)))
        found = fetched(server.address, tmp_path, hours)
    assert found.feeds[0].held == 1
    assert fetched(server.address, tmp_path, 80).feeds[0].held == 1


def test_the_sentence_of_a_healed_shift_counts_it(server: Served, tmp_path: Path) -> None:
    """It is neither new nor the same."""
    for hours, shifts in ((0, WEEK), (2, WEEK[1:]), (40, WEEK)):
        server.answer = always(Reply(body=calendar(shifts)))
        found = fetched(server.address, tmp_path, hours)
    assert (found.feeds[0].changed, found.feeds[0].held, days(found)) == ("1 there again", 0, [0, 1, 2, 7])


def test_what_is_held_stays_while_nothing_can_be_fetched(server: Served, tmp_path: Path) -> None:
    """Two days without an answer are no proof that the shift is gone."""
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar(WEEK[1:]))
    fetched(server.address, tmp_path, 2)
    server.answer = lambda _: Reply(503)
    assert days(fetched(server.address, tmp_path, 60)) == [0, 1, 2, 7]


def test_many_that_vanish_at_once_are_one_sentence(server: Served, tmp_path: Path) -> None:
    """A half-published month is no reason for a page of sentences."""
    server.answer = lambda _: Reply(body=calendar([shift(day) for day in range(10)]))
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar([shift(0), shift(9)]))
    feed = fetched(server.address, tmp_path, 2).feeds[0]
    assert feed.held == 8
    assert len(feed.notes) == 1
    assert feed.notes[0].startswith("8 entries, the first of them “Wards” on 3 November, are no longer in")


def test_a_calendar_that_is_suddenly_empty_frees_nobody(server: Served, tmp_path: Path) -> None:
    """All of it is held, and beyond nothing is known."""
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar([]))
    found = fetched(server.address, tmp_path, 2)
    assert days(found) == [0, 1, 2, 7]
    assert found.feeds[0].through is None


def test_what_rolls_out_of_the_window_is_no_withdrawal(server: Served, tmp_path: Path) -> None:
    """A system that looks two weeks back says nothing of three weeks ago."""
    server.answer = lambda _: Reply(body=calendar([shift(-20), *WEEK]))
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar(WEEK))
    feed = fetched(server.address, tmp_path, 2).feeds[0]
    assert (feed.changed, feed.held) == ("nothing new", 0)


def test_far_holidays_do_not_extend_a_calendar(server: Served, tmp_path: Path) -> None:
    """It is published through its last whole day, and the holiday itself is still a duty."""
    far = [shift(day) for day in (*range(20), 60, 70)]
    server.answer = lambda _: Reply(body=calendar(far))
    found = fetched(server.address, tmp_path, days=80)
    assert found.through == FIRST + timedelta(days=19)
    assert days(found)[-2:] == [60, 70]
    assert found.feeds[0].notes[0].startswith("This schedule is whole through 21 November 2026")


@pytest.mark.parametrize(("days_on", "through"), [(range(0, 900, 3), 897), ([*range(20), 900], 19)])
def test_years_ahead_are_believed_where_they_are_whole(
    server: Served, tmp_path: Path, days_on: Iterable[int], through: int
) -> None:
    """A schedule written for years is whole; a single day years ahead is not."""
    server.answer = lambda _: Reply(body=calendar([shift(day) for day in days_on]))
    feeds = [fetched(server.address, tmp_path / name).feeds[0] for name in "ab"]
    live = gather(family(server.address), horizon(), tmp_path).schedules["ana"].feeds[0]
    assert live.through == FIRST + timedelta(days=through)
    assert {one.through for one in feeds} == {
        min(live.through, horizon().wall.date(horizon().now) + timedelta(days=400))
    }


def test_leave_that_vanishes_is_held_as_leave(server: Served, tmp_path: Path) -> None:
    """What it meant it still means."""
    server.answer = lambda _: Reply(body=calendar([*WEEK, shift(3, "Vacation", 0, 0)]))
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar(WEEK))
    found = fetched(server.address, tmp_path, 2)
    assert [one.kind for one in found.periods if one.day == FIRST + timedelta(days=3)] == [Kind.LEAVE]
