"""Where a run keeps what it makes: a folder with the plans, the failures, the numbers, and the ledger of what is done.

A plan's file is whole and on the disc before the ledger says that it is done: a run that is killed at any instant has
lost nothing that was finished, and the next one goes on from there.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

from homecall import workflow
from homecall.errors import FleetError
from homecall.fleet.extra import needed
from homecall.fleet.job import Job, Planned, Refused, Report, When
from homecall.fleet.ledger import Counts, Ledger, Line, Met

FORMAT = "homecall-fleet/1"
LEDGER, ABOUT, SUMMARY, FAILURES, PLANS, TABLE = (
    "ledger.sqlite", "run.json", "summary.json", "failures.jsonl", "plans", "plans.parquet",
)  # fmt: skip
GROUP = 500
"""Plans in one row group of the Parquet file, held in memory at once."""
ELSEWHERE = "Choose another --out."


class Form(StrEnum):
    """How plans are kept."""

    JSON = "json"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class About:
    """What a run is of. A folder holds one: going on with another would mix plans that do not belong together."""

    source: str
    now: str
    start: str
    days: int
    form: str
    homecall: str
    solver: str


def about(source: str, when: When, form: Form) -> About:
    """What a run of these households would be."""
    start = when.start.isoformat() if when.start else ""
    return About(source, when.now.isoformat(), start, when.days, form.value, _version("homecall"), _version("ortools"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from its source folder
        return "unknown"


def begun(folder: Path) -> When | None:
    """The time that a run in this folder plans for; None where none has begun. Raises FleetError for another thing."""
    found = _about(folder)
    return _when(found, folder / ABOUT) if found else None


def _about(folder: Path) -> dict[str, object] | None:
    path = folder / ABOUT
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["format"] == FORMAT:
            return dict(found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise FleetError("This does not describe a run that can go on.", where=str(path), cure=ELSEWHERE)


def _when(found: dict[str, object], path: Path) -> When:
    try:
        start = date.fromisoformat(str(found["start"])) if found["start"] else None
        return When(datetime.fromisoformat(str(found["now"])), start, int(str(found["days"])))
    except (KeyError, ValueError) as wrong:
        raise FleetError("This does not describe a run that can go on.", where=str(path), cure=ELSEWHERE) from wrong


class Dest:
    """The folder of one run. One process writes there, and commits after each batch."""

    def __init__(self, folder: Path, what: About) -> None:
        """Make the folder, or go on in it. Raises FleetError where it holds another run or cannot be written."""
        self.folder = folder
        self.form = Form(what.form)
        if self.form is Form.PARQUET:
            needed("pyarrow.parquet")  # rather told now than after a night
        self._refuse_inside(Path(what.source))
        self._claim(what)
        self.ledger = Ledger(folder / LEDGER)
        self._sweep()

    def _refuse_inside(self, source: Path) -> None:
        """Raises FleetError for a place among the households, which the next run would take for one of them."""
        if self.folder.resolve().is_relative_to(source) and source.is_dir():
            text = "The plans cannot be kept among the households."
            raise FleetError(text, where=str(self.folder), cure=ELSEWHERE)

    def _sweep(self) -> None:
        """Take away what a killed run was writing; the ledger is ours, so nobody is writing now."""
        with _written(self.folder):
            for half in (*self.folder.glob(".*.*"), *self.folder.glob(f"{PLANS}/*/.*")):
                half.unlink(missing_ok=True)

    def _claim(self, what: About) -> None:
        new = {"format": FORMAT, **asdict(what)}
        old = _about(self.folder)
        if old is not None:
            other = next((key for key, value in new.items() if old.get(key) != value), "")
            if other:
                text = f"This folder holds a run with another {other}: {old.get(other)!r}, and now {new[other]!r}."
                raise FleetError(text, where=str(self.folder), cure=ELSEWHERE)
            return
        workflow.ready(self.folder)
        if self.folder.is_dir() and any(self.folder.iterdir()):
            raise FleetError("This folder holds something else.", where=str(self.folder), cure=ELSEWHERE)
        with _written(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            workflow.write_all({self.folder / ABOUT: _json(new)})

    def meet(self, job: Job) -> Met:
        """What earlier runs left of a household."""
        return self.ledger.meet(job)

    def refuse(self, one: Refused) -> None:
        """Keep the failure of an entry that is no household."""
        self.ledger.refuse(one)

    def keep(self, job: Job, report: Report) -> None:
        """Keep what came of a household, for good: it is on the disc when this returns."""
        plan = report.result.plan if isinstance(report.result, Planned) else None
        if plan is not None and self.form is Form.JSON:
            path = self.path(job.id)
            with _written(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                workflow.write_all({path: plan})
        self.ledger.finish(job, report, plan if self.form is Form.PARQUET else None)
        self.ledger.commit()

    def path(self, id_: str) -> Path:
        """The file of a household's plan: among 256 folders, so that none holds a million."""
        digest = hashlib.sha256(id_.encode()).hexdigest()
        name = quote(id_, safe=" ,()'")
        return self.folder / PLANS / digest[:2] / f"{name if len(name) <= 200 and name[0] != '.' else digest}.json"

    def conclude(self) -> Counts:
        """Write the failures, the numbers and, if that is the form, the table of plans. Gives the numbers."""
        self.ledger.commit()
        counts = self.ledger.counts()
        with _written(self.folder):
            _stream(self.folder / FAILURES, (_failure(line) for line in self.ledger.lines() if line.failure))
            workflow.write_all({self.folder / SUMMARY: _json({"format": FORMAT, **asdict(counts)})})
            if self.form is Form.PARQUET:
                _table(self.folder / TABLE, self.ledger)
        return counts

    def close(self) -> None:
        """Let others in."""
        self.ledger.close()


