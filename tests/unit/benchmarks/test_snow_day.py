"""The snow day's own parts: families that differ in names, targets that count, a tally that finds what is missing."""

from __future__ import annotations

import http.client
import json
import smtplib
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.snow_day.crowd import Agenda
from benchmarks.snow_day.filled import Outcome
from benchmarks.snow_day.kept import kinds
from benchmarks.snow_day.kinds import EARLY, SCHOOL, Kind, kind, zone_of
from benchmarks.snow_day.report import Tally, tally
from benchmarks.snow_day.targets import MAIL, WEB, Arrived, listening

NOW = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
NAMES = ("Home 7", "Maple school", "Ines", "Theo", "Mia", "Leo", "Noa")


@pytest.fixture(scope="module")
def one() -> Kind:
    """One kind of families."""
    return kind(0, NOW, seconds=1.0)


def test_a_family_of_a_kind_has_its_own_names_and_a_plan_that_the_judge_takes(one: Kind) -> None:
    """No stand-in is left, in no text."""
    own = one.named(NAMES)
    assert own.accepted()
    assert "Maple school" in own.text
    assert not any(SCHOOL in text for text in (own.text, own.answer.text, own.answer.parts, own.answer.situation))


def test_a_plan_with_a_shift_too_many_is_not_taken(one: Kind) -> None:
    """The judge does look."""
    said = json.loads(one.answer.text)
    said["cover"] = said["cover"][1:]
    assert not replace(one, answer=replace(one.answer, text=json.dumps(said))).accepted()


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_it_is_early_morning_in_the_zone_that_is_chosen(hour: int) -> None:
    """Whenever the benchmark runs, give or take an hour."""
    from zoneinfo import ZoneInfo

    local = NOW.replace(hour=hour).astimezone(ZoneInfo(zone_of(NOW.replace(hour=hour))))
    assert abs(local.hour * 60 + local.minute - EARLY.hour * 60) <= 60


def test_both_targets_note_what_they_take(tmp_path: Path) -> None:
    """A letter by the row that its id names, a message over the web by topic and title."""
    with listening(tmp_path / "taken") as targets:
        with smtplib.SMTP(MAIL, targets.mail) as line:
            text = "Message-ID: <12.abc@example.org>\r\n\r\nHello, see http://127.0.0.1/asked/a:b-1_c/ please\r\n"
            line.sendmail("home@example.org", ["f1-rosa@example.org"], text)
        web = http.client.HTTPConnection(WEB, targets.web)
        web.request("POST", "/", json.dumps({"topic": "f1-pat", "title": "Can you come?"}))
        assert web.getresponse().status == 200
        found = [(one.way, one.to, one.row, one.title, one.link) for one in targets.arrived()]
        assert [one.way for one in targets.arrived(after=1)] == ["web"]
    assert found[0] == ("mail", "f1-rosa@example.org", 12, "", "/asked/a:b-1_c/")
    assert found[1] == ("web", "f1-pat", 0, "Can you come?", "")


def test_a_kind_that_lies_in_the_folder_is_the_one_that_was_made(
    tmp_path: Path, one: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made once a day."""
    made: list[int] = []

    def make(number: int, _now: datetime) -> Kind:
        made.append(number)
        return one

    monkeypatch.setattr("benchmarks.snow_day.kept.kind", make)
    assert [*kinds(tmp_path, 1, NOW)] == [*kinds(tmp_path, 1, NOW)] == [one]
    assert made == [0]


def test_what_is_due_is_done_when_it_is_due_and_again_when_it_says_so() -> None:
    """Each step hears when it should have been."""
    agenda, begun, heard = Agenda(), time.time(), list[float]()

    def step(due: float) -> float | None:
        heard.append(due)
        return due + 0.05 if len(heard) < 3 else None

    agenda.add(begun + 0.1, step)
    hands = agenda.run()
    while len(heard) < 3 and time.time() < begun + 20:
        time.sleep(0.02)
    agenda.end()
    for hand in hands:
        hand.join(10)
    assert [round(one - begun, 2) for one in heard] == [0.1, 0.15, 0.2]


@pytest.mark.parametrize(
    ("rows", "topics", "found"),
    [
        ([1, 2], ["f1-pat"], Tally(0, 0, 0)),
        ([1], ["f1-pat"], Tally(1, 0, 0)),
        ([1, 2, 2], [], Tally(1, 1, 0)),
        ([1, 2, 9], ["f1-pat", "f1-pat"], Tally(0, 1, 1)),
        ([1, 2], ["f1-pat", "f2-pat"], Tally(0, 0, 1)),
    ],
)
def test_what_is_lost_doubled_or_unknown_is_counted(rows: list[int], topics: list[str], found: Tally) -> None:
    """Two letters and one message over the web were sent."""
    end = Outcome({1: (1, "rosa", "a"), 2: (1, "june", "b"), 3: (1, "pat", "c")}, {}, {}, {})
    taken = [Arrived(time.time(), "mail", "", row, "") for row in rows]
    taken += [Arrived(time.time(), "web", topic, 0, "c") for topic in topics]
    assert tally(end, taken) == found
