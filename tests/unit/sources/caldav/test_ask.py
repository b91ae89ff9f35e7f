"""A calendar on a server as a source: asked by token, read whole where something changed, never silently empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from homecall.errors import FetchError
from homecall.household.people import SourceSpec
from homecall.outlets.caldav.deliver import Where, deliver
from homecall.sources.base import Intake
from homecall.sources.caldav.ask import ask
from homecall.sources.gather import read
from homecall.sources.web.ask import Validators
from homecall.spans.wall import Horizon, Wall
from tests.unit.dav.server import FAMILY, Radicale
from tests.unit.dav.stub import Said, by_method, listing, stub
from tests.unit.outlets.caldav.pushing import VIEW, nights, no_wait

WALL = Wall("America/Chicago")
HORIZON = Horizon(WALL, date(2026, 11, 1), 14, WALL.midnight(date(2026, 11, 1)))
EVENT = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{0}\nDTSTART:202611{1}T150000Z\nDTEND:202611{1}T160000Z\nSUMMARY:{0}\n"
    "END:VEVENT\nEND:VCALENDAR"
)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The servers of these tests are on this machine, which a setting must allow."""
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")


def address(server: Radicale) -> str:
    """The calendar's address with the login in it, as a household file holds it."""
    login = f"{server.login.user}:{quote(server.login.password, safe='')}@"
    return server.calendar.replace("//", f"//{login}")


def intake(url: str) -> Intake:
    """What the source says."""
    return read(SourceSpec("caldav", url=url), HORIZON, Path())


def test_events_become_entries(radicale: Radicale) -> None:
    """Each with its hours, in order of time."""
    radicale.put("b.ics", "b@x", "Surgeon", day=4)
    radicale.put("a.ics", "a@x", "Dentist", day=3)
    found = intake(address(radicale))
    assert [(one.title, one.day) for one in found.entries] == [
        ("Dentist", date(2026, 11, 3)), ("Surgeon", date(2026, 11, 4)),
    ]  # fmt: skip
    assert (found.rejects, found.through) == ((), date(2026, 11, 4))


def test_nothing_changed_is_said_without_a_body(radicale: Radicale) -> None:
    """The second question costs no list."""
    radicale.put("a.ics", "a@x")
    first = ask(address(radicale))
    again = ask(address(radicale), first.validators)
    assert first.body
    assert (again.body, again.validators) == (None, first.validators)


@pytest.mark.parametrize("change", ["new", "changed", "gone"])
def test_any_change_is_read(radicale: Radicale, change: str) -> None:
    """A new event, a changed one, one that is gone: the whole calendar comes, with another token."""
    radicale.put("a.ics", "a@x")
    first = ask(address(radicale))
    if change == "gone":
        radicale.ask("DELETE", f"{FAMILY}a.ics")
    else:
        radicale.put("a.ics" if change == "changed" else "b.ics", "a@x" if change == "changed" else "b@x", "Surgeon")
    after = ask(address(radicale), first.validators)
    assert after.body is not None
    assert after.validators != first.validators
    assert (b"Surgeon" in after.body) is (change != "gone")


def test_a_token_of_long_ago_gives_everything(radicale: Radicale) -> None:
    """A server that has forgotten it is read whole."""
    radicale.put("a.ics", "a@x")
    found = ask(address(radicale), Validators(etag="http://radicale.org/ns/sync/00"))
    assert b"SUMMARY:Dentist" in (found.body or b"")


def test_a_restart_of_the_server_keeps_the_token(radicale: Radicale) -> None:
    """What is known still stands after it; while it is down, that is an error and worth another try."""
    radicale.put("a.ics", "a@x")
    first = ask(address(radicale))
    radicale.stop()
    with pytest.raises(FetchError) as caught:
        ask(address(radicale), first.validators)
    assert not caught.value.permanent
    radicale.start()
    assert ask(address(radicale), first.validators).body is None


