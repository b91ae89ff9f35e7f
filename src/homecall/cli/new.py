"""`homecall new`: a few questions, and a household file to start from."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from homecall.errors import HomecallError, HouseholdError, TimeError
from homecall.household.carers import CARER_KINDS, Carer
from homecall.household.codec import read, write
from homecall.household.household import Household
from homecall.household.people import Child, Parent, SourceSpec
from homecall.spans.wall import Clock, Wall, Weekly, parse_weekly

Answer = TypeVar("Answer")

KINDS = ("amion-619", "amion-625c", "qgenda-csv", "grid", "csv", "ics")
_LINK = re.compile(r"(https?|webcal)://[^/\s]\S*", re.IGNORECASE)
_CALENDARS = {"qgenda.com/ical": "qgenda-ics", "amion.com/": "amion-ics"}
"""What the address of a subscription holds, where its system has a kind of its own."""

_HINTS = """
# What the titles on a schedule mean: one entry below its parent for each, the first that fits wins.
# Until a title has a meaning, its days count as busy. `homecall sources` lists the titles that are still open.
#
# [[parents.shifts]]
# title = "Call: *"
# kind = "in_house_call"
# start = "07:00"
# end = "11:00+1"
#
# The few moments that count:
#
# [[moments]]
# id = "bedtime"
# title = "Bedtime story"
# children = ["…"]
# who = "any"
# window = "19:00-19:45"
# minutes = 15
# goal = 4
"""


@dataclass(frozen=True, slots=True)
class ParentAnswer:
    """A parent's name, and the link or file of their schedule (empty: none yet) with its kind and their rows in it."""

    name: str
    schedule: str = ""
    kind: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class ChildAnswer:
    """A child's name and birthday (None: not told)."""

    name: str
    born: date | None = None


