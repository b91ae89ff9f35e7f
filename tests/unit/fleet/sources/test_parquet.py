"""Households in a Parquet file."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from benchmarks.fleet.stored import families, to_parquet
from homecall.errors import FleetError
from homecall.fleet.job import Carried, Job, Refused, When
from homecall.fleet.sources.parquet import AT_ONCE, Parquet
from tests.unit.fleet.made import WHEN


def put(path: Path, columns: dict[str, Any]) -> Parquet:
    """A file with these columns."""
    parquet.write_table(pyarrow.table(columns), path)
    return Parquet(path, WHEN)


def test_generated_families_come_back(tmp_path: Path) -> None:
    """Household, feeds and time, as they were written: a map of bytes, an instant, a date."""
    (one,) = families(1, 3)
    (job,) = Parquet(to_parquet([one], tmp_path / "f.parquet"), WHEN).jobs()
    assert isinstance(job, Job)
    feeds = {name: content.encode() for name, content in one.feeds.items()}
    assert job.household == Carried(one.household, feeds)
    assert job.when == When(datetime.fromisoformat(one.now), date.fromisoformat(one.start), 3)


def test_feeds_may_be_json(tmp_path: Path) -> None:
    """Where a table has no nested columns."""
    columns = {"id": ["a"], "household": ["x"], "feeds": ['{"ana.csv": "y"}']}
    (job,) = put(tmp_path / "f.parquet", columns).jobs()
    assert isinstance(job, Job)
    assert job.household == Carried("x", {"ana.csv": b"y"})


def test_feeds_may_be_records(tmp_path: Path) -> None:
    """A list of path and content, as data frames write it."""
    columns = {"id": ["a"], "household": ["x"], "feeds": [[{"path": "ana.csv", "content": b"y"}]]}
    (job,) = put(tmp_path / "f.parquet", columns).jobs()
    assert isinstance(job, Job)
    assert job.household == Carried("x", {"ana.csv": b"y"})


def test_rows_come_in_their_order(tmp_path: Path) -> None:
    """Over several batches, numbered from 0; other columns are left alone."""
    count = 2 * AT_ONCE + 3
    columns = {"colour": ["red"] * count, "id": list(range(count)), "household": ["x"] * count}
    found = put(tmp_path / "f.parquet", columns)
    assert [(job.number, job.id) for job in found.jobs()] == [(n, str(n)) for n in range(count)]
    assert found.count() == count


def test_a_bad_row_is_refused_and_the_next_is_not(tmp_path: Path) -> None:
    """One row's fault is one row's."""
    found = put(tmp_path / "f.parquet", {"id": ["a", None, "c"], "household": ["x", "x", "x"]})
    assert [type(one) for one in found.jobs()] == [Job, Refused, Job]


def test_an_instant_of_a_row(tmp_path: Path) -> None:
    """A column of instants keeps its zone."""
    at = datetime(2027, 3, 1, 6, tzinfo=UTC)
    (job,) = put(tmp_path / "f.parquet", {"id": ["a"], "household": ["x"], "now": [at]}).jobs()
    assert isinstance(job, Job)
    assert job.when.now == at


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    """With the names of all."""
    found = put(tmp_path / "f.parquet", {"id": ["a"]})
    with pytest.raises(FleetError, match="no column called household") as told:
        found.count()
    assert "feeds" in told.value.cure


@pytest.mark.parametrize("content", [b"", b"PAR1", b"id,household\na,b\n"])
def test_something_else_is_told(tmp_path: Path, content: bytes) -> None:
    """A file by that name may be anything."""
    (tmp_path / "f.parquet").write_bytes(content)
    with pytest.raises(FleetError, match="not a Parquet file"):
        list(Parquet(tmp_path / "f.parquet", WHEN).jobs())


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """Where its rows cannot be read, the run ends and can go on later."""
    columns = {"id": [str(n) for n in range(5000)], "household": [f"x{n}" for n in range(5000)]}
    found = put(tmp_path / "f.parquet", columns)
    whole = (tmp_path / "f.parquet").read_bytes()
    (tmp_path / "f.parquet").write_bytes(whole[:4] + b"\xff" * 20_000 + whole[20_004:])
    with pytest.raises(FleetError, match="breaks off or is damaged"):
        list(found.jobs())


def test_without_pyarrow_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has not got the extra learns how to get it."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FleetError, match="needs pyarrow"):
        Parquet(tmp_path / "f.parquet", WHEN).count()
