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
        (["--param", "nobody=1"], "has no parameter nobody"),
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
