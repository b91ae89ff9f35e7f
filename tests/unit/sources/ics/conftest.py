"""What the tests of the reading of calendars share."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


@pytest.fixture
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone, which must not matter; a module says through which zones it goes."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
