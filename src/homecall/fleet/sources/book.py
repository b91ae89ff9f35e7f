"""From what a person types to the source that it means."""

from __future__ import annotations

from pathlib import Path

from homecall.errors import FleetError
from homecall.fleet.job import When
from homecall.fleet.sources.base import Households
from homecall.fleet.sources.folder import Folder
from homecall.fleet.sources.parquet import Parquet
from homecall.fleet.sources.postgres import SCHEMES, Postgres

TABLE = "households"


def households(source: str, when: When, table: str = TABLE) -> Households:
    """The households of a folder, a Parquet file, or the `table` of a database. Raises FleetError for nothing such."""
    if source.partition("://")[0].lower() in SCHEMES:
        return Postgres(source, table, when)
    path = Path(source)
    if path.is_dir():
        return Folder(path, when)
    if path.is_file():
        return Parquet(path, when)
    shown = "an address" if "://" in source else source
    cure = "Give a folder, a Parquet file, or postgresql://user@host/database."
    raise FleetError("There are no households here.", where=shown, cure=cure)
