"""Nothing of one machine is kept in the repository."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fitness.prose import machine_marks
from tests.fitness.reading import ROOT, tracked

LOCKS = ("build", "dev", "lock", "run")


def texts() -> Iterator[tuple[str, str]]:
    """Every tracked text file by name; files that are not UTF-8 text are pictures, workbooks or broken on purpose."""
    for name in tracked():
        try:
            yield name.as_posix(), (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_registry_or_a_machine() -> None:
    """No registry host and no absolute path of one machine stands in any tracked file."""
    assert [fault for name, text in texts() for fault in machine_marks(name, text)] == []


def test_every_pinned_dependency_has_a_hash() -> None:
    """Each requirement of each lock file is pinned to one version and carries at least one hash."""
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").replace("\\\n", " ")
        pins = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        assert pins
        assert [line[:60] for line in pins if "==" not in line.split()[0] or "--hash=sha256:" not in line] == []


def test_the_lock_files_agree() -> None:
    """What is tested is what is run: every runtime pin stands in the development lock with the same version."""
    run, dev = (pins(lock) for lock in ("run", "dev"))
    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}


def pins(lock: str) -> dict[str, str]:
    """The versions that a lock file pins, by package."""
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines()
    pairs = (line.split()[0].split("==") for line in lines if "==" in line)
    return {name: version for name, version in pairs}
