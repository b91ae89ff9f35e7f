"""Calendars that nobody wrote: sound ones as other engines read them, wild ones read or refused in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from tests.oracles import libical, stack
from tests.oracles.cases import Seen, seen
from tests.unit.sources.calendars.looking import listed, look
from tests.unit.sources.calendars.strategies import calendars, wild
from tests.unit.sources.calendars.turning import turned

WINDOW = {"from": "2026-10-26", "to": "2026-11-23", "zone": "America/Chicago"}
EDGES = (date(2026, 10, 26), date(2026, 11, 23), ZoneInfo("America/Chicago"))


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which each calendar is handed over."""
    return tmp_path_factory.mktemp("feed") / "feed.ics"


def ours(content: bytes, feed: Path) -> list[Seen]:
    """What homecall reads, which must set nothing aside."""
    feed.write_bytes(content)
    found = look(feed, WINDOW)
    assert (found.error, found.rejects) == ("", [])
    return listed(found, WINDOW)


@given(calendars())
def test_sound_calendars_are_read_as_another_engine_reads_them(feed: Path, content: str) -> None:
    """The usual stack or libical finds the very same occurrences; each has its own faults, and seldom the same."""
    mine = ours(content.encode(), feed)
    if mine != seen(stack.read(content.encode(), *EDGES), WINDOW):
        libical.built()
        assert mine == seen(libical.read(content.encode(), *EDGES), WINDOW)


@given(calendars())
def test_the_order_of_components_does_not_matter(feed: Path, content: str) -> None:
    """The same events in reverse are the same calendar."""
    assert ours(content.encode(), feed) == ours(turned(content.encode()), feed)


@settings(max_examples=200)
@given(wild())
def test_wild_calendars_are_read_or_refused_in_words(feed: Path, content: bytes) -> None:
    """Nothing else than occurrences that end where or after they start, named rejects, or a refusal comes of them."""
    feed.write_bytes(content)
    found = look(feed, WINDOW)
    assert all(one.start <= one.end for one in listed(found, WINDOW))
    assert all(str(one["why"]).strip() for one in found.rejects)
