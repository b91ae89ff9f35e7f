"""`homecall new`: questions in, a household file out, whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from homecall.cli.new import Answers, CarerAnswer, ChildAnswer, ParentAnswer, compose, guess_kind, new, save
from homecall.errors import HouseholdError
from homecall.household.codec import read
from homecall.household.people import SourceSpec
from homecall.spans.wall import parse_weekly

app = typer.Typer()
app.command()(new)

ANA, BEN = ParentAnswer("Ana", "https://x.example/ocs?Lo=a&Rpt=619", "", "Abel"), ParentAnswer("Ben")
ANSWERS = Answers("The Abels", "America/Chicago", (ANA, BEN), (ChildAnswer("Mia", date(2022, 3, 5)),))
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)

TYPED = [
    *("Ana", "feeds/ana.ics", "Ben", ""),
    *("The Abels", "America/Chicago"),
    *("Mia", "2022-03-05", "Leo", "", ""),
    *("Rosa", "nanny", "Mon-Fri 07:00-18:30"),
]
"""What a family types, question by question."""


def typed(path: Path, *lines: str) -> tuple[int, str]:
    """The exit code and all that is shown when these lines are typed."""
    result = CliRunner().invoke(app, [str(path)], input="".join(f"{line}\n" for line in lines))
    return result.exit_code, result.output


def test_answers_become_a_household() -> None:
    """Names become ids, a link becomes a schedule whose kind it gives away."""
    household = read(compose(ANSWERS), "household.toml")
    assert (household.name, household.timezone) == ("The Abels", "America/Chicago")
    assert [(one.id, one.name) for one in household.parents] == [("ana", "Ana"), ("ben", "Ben")]
    assert household.parents[0].schedule == (SourceSpec("amion-619", url=ANA.schedule, match="Abel"),)
    assert household.children[0].born == date(2022, 3, 5)
    assert household.carers == ()


def test_a_carer_keeps_their_hours() -> None:
    """The hours that were told may be used without asking."""
    hours = (parse_weekly("Mon-Fri 07:00-18:30"),)
    answers = Answers("A", "UTC", (BEN,), (ChildAnswer("Mia"),), CarerAnswer("Rosa", "nanny", hours))
    assert read(compose(answers), "x").carers[0].hours == hours


def test_people_of_one_name_get_ids_of_their_own() -> None:
    """A child may be called like its parent."""
    answers = Answers("A", "UTC", (BEN, BEN), (ChildAnswer("Ben"), ChildAnswer("美雨")))
    household = read(compose(answers), "x")
    assert list(household.names) == ["ben", "ben-2", "ben-3", "person"]


def test_a_file_with_accents_in_names_keeps_them() -> None:
    """Ids are plain, names are as they are."""
    child = read(compose(Answers("A", "UTC", (BEN,), (ChildAnswer("Zoë"),))), "x").children[0]
    assert (child.id, child.name) == ("zoe", "Zoë")


def test_an_answer_that_cannot_be_is_refused() -> None:
    """What `read` would refuse is never composed."""
    with pytest.raises(HouseholdError, match="Atlantis"):
        compose(Answers("A", "Atlantis/Main", (BEN,), (ChildAnswer("Mia"),)))


@given(NAMES, st.lists(NAMES, min_size=1, max_size=4), st.lists(NAMES, min_size=1, max_size=4))
def test_any_names_make_a_household_that_reads(name: str, adults: list[str], young: list[str]) -> None:
    """Whatever people are called, the file passes."""
    parents, children = tuple(map(ParentAnswer, adults)), tuple(map(ChildAnswer, young))
    household = read(compose(Answers(name, "UTC", parents, children)), "x")
    assert list(household.names.values()) == [*adults, *young]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("https://x.example/ocs?Lo=a&Rpt=625c", "amion-625c"),
        ("https://x.example/ocs?Lo=a&Rpt=625btabs--&Days=365", "amion-625c"),
        ("https://app.qgenda.com/ical?key=0f0e5f0c", "qgenda-ics"),
        ("webcal://www.amion.com/cgi-bin/ocs?Fi=x", "amion-ics"),
        ("webcal://x.example/feed", "ics"),
        ("feeds/ana.ICS", "ics"),
        ("Block 6.xlsx", "grid"),
        ("rota.csv", ""),
        ("https://www.shiftadmin.com/api_get_scheduled_shifts.php?type=json&sd=2026-11-01", "shiftadmin-json"),
        ("https://www.shiftadmin.com/api_get_scheduled_shifts.php?type=csv", "shiftadmin-csv"),
        ("https://app.metricaid.com/sync/key/abc", "metricaid-ics"),
    ],
)
def test_a_place_gives_its_kind_away_or_does_not(place: str, kind: str) -> None:
    """A csv file may be of several kinds, so that is asked."""
    assert guess_kind(place) == kind


def test_questions_and_answers_make_a_file(tmp_path: Path) -> None:
    """A family that types its answers has a file that reads."""
    code, shown = typed(tmp_path / "home.toml", *TYPED)
    household = read((tmp_path / "home.toml").read_text("utf-8"), "x")
    assert (code, "homecall plan" in shown) == (0, True)
    assert list(household.names.values()) == ["Ana", "Ben", "Mia", "Leo", "Rosa"]
    assert household.parents[0].schedule == (SourceSpec("ics", path="feeds/ana.ics"),)


def test_a_wrong_answer_is_asked_again(tmp_path: Path) -> None:
    """The cure is shown, and nothing is lost."""
    lines = [*TYPED]
    lines[5:6] = ["Chicago", "America/Chicago"]
    code, shown = typed(tmp_path / "home.toml", *lines)
    assert code == 0
    assert 'Did you mean "America/Chicago"?' in shown


def test_a_csv_file_is_asked_about(tmp_path: Path) -> None:
    """Its kind and the parent's name in it cannot be guessed."""
    typed(tmp_path / "home.toml", "Ana", "rota.csv", "qgenda", "qgenda-csv", "Abel, A", *TYPED[2:])
    household = read((tmp_path / "home.toml").read_text("utf-8"), "x")
    assert household.parents[0].schedule == (SourceSpec("qgenda-csv", path="rota.csv", match="Abel, A"),)


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    """Nothing is asked and nothing is overwritten."""
    path = tmp_path / "home.toml"
    path.write_text("mine", "utf-8")
    with pytest.raises(HouseholdError, match="already"):
        new(path)
    with pytest.raises(HouseholdError, match="already"):
        save(path, "other")
    assert path.read_text("utf-8") == "mine"


def test_leaving_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    """Half a household is none."""
    code, _ = typed(tmp_path / "home.toml", *TYPED[:6])
    assert code != 0
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the last step leaves neither the file nor a part of it."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(HouseholdError, match="No space left"):
        save(tmp_path / "home.toml", "text")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error says which file could not be written."""
    with pytest.raises(HouseholdError, match="could not be written") as caught:
        save(tmp_path / "nowhere" / "home.toml", "text")
    assert caught.value.where.endswith("home.toml")


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Links to schedules are secrets."""
    save(tmp_path / "home.toml", "text")
    assert (tmp_path / "home.toml").stat().st_mode & 0o077 == 0
