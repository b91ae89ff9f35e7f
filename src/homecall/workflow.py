"""Gather, decide, judge, deliver: the one place where sources, planner and outlets meet."""

from __future__ import annotations

import errno
import os
import random
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from homecall.errors import HouseholdError, PlanError, RejectedPlan
from homecall.household.codec import decode
from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.outlets.ics.render import render as render_ics
from homecall.outlets.poster.render import render as render_poster
from homecall.outlets.ribbon.render import render as render_ribbon
from homecall.outlets.text.render import render as render_text
from homecall.plan.codec import LARGEST as LARGEST_PLAN
from homecall.plan.codec import read as read_plan
from homecall.plan.codec import write as write_plan
from homecall.plan.diff import sentences
from homecall.plan.plan import Finding, Plan
from homecall.planner.change.changed import made_for
from homecall.planner.change.happened import Happening
from homecall.planner.change.replan import replan as search_again
from homecall.planner.plan import Effort
from homecall.planner.plan import make_plan as search
from homecall.planner.why.explain import explain as explain_plan
from homecall.planner.why.explain import gaps_asked
from homecall.planner.worst import Load, loads
from homecall.planner.worth.best import relied as find_relied
from homecall.planner.worth.best import worths as find_worths
from homecall.planner.worth.helpful import helpful
from homecall.planner.worth.said import sentence as worth_sentence
from homecall.planner.worth.worth import Worth
from homecall.planner.worth.written import written as write_worths
from homecall.rules.base import Case
from homecall.rules.book import Verdict, judge_case
from homecall.rules.book import judge as judge_plan
from homecall.rules.facts import facts_of, horizon_of
from homecall.sources.gather import Desk, gathered
from homecall.sources.memory.folder import folder_of
from homecall.sources.memory.held import when
from homecall.sources.memory.memory import Memory, Mode
from homecall.spans.span import instant
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Feed
from homecall.tongue import say, say_n

if TYPE_CHECKING:
    from homecall.sources.guess.open import Open

LARGEST = 1_000_000
"""Bytes of a household file."""
ELSEWHERE = "Choose another --out."


@dataclass(frozen=True)
class Situation:
    """A household with its schedules read, and the horizon they were read for.

    `calendars` are what the remembered calendars that close places said, by the name of the place.
    """

    household: Household
    horizon: Horizon
    calendars: Mapping[str, Feed] = field(default_factory=dict)


def load(path: Path) -> Household:
    """The household file alone, its schedules unread. Raises HouseholdError in a sentence with file and line."""
    try:
        with path.open("rb") as file:  # read with a limit rather than weighed first: a pipe has no weight
            content = file.read(LARGEST + 1)
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be read"
        cure = "Give the path of a household file, or make one with homecall new."
        where = "" if re.match("[a-z]{3,6}:/", str(path), re.IGNORECASE) else str(path)  # a link is a secret
        raise HouseholdError(f"The household file cannot be read: {reason}.", where=where, cure=cure) from wrong
    if len(content) > LARGEST:
        raise HouseholdError("This is too large for a household file.", where=str(path), cure="Is it the right one?")
    return read_household(decode(content, str(path)), str(path))


def read(path: Path, now: datetime, start: date | None = None, days: int = 28, *, refresh: bool = False) -> Situation:
    """A household file and all of its schedules, for so many local days from `start` (None: the local day of `now`).

    Addresses are asked when they are due, or with `refresh` as soon as their systems allow. Raises HouseholdError for
    the file, SourceError for a schedule that cannot be read as a whole, TimeError for a `now` without a zone.
    """
    household, at = load(path), instant(now)
    horizon = Horizon(household.wall, start or household.wall.date(at), days, at)
    desk = Desk(horizon, path.parent, _memory(path, Mode.REFRESH if refresh else Mode.DUE))
    return Situation(gathered(household, desk), horizon, desk.calendars)


def waiting(path: Path, now: datetime, start: date | None = None, days: int = 28) -> tuple[Household, tuple[Open, ...]]:
    """A household and the titles on its schedules that wait for a meaning, each with a guess. Raises as `read` does."""
    from homecall.sources.guess.open import open_titles  # no other command needs its words

    household, at = load(path), instant(now)
    horizon = Horizon(household.wall, start or household.wall.date(at), days, at)
    desk = Desk(horizon, path.parent, _memory(path, Mode.DUE))
    family = gathered(household, desk)
    return family, open_titles(family, desk)


