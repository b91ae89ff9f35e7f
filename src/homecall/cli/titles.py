"""`homecall titles`: the titles that nothing explains yet, a guess at each, and the answers written down once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homecall.cli.shell import HouseholdFile, Now, Start, Weeks, date_of, now_of
from homecall.errors import HouseholdError, TimeError

if TYPE_CHECKING:
    from homecall.household.household import Household
    from homecall.household.people import ShiftMeaning
    from homecall.sources.guess.open import Open

Answers = dict[str, list["ShiftMeaning"]]
"""The lines to write, by parent's id."""

_HELP = "Enter takes the guess. Or: later, stop, or what it is, with hours if you like: night 19:00-07:00."


class Accept(StrEnum):
    """Which guesses are taken without asking."""

    NONE = "none"
    SURE = "sure"
    LIKELY = "likely"


Taken = Annotated[Accept, typer.Option(help="Write the guesses that are sure, or also the likely ones, into the file.")]
Ask = Annotated[bool, typer.Option("--ask", help="Ask for each of the others, with the guess as the answer offered.")]


def titles(
    household: HouseholdFile,
    accept: Taken = Accept.NONE,
    ask: Ask = False,  # noqa: FBT002 - typer makes a flag of it
    start: Start = "",
    weeks: Weeks = 4,
    now: Now = "",
) -> None:
    """List the titles that have no meaning yet with a guess at each, and write the answers into the household file."""
    from homecall import workflow

    family, waiting = workflow.waiting(household, now_of(now), date_of(start), days=7 * weeks)
    taken, rest = _accepted(waiting, accept)
    if ask:
        taken = _asked(family, rest, taken)
    if taken:
        _write(household, taken)
        typer.echo(f"Written into {household}: {sum(map(len, taken.values()))} lines. You can change them there.")
    if not ask:
        for line in _listed(family, rest):
            typer.echo(line)


def _accepted(waiting: Sequence[Open], accept: Accept) -> tuple[Answers, list[Open]]:
    """The lines of the guesses that are sure enough, and the titles that stay open."""
    enough = {Accept.NONE: (), Accept.SURE: ("sure",), Accept.LIKELY: ("sure", "likely")}[accept]
    taken: Answers = {}
    rest: list[Open] = []
    for one in waiting:
        if one.guess.shifts and one.guess.word in enough:
            _add(taken, one, one.guess.shifts)
        else:
            rest.append(one)
    return taken, rest


def _add(taken: Answers, one: Open, lines: Sequence[ShiftMeaning]) -> None:
    """Adds lines to a parent's; one pattern may answer several titles, and is written once."""
    there = taken.setdefault(one.parent, [])
    there += [line for line in lines if line not in there]


def _listed(family: Household, waiting: Sequence[Open]) -> Iterator[str]:
    if not waiting:
        yield "Every title has a meaning."
    for parent in family.parents:
        mine = [one for one in waiting if one.parent == parent.id]
        if mine:
            yield parent.name
        for one in mine:
            yield f"  “{one.seen.title}” in {one.source}, {_when(one)}"
            yield f"    {one.guess.word}: {_meant(one.guess.shifts)}"
            yield f"    {one.guess.why}"
    if waiting:
        yield "They count as busy until they have a meaning. Answer with --ask, or take guesses with --accept sure."


def _when(one: Open) -> str:
    first = one.seen.days[0]
    more = len(one.seen.days) - 1
    return f"{first:%a} {first.day} {first:%b}" + (f" and {more} more {'day' if more == 1 else 'days'}" if more else "")


def _meant(lines: Sequence[ShiftMeaning]) -> str:
    return "; ".join(_line(line) for line in lines) or "no guess"


def _line(line: ShiftMeaning) -> str:
    from homecall.household.codec.writer import days_written

    days = "" if len(line.days) == 7 else f" {days_written(line.days)}"
    hours = f" {line.start}-{line.end}" if line.start and line.end else ""
    beside = f" beside “{line.with_title}”" if line.with_title else ""
    return f"{line.kind.value}{days}{hours}{beside}"


def _asked(family: Household, waiting: Sequence[Open], taken: Answers) -> Answers:
    """The lines taken so far and those of the answers; "stop" ends the questions, and keeps what was said."""
    if waiting:
        typer.echo(_HELP)
    for one in waiting:
        if one.guess.shifts and all(line in taken.get(one.parent, []) for line in one.guess.shifts):
            continue
        parent = next(parent for parent in family.parents if parent.id == one.parent)
        typer.echo(f"\n{parent.name}: “{one.seen.title}” in {one.source}, {_when(one)}")
        typer.echo(f"  {one.guess.word}: {_meant(one.guess.shifts)}. {one.guess.why}")
        answer = typer.prompt("What is it?", default="yes" if one.guess.shifts else "later", value_proc=_Reply(one))
        if answer is None:
            break
        if answer:
            _add(taken, one, answer)
    return taken


class _Reply:
    """Reads an answer to one title: the lines it means, none for later, None for stop."""

    def __init__(self, one: Open) -> None:
        self.one = one

    def __call__(self, text: str) -> tuple[ShiftMeaning, ...] | None:
        word = text.strip().lower()
        if word in ("stop", "s", "quit", "q"):
            return None
        if word in ("later", "l", "no", "n"):
            return ()
        if word in ("yes", "y") and self.one.guess.shifts:
            return self.one.guess.shifts
        try:
            return (meaning(self.one.seen.title, word),)
        except (HouseholdError, TimeError) as error:
            raise typer.BadParameter(f"{error.message} {error.cure}".strip()) from error


def meaning(title: str, answer: str) -> ShiftMeaning:
    """The line for an answer such as `clinic` or `night 19:00-07:00`. Raises HouseholdError or TimeError."""
    from homecall.household.codec.keys import SHIFT_KINDS
    from homecall.household.people import ShiftMeaning
    from homecall.sources.titles import exactly
    from homecall.spans.wall import Clock
    from homecall.timeline.period import Kind

    kind, _, hours = answer.strip().partition(" ")
    if kind.replace("-", "_") not in SHIFT_KINDS:
        raise HouseholdError(f"“{kind}” is no kind of duty.", cure=f"It is one of {', '.join(SHIFT_KINDS)}.")
    shift = ShiftMeaning(exactly(title), Kind(kind.replace("-", "_")))
    if not hours.strip():
        return shift
    begin, _, finish = hours.partition("-")
    start, end = Clock.parse(begin), Clock.parse(finish)
    later = end if end > start else Clock(end.minutes, 1)
    return ShiftMeaning(shift.title, shift.kind, start, later)


def _write(path: Path, taken: Answers) -> None:
    """Add the lines to the file, which is there whole at every moment and keeps its rights. Raises HouseholdError."""
    from homecall.household.codec import decode, with_shifts

    place = path.resolve()
    try:
        before = place.read_bytes()
        mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
        text = with_shifts(decode(before, str(path)), str(path), taken)
        _swap(place, mark + text.encode())
    except OSError as error:
        why = error.strerror or "the system refused"
        raise HouseholdError(
            f"The file could not be written: {why}. It is as it was.", where=str(path), cure="Make it writable."
        ) from error


def _swap(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(place, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
