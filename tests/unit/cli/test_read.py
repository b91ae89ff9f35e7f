"""`homecall read`: what a single schedule says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from homecall.cli.main import run
from homecall.cli.shell import Exit

BODY = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
SUMMARY:Call\\, "home"
DTSTART;TZID=America/Chicago:20261102T070000
DTEND;TZID=America/Chicago:20261102T150000
STATUS:TENTATIVE
END:VEVENT
BEGIN:VEVENT
SUMMARY:Leave
DTSTART;VALUE=DATE:20261101
DTEND;VALUE=DATE:20261103
END:VEVENT
BEGIN:VEVENT
SUMMARY:Odd
DTSTART:soon
END:VEVENT
END:VCALENDAR
"""
WINDOW = ["--from", "2026-11-02", "--to", "2026-11-03", "--zone", "America/Chicago"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A calendar."""
    path = tmp_path / "feed.ics"
    path.write_text(BODY, "utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON of a command that went well."""
    assert run(["read", *arguments, "--format", "json"]) == Exit.DONE
    return json.loads(capsys.readouterr().out)


def test_tells_occurrences_and_rejects(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates for all-day, instants with their offset, an empty UID where there is none, whole and in order."""
    said = told(capsys, file, *WINDOW)

    leave = {"uid": "", "summary": "Leave", "all_day": True, "start": "2026-11-01", "end": "2026-11-03"}
    call = {"uid": "a", "summary": 'Call, "home"', "all_day": False, "start": "2026-11-02T07:00:00-06:00"}
    assert said["occurrences"] == [
        leave | {"status": "CONFIRMED"},
        call | {"end": "2026-11-02T15:00:00-06:00", "status": "TENTATIVE"},
    ]
    why = "This event was left out: 'soon' is not a date or a time."
    assert said["rejects"] == [{"what": "Odd", "where": "line 14", "why": why, "limit": ""}]


def test_tells_it_in_text(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, rejects at the end."""
    assert run(["read", file, *WINDOW]) == Exit.DONE

    assert capsys.readouterr().out.splitlines() == [
        "2026-11-01 to 2026-11-03  Leave",
        '2026-11-02T07:00:00-06:00 to 2026-11-02T15:00:00-06:00  Call, "home"  (tentative)',
        "not read, line 14: This event was left out: 'soon' is not a date or a time. (Odd)",
    ]


def test_match_picks_titles(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By the patterns of a household file."""
    assert [one["summary"] for one in told(capsys, file, *WINDOW, "--match", "call*")["occurrences"]] == [
        'Call, "home"'
    ]


def test_another_kind_shows_a_persons_entries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those of the days asked for."""
    path = tmp_path / "table.csv"
    path.write_text(
        "start,end,title,person\n2026-11-02T07:00,2026-11-02T15:00,Wards,Ana\n2026-11-02,2026-11-03,Off,Ben\n"
    )

    said = told(capsys, str(path), "--kind", "csv", "--match", "Ana", *WINDOW)

    assert [(one["summary"], one["start"]) for one in said["occurrences"]] == [("Wards", "2026-11-02T07:00:00-06:00")]


@pytest.mark.parametrize(
    ("content", "word"),
    [("", "empty"), ("<html>Sign in</html>", "web page"), ("BEGIN:VCARD\nEND:VCARD\n", "vCard"),
     (BODY.replace("END:VCALENDAR\n", ""), "cut off")],
)  # fmt: skip
def test_what_is_no_calendar_is_an_error(
    tmp_path: Path, content: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a calendar without events."""
    path = tmp_path / "feed.ics"
    path.write_text(content, "utf-8")

    assert run(["read", str(path), *WINDOW, "--format", "json"]) == Exit.NO_SCHEDULE
    said = capsys.readouterr()
    assert (said.out, word in said.err) == ("", True)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"--from": "soon"}, "--from 'soon' is not a date"), ({"--to": "2026-11-02"}, "is not after --from"),
     ({"--zone": "Mars"}, "'Mars' is not a time zone"), ({"--from": "0001-01-01"}, "too far away"),
     ({"--format": "xml"}, "neither text nor json")],
)  # fmt: skip
def test_a_slip_in_an_option_is_told(
    file: str, change: dict[str, str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is read."""
    options = dict(zip(WINDOW[::2], WINDOW[1::2], strict=True)) | change

    assert run(["read", file, *(word for pair in options.items() for word in pair)]) == Exit.UNUSABLE
    assert word in capsys.readouterr().err


def test_what_is_no_reject_is_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that nobody fits is said beside the rejects, and a duty that another takes is not lost."""
    path = tmp_path / "trade.eml"
    path.write_text(
        "From: Amion <no-reply@rota.example>\nTo: Ana Rivera <ana@home.example>\n"
        "Date: Wed, 28 Oct 2026 16:33:52 -0500\nSubject: Approved trade between Ana Rivera & Ben Okafor\n\n"
        "Ben Okafor takes Ana Rivera's HMC Night on Tue. Nov 3.\n"
    )

    said = told(capsys, str(path), "--kind", "amion-mail", "--match", "Ana Rivera", *WINDOW)

    taken = (
        "HMC Night on Tuesday 3 November 2026 is no longer theirs: Ben Okafor takes it, says the mail of 28 October."
    )
    assert said == {"occurrences": [], "rejects": [], "notes": [taken]}


def test_says_how_a_sheet_was_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A preview, before anything of it is believed."""
    path = tmp_path / "grid.csv"
    days = ",".join(f"2026-11-0{n}" for n in range(1, 8))
    path.write_text(f"Name,{days}\nAna,W,W,NF,NF,,,\nBen,,,W,W,W,,\n")

    assert run(["read", str(path), "--kind", "grid", "--match", "Ana", *WINDOW]) == Exit.DONE

    listed, note = capsys.readouterr().out.splitlines()
    assert listed == "2026-11-02 to 2026-11-03  W"
    assert note.startswith("note: Understood as a block grid: names in column A")


def test_a_pattern_that_fits_no_title_is_said(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list alone would read as a free day."""
    said = told(capsys, file, *WINDOW, "--match", "Wards*")

    assert said["occurrences"] == []
    assert said["notes"] == ['No title in this calendar fits "Wards*".']


def test_a_calendar_without_anything_to_say_has_no_notes(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Then there are the two lists alone."""
    assert set(told(capsys, file, *WINDOW)) == {"occurrences", "rejects"}
