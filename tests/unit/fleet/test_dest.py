"""The folder of a run: what stands in it, and what it refuses to be mixed with."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from homecall.errors import FleetError, HomecallError
from homecall.fleet.dest import FAILURES, SUMMARY, TABLE, About, Dest, Form, about, begun
from homecall.fleet.job import When
from tests.unit.fleet.made import WHEN, failed, job, report


@pytest.fixture
def what() -> About:
    """A run of some households."""
    return about("families", WHEN, Form.JSON)


@pytest.fixture
def dest(tmp_path: Path, what: About) -> Iterator[Dest]:
    """Its folder."""
    with closing(Dest(tmp_path / "out", what)) as one:
        yield one


def finish(dest: Dest, *names: str) -> None:
    """Plan some households; those called `bad…` fail."""
    for number, name in enumerate(names):
        dest.meet(job(name, number))
        dest.keep(job(name, number), failed() if name.startswith("bad") else report(f"plan of {name}"))


def test_a_plan_is_a_file(dest: Dest) -> None:
    """It is there as soon as it is kept."""
    finish(dest, "rivera")
    assert dest.path("rivera").read_bytes() == b"plan of rivera"
    assert dest.path("rivera").name == "rivera.json"


def test_plans_are_spread_over_folders(dest: Dest) -> None:
    """A thousand households fill many folders, a million none beyond a few thousand."""
    names = [f"h{n}" for n in range(1000)]
    folders = {dest.path(name).parent for name in names}
    assert 200 < len(folders) <= 256
    assert len({dest.path(name) for name in names}) == 1000


@pytest.mark.parametrize("name", ["../../x", "a/b", ".", "..", "ü" * 190, "NUL\\", "50%"])
def test_no_id_leads_out_of_the_folder(dest: Dest, name: str) -> None:
    """Whatever a household is called, its plan lies where plans lie, under a name that a disc takes."""
    finish(dest, name)
    assert dest.path(name).is_file()
    assert dest.path(name).resolve().parent.parent == (dest.folder / "plans").resolve()
    assert len(dest.path(name).name) < 256


def test_failures_are_values_in_the_order_of_the_source(dest: Dest) -> None:
    """One line each, with the id, the kind, the sentence, the place and the cure."""
    finish(dest, "bad-z", "good", "bad-a")
    dest.conclude()
    lines = [json.loads(line) for line in (dest.folder / FAILURES).read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["bad-z", "bad-a"]
    assert lines[0] == {
        "id": "bad-z", "number": 0, "kind": "HouseholdError", "sentence": "It cannot be.", "where": "home:1",
        "cure": "Change it.",
    }  # fmt: skip


def test_the_summary_counts(dest: Dest) -> None:
    """All that a person wants to know first."""
    finish(dest, "a", "b", "bad")
    dest.conclude()
    said = json.loads((dest.folder / SUMMARY).read_text("utf-8"))
    assert (said["households"], said["planned"], said["failed"]) == (3, 2, {"HouseholdError": 1})


def test_a_run_without_failures_says_so(dest: Dest) -> None:
    """With an empty file, not with none."""
    finish(dest, "a")
    assert dest.conclude().failed == {}
    assert (dest.folder / FAILURES).read_bytes() == b""


def test_the_folder_says_what_it_is_of(dest: Dest) -> None:
    """A run that goes on can take its time from there."""
    assert begun(dest.folder) == WHEN
    assert begun(dest.folder / "elsewhere") is None


def test_a_run_goes_on_in_its_folder(dest: Dest, what: About) -> None:
    """The same households, the same time, the same versions."""
    finish(dest, "a")
    dest.close()
    with closing(Dest(dest.folder, what)) as later:
        assert later.meet(job("a")).value == "done"


def test_what_a_killed_run_was_writing_is_taken_away(dest: Dest, what: About) -> None:
    """Files are there whole or not at all, after the next run has begun at the latest."""
    finish(dest, "a")
    dest.close()
    halves = [dest.path("a").with_name(".b.json.x1y2"), dest.folder / ".summary.json.x1y2"]
    for half in halves:
        half.write_bytes(b"half")
    with closing(Dest(dest.folder, what)) as later:
        assert not any(half.exists() for half in halves)
        assert later.path("a").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [("source", "others"), ("now", "2027-01-01T00:00:00+00:00"), ("days", 28), ("start", ""), ("solver", "1.0")],
)
def test_another_run_is_not_mixed_in(dest: Dest, what: About, key: str, value: object) -> None:
    """Plans of other households, times or versions do not belong beside these; the sentence says which it is."""
    dest.close()
    with pytest.raises(FleetError, match=f"another {key}"):
        Dest(dest.folder, replace(what, **{key: value}))  # type: ignore[arg-type] # fields by name, as the case has them


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, what: About) -> None:
    """Nothing is written among what is not ours."""
    (tmp_path / "letters.txt").write_text("dear", "utf-8")
    with pytest.raises(FleetError, match="something else"):
        Dest(tmp_path, what)
    assert [one.name for one in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize("place", ["families", "families/plans"])
def test_plans_are_not_kept_among_the_households(tmp_path: Path, place: str) -> None:
    """The next run would take them for a household."""
    (tmp_path / "families").mkdir()
    with pytest.raises(FleetError, match="among the households"):
        Dest(tmp_path / place, about(str(tmp_path / "families"), WHEN, Form.JSON))
    assert list((tmp_path / "families").iterdir()) == []


def test_a_table_without_pyarrow_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after everything has been planned."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FleetError, match="needs pyarrow"):
        Dest(tmp_path / "out", about("families", WHEN, Form.PARQUET))


def test_a_file_is_no_folder(tmp_path: Path, what: About) -> None:
    """It is told before any work is done."""
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(HomecallError):
        Dest(tmp_path / "out", what)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "homecall-fleet/2"}', "\x00"])
def test_a_broken_description_is_refused(tmp_path: Path, text: str) -> None:
    """Rather than guessed at."""
    (tmp_path / "run.json").write_text(text, "utf-8")
    with pytest.raises(FleetError, match="does not describe a run"):
        begun(tmp_path)


def test_a_plan_that_cannot_be_written_ends_the_run(dest: Dest) -> None:
    """A disc that is full is no household's fault; and what is not on the disc is not done."""
    dest.path("a").mkdir(parents=True)
    dest.meet(job("a"))
    with pytest.raises(FleetError, match="cannot be written"):
        dest.keep(job("a"), report("a"))
    assert list(dest.ledger.lines()) == []


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Dest]:
    """A folder whose plans go into one table."""
    with closing(Dest(tmp_path / "out", about("families", WHEN, Form.PARQUET))) as one:
        yield one


