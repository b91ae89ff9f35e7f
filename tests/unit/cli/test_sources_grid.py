"""`homecall sources` on a spreadsheet: the preview before anything is believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.cli.main import run
from homecall.cli.shell import Exit
from tests.households import ANA, HOME, MIA

SOURCE = '[[parents.schedule]]\nkind = "grid"\npath = "block.csv"\nmatch = "Rivera"'
NOW = ("--now", "2026-10-27T08:00:00-05:00")


def household(folder: Path, sheet: str, more: str = "") -> str:
    """A household with one parent on a sheet."""
    (folder / "block.csv").write_text(sheet)
    (folder / "household.toml").write_text(f"{HOME}{ANA}{SOURCE}{more}\n{MIA}")
    return str(folder / "household.toml")


def test_says_how_a_sheet_was_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The places, the days and the confidence stand under the name of the source."""
    sheet = "Name,27-Oct,28-Oct,29-Oct,30-Oct,31-Oct\nRivera,W,W,,,PC\n"

    assert run(["sources", household(tmp_path, sheet), *NOW]) == Exit.DONE
    assert "Understood as a block grid: names in column A, dates in row 1" in capsys.readouterr().out


def test_an_unsure_sheet_is_an_error_until_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cure of the error is the line that makes the sheet readable."""
    sheet = "Name,10/27/2026,11/3/2026,10/28/2026,12/1/2026,10/30/2026\nRivera,W,W,,,PC\n"

    assert run(["sources", household(tmp_path, sheet), *NOW]) == Exit.NO_SCHEDULE
    assert 'add layout = "block"' in capsys.readouterr().err
    assert run(["sources", household(tmp_path, sheet, '\nlayout = "block"'), *NOW]) == Exit.DONE
