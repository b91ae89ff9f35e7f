"""`homecall sources` on addresses: how fresh, how complete, what is held, and what a refresh does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homecall import workflow
from homecall.cli.main import app, run
from homecall.errors import HouseholdError
from homecall.sources.web.hosts import SETTING
from tests.e2e.door import SMALL
from tests.households import rosa
from tests.unit.sources.memory.feeds import FIRST, calendar, horizon, shift
from tests.unit.sources.web.serving import Reply, Served, serving

WEEK = [shift(day) for day in (0, 1, 2, 7)]
SHIFT = '[[parents.shifts]]\ntitle = "Wards"\nkind = "work"\n'


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests ask a server on this machine, and keep what it says beside the household file."""
    monkeypatch.setenv(SETTING, "127.0.0.0/8")
    monkeypatch.delenv("HOMECALL_MEMORY", raising=False)


@pytest.fixture
def server() -> Iterator[Served]:
    """A rota with four shifts."""
    with serving(lambda _: Reply(body=calendar(WEEK))) as served:
        yield served


@pytest.fixture
def file(server: Served, tmp_path: Path) -> Path:
    """A household that subscribes to it."""
    path = tmp_path / "household.toml"
    first, last = (SMALL % f'url = "{server.address}/ical?key=s3cret"').split('[[parents]]\nid = "ben"')
    path.write_text(f'{first}{SHIFT}\n[[parents]]\nid = "ben"{last}', encoding="utf-8")
    return path


def at(hours: float) -> str:
    """So many hours after the first fetch, as `--now` has it."""
    return horizon().wall.iso(horizon(hours).now)


def sources(file: Path, hours: float, *more: str) -> list[str]:
    """What the command says of Ana's schedule."""
    done = CliRunner().invoke(app, ["sources", str(file), "--start", str(FIRST), "--now", at(hours), *more])
    assert done.exit_code == 0, done.output
    return [line.strip() for line in done.output.partition("Ben")[0].splitlines()[1:]]


def test_a_fetch_is_dated(file: Path) -> None:
    """How many entries, through when, and when that was heard."""
    assert sources(file, 0) == [
        "127.0.0.1 (ics): 4 entries, published through 2026-11-09",
        "fetched 2026-11-01 12:00",
    ]


def test_what_is_withdrawn_is_said(file: Path, server: Served) -> None:
    """How much changed, how much is held, and a kind sentence on each."""
    sources(file, 0)
    server.answer = lambda _: Reply(body=calendar([*WEEK[1:], shift(8)]))
    assert sources(file, 2)[1:] == [
        "fetched 2026-11-01 14:00",
        "against the fetch before: 1 new, 1 no longer there",
        "withdrawn? 1 no longer there, and still counted for now",
        "“Wards” on 2 November is no longer in this schedule. "
        "It still counts until 3 November at 14:00, in case it comes back.",
    ]


def test_what_is_stale_is_said(file: Path, server: Served) -> None:
    """Since when, and why; the rest stands."""
    sources(file, 0)
    server.answer = lambda _: Reply(503)
    assert sources(file, 2)[1:] == [
        "fetched 2026-11-01 12:00, stale since 2026-11-01 14:00",
        "This schedule is stale since 1 November at 14:00: The server answered with error 503. "
        "The plan stands on what it said on 1 November at 12:00.",
    ]


def test_a_refresh_does_not_wait_until_it_is_due(file: Path, server: Served) -> None:
    """Without it the second look is at what is known."""
    sources(file, 0)
    sources(file, 0.1)
    assert len(server.asked) == 1
    assert sources(file, 0.2, "--refresh")[2] == "against the fetch before: nothing new"
    assert len(server.asked) == 2


def test_an_address_is_asked_under_the_name_that_the_household_gives(file: Path, server: Served) -> None:
    """For systems that answer only to some; a name that no header can hold is refused on its line."""
    text = file.read_text("utf-8")
    file.write_text(text.replace("url =", 'user_agent = "Calendar/1.0"\nurl ='), encoding="utf-8")
    sources(file, 0)
    assert server.asked[0].headers["User-Agent"] == "Calendar/1.0"
    file.write_text(text.replace("url =", 'user_agent = "Kalender für uns"\nurl ='), encoding="utf-8")
    with pytest.raises(HouseholdError, match="letters that no header can"):
        workflow.load(file)


