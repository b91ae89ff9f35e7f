"""Households in a Parquet file, or in a folder of them: one row each, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homecall.errors import FleetError
from homecall.fleet.extra import needed
from homecall.fleet.job import Job, Refused, When
from homecall.fleet.sources.rows import COLUMNS, NEEDED, Row, job_of

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

AT_ONCE = 64
"""Rows read at a time; with their feeds they are a few MB."""
CURE = f"Its columns are: {', '.join(COLUMNS)}; the last four may be left out."


@dataclass(frozen=True)
class Parquet:
    """The rows of a Parquet file, in its order."""

    path: Path
    when: When

    @property
    def name(self) -> str:
        """The file's full path."""
        return str(self.path.resolve())

    def count(self) -> int:
        """The number of rows that the file states."""
        with self._open() as file:
            return int(file.metadata.num_rows)

    def jobs(self) -> Iterator[Job | Refused]:
        """A job for each row."""
        with self._open() as file:
            columns = [name for name in COLUMNS if name in file.schema_arrow.names]
            for number, cells in enumerate(self._rows(file, columns)):
                yield job_of(Row(number, cells), self.when)

    def _rows(self, file: ParquetFile, columns: list[str]) -> Iterator[dict[str, Any]]:
        from pyarrow import ArrowException

        try:
            for batch in file.iter_batches(AT_ONCE, columns=columns, use_threads=False):
                yield from batch.to_pylist()
        except (ArrowException, OSError, ValueError) as wrong:
            text = "The Parquet file breaks off or is damaged."
            raise FleetError(text, where=str(self.path), cure="Write it again.") from wrong

    def _open(self) -> ParquetFile:
        parquet = needed("pyarrow.parquet")
        from pyarrow import ArrowException

        try:
            file: ParquetFile = parquet.ParquetFile(self.path)
        except (ArrowException, OSError, ValueError) as wrong:
            text = "This is not a Parquet file that can be read."
            raise FleetError(text, where=str(self.path), cure="Give the path of one.") from wrong
        missing = [name for name in NEEDED if name not in file.schema_arrow.names]
        if missing:
            file.close()
            text = f"The Parquet file has no column called {missing[0]}."
            raise FleetError(text, where=str(self.path), cure=CURE)
        return file
