"""A folder of mail beside the household file."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.errors import FetchError
from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.sources.gather import read
from tests.unit.sources.corpus import FEEDS, horizon, told

MAIL = SourceSpec("amion-mail", path="mail", match="Rivera")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for mail."""
    (tmp_path / "mail").mkdir()
    return tmp_path


def put(folder: Path, *names: str) -> Intake:
    """The folder with some mail of the corpus, read for one person."""
    for name in names:
        (folder / "mail" / name).write_bytes((FEEDS / "amion" / name).read_bytes())
    return read(MAIL, horizon(), folder)


def test_every_message_of_a_folder_is_read(folder: Path) -> None:
    """In whatever order they lie there; what is no message is left alone."""
    (folder / "mail" / "notes.txt").write_text("call Ben", encoding="utf-8")

    intake = put(folder, "mail-changes.eml", "mail-approved-loss.eml")

    assert told(intake) == ["2026-11-03 | North Night", "2026-11-05 | North Night"]
    assert [one.title for one in intake.lost] == ["HMC Night"]


def test_an_empty_folder_is_no_news(folder: Path) -> None:
    """A family may set it up before the first trade."""
    intake = put(folder)

    assert (intake.entries, intake.rejects, intake.notes) == ((), (), ())
    assert intake.changes_only


def test_a_line_that_looks_like_an_envelope_parts_no_message(folder: Path) -> None:
    """Prose may begin with From."""
    text = (FEEDS / "amion" / "mail-approved-gain.eml").read_text(encoding="utf-8")
    prose = text.replace("\n\nAna", "\n\nFrom now on:\n\nAna").replace("\n", "\r\n")
    (folder / "mail" / "a.eml").write_bytes(prose.encode())

    assert told(put(folder)) == ["2026-11-03 | HMC Night"]


def test_a_folder_is_no_schedule_of_another_kind(folder: Path) -> None:
    """Only mail comes in folders."""
    with pytest.raises(FetchError, match="a folder, not a file"):
        read(SourceSpec("csv", path="mail"), horizon(), folder)
