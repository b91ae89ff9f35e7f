"""Households in a real PostgreSQL database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql

from benchmarks.fleet.stored import Kept, families, to_parquet
from homecall.errors import FleetError
from homecall.fleet.dest import Dest, Form, about
from homecall.fleet.job import Job, Refused, When
from homecall.fleet.pool import Limits
from homecall.fleet.run import run
from homecall.fleet.serial import Serial
from homecall.fleet.sources.base import Households
from homecall.fleet.sources.parquet import Parquet
from homecall.fleet.sources.postgres import PAGE, Postgres
from tests.unit.fleet.made import WHEN
from tests.unit.fleet.sources.database import Server, server

pytestmark = pytest.mark.slow
SHAPE: LiteralString = (
    "id text PRIMARY KEY, household text NOT NULL, feeds jsonb, now timestamptz, start date, days integer"
)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A server for all tests of this file."""
    with server() as one:
        yield one


def make(running: Server, shape: LiteralString, rows: list[dict[str, Any]], name: str = "households") -> Postgres:
    """A table of that shape with these rows."""
    with psycopg.connect(running.dsn, autocommit=True) as base:
        base.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(name)))
        base.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(name), sql.SQL(shape)))
        for row in rows:
            names = sql.SQL(", ").join(sql.Identifier(key) for key in row)
            places = sql.SQL(", ").join(sql.Placeholder() for _ in row)
            into = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(name), names, places)
            base.execute(into, list(row.values()))
    return Postgres(running.dsn, name, WHEN, lambda _: None)


def rows(*names: object) -> list[dict[str, Any]]:
    """Rows of nothing but ids and a household."""
    return [{"id": name, "household": "format = 1"} for name in names]


def test_a_row_becomes_a_job(running: Server) -> None:
    """Feeds as jsonb, an instant, a date and a number."""
    at = datetime(2027, 2, 1, 12, tzinfo=UTC)
    row = {
        "id": "a",
        "household": "x",
        "feeds": json.dumps({"ana.csv": "y"}),
        "now": at,
        "start": date(2027, 2, 2),
        "days": 3,
    }
    (job,) = make(running, SHAPE, [row]).jobs()
    assert isinstance(job, Job)
    assert (job.id, job.when) == ("a", When(at, date(2027, 2, 2), 3))
    assert getattr(job.household, "feeds", None) == {"ana.csv": b"y"}


def test_what_a_row_leaves_open_the_run_says(running: Server) -> None:
    """NULL is not a time."""
    (job,) = make(running, SHAPE, rows("a")).jobs()
    assert isinstance(job, Job)
    assert job.when == WHEN


def test_rows_come_page_by_page_in_the_order_of_their_ids(running: Server) -> None:
    """All of them, once each, however many pages it takes."""
    names = [f"h{n:04}" for n in range(2 * PAGE + 7)]
    found = make(running, SHAPE, rows(*reversed(names)))
    assert [(job.number, job.id) for job in found.jobs()] == list(enumerate(names))
    assert found.count() == len(names)


def test_ids_may_be_numbers(running: Server) -> None:
    """They are in the order of numbers, not of letters."""
    found = make(running, "id bigint PRIMARY KEY, household text", rows(9, 10, 1))
    assert [job.id for job in found.jobs()] == ["1", "9", "10"]


def test_exactly_a_page(running: Server) -> None:
    """An edge that is easy to get wrong."""
    found = make(running, SHAPE, rows(*(f"h{n:03}" for n in range(PAGE))))
    assert len(list(found.jobs())) == PAGE


def test_an_empty_table(running: Server) -> None:
    """Has no households, and that is no error."""
    assert list(make(running, SHAPE, []).jobs()) == []


def test_a_bad_row_is_refused_and_the_next_is_not(running: Server) -> None:
    """One row's fault is one row's."""
    found = make(running, SHAPE, [*rows("a"), {"id": "b", "household": ""}, *rows("c")])
    assert [type(one) for one in found.jobs()] == [Job, Refused, Job]


def test_a_table_in_a_schema(running: Server) -> None:
    """Its name may have two parts."""
    make(running, SHAPE, rows("a"))
    assert len(list(Postgres(running.dsn, "public.households", WHEN).jobs())) == 1


