"""QGenda's interface: which requests are made, and how its answers are put together, against a server of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from homecall.errors import FetchError, SourceError
from homecall.sources.qgenda.answer import read
from homecall.sources.qgenda.rest import (
    MOST_DAYS,
    MOST_WINDOWS,
    Account,
    Request,
    fetched,
    joined,
    login,
    schedule,
    token,
    windows,
)
from homecall.sources.qgenda.wire import ask
from homecall.sources.web.hosts import SETTING
from tests.unit.sources.corpus import horizon, spec
from tests.unit.sources.qgenda_server import FIRST, PASSWORD, Interface, duty, serving

ACCOUNT = Account("rota@home.example", PASSWORD, "c0ffee")
DAY = timedelta(days=1)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Interface]:
    """QGenda's interface on this machine, which the setting lets us ask."""
    monkeypatch.setenv(SETTING, "127.0.0.1")
    with serving() as state:
        yield state


def test_a_schedule_is_fetched_in_pieces_and_read_as_one(server: Interface) -> None:
    """One login, three windows of at most a hundred days, and every duty once."""
    content = fetched(server.account(), FIRST, FIRST + 249 * DAY, ask)

    assert server.asked == [("POST", "/v2/login")] + [("GET", "/v2/schedule")] * 3
    assert server.widths == [100, 100, 50]
    assert len(json.loads(content)) == 25


def test_what_was_fetched_is_read_like_a_saved_answer(server: Interface) -> None:
    """The reader does not know whence the bytes came."""
    content = fetched(server.account(), FIRST, FIRST + 20 * DAY, ask)

    intake = read(content, spec("qgenda-json", match="Ana Rivera"), horizon())

    assert [one.day for one in intake.entries] == [FIRST, FIRST + 10 * DAY, FIRST + 20 * DAY]
    assert intake.rejects == ()


def test_a_wrong_password_is_told_and_never_shown(server: Interface) -> None:
    """Trying again cannot help, and nothing of the secret is in the words."""
    with pytest.raises(FetchError, match="QGenda refused the login") as caught:
        fetched(server.account("not-it"), FIRST, FIRST, ask)

    assert caught.value.permanent
    assert "not-it" not in str(caught.value)
    assert server.asked == [("POST", "/v2/login")]


@pytest.mark.parametrize(("status", "again"), [(500, "yes"), (429, "yes"), (404, "no")])
def test_an_error_of_the_server_is_an_error(server: Interface, status: int, again: str) -> None:
    """It is never an empty schedule, and it says whether trying again may help."""
    server.status = status

    with pytest.raises(FetchError, match=f"error {status}") as caught:
        fetched(server.account(), FIRST, FIRST, ask)

    assert caught.value.permanent is (again == "no")


def test_a_redirect_gets_no_password(server: Interface) -> None:
    """What is sent is for one host."""
    server.status, server.location = 302, "http://127.0.0.1:9/"

    with pytest.raises(FetchError, match="leads elsewhere"):
        fetched(server.account(), FIRST, FIRST, ask)


@pytest.mark.parametrize("raw", [b"<html>", b'{"access_token": ""}', b'{"access_token": "a\\nb"}', b"[]"])
def test_an_answer_without_a_token_is_refused(server: Interface, raw: bytes) -> None:
    """A page, nothing, or what would break out of its header."""
    server.raw = raw

    with pytest.raises(FetchError, match="no token"):
        fetched(server.account(), FIRST, FIRST, ask)


def test_a_body_without_end_is_given_up(server: Interface) -> None:
    """A small gzip body may unfold into anything."""
    server.raw = b" " * (21 * 1024 * 1024)

    with pytest.raises(SourceError, match="limit is 20 MB"):
        fetched(server.account(), FIRST, FIRST, ask)


def test_no_password_goes_over_an_open_connection(server: Interface, monkeypatch: pytest.MonkeyPatch) -> None:
    """But to a host that the setting names; nobody else is even called."""
    monkeypatch.delenv(SETTING)

    with pytest.raises(FetchError, match="not sent over an open connection"):
        fetched(server.account(), FIRST, FIRST, ask)

    assert server.asked == []


def test_a_private_host_is_not_asked_even_when_protected() -> None:
    """The rule for addresses of one's own network holds here too."""
    with pytest.raises(FetchError, match="private network"):
        ask(Request("GET", "https://127.0.0.1:9/v2/schedule", ()))


def test_a_dead_host_is_told_without_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The query holds a key."""
    monkeypatch.setenv(SETTING, "127.0.0.1")

    with pytest.raises(FetchError, match="could not be fetched") as caught:
        ask(Request("GET", "http://127.0.0.1:9/v2/schedule?companyKey=c0ffee", ()))

    assert "c0ffee" not in str(caught.value)


def test_the_login_is_a_form() -> None:
    """The password travels in the body, encoded, and in no address."""
    request = login(ACCOUNT)

    assert (request.method, request.url) == ("POST", "https://api.qgenda.com/v2/login")
    assert request.body == b"email=rota%40home.example&password=p%26ss+w%C3%B6rd"


def test_the_schedule_is_asked_for_in_american_days() -> None:
    """With its token in the header, and struck duties included."""
    request = schedule(ACCOUNT, "t", date(2026, 11, 1), date(2026, 12, 9))

    assert request.url.endswith("startDate=11%2F1%2F2026&endDate=12%2F9%2F2026&includeDeletes=true")
    assert ("Authorization", "bearer t") in request.headers


def test_secrets_are_not_shown() -> None:
    """Neither an account nor a request tells them when it is printed."""
    shown = f"{ACCOUNT!r} {login(ACCOUNT)!r} {schedule(ACCOUNT, 'tok', FIRST, FIRST)!r}"

    assert not [secret for secret in (PASSWORD, "c0ffee", "tok'", "p%26ss") if secret in shown]


@pytest.mark.parametrize("days", [1, 99, 100, 101, 200, 201, 1199])
def test_windows_cover_every_day_once(days: int) -> None:
    """None is longer than the interface allows, and they touch without a gap."""
    pieces = list(windows(FIRST, FIRST + (days - 1) * DAY))

    every = [first + n * DAY for first, last in pieces for n in range((last - first).days + 1)]
    assert every == [FIRST + n * DAY for n in range(days)]
    assert all((last - first).days < MOST_DAYS for first, last in pieces)


def test_more_days_than_a_schedule_has_are_refused() -> None:
    """A slip in a year must not become a thousand requests."""
    with pytest.raises(FetchError, match="More days were asked for"):
        list(windows(FIRST, FIRST + MOST_DAYS * MOST_WINDOWS * DAY))


def test_a_duty_in_two_answers_counts_once_by_its_last_change() -> None:
    """It may have changed between two requests."""
    old, new = duty(FIRST) | {"LastModifiedDateUTC": "2026-10-01"}, duty(FIRST) | {
        "LastModifiedDateUTC": "2026-10-02", "TaskAbbrev": "Call"}  # fmt: skip

    content = joined([json.dumps([new]).encode(), json.dumps([old]).encode()], ACCOUNT)

    assert [one["taskabbrev"] for one in json.loads(content)] == ["Call"]


def test_an_answer_that_is_no_schedule_fails_the_fetch() -> None:
    """Half of the windows are not half of a schedule."""
    with pytest.raises(SourceError, match="an error in place of duties"):
        joined([b"[]", b'{"Message": "no"}'], ACCOUNT)


def test_a_token_is_taken_from_its_answer() -> None:
    """Spaces around it are not its own."""
    assert token(b'{"access_token": " abc ", "expires_in": 3600}', ACCOUNT) == "abc"