def test_without_a_memory_nothing_is_kept(file: Path, server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting turns it off; every look is a fetch then."""
    monkeypatch.setenv("HOMECALL_MEMORY", "off")
    assert sources(file, 0) == sources(file, 0.1) == ["127.0.0.1 (ics): 4 entries, published through 2026-11-09"]
    assert len(server.asked) == 2
    assert not (file.parent / ".homecall").exists()


def test_the_plan_says_what_it_stands_on(file: Path, server: Served) -> None:
    """A stale schedule is a finding, and its shifts are work as before."""
    before = workflow.read(file, horizon().wall.local(horizon().now), FIRST)
    server.answer = lambda _: Reply(200, b"<html>Sign in</html>")
    after = workflow.read(file, horizon().wall.local(horizon(2).now), FIRST)
    made = json.loads(workflow.show(after.household, workflow.make_plan(after), "json"))
    assert [one["text"][:50] for one in made["findings"] if one["rule"] == "schedule-note"] == [
        "This schedule is stale since 1 November at 14:00: "
    ]
    assert after.household.schedules["ana"].periods == before.household.schedules["ana"].periods


def test_a_first_fetch_that_fails_says_whose(file: Path, server: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Both parents and a school may have links to one system, and a message may name no more of them than the host."""
    server.answer = lambda _: Reply(200, b"bad password")
    assert run(["sources", str(file), "--start", str(FIRST), "--now", at(0)]) == 3
    assert "127.0.0.1, Ana's schedule: The scheduling system refused the password" in capsys.readouterr().err


def test_a_school_that_cannot_be_asked_is_a_finding(file: Path, server: Served) -> None:
    """A closed day that was missed is a gap, so the plan says what its school days stand on, and page and terminal."""
    closed = f"""[[children.places]]\nname = "School"\ndays = "Mon-Fri"\nstart = "08:00"\nend = "15:00"
closed_from = "{server.address}/school?key=s3cret"\n"""
    file.write_text(f"{file.read_text('utf-8')}{closed}", encoding="utf-8")
    workflow.read(file, horizon().wall.local(horizon().now), FIRST)
    server.answer = lambda asked: Reply(404) if "school" in asked.path else Reply(body=calendar(WEEK))
    after = workflow.read(file, horizon().wall.local(horizon(2).now), FIRST)
    made = workflow.make_plan(after)
    text = "The calendar of School: This schedule is stale since 1 November at 14:00: "
    assert [one.text[: len(text)] for one in made.findings] == [text]
    assert "The link may be old" in " ".join(workflow.show(after.household, made, "text").decode().split())


def test_a_note_in_the_plan_says_whose_schedule_it_is_of(file: Path, server: Served) -> None:
    """Two parents often have links to the same system."""
    workflow.read(file, horizon().wall.local(horizon().now), FIRST)
    server.answer = lambda _: Reply(503)
    after = workflow.read(file, horizon().wall.local(horizon(2).now), FIRST)
    shown = workflow.show(after.household, workflow.make_plan(after), "text").decode()
    assert "  Ana: This schedule is stale since 1 November at 14:00" in shown


@pytest.mark.parametrize("words", [["calendar"], ["invite", "--carer", "rosa", "--to", "r@x.org", "--from", "a@x.org"]])
def test_what_goes_out_says_that_it_stands_on_a_stale_schedule(
    file: Path, server: Served, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """Before a calendar or a letter leaves the house, and without asking anybody again."""
    file.write_text(f"{file.read_text('utf-8')}{rosa()}", encoding="utf-8")
    workflow.read(file, horizon().wall.local(horizon().now), FIRST)
    server.answer = lambda _: Reply(503)
    situation = workflow.read(file, horizon().wall.local(horizon(2).now), FIRST)
    plan = file.parent / "plan.json"
    plan.write_bytes(workflow.show(situation.household, workflow.make_plan(situation), "json"))
    asked = len(server.asked)
    dry = ["--dry-run"] if words[0] == "invite" else []
    assert run([words[0], str(file), str(plan), *words[1:], *dry, "--now", at(2)]) == 0
    said = capsys.readouterr().err
    assert "Ana's schedule from 127.0.0.1 is stale since 1 November at 14:00: The server answered" in said
    assert "What goes out stands on what it said on 1 November at 12:00." in said
    assert len(server.asked) == asked


def test_a_plan_is_judged_on_the_schedule_it_was_made_from(file: Path, server: Served) -> None:
    """What the address says meanwhile is for the next plan."""
    now = horizon().wall.local(horizon().now)
    situation = workflow.read(file, now, FIRST)
    made = workflow.make_plan(situation)
    server.answer = lambda _: Reply(body=calendar([shift(day) for day in range(20)]))
    assert workflow.read_for(file, made) == situation.household
    assert len(server.asked) == 1


def test_a_private_address_is_refused_kindly(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the setting that would allow it, and no word of the secret."""
    monkeypatch.delenv(SETTING)
    assert run(["sources", str(file), "--start", str(FIRST), "--now", at(0)]) == 3
    said = capsys.readouterr().err
    assert said.startswith("homecall: 127.0.0.1, Ana's schedule: The address leads into a private network")
    assert (SETTING in said, "s3cret" in said) == (True, False)