def test_a_table_is_a_name_and_nothing_else(running: Server) -> None:
    """Whatever is typed, it is never run."""
    make(running, SHAPE, rows("a"))
    with pytest.raises(FleetError, match="cannot be read"):
        list(Postgres(running.dsn, "households; DROP TABLE households", WHEN).jobs())
    assert Postgres(running.dsn, "households", WHEN).count() == 1


def test_a_missing_table_is_told(running: Server) -> None:
    """With the option that names it."""
    with pytest.raises(FleetError, match="table families cannot be read") as told:
        list(Postgres(running.dsn, "families", WHEN).jobs())
    assert "--table" in told.value.cure


def test_a_missing_column_is_told(running: Server) -> None:
    """With the names of all."""
    found = make(running, "id text PRIMARY KEY", [{"id": "a"}])
    with pytest.raises(FleetError, match="no column called household"):
        list(found.jobs())


def test_nothing_is_written(running: Server) -> None:
    """The connection is for reading; a view with a trick in it fails."""
    make(running, SHAPE, rows("a"))
    with psycopg.connect(running.dsn, autocommit=True) as base:
        base.execute("DROP SEQUENCE IF EXISTS n")
        base.execute("CREATE SEQUENCE n")
        base.execute("CREATE OR REPLACE VIEW tricky AS SELECT nextval('n')::text AS id, household FROM households")
    with pytest.raises(FleetError, match="read-only"):
        list(Postgres(running.dsn, "tricky", WHEN).jobs())


@pytest.mark.parametrize("wrong", ["rosa", "nobody"])
def test_a_password_is_never_shown(running: Server, wrong: str) -> None:
    """Neither in the error nor in its trace, nor in what the run writes down of its source."""
    source = Postgres(running.dsn.replace("rosa%20", f"{wrong}-secret%20"), "households", WHEN, lambda _: None)
    with pytest.raises(FleetError, match="lets nobody in") as told:
        list(source.jobs())
    assert "secret" not in f"{told.value} {told.value.__cause__} {source.name}"
    assert source.name == f"postgresql://127.0.0.1:{running.port}/postgres households"


def test_an_address_that_is_none(running: Server) -> None:
    """Is told at once, not after five tries."""
    waits: list[float] = []
    with pytest.raises(FleetError, match="not an address"):
        list(Postgres("postgresql://x?secret=y", "households", WHEN, waits.append).jobs())
    assert waits == []


def test_a_server_that_comes_back_is_waited_for(running: Server) -> None:
    """A restart in the middle of a run costs a pause, and no row."""
    names = [f"h{n:03}" for n in range(PAGE + 5)]
    found = make(running, SHAPE, rows(*names))
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            running.start()

    coming = replace(found, sleep=wait).jobs()
    first = [next(coming).id for _ in range(PAGE)]
    running.stop()
    assert first + [one.id for one in coming] == names
    assert waits == [0.5, 1.0]


def test_a_server_that_stays_away_ends_the_run(running: Server) -> None:
    """After a while, with a way to go on."""
    found = make(running, SHAPE, rows("a"))
    running.stop()
    try:
        with pytest.raises(FleetError, match="does not answer") as told:
            found.count()
    finally:
        running.start()
    assert "go on" in told.value.cure


def test_a_database_and_a_file_give_the_same_plans(running: Server, tmp_path: Path) -> None:
    """The same families from either, planned for real."""
    kept = list(families(4, 1))
    base = make(running, SHAPE, [one.row for one in kept])
    file = Parquet(to_parquet(kept, tmp_path / "f.parquet"), WHEN)
    plans = [_plans(source, tmp_path / name) for source, name in ((base, "base"), (file, "file"))]
    assert plans[0] == plans[1]
    assert len(plans[0]) == len(kept)


def _plans(source: Households, out: Path) -> dict[str, bytes]:
    with closing(Dest(out, about(source.name, WHEN, Form.JSON))) as dest:
        run(source, dest, Serial(60.0), Limits())
    return {one.name: one.read_bytes() for one in out.glob("plans/*/*.json")}


def test_generated_rows_are_as_wide_as_the_table(running: Server) -> None:
    """What the benchmark writes fits the shape that the docs give."""
    (one,) = families(1, 1)
    assert isinstance(one, Kept)
    assert len(list(make(running, SHAPE, [one.row]).jobs())) == 1
