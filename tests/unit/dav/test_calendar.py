"""A calendar on a server: a real one, and one that says what a test wants."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from homecall.dav.calendar import AT_ONCE, Calendar, Stored
from homecall.dav.login import Login
from homecall.dav.wire import Wire
from homecall.errors import DavError
from tests.unit.dav.server import FAMILY, Radicale
from tests.unit.dav.stub import IS_CALENDAR, Said, Stub, by_method, listing, stub


@contextmanager
def opened(url: str, login: Login | None = None) -> Iterator[Calendar]:
    """A calendar whose line is hung up at the end."""
    wire = Wire(url, login)
    try:
        yield Calendar(wire)
    finally:
        wire.close()


@contextmanager
def at(server: Radicale, path: str = FAMILY) -> Iterator[Calendar]:
    """A calendar of the real server."""
    with opened(server.calendar.replace(FAMILY, path), server.login) as calendar:
        yield calendar


@contextmanager
def scripted(**answers: Said | list[Said]) -> Iterator[tuple[Calendar, Stub]]:
    """A calendar of the stub, and the stub."""
    with stub(by_method(**answers)) as server, opened(server.url) as calendar:
        yield calendar, server


def refused(calendar: Calendar) -> DavError:
    """The error that reading everything ends in."""
    with pytest.raises(DavError) as caught:
        calendar.everything()
    return caught.value


def test_everything_is_read_with_its_path_and_version(radicale: Radicale) -> None:
    """Paths come as the server writes them, odd letters still escaped."""
    radicale.put("a%20b.ics", "x/1@dentist")
    radicale.put("plain.ics", "y%2F@dentist")
    with at(radicale) as calendar:
        calendar.looked_at()
        found = calendar.everything()
    assert [one.href for one in found] == [f"{FAMILY}a%20b.ics", f"{FAMILY}plain.ics"]
    assert all(one.etag.startswith('"') and "SUMMARY:Dentist" in one.text for one in found)


def test_an_empty_calendar_is_empty(radicale: Radicale) -> None:
    """No events is an answer."""
    with at(radicale) as calendar:
        assert (calendar.everything(), calendar.since("").changed) == ((), ())


def test_what_changed_since_is_told(radicale: Radicale) -> None:
    """New, changed and gone, each once, with a token for the next time."""
    radicale.put("a.ics", "a@x")
    radicale.put("b.ics", "b@x")
    with at(radicale) as calendar:
        before = calendar.since("")
        radicale.put("a.ics", "a@x", "Surgeon")
        radicale.put("c.ics", "c@x")
        radicale.ask("DELETE", f"{FAMILY}b.ics")
        after = calendar.since(before.token)
        again = calendar.since(after.token)
    assert (before.whole, after.whole) == (True, False)
    assert {one.href for one in after.changed} == {f"{FAMILY}a.ics", f"{FAMILY}c.ics"}
    assert after.gone == {f"{FAMILY}b.ics"}
    assert (again.changed, again.gone) == ((), frozenset())


def test_a_token_that_nobody_knows_gives_everything(radicale: Radicale) -> None:
    """It is said to be everything, or what is gone would be taken for unchanged."""
    radicale.put("a.ics", "a@x")
    with at(radicale) as calendar:
        changes = calendar.since("http://radicale.org/ns/sync/0123456789")
    assert (changes.whole, len(changes.changed)) == (True, 1)


def test_some_are_read_by_their_paths(radicale: Radicale) -> None:
    """Those that are gone in the meantime are left out."""
    radicale.put("a%20b.ics", "a@x")
    with at(radicale) as calendar:
        found = calendar.some([f"{FAMILY}a%20b.ics", f"{FAMILY}gone.ics"])
    assert [one.href for one in found] == [f"{FAMILY}a%20b.ics"]


def test_many_are_asked_for_in_parts() -> None:
    """No question names more than a hundred."""
    with scripted(REPORT=Said(body=listing())) as (calendar, server):
        calendar.some(f"/cal/{n}.ics" for n in range(2 * AT_ONCE + 1))
    assert [one.body.count("href>") // 2 for one in server.asked] == [AT_ONCE, AT_ONCE, 1]


@pytest.mark.parametrize("path", ["/ana/", "/", ""])
def test_an_account_names_its_calendars(radicale: Radicale, path: str) -> None:
    """Whoever gives the address of the account, or of the server, is told those of the calendars there."""
    with at(radicale, path) as calendar, pytest.raises(DavError, match="is no calendar") as caught:
        calendar.looked_at()
    assert radicale.calendar in caught.value.cure


def test_a_calendar_that_is_not_there_is_an_error(radicale: Radicale) -> None:
    """Gone is not empty, for a list of everything and for a list of changes alike."""
    with at(radicale, "/ana/gone/") as calendar:
        assert refused(calendar).status == 404
        with pytest.raises(DavError):
            calendar.since("http://radicale.org/ns/sync/0123456789")


def test_a_wrong_password_is_said(radicale: Radicale) -> None:
    """With a sentence that holds neither password."""
    with opened(radicale.calendar, Login("ana", "wr0ng")) as calendar:
        error = refused(calendar)
    assert (error.status, error.permanent) == (401, True)
    assert "wr0ng" not in str(error)


def test_an_address_without_its_last_stroke_will_do(radicale: Radicale) -> None:
    """What is new lands in the calendar and not beside it."""
    radicale.put("a.ics", "a@x")
    with at(radicale, FAMILY.rstrip("/")) as calendar:
        calendar.looked_at()
        calendar.create("b", calendar.everything()[0].text.replace("a@x", "b@x"))
    assert set(radicale.files()) == {"a.ics", "b.ics"}


def test_nothing_is_made_over_what_is_there(radicale: Radicale) -> None:
    """A name that is taken is refused by the server itself, without a look before."""
    radicale.put("a.ics", "a@x")
    with at(radicale) as calendar:
        text = calendar.everything()[0].text
        with pytest.raises(DavError) as caught:
            calendar.create("a", text.replace("Dentist", "Ours"))
    assert caught.value.status == 412
    assert "SUMMARY:Dentist" in radicale.files()["a.ics"]


@pytest.mark.parametrize("doing", ["replace", "remove"])
def test_nothing_is_done_to_another_version(radicale: Radicale, doing: str) -> None:
    """Whoever changed it in the meantime wins."""
    radicale.put("a.ics", "a@x")
    with at(radicale) as calendar:
        (old,) = calendar.everything()
        radicale.put("a.ics", "a@x", "Surgeon")
        with pytest.raises(DavError) as caught:
            calendar.replace(old, old.text) if doing == "replace" else calendar.remove(old)
    assert caught.value.status == 412
    assert "SUMMARY:Surgeon" in radicale.files()["a.ics"]


@pytest.mark.parametrize("etag", ["", "\r\nX: 1", "Grüße"])
def test_without_a_version_nothing_is_written_over(etag: str) -> None:
    """A server that does not say what it holds is not written to blindly."""
    with scripted(PUT=Said(204)) as (calendar, server), pytest.raises(DavError, match="nothing is written over"):
        calendar.replace(Stored("/cal/a.ics", etag), "BEGIN:VCALENDAR")
    assert server.asked == []


@pytest.mark.parametrize(("etag", "mark"), [('"1"', '"1"'), ('W/"1"', '"1"'), ("1", '"1"')])
def test_versions_are_named_as_conditions_need_them(etag: str, mark: str) -> None:
    """A weak mark, made so by a server in front, and one without quotes are mended."""
    with scripted(PUT=Said(204)) as (calendar, server):
        calendar.replace(Stored("/cal/a.ics", etag), "BEGIN:VCALENDAR")
    assert server.asked[0].headers["If-Match"] == mark


def test_a_list_in_pages_is_read_to_its_end() -> None:
    """A server that tells a part and says so is asked on."""
    more = "<d:response><d:href>/cal/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>"
    first = listing(("/cal/a.ics", '"1"', ""), token="t1").replace("<d:sync-token>", f"{more}<d:sync-token>")
    second = listing(("/cal/b.ics", '"1"', ""), token="t2")
    with scripted(REPORT=[Said(body=first), Said(body=second)]) as (calendar, server):
        changes = calendar.since("")
    assert ([one.href for one in changes.changed], changes.token) == (["/cal/a.ics", "/cal/b.ics"], "t2")
    assert "t1" in server.asked[1].body


@pytest.mark.parametrize(
    "said",
    [
        Said(200, "<html><body>Sign in</body></html>", {"Content-Type": "text/html"}),
        Said(207, "<html><body>Sign in"),
        Said(207, ""),
        Said(207, listing(("/cal/a.ics", '"1"', "BEGIN:VCALENDAR"))[:-30]),
        Said(207, '<!DOCTYPE m [<!ENTITY a "lol">]><m>&a;</m>'),
        Said(200, listing()),
        Said(207, f"<m>{'x' * 12_000_000}</m>"),
    ],
    ids=["page", "page as list", "nothing", "cut", "bomb", "wrong status", "more text than fits"],
)
def test_what_is_no_list_is_an_error(said: Said) -> None:
    """Never an empty calendar."""
    with scripted(REPORT=said) as (calendar, _):
        assert "calendar server" in refused(calendar).message


@pytest.mark.parametrize(
    "odd",
    [
        '<d:response xmlns:d="DAV:"/>',
        '<d:response xmlns:d="DAV:"><d:href/></d:response>',
        '<d:response xmlns:d="DAV:"><d:href>http://[::1</d:href></d:response>',
        '<d:response xmlns:d="DAV:"><d:href>/cal/x</d:href><d:status>odd</d:status><odd>PRIVATE</odd></d:response>',
        '<d:response xmlns:d="DAV:"><d:href>/cal/x</d:href><d:propstat/></d:response>',
    ],
)
def test_odd_parts_of_a_list_do_not_lose_the_rest(odd: str, caplog: pytest.LogCaptureFixture) -> None:
    """What is understood is read, and nothing of it goes to a log."""
    caplog.set_level(logging.DEBUG)
    body = listing(("/cal/a.ics", '"1"', "BEGIN:VCALENDAR")).replace("</d:multistatus>", f"{odd}</d:multistatus>")
    with scripted(REPORT=Said(body=body)) as (calendar, _):
        assert [one.href for one in calendar.everything()] == ["/cal/a.ics"]
    assert "PRIVATE" not in caplog.text
    assert "BEGIN:VCALENDAR" not in caplog.text


def test_a_list_that_names_another_server_stays_here() -> None:
    """A path is taken for one on this server, whatever host stands before it."""
    body = listing(("https://evil.example/cal/a.ics", '"1"', "BEGIN:VCALENDAR"))
    with scripted(REPORT=Said(body=body), DELETE=Said(204)) as (calendar, server):
        calendar.remove(calendar.everything()[0])
    assert server.asked[-1].path == "/cal/a.ics"


def test_the_answer_that_makes_a_calendar_is_looked_for() -> None:
    """A folder of files is no calendar."""
    folder = Said(body=IS_CALENDAR.replace("<c:calendar/>", ""))
    with scripted(PROPFIND=folder) as (calendar, _), pytest.raises(DavError, match="is no calendar"):
        calendar.looked_at()


def test_without_the_library_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra; whoever needs it is told how to get it."""
    monkeypatch.setitem(sys.modules, "caldav.elements.cdav", None)
    with pytest.raises(DavError, match="needs caldav, which is not installed") as caught:
        Calendar(Wire("https://cal.example.org/a/"))
    assert 'pip install "homecall[caldav]"' in caught.value.cure
