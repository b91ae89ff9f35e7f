"""`homecall push` and `homecall calendar`: a plan on a real server and in a file, as a person at a terminal does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from homecall import workflow
from homecall.cli.main import run
from homecall.cli.shell import Exit
from homecall.plan.codec import write
from homecall.timeline.timeline import Feed
from tests.households import HOME, MIA, ana, rosa
from tests.unit.dav.server import FAMILY, Radicale, running

HOUSEHOLD = HOME + ana("Clinic *") + MIA + rosa("Mon-Fri 07:00-18:00", 31.75)
ROSTER = "date,start,end,title\n" + "".join(
    f"2027-01-{day:02},08:00,17:00,Clinic Roe J MRN 4711\n" for day in range(4, 16)
)
NOW = "2027-01-03T12:00:00-06:00"


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    """A Radicale with an empty family calendar."""
    with running(tmp_path / "radicale") as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A household and a plan for it; no password of the machine's owner is about."""
    for name in ("HOMECALL_CALDAV_USER", "HOMECALL_CALDAV_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "household.toml").write_text(HOUSEHOLD, "utf-8")
    (tmp_path / "ana.csv").write_text(ROSTER, "utf-8")
    plan(tmp_path, 12)
    return tmp_path


def plan(folder: Path, days: int) -> None:
    """The plan of so many days."""
    situation = workflow.read(folder / "household.toml", datetime.fromisoformat(NOW), date(2027, 1, 4), days=days)
    (folder / "plan.json").write_text(write(workflow.make_plan(situation)), "utf-8")


def arguments(folder: Path, server: Radicale, *more: str) -> list[str]:
    """What is typed."""
    secret = folder / "secret.txt"
    secret.write_text(f"{server.login.password}\nnot this line\n", "utf-8")
    login = ["--user", server.login.user, "--password-file", str(secret)]
    where = [str(folder / "household.toml"), str(folder / "plan.json"), "--to", server.calendar]
    return ["push", *where, *login, "--now", NOW, *more]


def test_a_push_says_what_it_did_and_then_that_there_is_nothing_to_do(
    folder: Path, radicale: Radicale, capsys: pytest.CaptureFixture[str]
) -> None:
    """In sentences, a line for each event; twice over the same plan it does nothing."""
    assert run(arguments(folder, radicale)) == Exit.DONE
    first = capsys.readouterr().out
    assert "New: Rosa has Mia, Monday 4 January, 8 am to 5 pm.\n" in first
    assert run(arguments(folder, radicale)) == Exit.DONE
    count = len(radicale.files())
    assert capsys.readouterr().out == f"Nothing to do; {count} of ours stay as they are.\n"
    assert first.count("New: ") == count


def test_a_look_says_the_same_and_sends_nothing(
    folder: Path, radicale: Radicale, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the last line, beside the answer, says that it was a look."""
    run(arguments(folder, radicale, "--dry-run"))
    looked = capsys.readouterr()
    assert radicale.files() == {}
    run(arguments(folder, radicale))
    assert capsys.readouterr().out == looked.out
    assert "nothing was sent" in looked.err


def test_neither_work_nor_pay_nor_patients_leave(folder: Path, radicale: Radicale) -> None:
    """Of the roster not a word lies on the server, whoever's calendar it is."""
    for person in ("", "ana", "rosa", "mia"):
        assert run(arguments(folder, radicale, "--person", person)) == Exit.DONE
    everything = "".join(radicale.files().values())
    assert [word for word in ("Clinic", "Roe", "MRN", "31.75", "csv") if word in everything] == []


def test_a_push_that_is_killed_is_finished_by_the_next(folder: Path, radicale: Radicale) -> None:
    """Killed outright in the middle: the next one does the rest, and nothing stands there twice."""
    command = [sys.executable, "-c", "from homecall.cli.main import main; main()", *arguments(folder, radicale)]
    paths = {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    process = subprocess.Popen(command, env=os.environ | paths, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(radicale.files()) < 4 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    half = len(radicale.files())
    assert run(arguments(folder, radicale)) == Exit.DONE
    whole = radicale.files()
    starts = [line for text in whole.values() for line in text.split("\n") if line.startswith(("DTSTART;", "SUMMARY"))]
    assert 4 <= half < len(whole)
    assert len({text.split("UID:")[1].split()[0] for text in whole.values()}) == len(whole)
    assert len(starts) == 2 * len(whole)


def test_what_others_put_there_stays(folder: Path, radicale: Radicale, capsys: pytest.CaptureFixture[str]) -> None:
    """It is counted, and not touched."""
    radicale.put("dentist.ics", "1@dentist")
    run(arguments(folder, radicale))
    assert "; 1 that is not ours was not touched." in capsys.readouterr().out
    assert "dentist.ics" in radicale.files()


def test_a_wrong_password_ends_with_a_sentence(
    folder: Path, radicale: Radicale, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a code of its own; the sentence does not hold the password."""
    typed = arguments(folder, radicale)
    (folder / "secret.txt").write_text("0ld passw0rd", "utf-8")
    assert run(typed) == Exit.NOT_DELIVERED
    said = capsys.readouterr()
    assert "refused the name or the password" in said.err
    assert "0ld" not in said.out + said.err


def test_the_password_may_stand_in_the_environment(
    folder: Path, radicale: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So may the name."""
    monkeypatch.setenv("HOMECALL_CALDAV_USER", radicale.login.user)
    monkeypatch.setenv("HOMECALL_CALDAV_PASSWORD", radicale.login.password)
    where = [str(folder / "household.toml"), str(folder / "plan.json"), "--to", radicale.calendar]
    assert run(["push", *where, "--now", NOW]) == Exit.DONE
    assert radicale.files()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--to", "https://ana:s3cret@cal.example.org/a/"], "holds a password"),
        (["--to", "https://cal.example.org/a/", "--user", "ana"], "no password"),
        (["--to", "https://cal.example.org/a/", "--password-file", "/nowhere/x"], "no user name"),
        (["--to", "https://cal.example.org/a/", "--user", "ana", "--password-file", "/nowhere/x"], "cannot be read"),
        (["--to", "http://cal.example.org/a/", "--scope", "busy"], "one person"),
        (["--to", "http://cal.example.org/a/", "--person", "max"], "has the id"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    """No line is dialled; no secret is repeated."""
    assert run(["push", str(folder / "household.toml"), str(folder / "plan.json"), *more]) == Exit.UNUSABLE
    said = capsys.readouterr().err
    assert words in said
    assert "s3cret" not in said


def test_a_push_says_first_that_it_stands_on_a_stale_schedule(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even if nothing comes of it then."""
    feed = Feed(
        "rota.example", "ics", None, fetched_at="2027-01-02T06:00Z", stale_since="2027-01-03T06:00Z", why="Gone."
    )
    family, made = workflow.read_and_open(folder / "household.toml", folder / "plan.json")
    stale = family.with_schedules({"ana": replace(family.schedules["ana"], feeds=(feed,))})
    monkeypatch.setattr(workflow, "read_and_open", lambda *_: (stale, made))
    typed = ["push", str(folder / "household.toml"), str(folder / "plan.json"), "--to", "http://127.0.0.1:9/a/"]
    assert run(typed) == Exit.NOT_DELIVERED
    first = capsys.readouterr().err.splitlines()[0]
    assert first.startswith(
        "homecall: Ana's schedule from rota.example is stale since 3 January at 00:00: Gone. What goes"
    )


def test_a_server_that_is_down_is_worth_another_try(
    folder: Path, radicale: Radicale, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says so, and names the host alone."""
    radicale.stop()
    assert run(arguments(folder, radicale)) == Exit.NOT_DELIVERED
    said = capsys.readouterr().err
    assert "then try again" in said
    assert FAMILY not in said


def test_a_shorter_plan_leaves_the_days_beyond_it(folder: Path, radicale: Radicale) -> None:
    """What a new plan does not speak of stays as it was."""
    run(arguments(folder, radicale))
    before = set(radicale.files())
    plan(folder, 3)
    run(arguments(folder, radicale))
    assert set(radicale.files()) == before


def test_a_calendar_follows_the_one_that_is_there(folder: Path) -> None:
    """The same plan again changes no octet; busy hours go to a file of their own."""
    where = [str(folder / "household.toml"), str(folder / "plan.json"), "--person", "rosa", "--now", NOW]
    out, busy = folder / "rosa.ics", folder / "busy.ics"
    assert run(["calendar", *where, "--out", str(out)]) == Exit.DONE
    first = out.read_bytes()
    assert run(["calendar", *where, "--out", str(out), "--now", "2027-01-04T08:00:00-06:00"]) == Exit.DONE
    assert out.read_bytes() == first
    assert run(["calendar", *where, "--scope", "busy", "--out", str(busy)]) == Exit.DONE
    assert b"Mia" not in busy.read_bytes()
    assert run(["calendar", *where, "--scope", "busy", "--out", str(out)]) == Exit.UNUSABLE


def test_a_calendar_goes_to_standard_output(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """With the line ends that calendars have."""
    assert run(["calendar", str(folder / "household.toml"), str(folder / "plan.json"), "--now", NOW]) == Exit.DONE
    said = capfdbinary.readouterr().out
    assert said.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"SUMMARY:Rosa has Mia\r\n" in said


@pytest.mark.parametrize("out", ["folder", "missing/rosa.ics"])
def test_a_calendar_that_cannot_be_written_says_so(folder: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    """In a sentence, and nothing is left half written."""
    (folder / "folder").mkdir()
    where = [str(folder / "household.toml"), str(folder / "plan.json"), "--person", "rosa"]
    assert run(["calendar", *where, "--out", str(folder / out)]) == Exit.UNUSABLE
    assert "Choose another --out." in capsys.readouterr().err
