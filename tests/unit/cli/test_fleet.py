"""`homecall fleet plan`: what is typed becomes a run, and its end is said in a few lines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from homecall.cli.main import run
from homecall.cli.shell import Exit
from tests.fitness.reading import ROOT
from tests.households import ROWS
from tests.unit.fleet.made import TEXT
from tests.unit.sources.web.serving import Reply, Served, serving

NOW = "2027-01-03T18:00:00-06:00"
PLAIN = ("--start", "2027-01-04", "--days", "1", "--now", NOW)


@pytest.fixture
def families(tmp_path: Path) -> Path:
    """A folder of two households, one of them broken."""
    for name, text in (("rivera", TEXT), ("okafor", TEXT.replace("format = 1", "format = 9"))):
        (tmp_path / "families" / name).mkdir(parents=True)
        (tmp_path / "families" / name / "household.toml").write_text(text, "utf-8")
        (tmp_path / "families" / name / "ana.csv").write_text(ROWS, "utf-8")
    return tmp_path / "families"


def fleet(families: Path, *more: str, on: str = "serial") -> int:
    """Run the command; its exit code."""
    return run(["fleet", "plan", str(families), "--out", str(families.parent / "out"), "--on", on, *PLAIN, *more])


def test_a_run_says_how_it_ended(families: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What has a plan, what has none, and where to look."""
    assert fleet(families) == Exit.SOME_FAILED
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "2 households, 1 with a plan, 1 of them proven best."
    assert said[1].startswith("1 household without a plan (HouseholdError 1)")
    assert said[2] == f"Kept in {families.parent / 'out'}."


def test_a_run_without_failures_ends_with_0(families: Path) -> None:
    """As any other command that is done."""
    (families / "okafor" / "household.toml").write_text(TEXT, "utf-8")
    assert fleet(families) == Exit.DONE


