"""What one run leaves for the next: the kinds of families with their plans, which take longest to make."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from benchmarks.snow_day.kinds import Kind, kind, today_of
from homecall.web.plans.making import Answer

NAMES = ("Home 0", "Maple school", "Ana", "Ben", "Mia", "Leo", "Noa")


def kinds(folder: Path, count: int, now: datetime) -> Sequence[Kind]:
    """So many kinds: those of this day that lie in the folder, and the others made now and laid there.

    Raises AssertionError where the judge does not take a plan under a family's names.
    """
    found = [_kept(folder / f"kind-{number}-{'-'.join(today_of(now))}.json", number, now) for number in range(count)]
    assert all(one.named(NAMES).accepted() for one in found), "a plan that the judge does not take"
    return found


def _kept(path: Path, number: int, now: datetime) -> Kind:
    if path.exists():
        return _read(path.read_text("utf-8"))
    made = kind(number, now)
    whole = path.with_suffix(".part")
    whole.write_text(_written(made), "utf-8")
    whole.replace(path)
    return made


def _written(one: Kind) -> str:
    files = {name: b64encode(content).decode() for name, content in one.files.items()}
    return json.dumps({"text": one.text, "files": files, "answer": asdict(one.answer)}, default=str)


def _read(text: str) -> Kind:
    said = json.loads(text)
    files = {name: b64decode(content) for name, content in said["files"].items()}
    answer = said["answer"] | {"first": date.fromisoformat(said["answer"]["first"])}
    return Kind(said["text"], files, Answer(**answer))
