"""A run of many months may stop and go on, and says what was wrong by its cause."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.month import rows, run
from benchmarks.month.rows import Lived

ALONE = "c0 2026-10-19T06:45+01:00 to 2026-10-19T07:00+01:00, nobody, in force since 2026-10-18T18:00+01:00"
WRONG = (
    f"avoidable: {ALONE}: ana was at home all the time",
    f"avoidable: {ALONE}: pat could have been there",
    f"unsaid: {ALONE}",
    "needless: 2026-11-05T14:47:00-05:00 change to rosa: nothing is otherwise for them",
    "twice: ask:7:rosa",
)
FOUND = [Lived(4, Counter(asks=3), WRONG, 15, 2.5), Lived(5, Counter(asks=2), WRONG[1:], 30, 3.5)]


def test_months_come_back_from_their_file_but_for_one_that_was_broken_off(tmp_path: Path) -> None:
    """Nothing is lived twice, and half a line is lived again."""
    path = tmp_path / "months.jsonl"
    assert list(rows.read(path)) == []
    rows.add(path, FOUND[0])
    path.write_text(path.read_text() + '{"family": 6, "sec')
    rows.add(path, FOUND[1])
    assert list(rows.read(path)) == FOUND


def test_what_was_wrong_is_counted_by_its_cause() -> None:
    """Whoever it was, and whenever."""
    assert run.causes(FOUND) == {
        "avoidable: nobody, somebody was at home": 1,
        "avoidable: nobody, somebody could have come": 2,
        "unsaid: nobody": 2,
        "needless: change: nothing is otherwise for them": 2,
        "twice": 2,
    }


def test_files_of_two_runs_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lived for it; it ends with 1 where anything was wrong."""
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path, one in zip(paths, FOUND, strict=True):
        rows.add(path, one)
    monkeypatch.setattr(sys, "argv", ["month", "--of", *map(str, paths)])
    with pytest.raises(SystemExit) as ended:
        run.main()
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert "2 families, 30 days each" in said
    assert "asks: 5" in said
    assert "gaps that could have been covered: 3" in said
