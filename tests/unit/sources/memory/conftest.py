"""A server on this machine, and leave to ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from homecall.sources.web.hosts import SETTING
from tests.unit.sources.memory.feeds import WEEK, calendar
from tests.unit.sources.web.serving import Reply, Served, serving


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests ask a server on this machine, which is a setting."""
    monkeypatch.setenv(SETTING, "127.0.0.0/8")


@pytest.fixture
def server() -> Iterator[Served]:
    """A rota with four shifts, under new identifiers at every fetch."""
    with serving(lambda _: Reply(body=calendar(WEEK))) as served:
        served.address += "/ical?key=s3cret-token"
        yield served
