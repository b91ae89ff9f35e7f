"""All that a run of the figures found, as it is kept in a file, so that its tables can be printed again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.figures.sample import PLANNER, Sample, from_json

FORMAT = "homecall-figures/1"


@dataclass(frozen=True, slots=True)
class Took:
    """What measuring a row took: wall seconds, peak MB of its process (0: one for each sample), why it broke off."""

    seconds: float
    memory: float = 0.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """`machine` and `asked` are lines for people. `took` and the samples are by row."""

    machine: str
    asked: str
    samples: list[Sample] = field(default_factory=list)
    took: dict[str, Took] = field(default_factory=dict)

    def of(self, row: str, by: str = PLANNER) -> list[Sample]:
        """The samples of a row by one of the two."""
        return [one for one in self.samples if (one.row, one.by) == (row, by)]


def write(results: Results, path: Path) -> None:
    """Keep the results in a file."""
    path.write_text(json.dumps({"format": FORMAT, **asdict(results)}, indent=1) + "\n", "utf-8")


def read(path: Path) -> Results:
    """What was kept in a file. Raises ValueError for a file that holds something else."""
    kept = json.loads(path.read_text("utf-8"))
    if kept.get("format") != FORMAT:
        raise ValueError(f"{path} holds no figures.")
    took = {key: Took(**one) for key, one in kept["took"].items()}
    return Results(kept["machine"], kept["asked"], [from_json(fields) for fields in kept["samples"]], took)