def _memory(path: Path, mode: Mode) -> Memory | None:
    """The memory beside a household file, or where a setting has it; None where it is turned off."""
    folder = folder_of(path)
    return Memory(folder, random.random, mode) if folder else None


def read_for(path: Path, plan: Plan) -> Household:
    """The household that a plan was made for, its schedules read over the plan's own horizon.

    Addresses are not asked again where anything is known of them: the plan stands on what they said.
    """
    household = load(path)
    if (household.name, household.timezone) != (plan.household, plan.timezone):
        text = f"The plan is of {plan.household!r} in {plan.timezone}, and the file is of {household.name!r}."
        raise PlanError(text, where=str(path), cure="Give the household file that the plan was made from.")
    return gathered(household, Desk(horizon_of(household, plan), path.parent, _memory(path, Mode.KNOWN)))


def read_and_open(household: Path, plan: Path) -> tuple[Household, Plan]:
    """A plan and the household that it was made for, as it is by what has happened since its schedules were read."""
    made = open_plan(plan)
    return made_for(read_for(household, made), made), made


def open_plan(path: Path) -> Plan:
    """A plan from its JSON file. Raises PlanError."""
    cure = "Give the JSON that homecall plan writes."
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_PLAN + 1).decode("utf-8-sig")
    except OSError as wrong:
        reason = wrong.strerror or "the system refuses it"
        raise PlanError(f"The plan cannot be read: {reason}.", where=str(path), cure=cure) from wrong
    except UnicodeDecodeError as wrong:
        raise PlanError("This is not text, and so not a plan.", where=str(path), cure=cure) from wrong
    return read_plan(text, str(path))


def make_plan(situation: Situation, effort: Effort | None = None) -> Plan:
    """The best plan that can be found, judged. Raises RejectedPlan where the judge objects: a fault of ours."""
    made = search(situation.household, situation.horizon, effort)
    judged = _clean(made, judge_plan(situation.household, made))
    return replace(judged, findings=(*judged.findings, *_of_calendars(situation.calendars)))


def _of_calendars(calendars: Mapping[str, Feed]) -> Iterator[Finding]:
    """What a family should know of the calendars that close places: a closed day that was missed leaves a gap."""
    for place, feed in calendars.items():
        for note in feed.notes:
            text = say("The calendar of {place}: {note}", place=place, note=note)
            yield Finding("schedule-note", "", "should", text)
        if feed.rejects:
            text = say_n(
                "{count} line of the calendar of {place} could not be read; homecall sources shows it.",
                "{count} lines of the calendar of {place} could not be read; homecall sources shows them.",
                len(feed.rejects),
                place=place,
            )
            yield Finding("unread-lines", "", "should", text)


def stale(household: Household) -> tuple[str, ...]:
    """A sentence for each schedule of a parent that is stale: whatever goes out of the house stands on it."""
    return tuple(
        say(
            "{name}'s schedule from {feed} is stale since {since}: {why} "
            "What goes out stands on what it said on {fetched}.",
            name=parent.name,
            feed=feed.name,
            since=_local(household, feed.stale_since),
            why=feed.why,
            fetched=_local(household, feed.fetched_at),
        )
        for parent in household.parents
        for feed in household.schedules[parent.id].feeds
        if feed.stale_since
    )


def _local(household: Household, iso: str) -> str:
    """An ISO instant as the household says it."""
    return when(instant(datetime.fromisoformat(iso)), household.wall)


def replan(
    household: Household, made: Plan, happened: tuple[Happening, ...], now: datetime, effort: Effort | None = None
) -> Plan:
    """The plan in force, changed as little as what happened allows, judged. The household is as its schedules are.

    Nothing before `now` moves. Raises HouseholdError for people who are not there or where nothing can be applied,
    PlanError where the plan does not fit, RejectedPlan where the judge objects.
    """
    answer = search_again(household, made, happened, instant(now), effort)
    return _clean(answer.plan, judge_case(Case(answer.facts, answer.plan)))


def differences(household: Household, old: Plan, new: Plan) -> tuple[str, ...]:
    """What the new plan changes, as sentences said at its `now`; empty if nothing differs."""
    return sentences(household, old, new, new.now)


def _clean(made: Plan, verdict: Verdict) -> Plan:
    if not verdict.clean:
        first = verdict.breaches[0]
        text = f"The plan broke the rule {first.rule} and was held back: {first.text}"
        raise RejectedPlan(text, cure="This is a fault of homecall; please report it with your household file.")
    return made