@pytest.fixture
def linked(families: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Both households have the same link in place of a file."""
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.0/8")
    monkeypatch.delenv("HOMECALL_MEMORY", raising=False)
    with serving(lambda _: Reply(body=ROWS.encode())) as server:
        text = TEXT.replace('path = "ana.csv"', f'url = "{server.address}/rota?key=s3cret"')
        for name in ("rivera", "okafor"):
            (families / name / "household.toml").write_text(text, "utf-8")
        yield server


def files(folder: Path) -> set[str]:
    """Every file in it, also the hidden ones."""
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("on", ["serial", "processes"])
def test_one_address_is_asked_once_for_all(families: Path, linked: Served, on: str) -> None:
    """What it said is kept with the plans, sealed, and nothing beside the households."""
    before = files(families)
    assert fleet(families, "--workers", "1", on=on) == Exit.DONE
    assert (len(linked.asked), files(families)) == (1, before)
    kept = families.parent / "out" / ".homecall"
    assert {one.name for one in kept.iterdir()} == {".gitignore", "key", "memory.sqlite3"}
    assert b"s3cret" not in (kept / "memory.sqlite3").read_bytes()


def test_a_run_that_goes_on_asks_nothing_again(families: Path, linked: Served) -> None:
    """A household that is mended finds what the others were told."""
    broken = families / "okafor" / "household.toml"
    text = broken.read_text("utf-8")
    broken.write_text(text.replace("format = 1", "format = 9"), "utf-8")
    fleet(families)
    broken.write_text(text, "utf-8")
    assert fleet(families, "--again") == Exit.DONE
    assert len(linked.asked) == 1


def test_a_memory_of_all_nights_stands_where_an_address_fails(
    families: Path, linked: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second night's plan is the first one's, and says since when the schedule is stale."""
    monkeypatch.setenv("HOMECALL_MEMORY", str(tmp_path / "memory"))
    fleet(families)
    linked.answer = lambda _: Reply(503)
    out = families.parent / "second"
    later = ("--out", str(out), "--now", "2027-01-04T00:00:00-06:00")
    assert fleet(families, *later) == Exit.DONE
    plan = next(out.rglob("rivera.json")).read_text("utf-8")
    assert "stale since 4 January at 00:00" in plan


def test_without_a_memory_each_household_asks(families: Path, linked: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is turned off nothing is kept anywhere."""
    monkeypatch.setenv("HOMECALL_MEMORY", "off")
    fleet(families)
    assert len(linked.asked) == 2
    assert not (families.parent / "out" / ".homecall").exists()


def test_failures_can_be_mended(families: Path) -> None:
    """A household that was repaired is planned with --again, and not without."""
    fleet(families)
    (families / "okafor" / "household.toml").write_text(TEXT, "utf-8")
    assert fleet(families) == Exit.SOME_FAILED
    assert fleet(families, "--again") == Exit.DONE


def test_a_run_that_goes_on_keeps_its_now(families: Path) -> None:
    """Without --now, the first run's moment counts, or no later run could go on with it."""
    bare = ["fleet", "plan", str(families), "--out", str(families.parent / "out"), "--on", "serial", "--days", "1"]
    run(bare)
    first = json.loads((families.parent / "out" / "run.json").read_text("utf-8"))["now"]
    time.sleep(0.01)
    assert run(bare) == Exit.SOME_FAILED
    assert json.loads((families.parent / "out" / "run.json").read_text("utf-8"))["now"] == first


def test_another_time_is_not_mixed_in(families: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told in one sentence, with the cure."""
    fleet(families)
    assert fleet(families, "--days", "2") == Exit.UNUSABLE
    assert "another days: 1, and now 2. Choose another --out." in capsys.readouterr().err


def test_processes_and_this_process_agree(families: Path) -> None:
    """The default is all cores, and the plans are those of one."""
    fleet(families)
    alone = {one.name: one.read_bytes() for one in families.parent.glob("out/plans/*/*.json")}
    (families.parent / "out").rename(families.parent / "alone")
    fleet(families, "--workers", "2", on="processes")
    assert {one.name: one.read_bytes() for one in families.parent.glob("out/plans/*/*.json")} == alone


@pytest.mark.slow
def test_a_cluster_and_this_process_agree(families: Path) -> None:
    """The whole command on a Ray cluster of this machine alone, in a process of its own."""
    fleet(families)
    out = families.parent / "cluster"
    command = [sys.executable, "-m", "homecall", "fleet", "plan", str(families), "--out", str(out), "--on", "ray"]
    known = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    more = (*PLAIN, "--workers", "2")
    done = subprocess.run([*command, *more], env=known, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == Exit.SOME_FAILED, done.stderr
    assert kept(out) == kept(families.parent / "out")


def kept(out: Path) -> dict[str, bytes]:
    """Plans, failures and numbers of a run."""
    files = (*out.glob("plans/*/*.json"), out / "failures.jsonl", out / "summary.json")
    return {one.name: one.read_bytes() for one in files}


def test_plans_may_go_into_one_table(families: Path) -> None:
    """With --format parquet."""
    assert fleet(families, "--format", "parquet") == Exit.SOME_FAILED
    assert (families.parent / "out" / "plans.parquet").is_file()


def test_a_source_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told before anything is made."""
    assert run(["fleet", "plan", str(tmp_path / "gone"), "--out", str(tmp_path / "out")]) == Exit.UNUSABLE
    assert "There are no households here." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_fleet_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """As homecall alone does."""
    run(["fleet", "--help"])
    assert "plan" in capsys.readouterr().out


def test_a_slip_is_told_with_the_way_to_help(families: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    assert fleet(families, "--weaks", "2") == Exit.UNUSABLE
    assert "See homecall fleet plan --help." in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("on", ["serial", "processes"])
def test_ctrl_c_stops_the_run_and_what_is_done_stays(tmp_path: Path, on: str) -> None:
    """The run ends at once, its workers too, and the next one goes on."""
    for n in range(300):
        (tmp_path / "families").mkdir(exist_ok=True)
        (tmp_path / "families" / f"h{n:03}.toml").write_text(TEXT, "utf-8")
    (tmp_path / "families" / "ana.csv").write_text(ROWS, "utf-8")
    call = "from homecall.cli.main import main\nif __name__ == '__main__': main()"
    (tmp_path / "call.py").write_text(call, "utf-8")
    out = tmp_path / "out"
    command = [
        sys.executable,
        str(tmp_path / "call.py"),
        "fleet",
        "plan",
        str(tmp_path / "families"),
        "--out",
        str(out),
    ]
    known = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [*command, "--on", on, *PLAIN], env=known, stdout=subprocess.PIPE, start_new_session=True
    ) as one:
        end = time.monotonic() + 60
        while len(list(out.glob("plans/*/*.json"))) < 3 and time.monotonic() < end:
            time.sleep(0.02)
        os.killpg(one.pid, signal.SIGINT)
        assert one.wait(30) == Exit.STOPPED
    done = len(list(out.glob("plans/*/*.json")))
    assert 3 <= done < 300
