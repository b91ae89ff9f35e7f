"""`homecall what-if`: words, JSON, the smallest changes, and files that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from homecall.cli.main import run
from tests.households import HOME, MIA, ana, rosa

ROWS = "start,end,title\n" + "".join(f"2027-01-{n:02}T08:00,2027-01-{n:02}T18:30,Day\n" for n in range(4, 9))
TALK = '[[moments]]\nid = "talk"\nchildren = ["mia"]\nwindow = "18:45-19:45"\nminutes = 15\n'
SHORT = ["--start", "2027-01-04", "--now", "2027-01-03T12:00:00-06:00", "--weeks", "2", "--lives", "40"]


@pytest.fixture
def home(tmp_path: Path) -> str:
    """Ana works until half past six on weekdays; Rosa is there until seven."""
    path = tmp_path / "household.toml"
    path.write_text(HOME + ana(through="2027-01-10") + MIA + rosa("Mon-Fri 07:00-19:00") + TALK, "utf-8")
    (tmp_path / "ana.csv").write_text(ROWS, "utf-8")
    return str(path)


def scenario(folder: Path, text: str) -> str:
    """A scenario file with this below its head."""
    path = folder / "try.toml"
    path.write_text(f'format = 1\nname = "Try it"\n{text}', "utf-8")
    return str(path)


DROP = '[[drop]]\nparent = "ana"\ntitle = "Day"\ndays = "Thu,Fri"\n'


def test_the_year_is_said_in_words(home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it is first, and then what differs."""
    assert run(["what-if", home, scenario(tmp_path, DROP), *SHORT]) == 0
    said = capsys.readouterr().out
    assert said.startswith("As it is: 2 weeks from 2027-01-04, lived 40 times.\n  Moments kept, of 14: ")
    assert "Try it, beside the year as it is:\n" in said


def test_the_json_has_every_measure_with_its_interval(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a verdict for each difference."""
    assert run(["what-if", home, scenario(tmp_path, DROP), "--format", "json", *SHORT]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "homecall-what-if/1"
    assert found["baseline"]["measures"]["moments"]["low"] <= found["baseline"]["measures"]["moments"]["high"]
    assert {one["verdict"] for one in found["scenarios"][0]["differences"]} <= {"more", "less", "same", "cannot tell"}


def test_a_base_stands_under_everything(home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name is the year's."""
    assert run(["what-if", home, "--base", scenario(tmp_path, "tax = 0.2\n[incomes]\nana = 5200"), *SHORT]) == 0
    assert "Income after tax and care" in capsys.readouterr().out


def test_the_smallest_changes_are_listed(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How many were tried, and what each gains."""
    assert run(["what-if", home, "--smallest", "1", "--format", "json", *SHORT]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "homecall-smallest/1"
    assert found["tried"] >= 2
    assert len(found["best"]) <= 1


@pytest.mark.parametrize(
    ("text", "message"),
    [('[[drop]]\nparent = "anna"\ntitle = "Day"\n', "try.toml:4: "), (DROP.replace("Day", "Surgery"), "no work with")],
)
def test_a_wrong_scenario_ends_in_a_sentence(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    """With file, line and cure, and the code for what cannot be used."""
    assert run(["what-if", home, scenario(tmp_path, text), *SHORT]) == 2
    assert message in capsys.readouterr().err


def test_a_scenario_that_is_not_there_or_no_text_is_said(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a traceback."""
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for name, message in (("none.toml", "cannot be read"), ("bytes.toml", "not text")):
        assert run(["what-if", home, str(tmp_path / name), *SHORT]) == 2
        assert message in capsys.readouterr().err
