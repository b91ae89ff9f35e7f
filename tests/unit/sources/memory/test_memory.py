"""An address over time: asked when it is due, stale when it fails, and never free."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from homecall.errors import FetchError, SourceError
from homecall.household.people import Child, Parent, SourceSpec
from homecall.household.places import Place
from homecall.sources.fetch import fetch
from homecall.sources.gather import Desk, gather, gathered
from homecall.sources.memory.memory import Mode
from homecall.spans.wall import Clock, parse_weekly
from tests.unit.sources.memory.feeds import FIRST, WALL, WEEK, calendar, days, family, fetched, horizon, memory, shift
from tests.unit.sources.web.serving import Reply, Served


def test_an_address_is_asked_when_it_is_due(server: Served, tmp_path: Path) -> None:
    """Not before, and then again."""
    for hours in (0, 0.2, 0.49, 0.5, 0.9, 1.1):
        assert days(fetched(server.address, tmp_path, hours)) == [0, 1, 2, 7]
    assert len(server.asked) == 3


def test_a_refresh_asks_before_it_is_due(server: Served, tmp_path: Path) -> None:
    """Where no floor is known, whenever one wants."""
    for hours in (0, 0.02, 0.05):
        fetched(server.address, tmp_path, hours, Mode.REFRESH)
    assert len(server.asked) == 3


def test_amion_is_never_asked_twice_in_five_minutes(server: Served, tmp_path: Path) -> None:
    """Who does is blocked, so that not even a refresh may."""
    report = b'Assignments for 11-2-26\n\n"Rivera",19,1,"Wards",48,18,11-3-26,0700,1700\n'
    server.answer = lambda _: Reply(body=report)
    for minutes in (0, 1, 4, 5, 9):
        found = fetched(server.address, tmp_path, minutes / 60, Mode.REFRESH, kind="amion-619")
        assert days(found) == [1]
    assert len(server.asked) == 2


def test_two_sources_of_one_address_are_asked_once(server: Served, tmp_path: Path) -> None:
    """A rota of both parents comes in one piece."""
    house = family(server.address)
    specs = [SourceSpec("ics", url=server.address, match=match) for match in ("Wards", "Ward*")]
    both = tuple(Parent(name, name, schedule=(spec,)) for name, spec in zip("ab", specs, strict=True))
    found = gather(replace(house, parents=both), horizon(), tmp_path, memory(tmp_path))
    assert [len(found.schedules[one].periods) for one in "ab"] == [4, 4]
    assert len(server.asked) == 1


def test_a_version_that_still_stands_is_not_sent_again(server: Served, tmp_path: Path) -> None:
    """The second question is conditional, and the first reading stands."""
    body = calendar(WEEK)
    server.answer = lambda asked: Reply(304) if "If-None-Match" in asked.headers else Reply(200, body, {"ETag": '"1"'})
    first, second = (fetched(server.address, tmp_path, hours) for hours in (0, 2))
    assert server.asked[1].headers["If-None-Match"] == '"1"'
    assert second.periods == first.periods
    assert (second.feeds[0].fetched_at, second.feeds[0].changed) == ("2026-11-01T20:00Z", "nothing new")


def test_a_reading_that_ends_too_early_is_fetched_whole(server: Served, tmp_path: Path) -> None:
    """Where the plan reaches beyond what was read, an unchanged version is of no use."""
    body = calendar([*WEEK, shift(500)])
    server.answer = lambda asked: Reply(304) if "If-None-Match" in asked.headers else Reply(200, body, {"ETag": '"1"'})
    fetched(server.address, tmp_path)
    later = horizon(0.1, first=FIRST + timedelta(days=490))
    found = gather(family(server.address), later, tmp_path, memory(tmp_path)).schedules["ana"]
    assert days(found) == [500]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(503), "The server answered with error 503."),
        (Reply(404), "The server answered with error 404."),
        (Reply(200, b""), "The schedule is empty."),
        (Reply(200, b"<!DOCTYPE html><html>Sign in</html>"), "A web page came instead of a schedule."),
        (Reply(200, b"bad password"), "The scheduling system refused the password or the link."),
        (Reply(200, calendar(WEEK)[:-20]), ""),
        (Reply(200, b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n"), ""),
    ],
)
def test_a_failed_fetch_is_stale_and_never_free(server: Served, tmp_path: Path, reply: Reply, why: str) -> None:
    """What was said last stands, with the time since when nothing better is known, and why."""
    before = fetched(server.address, tmp_path)
    server.answer = lambda _: reply
    found, later = (fetched(server.address, tmp_path, hours) for hours in (2, 30))
    feed = later.feeds[0]
    assert found.periods == later.periods == before.periods
    assert (feed.fetched_at, feed.stale_since) == ("2026-11-01T18:00Z", "2026-11-01T20:00Z")
    assert why in feed.why
    assert feed.notes[0].startswith("This schedule is stale since 1 November at 14:00: ")
    assert " The plan stands on what it said on 1 November at 12:00." in feed.notes[0]


@pytest.mark.parametrize(
    ("reply", "advice"),
    [
        (Reply(404), "The link may be old; fetch a fresh one."),
        (Reply(401), "Fetch a fresh link from the scheduling system."),
        (Reply(200, b"<html>Sign in</html>"), "it may want you to sign in, or be an old link."),
        (Reply(503), "The plan stands on what it said on 1 November at 12:00."),
    ],
)
def test_a_stale_source_says_what_would_help(server: Served, tmp_path: Path, reply: Reply, advice: str) -> None:
    """Where a person can do something, the note ends with it; where time alone may help, it asks for nothing."""
    fetched(server.address, tmp_path)
    server.answer = lambda _: reply
    assert fetched(server.address, tmp_path, 2).feeds[0].notes[0].endswith(advice)


def test_a_good_fetch_makes_a_stale_source_fresh(server: Served, tmp_path: Path) -> None:
    """The failure leaves nothing behind."""
    good, server.answer = server.answer, lambda _: Reply(body=calendar(WEEK))
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(500)
    fetched(server.address, tmp_path, 2)
    server.answer = good
    feed = fetched(server.address, tmp_path, 4).feeds[0]
    assert (feed.stale_since, feed.why, feed.notes) == ("", "", ())


def test_a_first_fetch_that_fails_is_an_error(server: Served, tmp_path: Path) -> None:
    """Nothing is known, so there is nothing to plan on."""
    server.answer = lambda _: Reply(503)
    with pytest.raises(FetchError, match="error 503"):
        fetched(server.address, tmp_path)


def test_a_server_that_asks_us_to_wait_is_left_alone(server: Served, tmp_path: Path) -> None:
    """Not even a refresh asks before the time it named."""
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(429, headers={"Retry-After": "7200"})
    for hours in (2, 3, 3.9):
        fetched(server.address, tmp_path, hours, Mode.REFRESH)
    assert len(server.asked) == 2
    fetched(server.address, tmp_path, 4, Mode.REFRESH)
    assert len(server.asked) == 3


def test_a_plan_is_judged_on_what_it_was_made_from(server: Served, tmp_path: Path) -> None:
    """Where only what is known is wanted, nobody is asked and nothing is written."""
    first = fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(body=calendar([]))
    assert fetched(server.address, tmp_path, 99, Mode.KNOWN).periods == first.periods
    assert len(server.asked) == 1


def test_what_nothing_is_known_of_is_asked_even_then(server: Served, tmp_path: Path) -> None:
    """And leaves no memory behind."""
    assert days(fetched(server.address, tmp_path, 0, Mode.KNOWN)) == [0, 1, 2, 7]
    assert list(tmp_path.iterdir()) == []


def test_a_clock_that_goes_back_asks_anew(server: Served, tmp_path: Path) -> None:
    """What lies in the future says nothing of how old it is."""
    fetched(server.address, tmp_path, 1000)
    feed = fetched(server.address, tmp_path, 0).feeds[0]
    assert len(server.asked) == 2
    assert feed.fetched_at == "2026-11-01T18:00Z"


def test_a_folder_that_takes_nothing_is_said_and_read_without(server: Served, tmp_path: Path) -> None:
    """The plan is made all the same, on what the address says now."""
    (tmp_path / ".homecall").write_text("a file in its place")
    found = fetched(server.address, tmp_path)
    assert days(found) == [0, 1, 2, 7]
    assert found.feeds[0].notes[0].startswith("What this address says could not be kept (File exists)")
    server.answer = lambda _: Reply(503)
    with pytest.raises(SourceError):
        fetched(server.address, tmp_path, 2)


def test_another_key_forgets_and_fetches_anew(server: Served, tmp_path: Path) -> None:
    """What cannot be opened is worth nothing, and does no harm."""
    fetched(server.address, tmp_path)
    (tmp_path / ".homecall" / "key").unlink()
    assert days(fetched(server.address, tmp_path, 0.1)) == [0, 1, 2, 7]
    assert len(server.asked) == 2


def test_no_file_of_the_memory_tells_anything(server: Served, tmp_path: Path) -> None:
    """Neither the address nor a title, a host or a reason."""
    server.answer = lambda _: Reply(body=calendar([*WEEK, shift(3, "Appendectomy")]), headers={"ETag": '"tag-of-it"'})
    fetched(server.address, tmp_path)
    server.answer = lambda _: Reply(503)
    fetched(server.address, tmp_path, 2)
    content = b"".join(file.read_bytes() for file in (tmp_path / ".homecall").iterdir())
    told = [word for word in (b"s3cret", b"127.0.0.1", b"Wards", b"Append", b"tag-of-it") if word in content]
    assert told == []
    assert not re.search(rb"(?<!\w)503(?!\w)", content)  # within a digest it may stand by chance


def test_paths_make_no_memory(tmp_path: Path) -> None:
    """A household of files stays as it is."""
    (tmp_path / "a.ics").write_bytes(calendar(WEEK))
    ana = Parent("ana", "Ana", schedule=(SourceSpec("ics", path="a.ics"),))
    house = replace(family(""), parents=(ana,))
    assert len(gather(house, horizon(), tmp_path, memory(tmp_path)).schedules["ana"].periods) == 4
    assert [one.name for one in tmp_path.iterdir()] == ["a.ics"]


def test_an_address_reads_as_the_same_bytes_in_a_file(server: Served, tmp_path: Path) -> None:
    """The first time, from the memory, and without one."""
    body = calendar([*WEEK, shift(3, "Vacation", 0, 0), shift(12)])
    server.answer = lambda _: Reply(body=body)
    (tmp_path / "127.0.0.1").write_bytes(body)
    ana = replace(family("").parents[0], schedule=(SourceSpec("ics", path="127.0.0.1"),))
    plain = gather(replace(family(""), parents=(ana,)), horizon(), tmp_path).schedules["ana"]
    found = [fetched(server.address, tmp_path), fetched(server.address, tmp_path, 0.1)]
    assert [(one.periods, one.through) for one in found] == [(plain.periods, plain.through)] * 2


def test_a_school_calendar_is_remembered_too(server: Served, tmp_path: Path) -> None:
    """Its closures stand while it cannot be had, and how fresh it is can be told."""
    server.answer = lambda _: Reply(body=calendar([shift(9, "Closed", 0, 0)]))
    school = Place("School", parse_weekly("Mon-Fri 08:30-15:00"), closed_from=server.address)
    mia = Child("mia", "Mia", None, Clock.parse("06:45"), Clock.parse("19:45"), (school,))
    house = replace(family(""), parents=(Parent("ana", "Ana"),), children=(mia,))
    gather(house, horizon(), tmp_path, memory(tmp_path))
    server.answer = lambda _: Reply(503)
    desk = Desk(horizon(2), tmp_path, memory(tmp_path))
    assert gathered(house, desk).children[0].places[0].closed == frozenset({FIRST + timedelta(days=9)})
    assert desk.calendars["School"].stale_since == "2026-11-01T20:00Z"


def test_a_source_without_a_memory_is_fetched_each_time(server: Served, tmp_path: Path) -> None:
    """As one address, with the rest of it unsaid."""
    assert fetch(SourceSpec("ics", url=server.address), tmp_path).startswith(b"BEGIN:VCALENDAR")
    found = gather(family(server.address), horizon(), tmp_path).schedules["ana"].feeds[0]
    assert (found.name, found.fetched_at, len(server.asked)) == ("127.0.0.1", "", 2)


def test_the_clock_of_the_tests_is_the_household_s() -> None:
    """Noon in Chicago is six in the evening in UTC, in November."""
    assert WALL.local(horizon().now).isoformat() == "2026-11-01T12:00:00-06:00"
