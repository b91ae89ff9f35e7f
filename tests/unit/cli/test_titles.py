"""`homecall titles`: what is open, what is guessed, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from homecall import workflow
from homecall.cli.main import app
from homecall.cli.titles import meaning
from homecall.errors import HomecallError, HouseholdError
from homecall.household.people import ShiftMeaning
from homecall.timeline.period import Kind
from tests.households import HOME, MIA, ana

ANA = ana(through="", rules="").replace('"Day"', '"Day" # the ward')
FAMILY = f"# Our family.\n{HOME}\n{ANA}\n{MIA}"
FEED = """start,end,title
2026-12-01T07:00,2026-12-01T17:00,Day
2026-12-02,2026-12-03,Vacation
2026-12-04,2026-12-04,NF
2026-12-07,2026-12-07,NC-A
2026-12-08,2026-12-08,NC-B
2026-12-09,2026-12-09,Zebra
"""
NOW = ("--now", "2026-11-30T12:00:00-06:00")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A household file with one schedule and four titles without a meaning."""
    path = tmp_path / "household.toml"
    path.write_text(FAMILY)
    (tmp_path / "ana.csv").write_text(FEED)
    return path


def run(path: Path, *options: str, answers: str = "") -> str:
    """What the command prints; it must end well."""
    result = CliRunner().invoke(app, ["titles", str(path), *NOW, *options], input=answers, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def written(path: Path) -> list[tuple[str, str]]:
    """The shifts of the file as title and kind."""
    return [(one.title, one.kind.value) for one in workflow.load(path).parents[0].shifts]


def test_open_titles_are_listed_with_a_guess_and_a_reason(home: Path) -> None:
    """Whose, where, when, what it may be, and why."""
    said = run(home).splitlines()

    assert said[:4] == [
        "Ana",
        "  “Vacation” in ana.csv, Wed 2 Dec and 1 more day",
        "    sure: leave",
        "    “Vacation” is time off.",
    ]
    assert "    likely: night 19:00-07:00+1" in said
    assert "    unsure: no guess" in said


def test_looking_changes_nothing(home: Path) -> None:
    """Without a yes nothing is written."""
    run(home)
    assert home.read_text() == FAMILY


@pytest.mark.parametrize(
    ("accept", "gained"),
    [("sure", [("Vacation", "leave")]), ("likely", [("Vacation", "leave"), ("NF", "night"), ("NC-*", "marker")])],
)
def test_guesses_are_taken_as_far_as_one_trusts_them(home: Path, accept: str, gained: list[tuple[str, str]]) -> None:
    """One pattern for the two pools; what nobody can guess stays open."""
    said = run(home, "--accept", accept)

    assert written(home) == [("Day", "work"), *gained]
    assert f"{len(gained)} lines" in said
    assert "Zebra" in said


def test_what_stood_in_the_file_stays(home: Path) -> None:
    """Comments too, and who may read it."""
    home.chmod(0o600)
    run(home, "--accept", "sure")

    after = home.read_text()
    assert [line for line in FAMILY.splitlines() if line not in after.splitlines()] == []
    assert home.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in home.parent.iterdir() if one.name.startswith(".")] == []


def test_a_title_is_asked_once(home: Path) -> None:
    """What is written is not open any more."""
    run(home, "--accept", "likely")
    assert "NC-" not in run(home)
    assert "Vacation" not in run(home)


def test_enter_takes_the_guess_and_words_take_its_place(home: Path) -> None:
    """Yes to leave, other hours for the night, the pool once, and a word for the title nobody knows."""
    run(home, "--ask", answers="\nnight 20:00-08:00\n\nclinic 8:00-12:00\n")

    shifts = workflow.load(home).parents[0].shifts[1:]
    assert [(one.title, one.kind.value, str(one.start), str(one.end)) for one in shifts] == [
        ("Vacation", "leave", "None", "None"),
        ("NF", "night", "20:00", "08:00+1"),
        ("NC-*", "marker", "None", "None"),
        ("Zebra", "clinic", "08:00", "12:00"),
    ]


def test_later_leaves_it_open_and_stop_keeps_what_was_said(home: Path) -> None:
    """Nobody has to answer everything at once."""
    run(home, "--ask", answers="later\nyes\nstop\n")
    assert written(home) == [("Day", "work"), ("NF", "night")]


def test_a_word_that_is_no_answer_is_asked_again(home: Path) -> None:
    """In a sentence that names the words there are."""
    said = run(home, "--ask", answers="holidays\nnight 25:00-7\nleave\nstop\n")

    assert "is no kind of duty. It is one of work, clinic," in said
    assert written(home) == [("Day", "work"), ("Vacation", "leave")]


def test_nothing_to_ask_is_said(home: Path) -> None:
    """A family that has answered everything hears so."""
    (home.parent / "ana.csv").write_text(FEED.splitlines()[0] + "\n2026-12-01T07:00,2026-12-01T17:00,Day\n")
    assert run(home) == "Every title has a meaning.\n"


def test_a_folder_that_takes_nothing_leaves_the_file_as_it_was(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disc is said in a sentence."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("homecall.cli.titles.tempfile.mkstemp", full)
    with pytest.raises(HouseholdError, match="No space left on device"):
        run(home, "--accept", "sure")
    assert home.read_text() == FAMILY


def test_an_answer_may_cross_midnight_or_not() -> None:
    """An end that is not after the start is on the next day."""
    assert meaning("X", "work 07:00-17:00").end == meaning("X", "work 7:00-17:00").end
    assert str(meaning("X", "in-house-call 08:00-08:00").end) == "08:00+1"
    assert meaning("[A]", "leave") == ShiftMeaning("[[]A]", Kind.LEAVE)


@pytest.mark.parametrize("answer", ["", "holiday", "night 7-19", "work 07:00", "unmapped"])
def test_what_is_no_meaning_is_refused(answer: str) -> None:
    """With a sentence and a cure."""
    with pytest.raises(HomecallError) as caught:
        meaning("X", answer)
    assert caught.value.cure
