"""A server for a test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.dav.server import Radicale, running


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    """A Radicale with an empty family calendar."""
    with running(tmp_path / "radicale") as server:
        yield server
