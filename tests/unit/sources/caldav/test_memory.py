"""A calendar on a server over time: asked by token when it is due, stale when it fails, and never free."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from homecall.errors import FetchError
from homecall.household.people import SourceSpec
from homecall.sources.memory.memory import Memory
from homecall.sources.memory.place import Remembered
from homecall.spans.span import HOUR
from tests.unit.dav.server import FAMILY, Radicale
from tests.unit.sources.caldav.test_ask import HORIZON


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of these tests is on this machine, which a setting must allow."""
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")


def told(server: Radicale, folder: Path, hours: int) -> Remembered:
    """What the calendar says so many hours after the first time it was asked."""
    login = f"{server.login.user}:{quote(server.login.password, safe='')}@"
    spec = SourceSpec("caldav", url=server.calendar.replace("//", f"//{login}"))
    later = replace(HORIZON, now=HORIZON.now + hours * HOUR)
    return Memory(folder / "memory", lambda: 0.5).read(spec, later)


def titles(said: Remembered) -> list[str]:
    """What counts: what stands there, and what is held though it is gone."""
    return sorted(one.title for one in (*said.intake.entries, *said.held))


def test_nothing_new_costs_no_list(radicale: Radicale, tmp_path: Path) -> None:
    """The second question is answered from memory, and the reading stays fresh."""
    radicale.put("a.ics", "a@x")
    first = told(radicale, tmp_path, 0)
    second = told(radicale, tmp_path, 3)
    assert titles(first) == titles(second) == ["Dentist"]
    assert (second.freshness.stale_since, first.freshness.fetched_at < second.freshness.fetched_at) == ("", True)


def test_a_change_is_read(radicale: Radicale, tmp_path: Path) -> None:
    """What is new counts at once; what vanished counts on for a while, and says so."""
    radicale.put("a.ics", "a@x")
    told(radicale, tmp_path, 0)
    radicale.ask("DELETE", f"{FAMILY}a.ics")
    radicale.put("b.ics", "b@x", "Surgeon")
    after = told(radicale, tmp_path, 3)
    assert titles(after) == ["Dentist", "Surgeon"]
    assert any("no longer in this schedule" in note for note in after.freshness.notes)
    assert titles(told(radicale, tmp_path, 60)) == ["Surgeon"]


@pytest.mark.parametrize("trouble", ["gone", "down", "password"])
def test_a_calendar_that_fails_is_stale_and_not_empty(radicale: Radicale, tmp_path: Path, trouble: str) -> None:
    """Deleted, not answering, or closed to us: it says what it said last, and since when that is stale."""
    radicale.put("a.ics", "a@x")
    told(radicale, tmp_path, 0)
    if trouble == "gone":
        radicale.ask("DELETE", FAMILY)
    else:
        radicale.stop()
    if trouble == "password":
        radicale.login = replace(radicale.login, password="another")
        radicale.start()
        radicale.login = replace(radicale.login, password="the old one")
    said = told(radicale, tmp_path, 3) if trouble != "password" else _old(radicale, tmp_path)
    assert titles(said) == ["Dentist"]
    assert said.freshness.stale_since


def _old(server: Radicale, folder: Path) -> Remembered:
    """What is remembered under the address with the password of before."""
    from tests.unit.dav.server import LOGIN

    server.login = LOGIN
    return told(server, folder, 3)


def test_a_calendar_that_was_never_had_is_an_error(radicale: Radicale, tmp_path: Path) -> None:
    """There is nothing to fall back on, and nothing is made up."""
    radicale.ask("DELETE", FAMILY)
    with pytest.raises(FetchError, match="no calendar at this address"):
        told(radicale, tmp_path, 0)


def test_no_secret_is_kept_in_the_open(radicale: Radicale, tmp_path: Path) -> None:
    """Neither the password nor what the events say can be read in the folder of the memory."""
    radicale.put("a.ics", "a@x", "Roe, Jane")
    told(radicale, tmp_path, 0)
    kept = b"".join(one.read_bytes() for one in (tmp_path / "memory").iterdir() if one.is_file())
    assert kept
    assert not any(word.encode() in kept for word in ("Roe", "Büro", "B%C3%BCro", "family"))
