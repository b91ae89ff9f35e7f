"""`homecall replan`: what changes when something happens."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homecall.cli.shell import HouseholdFile, Now, PlanFile, interruptible, now_of, progress
from homecall.errors import PlanError, TimeError

if TYPE_CHECKING:
    from homecall.planner.change.happened import Happening

_LENGTH = re.compile(r"(?:(\d+)h)?\s*(?:(\d+)m?)?$")
LONGEST = 366
"""Days in one range."""


class Form(StrEnum):
    """What `--format` may print."""

    TEXT = "text"
    JSON = "json"


def _said(metavar: str, words: str) -> Any:
    return typer.Option(metavar=metavar, help=f"{words} May be given more than once.", show_default=False)


def replan(
    household: HouseholdFile,
    plan: PlanFile,
    now: Now = "",
    late: Annotated[list[str] | None, _said("WHO=TIME", "A parent's duty ends later, such as ana=90m.")] = None,
    early: Annotated[list[str] | None, _said("WHO=TIME", "A parent's duty ends earlier, such as ana=1h30m.")] = None,
    called_in: Annotated[list[str] | None, _said("WHO", "A parent on home call goes in: ben, or ben=FROM/TO.")] = None,
    ill: Annotated[list[str] | None, _said("WHO", "A child is home today and tomorrow, or mia=DATE/DATE.")] = None,
    cancel: Annotated[list[str] | None, _said("WHO=DATE", "A carer cannot come on a day, or from FROM/TO.")] = None,
    offer: Annotated[list[str] | None, _said("WHO=FROM/TO", "A carer can come then, asked or not.")] = None,
    closed: Annotated[list[str] | None, _said("PLACE=DATE", "A place is shut on a day, or from DATE/DATE.")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="How long the search may take.")] = 20.0,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the new plan here as JSON.")] = None,
    format: Annotated[Form, typer.Option(help="What to print.")] = Form.TEXT,
) -> None:
    """Say what changes when somebody is late, ill, called in or cannot come; nothing else moves than must."""
    from homecall import workflow
    from homecall.planner.plan import Effort

    at = now_of(now)
    said = {"late": late, "early": early, "called_in": called_in, "ill": ill}
    happened = tuple(happenings(**said, cancel=cancel, offer=offer, closed=closed))
    old = workflow.open_plan(plan)
    with progress() as tell:
        tell("Looking for what need not change", 0.0)
        family = workflow.read_for(household, old)
        new = interruptible(lambda: workflow.replan(family, old, happened, at, Effort(seconds=seconds)))
    if out is not None:
        _write(out, workflow.show(family, new, "json"))
    if format is Form.JSON:
        sys.stdout.buffer.write(workflow.show(family, new, "json"))
        sys.stdout.flush()
        return
    for sentence in workflow.differences(family, old, new) or ("Nothing changes.",):
        print(sentence)


def happenings(**said: list[str] | None) -> Iterator[Happening]:
    """What the options say happened, in the order of the options.

    Raises TimeError for a time that cannot be read.
    """
    for option, read in _READERS.items():
        for text in said.get(option) or ():
            what = f"--{option.replace('_', '-')} {text!r}"
            who, _, rest = text.partition("=")
            yield read(who.strip(), rest.strip(), what)


def _late(who: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import Late

    return Late(who, _minutes(rest, said))


def _early(who: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import Early

    return Early(who, _minutes(rest, said))


def _called_in(who: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import CalledIn

    start, _, end = rest.partition("/")
    return CalledIn(who, _instant(start, said) if start else None, _instant(end, said) if end else None)


def _ill(who: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import Ill

    return Ill(who, frozenset(_days(rest, said)) if rest else frozenset())


def _cancel(who: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import Cancelled
    from homecall.spans.span import Span

    start, _, end = rest.partition("/")
    if "T" in start and end:
        return Cancelled(who, Span(_instant(start, said), _instant(end, said)))
    days = list(_days(rest, said))
    if len(days) != 1:
        raise TimeError(f"{said} is not one day.", cure="Give the option once for each day, or instants as FROM/TO.")
    return Cancelled(who, days[0])


def _offer(who: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import Offered
    from homecall.spans.span import Span

    start, _, end = rest.partition("/")
    if not end:
        raise TimeError(f"{said} has no hours.", cure="Write it with two instants, as rosa=FROM/TO.")
    return Offered(who, Span(_instant(start, said), _instant(end, said)))


def _closed(place: str, rest: str, said: str) -> Happening:
    from homecall.planner.change.happened import Closed

    return Closed(place, frozenset(_days(rest, said)))


_READERS: dict[str, Callable[[str, str, str], Happening]] = {
    "late": _late,
    "early": _early,
    "called_in": _called_in,
    "ill": _ill,
    "cancel": _cancel,
    "offer": _offer,
    "closed": _closed,
}


def _minutes(text: str, said: str) -> int:
    found = _LENGTH.match(text)
    if not text or found is None:
        raise TimeError(f"{said} has no length of time.", cure="Write it as ana=90m or ana=1h30m.")
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def _instant(text: str, said: str) -> int:
    from homecall.spans.span import instant

    return instant(_moment(text, said))


def _moment(text: str, said: str) -> datetime:
    try:
        return now_of(text)
    except TimeError as wrong:
        cure = "Write instants as 2026-12-03T18:30:00-06:00."
        raise TimeError(f"{said} has no time with a zone.", cure=cure) from wrong


def _days(text: str, said: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as wrong:
        raise TimeError(f"{said} names no day.", cure="Write it as 2026-12-03, or 2026-12-03/2026-12-04.") from wrong
    if not 0 <= (end - start).days < LONGEST:
        raise TimeError(f"{said} is no range of days.", cure="Write the first day before the last.")
    return (start + timedelta(days=n) for n in range((end - start).days + 1))


def _write(path: Path, content: bytes) -> None:
    from homecall import workflow

    try:
        workflow.write_all({path: content})
    except OSError as wrong:
        text = f"The plan cannot be written: {wrong.strerror or 'the system refuses it'}."
        raise PlanError(text, where=str(path), cure=workflow.ELSEWHERE) from wrong