def test_plans_as_a_table(table: Dest) -> None:
    """One row each, in the order of the source; failures are elsewhere."""
    finish(table, "b", "bad", "a")
    table.conclude()
    rows = parquet.read_table(table.folder / TABLE).to_pylist()
    assert [(row["id"], row["plan"], row["cost"]) for row in rows] == [("b", "plan of b", 1.0), ("a", "plan of a", 1.0)]
    assert not (table.folder / "plans").exists()


def test_the_same_plans_give_the_same_table(table: Dest, tmp_path: Path) -> None:
    """Whatever was finished first."""
    finish(table, "a", "b")
    table.conclude()
    with closing(Dest(tmp_path / "other", about("families", WHEN, Form.PARQUET))) as other:
        for number, name in ((1, "b"), (0, "a")):
            other.meet(job(name, number))
            other.keep(job(name, number), report(f"plan of {name}"))
        other.conclude()
        assert (other.folder / TABLE).read_bytes() == (table.folder / TABLE).read_bytes()


def test_a_long_table_is_written_in_groups(table: Dest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never all of it in memory, and complete all the same."""
    monkeypatch.setattr("homecall.fleet.dest.GROUP", 3)
    finish(table, *(f"h{n}" for n in range(8)))
    table.conclude()
    with parquet.ParquetFile(table.folder / TABLE) as file:
        assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [3, 3, 2]


def test_no_table_without_plans(table: Dest) -> None:
    """An empty table is a table."""
    table.conclude()
    assert parquet.read_table(table.folder / TABLE).num_rows == 0


def test_a_run_without_a_start_has_none() -> None:
    """Each household then begins on its own day."""
    when = When(datetime(2027, 1, 3, tzinfo=UTC), None, 7)
    assert about("families", when, Form.JSON).start == ""
    assert about("families", replace(when, start=date(2027, 1, 4)), Form.JSON).start == "2027-01-04"
