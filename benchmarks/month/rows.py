"""What a month showed, and a file of such months: a line of JSON each, so that a run may stop and go on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lived:
    """A family's month: what was counted, what was wrong, and the processor seconds it took."""

    number: int
    counts: Counter[str]
    wrong: tuple[str, ...]
    alone: int
    seconds: float
    trace: tuple[str, ...] = ()


def add(path: Path, one: Lived) -> None:
    """Write a month behind those that a file has; its trace is not kept."""
    row = {"family": one.number, "seconds": round(one.seconds, 2), "alone": one.alone, "wrong": one.wrong}
    torn = path.exists() and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        text = json.dumps({**row, "counts": dict(sorted(one.counts.items()))}, ensure_ascii=False)
        file.write("\n" * torn + text + "\n")


def read(path: Path) -> Iterator[Lived]:
    """The months of a file, none where there is no file; a line that a run was stopped in is left out."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        with suppress(ValueError):
            row = json.loads(line)
            yield Lived(row["family"], Counter(row["counts"]), tuple(row["wrong"]), row["alone"], row["seconds"])