def test_a_calendar_that_is_gone_is_an_error(radicale: Radicale) -> None:
    """With a token and without: gone is not empty, and empty would be free."""
    radicale.put("a.ics", "a@x")
    first = ask(address(radicale))
    radicale.ask("DELETE", FAMILY)
    for known in (first.validators, Validators()):
        with pytest.raises(FetchError, match="no calendar at this address") as caught:
            ask(address(radicale), known)
        assert caught.value.permanent


def test_an_empty_calendar_is_empty(radicale: Radicale) -> None:
    """It holds no day, which is said elsewhere to be unknown."""
    found = intake(address(radicale))
    assert (found.entries, found.rejects, found.through) == ((), (), None)


def test_our_own_plan_is_not_read_back(radicale: Radicale) -> None:
    """A plan that became somebody's schedule would be a reason for itself."""
    radicale.put("a.ics", "a@x")
    radicale.put("b.ics", "b@homecall", "Borrowed id")
    deliver(Where(radicale.calendar, radicale.login), VIEW, nights(), nights().now, no_wait)
    assert {one.title for one in intake(address(radicale)).entries} == {"Dentist", "Borrowed id"}


def test_a_wrong_password_is_said_without_it(radicale: Radicale) -> None:
    """Neither the password nor the path stands in the error, its causes included."""
    url = radicale.calendar.replace("//", "//ana:wr0ng@")
    with pytest.raises(FetchError, match="refused the name or the password") as caught:
        ask(url)
    assert (caught.value.permanent, caught.value.__cause__, caught.value.__context__) == (True, None, None)
    assert "wr0ng" not in str(caught.value)
    assert "family" not in str(caught.value)


def test_a_private_host_is_not_asked(radicale: Radicale, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the setting names it."""
    monkeypatch.delenv("HOMECALL_ALLOW_PRIVATE")
    with pytest.raises(FetchError) as caught:
        ask(address(radicale))
    assert "HOMECALL_ALLOW_PRIVATE" in str(caught.value)


@pytest.mark.parametrize("status", [400, 403, 405, 415, 501])
def test_a_server_without_tokens_is_read_whole(status: int) -> None:
    """Each time, and nothing is lost by it."""
    body = listing(("/cal/a.ics", '"1"', EVENT.format("a", "03")))
    with stub(by_method(REPORT=[Said(status), Said(body=body)])) as server:
        found = ask(server.url)
    assert found.validators == Validators()
    assert b"SUMMARY:a" in (found.body or b"")


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503, 507])
def test_a_refusal_is_an_error(status: int) -> None:
    """With the pause that the server asks for."""
    with stub(by_method(REPORT=Said(status, "", {"Retry-After": "7"}))) as server, pytest.raises(FetchError) as caught:
        ask(server.url)
    assert caught.value.permanent is (status in (401, 404, 507))
    assert caught.value.wait == 7


@pytest.mark.parametrize(
    "broken", ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nSUMMARY:cut", "<p>oops</p>", "BEGIN:VCARD\nEND:VCARD"]
)
def test_one_broken_entry_does_not_lose_the_others(broken: str) -> None:
    """It shows up as a reject; the rest is read."""
    body = listing(
        ("/cal/a.ics", '"1"', EVENT.format("a", "03")),
        ("/cal/b.ics", '"2"', broken),
        ("/cal/c.ics", '"3"', EVENT.format("c", "04")),
    )
    with stub(by_method(REPORT=[Said(body=listing(token="t")), Said(body=body)])) as server:
        found = intake(server.url)
    assert [one.title for one in found.entries] == ["a", "c"]
    assert [one.text for one in found.rejects] == ["(an entry of the server that is no whole calendar)"]


@pytest.mark.parametrize("said", [Said(200, "<html>Sign in</html>"), Said(207, ""), Said(207, listing()[:-5])])
def test_what_is_no_list_is_an_error(said: Said) -> None:
    """Never an empty calendar."""
    with stub(by_method(REPORT=said)) as server, pytest.raises(FetchError):
        ask(server.url)
