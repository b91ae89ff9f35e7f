"""A worker that is killed, a disk that is full: nothing is lost, and whoever waits is told."""

from __future__ import annotations

import os
import re
import resource
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.e2e.serving import Served, Visitor, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An app of its own, whose processes may be treated badly."""
    with serving(tmp_path_factory.mktemp("app")) as running:
        yield running


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = list[int]()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that is over by now
            found += map(int, (task / "children").read_text().split())
    return found


def below(pid: int) -> list[int]:
    """The same, and theirs."""
    return [one for child in children(pid) for one in (child, *below(child))]


def worker_of(served: Served) -> int:
    """The worker that runs beside the server, once there is one."""
    for _ in range(200):
        for pid in children(served.process.pid):
            if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
                return pid
        time.sleep(0.1)
    raise AssertionError("there is no worker")


def rows(served: Served, query: str) -> list[tuple[object, ...]]:
    """What stands in the app's own database."""
    with closing(sqlite3.connect(served.data / "homecall.sqlite3", timeout=10)) as database:
        return database.execute(query).fetchall()


def in_hand(served: Served) -> bool:
    """Whether a worker has a plan in its hands."""
    query = "SELECT 1 FROM jobs_job WHERE kind = 'plan' AND wanted > done AND leased IS NOT NULL"
    return bool(rows(served, query))


def test_a_worker_that_is_killed_while_it_plans_loses_nothing_and_the_newest_wins(app: Served) -> None:
    """It is started again by itself; the change that came while nobody worked is in the plan, the one before is not."""
    nora = Visitor(app.address).founding("nora.killed@example.org")
    nora.until("/healthz", "ok")
    killed = worker_of(app)
    assert nora.renamed("Mimi")[0] == 200
    over = time.monotonic() + 30
    while not in_hand(app):
        assert time.monotonic() < over
        time.sleep(0.002)
    os.kill(killed, signal.SIGKILL)
    assert "being renewed" in nora.get("/week/")[1]
    assert nora.renamed("Minna")[0] == 200
    said = nora.until("/week/", "Minna", patience=60)
    assert "Mimi" not in said
    assert worker_of(app) != killed
    newest = rows(app, "SELECT max(number) FROM family_revision")
    assert rows(app, "SELECT revision FROM plans_plan ORDER BY id DESC LIMIT 1") == newest


@contextmanager
def full_disk(served: Served) -> Iterator[None]:
    """No process of the app can make any file longer, as on a disk that is full."""
    pids = [served.process.pid, *below(served.process.pid)]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            if Path(f"/proc/{pid}").exists():
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def test_on_a_full_disk_pages_are_read_and_what_cannot_be_kept_is_said(app: Served) -> None:
    """Today and the week answer; a change is refused in a sentence with a way on; with room again it is kept."""
    nora = Visitor(app.address).founding("nora.full@example.org")
    before = nora.get("/household/file/household.toml")
    with full_disk(app):
        assert nora.get("/today/")[0] == nora.get("/week/")[0] == 200
        status, said = nora.renamed("Mimi")
        assert status == 500
        assert "Nothing is lost. Please try again in a minute." in said
        said = nora.post("/notes/leave/", {"words": "Sleep well", "when": "tonight"}, "/notes/")[1]
        assert re.search(r'<ul class="messages"><li class="error">[^<]{20,}</li>', said)
        assert "Sleep well" not in said
        assert nora.get("/household/file/household.toml") == before
    assert nora.renamed("Mimi")[0] == 200
    nora.until("/week/", "Mimi")