@dataclass(frozen=True, slots=True)
class CarerAnswer:
    """A carer's name, what they are to the family, and the hours they may be used without asking."""

    name: str
    kind: str
    hours: tuple[Weekly, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was asked."""

    name: str
    timezone: str
    parents: tuple[ParentAnswer, ...]
    children: tuple[ChildAnswer, ...]
    carer: CarerAnswer | None = None


def compose(answers: Answers) -> str:
    """The household file for the answers; it passes `read`. Raises HouseholdError where an answer cannot be."""
    carers = [answers.carer] if answers.carer else []
    adults, young, helpers = ([one.name for one in group] for group in (answers.parents, answers.children, carers))
    ids = _ids([*adults, *young, *helpers])
    household = Household(
        name=answers.name,
        timezone=answers.timezone,
        parents=tuple(Parent(next(ids), one.name, schedule=_schedule(one)) for one in answers.parents),
        children=tuple(
            Child(next(ids), one.name, one.born, Clock.parse("06:30"), Clock.parse("19:30")) for one in answers.children
        ),
        carers=tuple(Carer(next(ids), one.name, one.kind, one.hours) for one in carers),
    )
    text = write(household)
    read(text, "your answers")
    return f"# A household file for homecall. Every key is explained in docs/reference/household.md.\n\n{text}{_HINTS}"


def _ids(names: Iterable[str]) -> Iterator[str]:
    """A short, different id for each name."""
    taken: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30] or "person"
        id_, number = word, 2
        while id_ in taken:
            id_, number = f"{word}-{number}", number + 1
        taken.add(id_)
        yield id_


def _schedule(parent: ParentAnswer) -> tuple[SourceSpec, ...]:
    if not parent.schedule:
        return ()
    kind = parent.kind or guess_kind(parent.schedule) or "ics"
    if _LINK.match(parent.schedule):
        return (SourceSpec(kind, url=parent.schedule, match=parent.match),)
    return (SourceSpec(kind, path=parent.schedule, match=parent.match),)


def guess_kind(place: str) -> str:
    """The kind of source that a link or a file name gives away; empty where it does not."""
    lower = place.lower()
    if found := re.search(r"[?&]rpt=(619|625[bc])", lower):
        return "amion-619" if found[1] == "619" else "amion-625c"
    if rota := next((kind for host, kind in _CALENDARS.items() if host in lower), ""):
        return rota
    if "api_get_scheduled_shifts" in lower:
        return "shiftadmin-csv" if "type=csv" in lower else "shiftadmin-json"
    if "metricaid." in lower:
        return "metricaid-ics"
    if lower.startswith("webcal://") or ".ics" in lower or "ical" in lower:
        return "ics"
    return "grid" if lower.endswith((".xlsx", ".xls", ".ods")) else ""


def new(
    path: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")] = Path("household.toml"),
) -> None:
    """Ask a few questions and write a household file to start from."""
    _refuse_existing(path)
    typer.echo("A few questions, and you have a household file. You can change everything in it later.\n")
    text = compose(_ask())
    save(path, text)
    typer.echo(f"\nWritten to {path}. Next: homecall plan {path}")


def save(path: Path, text: str) -> None:
    """Writes the text whole or not at all, readable by its owner alone, since links to schedules are secrets.

    Raises HouseholdError if the file exists or cannot be written.
    """
    _refuse_existing(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> HouseholdError:
    why = error.strerror or "the system refused"
    return HouseholdError(f"The file could not be written: {why}.", where=str(path), cure="Name another place for it.")


def _refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        cure = "Name another file, or move this one away first."
        raise HouseholdError("There is a file of this name already; it stays as it is.", where=str(path), cure=cure)


def _ask() -> Answers:
    parents = tuple(_ask_parents())
    family = " and ".join(one.name for one in parents)
    name = _prompt("What shall the family be called?", _plain, default=f"The family of {family}")
    zone = _prompt("Which time zone do you live in?", _zone, default=_zone_here())
    return Answers(name, zone, parents, tuple(_ask_children()), _ask_carer())


def _ask_parents() -> Iterator[ParentAnswer]:
    yield _ask_parent(_prompt("A parent's first name", _plain))
    other = _prompt("The other parent's first name (empty: there is one parent)", _plain_or_none, default="")
    if other:
        yield _ask_parent(other)


def _ask_parent(name: str) -> ParentAnswer:
    place = _prompt(f"Link or file of {name}'s work schedule (empty: later)", _place, default="")
    if not place:
        return ParentAnswer(name)
    kind = guess_kind(place) or _prompt(f"What kind is it? ({', '.join(KINDS)})", _one_of(KINDS))
    if kind in ("ics", *_CALENDARS.values()):
        return ParentAnswer(name, place, kind)
    return ParentAnswer(name, place, kind, _prompt(f"How is {name} called in it?", _plain, default=name))


def _ask_children() -> Iterator[ChildAnswer]:
    name = _prompt("A child's first name", _plain)
    while name:
        yield ChildAnswer(name, _prompt(f"{name}'s birthday, as 2022-03-05 (empty: not now)", _birthday, default=""))
        name = _prompt("Another child's first name (empty: that is all)", _plain_or_none, default="")


def _ask_carer() -> CarerAnswer | None:
    name = _prompt("Somebody who helps with the children (empty: nobody yet)", _plain_or_none, default="")
    if not name:
        return None
    kind = _prompt(f"What is {name} to you? ({', '.join(CARER_KINDS)})", _one_of(CARER_KINDS), default="nanny")
    return CarerAnswer(name, kind, _prompt("When, without asking?", _hours, default="Mon-Fri 08:00-17:00"))


def _prompt(question: str, accept: Callable[[str], Answer], default: str | None = None) -> Answer:
    """The answer, asked again until `accept` takes it. `default` is what an empty answer means."""

    def value(text: str) -> Answer:
        try:
            return accept(text)
        except HomecallError as error:
            raise typer.BadParameter(f"{error.message} {error.cure}".strip()) from error

    answer: Answer = typer.prompt(question, default=default, value_proc=value, show_default=bool(default))
    return answer


def _plain(text: str) -> str:
    if not text.strip() or len(text) > 100 or not text.isprintable():
        raise HouseholdError("This is not a name.", cure="Write one line of letters.")
    return text.strip()


def _plain_or_none(text: str) -> str:
    return _plain(text) if text.strip() else ""


def _place(text: str) -> str:
    place = text.strip()
    if len(place) > 2000 or not place.isprintable():
        raise HouseholdError("This is neither a link nor a file name.", cure="Copy it again, in one line.")
    if "://" in place and not _LINK.fullmatch(place):
        raise HouseholdError("This link cannot be read.", cure="A link begins with https://, http:// or webcal://.")
    return place


def _one_of(options: tuple[str, ...]) -> Callable[[str], str]:
    def accept(text: str) -> str:
        if text.strip() not in options:
            raise HouseholdError(f'"{text}" is none of them.', cure=f"Choose {', '.join(options)}.")
        return text.strip()

    return accept


def _zone(text: str) -> str:
    """The zone, found by the same eyes as the file's own, so that "Chicago" gets its cure here too."""
    toml = '[[parents]]\nid = "a"\n[[children]]\nid = "b"\n'
    named = write(Household("x", text.strip(), (), ()))
    return read(f"{named}{toml}", "").timezone


def _birthday(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise TimeError(f'"{text}" is not a date.', cure="Write it as 2022-03-05.") from error


def _hours(text: str) -> tuple[Weekly, ...]:
    return (parse_weekly(text),)


def _zone_here() -> str | None:
    """The zone that this machine is set to, where it says; UTC is what servers say, and nobody's home."""
    named = os.environ.get("TZ", "") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    try:
        return Wall(named).zone if "/" in named and not named.startswith("Etc/") else None
    except TimeError:
        return None
