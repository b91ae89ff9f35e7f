"""Files of Amion and QGenda that were damaged on their way: each is read or refused, and none of them crashes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import SourceError
from homecall.sources.amion.mail import read as read_mail
from homecall.sources.book import source
from tests.unit.sources.corpus import FEEDS, horizon, spec

KINDS = {
    "amion/619": "amion-619", "amion/625": "amion-625c", "amion/ics-": "amion-ics", "amion/mail-": "amion-mail",
    "qgenda/ics-": "qgenda-ics", "qgenda/calendar": "qgenda-xlsx", "qgenda/answer": "qgenda-json",
    "qgenda/three": "qgenda-csv", "qgenda/with": "qgenda-csv",
}  # fmt: skip
PIECES = (b"\n", b'"', b",", b":", b"\x00", b"\xff", b"9" * 30, b"-1", b"2400", b"null", b"[", b"}", b"2/29/2027", b"Z")


def kind_of(file: Path) -> str:
    """The kind that a corpus file is of; empty for one that is none of these."""
    name = f"{file.parent.name}/{file.name}"
    return next((kind for start, kind in KINDS.items() if name.startswith(start)), "")


FILES = [file for system in ("amion", "qgenda") for file in sorted((FEEDS / system).iterdir()) if kind_of(file)]


def told(file: Path, content: bytes) -> list[str]:
    """What must be said of a damaged file: where an error lies and its cure, or where and why of each reject."""
    kind = kind_of(file)
    try:
        intake = source(kind)(content, spec(kind, file.name, match="Rivera"), horizon())
    except SourceError as error:
        return [error.where, error.cure]
    return [words for one in intake.rejects for words in (one.where, one.why)]


@given(st.sampled_from(FILES), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 9), st.sampled_from(PIECES))))
def test_a_damaged_file_is_read_or_refused(file: Path, cuts: list[tuple[int, int, bytes]]) -> None:
    """Whatever is cut out and put in, it is read, or says where and why it is not."""
    content = file.read_bytes()
    for at, length, piece in cuts:
        content = content[:at] + piece + content[at + length :]

    assert all(told(file, content))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_half_of_a_file_is_read_or_refused(file: Path) -> None:
    """A download that broke off crashes nothing."""
    content = file.read_bytes()

    assert all(told(file, content[: len(content) // 2]))


@given(st.dates(date(2020, 1, 10), date(2035, 12, 1)), st.integers(-170, 360))
def test_a_day_of_a_trade_is_found_again_without_its_year(sent: date, ahead: int) -> None:
    """A weekday and a date mean one day within the year around the mail, over leap years and new years too."""
    day = sent + timedelta(days=ahead)
    content = (
        f"From: a\nDate: {sent:%d %b %Y} 12:00:00 +0000\nSubject: Approved trade between Ana Rivera & Ben Okafor\n\n"
        f"Ana Rivera takes Ben Okafor's Night on {day:%a}. {day:%b} {day.day}.\n"
    )

    intake = read_mail(content.encode(), spec("amion-mail", match="Rivera"), horizon(day - timedelta(days=3), 7))

    assert [one.day for one in intake.entries] == [day]
