"""Mail on trades beside a roster: what is news, what is settled, and what the family must look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from homecall.household.people import Parent, SourceSpec
from homecall.sources.base import Lost
from homecall.sources.changes import still_listed, still_new
from homecall.sources.gather import timeline
from homecall.spans.span import Span
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline
from tests.unit.sources.corpus import FEEDS, HOME, horizon

ROSTER = "date,start,end,title\n{rows}2026-11-20,07:00,17:00,Wards\n"
LOSS = "mail-approved-loss.eml"
GAIN = "mail-approved-gain.eml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the mail of the corpus."""
    for name in (LOSS, GAIN):
        (tmp_path / name).write_bytes((FEEDS / "amion" / name).read_bytes())
    return tmp_path


def told(folder: Path, rows: str, mail: str) -> Timeline:
    """A parent with a roster of the given rows, and one file of mail."""
    (folder / "rota.csv").write_text(ROSTER.format(rows=rows), encoding="utf-8")
    specs = (SourceSpec("csv", path="rota.csv"), SourceSpec("amion-mail", path=mail, match="Rivera"))
    return timeline(Parent("ana", "Ana", schedule=specs), horizon(), folder)


def nights(timeline: Timeline) -> list[tuple[str, bool]]:
    """The sources that tell of the night, and whether it fills its day."""
    return [(one.source, one.whole_day) for one in timeline.periods if one.title == "HMC Night"]


def test_a_gain_that_the_roster_does_not_have_yet_is_kept(folder: Path) -> None:
    """The parent has the night, though the schedule is late."""
    assert nights(told(folder, "", GAIN)) == [(GAIN, True)]


def test_a_gain_that_the_roster_has_is_the_rosters(folder: Path) -> None:
    """The roster knows the hours, and nothing is told twice."""
    assert nights(told(folder, "2026-11-03,19:00,07:00,HMC  night*\n", GAIN)) == []
    assert told(folder, "2026-11-03,19:00,07:00,HMC Night\n", GAIN).feeds[1].notes == ()


def test_a_loss_that_the_roster_still_lists_is_a_finding(folder: Path) -> None:
    """The night stays until the family or the roster says otherwise."""
    both = told(folder, "2026-11-03,19:00,07:00,HMC Night\n", LOSS)

    assert nights(both) == [("rota.csv", True)]
    assert both.feeds[1].notes == (
        "rota.csv still lists HMC Night on Tuesday 3 November; Ben Okafor takes it, says the mail of 28 October. "
        "It counts as yours until the schedule says so too, or you take it out.",
    )


def test_a_loss_that_the_roster_knows_of_is_no_news(folder: Path) -> None:
    """Nothing is left to say."""
    assert told(folder, "", LOSS).feeds[1].notes == ()


def test_mail_moves_no_published_date(folder: Path) -> None:
    """The roster alone says how far it goes."""
    assert told(folder, "", GAIN).through == date(2026, 11, 20)


def test_mail_alone_leaves_a_parent_unknown(folder: Path) -> None:
    """News beside no schedule says nothing of any other day."""
    parent = Parent("ana", "Ana", schedule=(SourceSpec("amion-mail", path=GAIN, match="Rivera"),))

    assert timeline(parent, horizon(), folder).through == date.min


def test_the_same_title_on_another_day_is_another_duty() -> None:
    """Only the day of the mail is meant."""
    listed = [Period("ana", Span(0, 60), Kind.NIGHT, "HMC Night", date(2026, 11, 4), "rota")]
    news = Period("ana", HOME.day(date(2026, 11, 3)), Kind.NIGHT, "HMC Night", date(2026, 11, 3), "mail")

    assert still_new([news], listed) == (news,)
    assert still_listed([Lost("HMC Night", date(2026, 11, 3), "someone takes it")], listed) == ()
