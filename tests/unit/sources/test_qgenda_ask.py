"""QGenda's interface as the address of a source, against a server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from homecall.errors import FetchError
from homecall.household.people import SourceSpec
from homecall.sources.asking import asked
from homecall.sources.gather import read
from homecall.sources.qgenda.ask import with_login
from homecall.sources.web.ask import Validators
from homecall.sources.web.hosts import SETTING
from tests.unit.sources.corpus import horizon
from tests.unit.sources.qgenda_server import COMPANY, EMAIL, FIRST, PASSWORD, Interface, serving

DAYS = "startDate=2026-10-26&endDate=2027-06-30"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Interface]:
    """QGenda's interface on this machine, which the setting lets us ask."""
    monkeypatch.setenv(SETTING, "127.0.0.1")
    with serving() as state:
        yield state


def link(server: Interface, password: str = PASSWORD, query: str = f"companyKey={COMPANY}&{DAYS}") -> str:
    """A link to the schedule with a login in it."""
    place = server.address.partition("://")[2]
    return f"http://{quote(EMAIL, safe='')}:{quote(password, safe='')}@{place}/v2/schedule?{query}"


def test_a_source_with_a_login_is_read(server: Interface, tmp_path: Path) -> None:
    """Login, pieces of a hundred days and reading, behind one link of the household file."""
    intake = read(SourceSpec("qgenda-json", url=link(server), match="Ana Rivera"), horizon(), tmp_path)

    assert [one.day for one in intake.entries] == [FIRST + timedelta(days=n) for n in (0, 10, 20)]
    assert server.widths == [100, 100, 48]
    assert intake.through == FIRST + timedelta(days=240)


def test_what_did_not_change_is_not_sent_on(server: Interface) -> None:
    """The same duties give the same digest, and no body the second time."""
    spec = SourceSpec("qgenda-json", url=link(server))
    first = asked(spec)

    assert first.body is not None
    assert asked(spec, first.validators).body is None
    assert asked(spec, Validators(etag="another")).body == first.body


def test_a_refused_login_names_the_host_alone(server: Interface) -> None:
    """Nothing else of the link is ever said."""
    with pytest.raises(FetchError) as caught:
        asked(SourceSpec("qgenda-json", url=link(server, "wr0ng")))

    assert str(caught.value).startswith("127.0.0.1: QGenda refused the login.")
    assert not [part for part in ("wr0ng", EMAIL, COMPANY) if part in str(caught.value)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (DAYS, "lacks a login or a companyKey"),
        (f"companyKey={COMPANY}&startDate=2026-10-26", "has no endDate"),
        (f"companyKey={COMPANY}&startDate=soon&endDate=2026-10-26", "has no startDate"),
        (f"companyKey={COMPANY}&startDate=2026-10-27&endDate=2026-10-26", "asks for no days"),
        (f"companyKey={COMPANY}&startDate=2016-10-27&endDate=2026-10-26", "More days were asked for"),
    ],
)
def test_a_link_that_does_not_say_enough_is_refused(server: Interface, query: str, words: str) -> None:
    """With a cure, and before a schedule is asked for."""
    with pytest.raises(FetchError, match=words) as caught:
        asked(SourceSpec("qgenda-json", url=link(server, query=query)))

    assert caught.value.cure
    assert server.widths == []


@pytest.mark.parametrize(
    "url", ["https://x.example/schedule", "https://a:b@x.example/saved.json", "https://[::1/schedule"]
)
def test_a_saved_answer_on_the_web_is_only_a_file(url: str) -> None:
    """Without a login, or at another path, there is nothing to log in to."""
    assert not with_login(url)
