"""`homecall alertness`: the series on standard output, refusals in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.cli.main import run
from tests.unit.rest.test_series import REFERENCE

SLEEP = str(REFERENCE / "03_five_nights_sleep.csv")
SPAN = ("--from", "2025-03-02 23:00:00", "--to", "2025-03-10 20:00:00")


@pytest.mark.parametrize(
    ("model", "file"), [("tpm", "tpm"), ("unified", "unified"), ("two-process", "twoprocess"), ("ingre", "ingre5c")]
)
def test_the_output_is_the_reference_file(model: str, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To the byte, in every model."""
    run(["alertness", SLEEP, *SPAN, "--step", "30", "--model", model, "--format", "csv"])
    assert capsys.readouterr().out == (REFERENCE / f"{file}_03_five_nights.csv").read_text()


def test_without_times_the_series_spans_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    """From the first sleep's start to the last sleep's end."""
    run(["alertness", SLEEP, "--step", "60"])
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].startswith("2025-03-02 23:00:00")
    assert rows[-1].startswith("2025-03-10 07:00:00")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--param", "p"], "--param 'p' is no parameter"),
        (["--param", "nobody=1"], "has no parameter 'nobody'"),
        (["--param", "=3"], "--param '=3' is no parameter"),
        (["--param", "p=1e999"], "must be a number"),
        (["--param", "Ca=1e308", "--param", "KSS_beta=9"], "beyond all bounds"),
        (["--step", "0"], "--step"),
        (["--step", "nan"], "--step"),
        (["--from", "2025-03-10", "--to", "2025-03-02"], "an end after the beginning"),
        (["--from", "0001-01-01", "--to", "9999-12-31"], "at most 3,000,000 rows"),
        (["--from", "monday"], "--from 'monday' is no date and time"),
        (["--to", "2025-03-10T20:00Z"], "has a zone"),
    ],
)
def test_a_wrong_option_is_a_sentence(more: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit code of something unusable."""
    assert run(["alertness", SLEEP, *more]) == 2
    assert said in capsys.readouterr().err


def test_an_empty_log_needs_times(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can say when a series of nothing should begin."""
    (tmp_path / "none.csv").write_text("sleep_start,sleep_end\n")
    assert run(["alertness", str(tmp_path / "none.csv")]) == 2
    assert "There is no sleep in this file" in capsys.readouterr().err


NIGHT = "2027-03-01 23:00:00,2027-03-02 07:00:00"


@pytest.mark.parametrize(
    "text",
    [
        f"sleep_start,sleep_end\n{NIGHT}\n",
        f"\ufeffsleep_start,sleep_end\r\n{NIGHT}\r\n",
        f"sleep_id,sleep_start,sleep_end,note\n1,{NIGHT},slept well\n\n",
        f'"Start","End"\n{NIGHT}',
        f"sleep_start,sleep_end\n2027-03-02 13:00,2027-03-02 14:00\n{NIGHT}\n",
    ],
)
def test_a_log_may_come_from_any_spreadsheet(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a mark of bytes, Windows' line ends, further columns, other names, in any order: the same first night."""
    (tmp_path / "log.csv").write_bytes(text.encode())
    assert run(["alertness", str(tmp_path / "log.csv"), "--to", "2027-03-02 07:00"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 18
    assert rows[1].startswith("2027-03-01 23:00:00,0.0000000000,23.0000000000,FALSE")
    assert rows[-1].startswith("2027-03-02 07:00:00,8.0000000000,7.0000000000,TRUE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "no column sleep_start"),
        (b"a,b\n1,2\n", "no column sleep_start"),
        (b"\xff\xfes\x00", "not text"),
        (b"sleep_start,sleep_end\n2027-03-02 07:00,2027-03-01 23:00\n", "log.csv:2: This sleep ends before it begins"),
        (b"sleep_start,sleep_end\n2027-03-01 23:00,2027-03-02 07:00\n2027-03-02 06:00,2027-03-02 08:00\n", "log.csv:3"),
        (b"sleep_start,sleep_end\n2027-03-01 23:00\n", "A time is missing"),
        (b"sleep_start,sleep_end\n2027-03-01 23:00Z,2027-03-02 07:00Z\n", "has a zone"),
        (b"sleep_start,sleep_end\n0001-01-01 00:00,9999-12-31 00:00\n", "at most 3,000,000 rows"),
    ],
)
def test_what_is_no_log_is_a_sentence(
    text: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the line, and never a stack."""
    (tmp_path / "log.csv").write_bytes(text)
    assert run(["alertness", str(tmp_path / "log.csv")]) == 2
    assert said in capsys.readouterr().err
