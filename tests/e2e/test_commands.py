"""The commands from end to end: what they write, that it is the same each time, and how they end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.e2e.door import NOW, RUN, WEEK, environment, homecall, refusal, small, started
from tests.fitness.reading import PACKAGE

FAMILY = PACKAGE / "cases" / "nobody-to-help" / "household.toml"
GAP = ("--start", "2026-12-14", "--weeks", "1", "--now", "2026-12-13T18:00:00-08:00")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plan of a week in which one night has nobody."""
    folder = tmp_path_factory.mktemp("plan")
    done = homecall("plan", FAMILY, *GAP, "--out", folder, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr.decode()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_plan_is_written_in_every_form(written: Path) -> None:
    """Machine, phone, fridge and everybody's calendar; no half-written file lies beside them."""
    assert set(contents(written)) == {"plan.json", "plan.html", "poster.pdf", "aki.ics", "tomas.ics", "yuki.ics"}


def test_two_runs_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    """Neither the hour nor the order of a hash shows in any file."""
    homecall("plan", FAMILY, *GAP, "--out", tmp_path / "again", PYTHONHASHSEED="2")
    assert contents(tmp_path / "again") == contents(written)


def test_a_second_run_over_the_first_changes_nothing(written: Path, tmp_path: Path) -> None:
    """An event that did not change keeps its number, so that no phone rings for it."""
    shutil.copytree(written, tmp_path / "out")
    homecall("plan", FAMILY, *GAP, "--out", tmp_path / "out")
    assert contents(tmp_path / "out") == contents(written)


def test_the_judge_agrees_with_the_file(written: Path, tmp_path: Path) -> None:
    """What was written is judged clean; with a lie in it, it ends with 1."""
    assert homecall("judge", FAMILY, written / "plan.json").returncode == 0
    data = json.loads((written / "plan.json").read_text("utf-8"))
    data["tiers"][0]["value"] = 0
    (tmp_path / "lie.json").write_text(json.dumps(data), encoding="utf-8")
    done = homecall("judge", FAMILY, tmp_path / "lie.json", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["clean"]) == (1, False)


def test_why_tells_the_ways_out_of_a_gap(written: Path) -> None:
    """Both parents are at the hospital that night, so a trade is all that is left."""
    said = homecall("why", FAMILY, written / "plan.json", "gaps").stdout.decode().splitlines()
    assert said[0] == "Nobody has Aki yet, Wednesday 16 December, 6:40 pm to 6:30 am. The nearest ways, cheapest first:"
    assert (
        said[1] == "1. Trade Tomas's Nocturnist 7p-7a, Wednesday 16 December, 7 pm to 7 am; then Tomas could have Aki."
    )
    assert homecall("why", FAMILY, written / "plan.json", "2026-12-17T03:00").stdout.decode().splitlines() == said


BROKEN = {
    "not there": None,
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "cut off": b'{"format": "homecall-plan/1", "household": "T',
    "deep": b"[" * 200_000,
    "huge": b" " * 10_000_002,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_plan_is_refused(name: str, tmp_path: Path) -> None:
    """`judge` and `why` say so in a sentence that names the file."""
    path, content = tmp_path / "p.json", BROKEN[name]
    if content is not None:
        path.write_bytes(content)
    for words in (("judge", FAMILY, path), ("why", FAMILY, path, "gaps")):
        assert "p.json" in refusal(homecall(*words), 2)


def test_a_plan_of_another_household_is_refused(written: Path) -> None:
    """The facts of one family say nothing about the plan of another."""
    other = PACKAGE / "cases" / "two-residents" / "household.toml"
    assert "Give the household file that the plan was made from." in refusal(
        homecall("judge", other, written / "plan.json"), 2
    )


def test_a_tenth_of_a_second_gives_an_honest_plan(tmp_path: Path) -> None:
    """It is called feasible, its bounds lie below its values, and the judge accepts it."""
    family = PACKAGE / "cases" / "two-residents" / "household.toml"
    done = homecall("plan", family, *WEEK, "--seconds", "0.1", "--format", "json")
    plan = json.loads(done.stdout)
    assert (done.returncode, plan["status"]) == (0, "feasible")
    assert all(tier["bound"] <= tier["value"] for tier in plan["tiers"])
    (tmp_path / "plan.json").write_bytes(done.stdout)
    assert homecall("judge", family, tmp_path / "plan.json").returncode == 0


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_place_that_is_no_folder_is_refused_before_the_search(place: str, tmp_path: Path) -> None:
    """Nobody waits a minute to hear that the folder was wrong."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = homecall("plan", FAMILY, *GAP, "--out", tmp_path / place)
    assert "this is no folder. Choose another --out." in refusal(done, 2)
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_ctrl_c_ends_a_search_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    """A solver that is deep in its work does not hold the door."""
    family = PACKAGE / "cases" / "two-residents" / "household.toml"
    ahead = ("--start", "2026-11-30", "--weeks", "8", "--now", NOW)
    with started("plan", family, *ahead, "--out", tmp_path / "out") as running:
        time.sleep(2.5)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=15)  # the search alone would take a minute
    assert (running.returncode, out, b"Traceback" in err) == (130, b"", False)
    assert not (tmp_path / "out").exists()


def test_a_reader_who_stops_reading_is_no_fault(tmp_path: Path) -> None:
    """A closed pipe ends the command like any other, without a word and not with the code of a breach."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [*RUN, "sources", str(FAMILY), *GAP]
    done = subprocess.run(command, env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disc_under_the_output_is_said() -> None:
    """Whoever redirects into a full disc hears it."""
    with Path("/dev/full").open("wb") as full:
        command = [*RUN, "sources", str(FAMILY), *GAP]
        done = subprocess.run(command, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(b"homecall: The answer could not be written: No space left on device.")


def test_help_is_quick_and_needs_nothing() -> None:
    """Without a word, too, it says what there is; no solver is loaded for that."""
    began = time.monotonic()
    assert homecall("--help").stdout == homecall().stdout
    assert time.monotonic() - began < 3


def test_worst_shows_the_hardest_week_first() -> None:
    """The week with hours that nobody can cover stands above the one without."""
    lines = homecall("worst", FAMILY, "--start", "2026-12-07", "--weeks", "2", *GAP[4:]).stdout.decode().splitlines()
    assert lines[0].split("  ")[0] == "Week of"
    assert lines[1].startswith("14 Dec 2026")
    assert re.search(r"never\s*$", lines[1]) is None
    assert re.search(r"never\s*$", lines[2])


def test_new_writes_a_household_that_plan_accepts(tmp_path: Path) -> None:
    """Nine answers, and there is a plan."""
    typed = "\n".join(["Ana", "", "", "The Abels", "America/Chicago", "Mia", "2022-03-05", "", "", ""])
    path = tmp_path / "mine.toml"
    command = [*RUN, "new", str(path)]
    asked = subprocess.run(
        command, input=typed, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert asked.returncode == 0, asked.stderr
    assert homecall("plan", path, *WEEK, "--format", "json").returncode == 0


def test_new_with_nobody_to_answer_stops(tmp_path: Path) -> None:
    """At the end of input there is no file and no traceback."""
    command = [*RUN, "new", str(tmp_path / "mine.toml")]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, env=environment(), capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (130, False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_demo_serves_its_page_and_nothing_else(tmp_path: Path) -> None:
    """On a free port of this machine; Ctrl-C is the way it is meant to end."""
    (tmp_path / "private.txt").write_text("mine", encoding="utf-8")
    with started("demo", "--port", "0", "--out", tmp_path, out=subprocess.DEVNULL) as running:
        assert running.stderr is not None
        line = next(line for line in running.stderr if b"http://" in line).decode()
        address = re.findall(r"http://127\.0\.0\.1:\d+/", line)[0]
        assert urllib.request.urlopen(address, timeout=10).read() == (tmp_path / "plan.html").read_bytes()
        with pytest.raises(OSError, match="404"):
            urllib.request.urlopen(f"{address}private.txt", timeout=10)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=10) == 0


def test_a_household_without_a_carer_or_a_feed_is_planned(tmp_path: Path) -> None:
    """The smallest family there is: what nobody knows stays unknown, and the other parent is enough."""
    (tmp_path / "ana.ics").write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    plan = json.loads(homecall("plan", small(tmp_path), *WEEK, "--format", "json").stdout)
    assert {cover["lead"] for cover in plan["cover"]} == {"ben"}
    assert [one["parent"] for one in plan["unknown"]] == ["ana"]


def test_what_a_library_prints_is_not_in_the_answer() -> None:
    """The solver writes to the output behind Python's back at times; who reads our JSON never sees it."""
    code = """
import os
from homecall.cli import main
main.run = lambda words: (os.write(1, b"noise"), print("ours"))[0] * 0
main.main()
"""
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"ours\n", b"")
