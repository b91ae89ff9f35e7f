"""`homecall replan`: what is typed becomes what happened, and the answer is sentences or a plan."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homecall import workflow
from homecall.cli.main import app
from homecall.cli.replan import happenings
from homecall.errors import HomecallError, PlanError, TimeError
from homecall.plan.codec import read, write
from homecall.plan.plan import Plan
from homecall.planner.change.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late
from homecall.spans.span import Span, instant
from tests.households import HOME, MIA, ROWS, ana, rosa

FAMILY = HOME + ana() + MIA + rosa()
NOW = "2027-01-04T16:00:00-06:00"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a household, its schedule and the plan of a week."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "household.toml").write_text(FAMILY, "utf-8")
    (folder / "ana.csv").write_text(ROWS, "utf-8")
    situation = workflow.read(folder / "household.toml", _now("2027-01-03T12:00:00-06:00"), date(2027, 1, 4), 7)
    (folder / "plan.json").write_text(write(workflow.make_plan(situation)), "utf-8")
    return folder


def _now(text: str) -> datetime:
    return datetime.fromisoformat(text)


def replan(home: Path, *arguments: str, now: str = NOW) -> str:
    """What the command prints. Raises what it raises."""
    files = [str(home / "household.toml"), str(home / "plan.json")]
    done = CliRunner().invoke(app, ["replan", *files, "--now", now, *arguments], catch_exceptions=False)
    if done.exception:
        raise done.exception
    return done.stdout


def news(**said: list[str] | None) -> list[Happening]:
    """What was said to have happened now."""
    return list(happenings(**said))


def test_the_answer_is_sentences(home: Path) -> None:
    """Ana is held over, and Rosa stays."""
    assert replan(home, "--late", "ana=90m") == "Rosa stays until 6:30 pm.\n"


def test_nothing_changes_is_an_answer(home: Path) -> None:
    """An hour more of Rosa than is needed is no reason to call her."""
    assert replan(home, "--early", "ana=10m", now="2027-01-04T09:00:00-06:00") == "Nothing changes.\n"


def test_the_answer_may_be_the_plan(home: Path) -> None:
    """As JSON it is the whole new plan, with the number of people told among its tiers."""
    made = read(replan(home, "--late", "ana=90m", "--format", "json"), "printed")
    assert made.tier("told").value == 1
    assert made.now == instant(_now(NOW))


def test_the_plan_may_be_written(home: Path, tmp_path: Path) -> None:
    """The file holds the plan, and the sentences are still said."""
    said = replan(home, "--late", "ana=90m", "--out", str(tmp_path / "new.json"))
    made: Plan = workflow.open_plan(tmp_path / "new.json")
    assert said.startswith("Rosa stays")
    assert made.span == workflow.open_plan(home / "plan.json").span


def test_a_folder_is_no_file_to_write_to(home: Path, tmp_path: Path) -> None:
    """The refusal is a sentence."""
    with pytest.raises(PlanError, match="cannot be written"):
        replan(home, "--late", "ana=90m", "--out", str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Nothing has happened"),
        (("--late", "zoe=90m"), "'zoe' is not a parent"),
        (("--late", "ana"), "has no length of time"),
        (("--late", "ana=soon"), "has no length of time"),
        (("--cancel", "rosa"), "names no day"),
        (("--cancel", "rosa=2027-01-05/2027-01-06"), "is not one day"),
        (("--ill", "mia=2027-01-06/2027-01-05"), "is no range of days"),
        (("--called-in", "ana=8pm"), "has no time with a zone"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(home: Path, arguments: tuple[str, ...], says: str) -> None:
    """Every misuse names what was typed and a cure."""
    with pytest.raises(HomecallError, match=says) as caught:
        replan(home, *arguments)
    assert caught.value.cure


@pytest.mark.parametrize(("text", "minutes"), [("90m", 90), ("90", 90), ("1h", 60), ("1h30m", 90), ("1h30", 90)])
def test_lengths_are_read_as_people_write_them(text: str, minutes: int) -> None:
    """Minutes, hours, or both."""
    assert news(late=[f"ana={text}"]) == [Late("ana", minutes)]


def test_days_may_be_a_range() -> None:
    """First to last, both included; without any, the child's own two days are meant."""
    days = frozenset({date(2027, 1, 5), date(2027, 1, 6)})
    assert news(ill=["mia", "leo=2027-01-05/2027-01-06"]) == [Ill("mia"), Ill("leo", days)]


def test_a_place_has_its_name_with_spaces() -> None:
    """What stands before the sign is the name."""
    found = news(closed=["Oak Street preschool=2027-01-05"])
    assert found == [Closed("Oak Street preschool", frozenset({date(2027, 1, 5)}))]


