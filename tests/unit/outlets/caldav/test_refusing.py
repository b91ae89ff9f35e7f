"""A push against a server that refuses, lies or breaks off, over a real line: a sentence, and nothing lost."""

from __future__ import annotations

import pytest

from homecall.dav.login import Login
from homecall.errors import DavError
from homecall.outlets.caldav.deliver import Where, deliver
from homecall.outlets.caldav.push import Report
from tests.unit.dav.stub import Asked, Said, Script, Stub, by_method, listing, stub
from tests.unit.outlets.caldav.pushing import LATER, NIGHTS, VIEW, Shelf, nights, no_wait, put


def push(server: Stub, waited: list[float] | None = None, text: str = NIGHTS) -> Report:
    """A push of four nights."""
    wait = no_wait if waited is None else waited.append
    return deliver(Where(server.url, Login("ana", "s3cret")), VIEW, nights(text), nights().now, wait)


def refused(script: Script) -> tuple[DavError, list[Asked]]:
    """The error that a push ends in, and what the server was asked."""
    with stub(script) as server:
        with pytest.raises(DavError) as caught:
            push(server)
        return caught.value, server.asked


def writes(asked: list[Asked]) -> int:
    """How many changes were asked for."""
    return sum(one.method in ("PUT", "DELETE") for one in asked)


@pytest.mark.parametrize(
    ("status", "words", "permanent"),
    [
        (401, "name or the password", True),
        (403, "does not allow", True),
        (507, "no room", True),
        (500, "trouble", False),
    ],
)
def test_a_refused_write_stops_the_push(status: int, words: str, permanent: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """At the first one, with what it means and whether it is worth trying again."""
    error, asked = refused(by_method(REPORT=Said(body=listing()), PUT=Said(status)))
    assert words in error.message
    assert (error.permanent, error.status, writes(asked)) == (permanent, status, 1)
    assert "s3cret" not in str(error)


def test_a_pause_that_is_asked_for_is_kept() -> None:
    """Seven seconds, and the same write again."""
    waited: list[float] = []
    busy = Said(429, "", {"Retry-After": "7"})
    with stub(by_method(REPORT=Said(body=listing()), PUT=[busy, Said(201)])) as server:
        assert len(push(server, waited).of("make")) == 8
    assert waited == [7]


def test_a_pause_before_anything_is_written_ends_the_push() -> None:
    """A server that does not even list has no patience; how long it asks for is said."""
    error, asked = refused(by_method(PROPFIND=Said(503, "", {"Retry-After": "90"})))
    assert (error.wait, error.permanent, writes(asked)) == (90, False, 0)
    assert "Try again in 90 seconds." in error.cure


@pytest.mark.parametrize(
    "said",
    [
        Said(207, listing()[:-9]),
        Said(207, listing(), length=10_000),
        Said(200, "<html>Sign in</html>", {"Content-Type": "text/html"}),
        Said(207, '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><m>&b;</m>'),
    ],
    ids=["cut", "broken off", "page", "bomb"],
)
def test_a_list_that_is_none_is_not_an_empty_calendar(said: Said) -> None:
    """Nothing is written on the strength of it: all would be made a second time."""
    _, asked = refused(by_method(REPORT=said))
    assert writes(asked) == 0


def held() -> list[tuple[str, str, str]]:
    """The resources of a full calendar."""
    shelf = Shelf()
    put(shelf, nights())
    return [(href, f'"{version}"', text) for href, (version, text) in shelf.held.items()]


def test_a_server_without_versions_is_not_written_over() -> None:
    """What cannot be held to a version is left as it is, with a sentence."""
    bare = listing(*((href, "", text) for href, _, text in held()))
    with stub(by_method(REPORT=Said(body=bare), PUT=Said(204))) as server:
        with pytest.raises(DavError, match="which version of an entry"):
            push(server, text=LATER)
        assert writes(server.asked) == 0


def test_a_server_with_wrong_versions_is_left_in_peace() -> None:
    """Each write is refused, whatever version it gives out: a few tries, then the event is left, and said."""
    full = Said(body=listing(*held()))
    with stub(by_method(REPORT=full, PUT=Said(412), DELETE=Said(412))) as server:
        report = push(server, text=LATER)
        assert len(report.of("leave")) == 2
        assert writes(server.asked) <= 6
    assert {one.headers.get("If-Match") for one in server.asked if one.method == "PUT"} == {'"1"'}


def test_new_events_are_only_made_where_nothing_is() -> None:
    """Each PUT of a new one says so to the server itself."""
    with stub(by_method(REPORT=Said(body=listing()), PUT=Said(201))) as server:
        push(server)
        made = [one for one in server.asked if one.method == "PUT"]
    assert {one.headers.get("If-None-Match") for one in made} == {"*"}
    assert {one.headers["Content-Type"] for one in made} == {"text/calendar; charset=utf-8"}
    assert not any("METHOD" in one.body or "RRULE" in one.body for one in made)


def test_a_full_calendar_is_changed_by_version() -> None:
    """Each PUT names the version it was thought of for, and the path that the server gave it."""
    moved = [(href.replace("/cal/", "/cal/server-made-"), etag, text) for href, etag, text in held()]
    with stub(by_method(REPORT=Said(body=listing(*moved)), PUT=Said(204))) as server:
        assert len(push(server, text=LATER).of("change")) == 2
        written = [one for one in server.asked if one.method == "PUT"]
    assert all("/cal/server-made-" in one.path and one.headers["If-Match"] == '"1"' for one in written)
    assert all("If-None-Match" not in one.headers for one in written)
