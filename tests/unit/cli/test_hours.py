"""`homecall hours`: what is said of a log beside a schedule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from homecall.cli.main import run
from homecall.cli.shell import Exit
from tests.households import HOME, MIA, ana

HOUSEHOLD = HOME + ana("Wards", through="", rules="") + MIA
NOW = ("--now", "2026-11-20T08:00:00-06:00")
DAYS = range(2, 12)


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A household whose parent works ten days from 7 to 17, and a log of ends that are later and later."""
    rota = [f"2026-11-{day:02},07:00,17:00,Wards" for day in DAYS]
    log = [f"11/{day}/2026,07:00,{17 + (day - 2) // 6}:{(day - 2) % 6}0" for day in DAYS]
    (tmp_path / "ana.csv").write_text("\n".join(["date,start,end,title", *rota]))
    (tmp_path / "log.csv").write_text("\n".join(["Date,Start,End", *log]))
    (tmp_path / "household.toml").write_text(HOUSEHOLD)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> str:
    """What the command prints."""
    assert run(["hours", str(folder / "household.toml"), "ana", str(folder / "log.csv"), *NOW, *more]) == Exit.DONE
    return capsys.readouterr().out


def test_says_how_late_duties_end_and_how_to_plan_with_it(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The median and the ninth of ten, and the line for the household file."""
    text = said(capsys, family)

    assert "Wards: 10 compared, in the middle 45 min past the end, 80 min on the latest day in ten." in text
    assert "overrun = { median = 45, p90 = 80 }" in text
    assert "None of them is planned with." in text


def test_few_duties_give_no_line_to_plan_with(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three days are no evidence."""
    log = family / "log.csv"
    log.write_text("\n".join(log.read_text().splitlines()[:4]))

    text = said(capsys, family)

    assert "Too few to say more." in text
    assert "overrun" not in text


def test_the_json_holds_the_same(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Titles with their figures, and what could not be read."""
    with (family / "log.csv").open("a") as file:
        file.write("\nsoon,07:00,17:00\n")

    found = json.loads(said(capsys, family, "--format", "json"))

    assert found["format"] == "homecall-hours/1"
    assert found["titles"][0] | {"title": "Wards", "count": 10, "median": 45.0} == found["titles"][0]
    assert [one["where"] for one in found["rejects"]] == ["row 12"]


def test_a_log_of_other_days_compares_nothing(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then there is no word on how late anything ended."""
    (family / "log.csv").write_text("Date,Start,End\n9/1/2026,07:00,18:00\n")

    assert "Nothing on the schedule of those days could be compared." in said(capsys, family)


def test_an_unknown_parent_is_named_with_those_there_are(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the id is a sentence."""
    code = run(["hours", str(family / "household.toml"), "anna", str(family / "log.csv"), *NOW])

    assert code == Exit.UNUSABLE
    assert "The parents are: ana." in capsys.readouterr().err
