"""`homecall worth`: what each thing is worth, as sentences or JSON, and the best of it beside "why?"."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homecall import workflow
from homecall.cli.main import app
from homecall.plan.codec import write
from tests.households import HOME, MIA, ana, rosa

FAMILY = HOME + ana() + MIA
ROSA = rosa("Mon-Fri 08:00-16:00")
ROWS = "start,end,title\n2027-01-04T08:00,2027-01-04T17:00,Day\n2027-01-05T08:00,2027-01-05T16:00,Day\n"
LATER = "If Rosa could stay until 5 pm on Mondays: 1 hour fewer without cover, 24.00 more."


def made(folder: Path, text: str, rows: str = ROWS) -> tuple[str, str]:
    """A household and its plan of a week, as the arguments of a command."""
    home, plan = folder / "household.toml", folder / "plan.json"
    home.write_text(text, "utf-8")
    (folder / "ana.csv").write_text(rows, "utf-8")
    now = datetime.fromisoformat("2027-01-03T12:00:00-06:00")
    plan.write_text(write(workflow.make_plan(workflow.read(home, now, date(2027, 1, 4), 7))), "utf-8")
    return str(home), str(plan)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Ana works two days; Rosa leaves an hour before her on Monday."""
    return made(tmp_path_factory.mktemp("home"), FAMILY + ROSA)


def say(*words: str) -> list[str]:
    """What a command prints, by line."""
    done = CliRunner().invoke(app, [*words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout.splitlines()


def test_the_best_changes_come_as_sentences(home: tuple[str, str]) -> None:
    """What closes the gap and saves most stands first."""
    lines = say("worth", *home)
    assert lines[0] == (
        "If Ana could swap away Day, Monday 4 January, 8 am to 5 pm: 1 hour fewer without cover, 164.00 less."
    )
    assert LATER in lines


def test_as_few_as_are_asked_for(home: tuple[str, str]) -> None:
    """The first lines of the longer list."""
    assert say("worth", *home, "--top", "2") == say("worth", *home)[:2]


def test_what_the_plan_rests_on_is_another_list(home: tuple[str, str]) -> None:
    """Rosa's two days, the one with more to lose first."""
    lines = say("worth", *home, "--relied")
    assert lines == [
        "Without Rosa, Monday 4 January, 8 am to 4 pm: 8 hours more without cover, 164.00 less.",
        "Without Rosa, Tuesday 5 January, 8 am to 4 pm: 8 hours more without cover, 168.00 less.",
    ]


def test_the_json_says_the_same(home: tuple[str, str]) -> None:
    """Sentence by sentence, and it is proven."""
    found = json.loads("\n".join(say("worth", *home, "--format", "json")))["worths"]
    assert [one["text"] for one in found] == say("worth", *home)
    assert all(one["proven"] for one in found)


def test_the_same_is_said_twice(home: tuple[str, str]) -> None:
    """Byte for byte."""
    assert say("worth", *home, "--format", "json") == say("worth", *home, "--format", "json")


def test_where_nothing_would_help_it_says_so(tmp_path: Path) -> None:
    """Ana is at home all week, and nobody helps: two short answers, and JSON that is whole."""
    alone = made(tmp_path, FAMILY, "start,end,title\n2027-02-04T08:00,2027-02-04T17:00,Day\n")
    assert say("worth", *alone) == ["Nothing that was looked at would make this plan better."]
    assert say("worth", *alone, "--relied") == ["Nobody has to be relied on."]
    assert json.loads("\n".join(say("worth", *alone, "--format", "json")))["worths"] == []


@pytest.mark.parametrize("what", ["gaps", "mia", "2027-01-04T16:30", "mia@2027-01-04T16:30", "cost"])
def test_why_names_what_would_help_most(home: tuple[str, str], what: str) -> None:
    """After the ways out of the gap, or after what the plan costs."""
    assert say("why", *home, what)[-1].startswith("What would help most: If Ana could swap away Day, Monday 4 January")


@pytest.mark.parametrize("what", ["2027-01-04T10:00", "mia@2027-01-05T10:00"])
def test_why_says_nothing_of_it_where_nothing_is_open(home: tuple[str, str], what: str) -> None:
    """Rosa has Mia then."""
    assert not any("help most" in line for line in say("why", *home, what))