def test_hours_are_instants() -> None:
    """A carer may cancel from when to when, and a visit may have its hours."""
    start, end = "2027-01-05T08:00-06:00", "2027-01-05T12:00-06:00"
    span = Span(instant(_now(start)), instant(_now(end)))
    assert news(cancel=[f"rosa={start}/{end}"]) == [Cancelled("rosa", span)]
    assert news(called_in=["ben", f"ben={start}/{end}"]) == [
        CalledIn("ben"),
        CalledIn("ben", span.start, span.end),
    ]


def test_everything_that_is_said_counts() -> None:
    """Each option as often as it is given."""
    found = news(late=["ana=10m"], early=["ben=20m"], cancel=["rosa=2027-01-05", "joan=2027-01-05"])
    day = date(2027, 1, 5)
    assert found == [Late("ana", 10), Early("ben", 20), Cancelled("rosa", day), Cancelled("joan", day)]


def test_a_day_that_is_none_is_refused() -> None:
    """The sentence repeats what was typed."""
    with pytest.raises(TimeError, match="--closed 'Zoo=tomorrow' names no day"):
        news(closed=["Zoo=tomorrow"])


def test_what_was_said_earlier_need_not_be_said_again(home: Path, tmp_path: Path) -> None:
    """The second change starts from the first one's plan, which knows that Ana comes at half past six."""
    first = tmp_path / "first.json"
    replan(home, "--late", "ana=90m", "--out", str(first))
    files = [str(home / "household.toml"), str(first), "--now", "2027-01-04T17:30:00-06:00"]
    done = CliRunner().invoke(app, ["replan", *files, "--cancel", "rosa=2027-01-05"], catch_exceptions=False)
    assert "Nobody has Mia from 8 am to 5 pm tomorrow yet." in done.stdout
    assert "6:30" not in done.stdout


def test_a_re_plan_is_judged_without_being_told(home: Path, tmp_path: Path) -> None:
    """The judge reads in the plan itself that Ana was late, and why it is as it is can be asked."""
    made = str(tmp_path / "first.json")
    replan(home, "--late", "ana=90m", "--out", made)
    judged = CliRunner().invoke(app, ["judge", str(home / "household.toml"), made], catch_exceptions=False)
    assert judged.stdout.startswith("The plan keeps every rule.")
    asked = CliRunner().invoke(app, ["why", str(home / "household.toml"), made, "cost"], catch_exceptions=False)
    assert asked.exit_code == 0


BEN = """[[parents]]
id = "ben"
name = "Ben"
work_rules = "none"
[[parents.schedule]]
kind = "csv"
path = "ben.csv"
published_through = 2027-03-01
[[parents.shifts]]
title = "Call"
kind = "home_call"
"""
CALLS = "start,end,title\n2026-12-02T12:00,2026-12-03T07:00,Call\n"
DAYS = "start,end,title\n2026-12-02T08:00,2026-12-02T17:00,Day\n2026-12-03T08:00,2026-12-03T17:00,Day\n"


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """A folder with a family of two parents, one of them on call from home, and the plan of two days."""
    head, children, rest = FAMILY.partition("[[children]]")
    (tmp_path / "household.toml").write_text(f"{head}{BEN}{children}{rest}", "utf-8")
    (tmp_path / "ana.csv").write_text(DAYS, "utf-8")
    (tmp_path / "ben.csv").write_text(CALLS, "utf-8")
    situation = workflow.read(tmp_path / "household.toml", _now("2026-12-01T12:00:00-06:00"), date(2026, 12, 2), 2)
    (tmp_path / "plan.json").write_text(write(workflow.make_plan(situation)), "utf-8")
    return tmp_path


def test_everything_may_happen_at_once(both: Path) -> None:
    """Every kind in one line, Ana late and then after all early; the plan that comes of it keeps every rule."""
    line = "--late ana=90m --ill mia --cancel rosa=2026-12-03 --called-in ben --early ana=60m"
    out = both / "changed.json"
    said = replan(both, *line.split(), "--out", str(out), now="2026-12-02T13:00:00-06:00")
    assert said == "Rosa comes from 1 to 3 pm.\n"
    assert {type(one.what) for one in workflow.open_plan(out).happened} == {Late, Ill, Cancelled, CalledIn, Early}
    judged = CliRunner().invoke(app, ["judge", str(both / "household.toml"), str(out)], catch_exceptions=False)
    assert judged.stdout.startswith("The plan keeps every rule.")