def _json(data: dict[str, object]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _failure(line: Line) -> bytes:
    assert line.failure
    data = {"id": line.id, "number": line.number, **asdict(line.failure)}
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def _stream(path: Path, parts: Iterable[bytes]) -> None:
    """A file written piece by piece, there whole or not at all."""
    part = _beside(path)
    try:
        with part.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    Path(name).chmod(0o644)
    return Path(name)


def _table(path: Path, ledger: Ledger) -> None:
    """The plans as Parquet, in the order of the source; the same plans give the same bytes."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    text, number = arrow.string(), arrow.float64()
    values = [
        (f"{name}{end}", number) for name in ("uncovered_minutes", "must_missed", "cost") for end in ("", "_bound")
    ]
    schema = arrow.schema([("id", text), ("status", text), ("clocked", arrow.bool_()), *values, ("plan", text)])
    part = _beside(path)
    try:
        with parquet.ParquetWriter(part, schema, compression="zstd") as writer:
            for rows in _groups(ledger):
                writer.write_table(arrow.Table.from_pylist(rows, schema))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _groups(ledger: Ledger) -> Iterator[list[dict[str, object]]]:
    rows: list[dict[str, object]] = []
    for line in ledger.lines():
        if line.failure is None:
            rows.append(_row(line, ledger.plan(line.id)))
        if len(rows) == GROUP:
            yield rows
            rows = []
    if rows:
        yield rows


def _row(line: Line, plan: bytes) -> dict[str, object]:
    values = {name: value for name, value, _ in line.tiers} | {f"{name}_bound": bound for name, _, bound in line.tiers}
    return {"id": line.id, "status": line.status, "clocked": line.clocked, **values, "plan": plan.decode()}


@contextmanager
def _written(where: Path) -> Iterator[None]:
    """What the system refuses, as a sentence."""
    try:
        yield
    except OSError as wrong:
        text = f"The plans cannot be written: {wrong.strerror or 'the system refuses it'}."
        cure = "Make room, or choose another --out; then run it again to go on."
        raise FleetError(text, where=str(where), cure=cure) from wrong
