"""What homecall writes, read by ical.js, by Debian's libical and by two engines in Python: all see the same events."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from homecall.outlets.caldav.resource import text_of
from homecall.outlets.ics.diary import Diary
from homecall.outlets.ics.render import render
from homecall.outlets.ics.views import FAMILY, Scope, View
from homecall.outlets.invite.letters import owed
from homecall.outlets.invite.mail import itip
from homecall.spans.span import Minute
from tests.oracles.ask import COMMANDS, CURE, ROOT
from tests.unit.outlets.ics.strict import problems, seen
from tests.unit.outlets.ics.week import asked_plan, family, rich_plan
from tests.unit.outlets.invite.asking import LETTERS, NOW

ENGINES = ("ical.js", "libical", "icalendar stack", "ical")
HOMES = {zone: family(zone) for zone in ("America/Chicago", "Australia/Sydney", "Europe/Dublin", "Pacific/Apia")}
Told = set[tuple[str, str, str, str, str]]


def engine(name: str, files: dict[str, Path]) -> dict[str, Any]:
    """What one engine reads in each file, over the autumn of 2026."""
    span = {"from": "2026-09-01", "to": "2027-01-01", "zone": "UTC"}
    questions = json.dumps([{"name": of, "path": str(path), "zones": [], **span} for of, path in files.items()])
    try:
        done = subprocess.run(
            COMMANDS[name], input=questions, capture_output=True, text=True, check=True, cwd=ROOT, timeout=120
        )
    except (OSError, subprocess.CalledProcessError) as wrong:
        raise AssertionError(f"{name} cannot be asked: {getattr(wrong, 'stderr', wrong)} {CURE}") from wrong
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def expected(content: bytes) -> Told:
    """The events by our own strict reader of tests."""
    return {(one.uid, one.title, one.status, iso(one.span.start), iso(one.span.end)) for one in seen(content)}


def iso(at: Minute) -> str:
    """An instant as engines tell it."""
    return f"{datetime.fromtimestamp(at * 60, UTC):%Y-%m-%dT%H:%M:%SZ}"


def told(answer: dict[str, Any]) -> Told:
    """The events that an engine saw. A refusal is a failure."""
    found = answer["occurrences"]
    return {(one["uid"], one["summary"], one["status"], _utc(one["start"]), _utc(one["end"])) for one in found}


def _utc(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def calendars() -> dict[str, bytes]:
    """Every calendar of every person in four zones, cancelled and changed events among them."""
    made: dict[str, bytes] = {}
    for zone, home in HOMES.items():
        scopes: list[tuple[str, Scope]] = [(who, "full") for who in (*home.names, FAMILY)]
        for person, scope in [*scopes, *((who, "busy") for who in home.names)]:
            before = render(home, asked_plan(home), person, scope=scope)
            made[f"{zone} {person} {scope}"] = render(home, rich_plan(home), person, before, scope=scope)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_sees_what_the_plan_says(name: str, tmp_path: Path) -> None:
    """Ids, titles, states and instants, over a change of clocks, in every person's calendar of either scope."""
    made = calendars()
    files = {of: tmp_path / f"{n}.ics" for n, of in enumerate(made)}
    for of, path in files.items():
        assert problems(made[of]) == []
        path.write_bytes(made[of])
    answers = engine(name, files)
    assert {of: told(answers[of]) for of in made} == {of: expected(content) for of, content in made.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_reads_what_is_sent(name: str, tmp_path: Path) -> None:
    """A resource on a server and an invitation by mail are calendars too, with their marks and people in them."""
    home = HOMES["America/Chicago"]
    view = View(home, FAMILY)
    entries = list(Diary(home, rich_plan(home), view.key, {}, NOW).entries(view.events(rich_plan(home))))
    texts = {entry.uid: text_of(entry, view.owner, home.timezone) for entry in entries}
    for letter in owed(home, asked_plan(home), "joan", "joan@example.net", {}, NOW).letters:
        texts[letter.entry.uid] = itip(home, letter, LETTERS)
    files = {uid: tmp_path / f"{n}.ics" for n, uid in enumerate(texts)}
    for uid, path in files.items():
        path.write_text(texts[uid], "utf-8", newline="")
    answers = engine(name, files)
    assert {uid: told(answers[uid]) for uid in texts} == {uid: expected(text.encode()) for uid, text in texts.items()}