def judge(household: Household, made: Plan) -> Verdict:
    """What the judge says of a plan, whoever made it. The household's schedules must have been read.

    What the plan says has happened is taken for true. Raises HouseholdError where it cannot be.
    """
    return judge_plan(made_for(household, made), made)


def explain(household: Household, made: Plan, what: str) -> tuple[str, ...]:
    """Sentences that answer "why?" about a gap, a moment, a lead or the cost. Raises PlanError for anything else."""
    family = made_for(household, made)
    said = explain_plan(family, made, what)
    if what != "cost" and not gaps_asked(family, made, what):
        return said
    return (*said, *helpful(family, made, gaps=what != "cost"))


def worths(
    household: Household, made: Plan, effort: Effort | None = None, most: int = 10, *, relied: bool = False
) -> tuple[Worth, ...]:
    """The changes that are worth most, the best first; with `relied` what the plan could spare least, instead."""
    return (find_relied if relied else find_worths)(household, made, effort, most)


def show_worths(household: Household, made: Plan, found: tuple[Worth, ...], form: str) -> str:
    """Worths in one form: "text", a sentence to a line, or "json"."""
    facts = facts_of(made_for(household, made), horizon_of(household, made))
    if form == "json":
        return write_worths(facts, found)
    return "".join(f"{worth_sentence(facts, one)}\n" for one in found)


def documents(household: Household, made: Plan, old: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    """The plan in every form, by file name. `old` holds what stood there before, for calendars to follow."""
    family = made_for(household, made)
    yield "plan.json", write_plan(made).encode()
    yield "plan.html", render_ribbon(family, made)
    yield "poster.pdf", render_poster(family, made)
    for person in family.names:
        name = f"{person}.ics"
        yield name, render_ics(family, made, person, previous=old.get(name))


def deliver(household: Household, made: Plan, folder: Path) -> tuple[Path, ...]:
    """Write the plan in every form into a folder. Gives the paths, in order.

    Nothing there is touched before every form is drawn and safely beside it: an outlet that fails, or a disc that is
    full, leaves what was there. Raises PlanError where the folder cannot be written.
    """
    try:
        everything = {folder / name: content for name, content in documents(household, made, _old(household, folder))}
        ready(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_all(everything)
    except OSError as wrong:
        text = f"The plan cannot be written: {wrong.strerror or 'the folder refuses it'}."
        raise PlanError(text, where=str(folder), cure=ELSEWHERE) from wrong
    return tuple(everything)


def ready(folder: Path) -> None:
    """Look, before any work is done, whether a folder could take a plan. Raises PlanError if it could not."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        raise PlanError("The plan cannot be written: this is no folder.", where=str(there), cure=ELSEWHERE)
    if not os.access(there, os.W_OK | os.X_OK):
        text = "The plan cannot be written: this folder lets nothing in."
        raise PlanError(text, where=str(there), cure=ELSEWHERE)


def _old(household: Household, folder: Path) -> dict[str, bytes]:
    """The calendars of an earlier plan in the folder."""
    paths = [folder / f"{person}.ics" for person in household.names]
    return {path.name: path.read_bytes() for path in paths if path.is_file() and path.stat().st_size <= LARGEST_PLAN}


def write_all(everything: Mapping[Path, bytes]) -> None:
    """Write files so that each is there whole or not at all, and none is touched before all are ready to be swapped in.

    Raises OSError.
    """
    ready_made: dict[Path, Path] = {}
    try:
        for path, content in everything.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, f"{path.name} is a folder there")
            ready_made[path] = _beside(path, content)
        for path, part in ready_made.items():
            part.replace(path)
    finally:
        for part in ready_made.values():
            part.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    """A finished file next to the one that it is to replace, even if the machine stops in between."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def show(household: Household, made: Plan, form: str, *, colour: bool = False, width: int = 100) -> bytes:
    """The plan in one form: "text", "json", "html" or "pdf". `colour` and `width` are for text."""
    if form == "json":
        return write_plan(made).encode()
    family = made_for(household, made)
    if form == "html":
        return render_ribbon(family, made)
    if form == "pdf":
        return render_poster(family, made)
    return render_text(family, made, width=width, colour=colour).encode()


def worst(situation: Situation) -> tuple[Load, ...]:
    """The weeks of the horizon, hardest first, before anything is planned."""
    return loads(facts_of(situation.household, situation.horizon))
