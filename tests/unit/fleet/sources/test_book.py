"""What a person types, and the source that it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.errors import FleetError
from homecall.fleet.sources.book import households
from homecall.fleet.sources.folder import Folder
from homecall.fleet.sources.parquet import Parquet
from homecall.fleet.sources.postgres import Postgres
from tests.unit.fleet.made import WHEN


def test_a_folder(tmp_path: Path) -> None:
    """Is a folder of households."""
    assert households(str(tmp_path), WHEN) == Folder(tmp_path, WHEN)


def test_a_file(tmp_path: Path) -> None:
    """Is taken for Parquet, whatever it is called."""
    (tmp_path / "families.pq").touch()
    assert households(str(tmp_path / "families.pq"), WHEN) == Parquet(tmp_path / "families.pq", WHEN)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "PostgreSQL"])
def test_an_address_of_a_database(scheme: str) -> None:
    """Is a table of it."""
    assert households(f"{scheme}://db/x", WHEN, "families") == Postgres(f"{scheme}://db/x", "families", WHEN)


def test_nothing_there(tmp_path: Path) -> None:
    """Is told with what could be there."""
    with pytest.raises(FleetError, match="no households here") as told:
        households(str(tmp_path / "gone"), WHEN)
    assert "Parquet" in told.value.cure


def test_another_address_is_not_shown() -> None:
    """It may hold a password."""
    with pytest.raises(FleetError) as told:
        households("mysql://ana:secret@db/x", WHEN)
    assert "secret" not in str(told.value)
