"""The app as `homecall serve` starts it, and what its processes cost: processor seconds and peak memory of each."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.snow_day.crowd import Visitor, asked
from benchmarks.snow_day.targets import MAIL, Targets

TICKS = os.sysconf("SC_CLK_TCK")
Cost = tuple[float, float]
"""Processor seconds, and MB at most."""


class Costs:
    """What each process of a tree has cost, looked at once a second; one that has ended counts still."""

    def __init__(self, root: int) -> None:
        self._root, self._seen, self._over = root, dict[int, tuple[str, float, float]](), threading.Event()
        self._watch = threading.Thread(target=self._run, daemon=True)
        self._watch.start()

    def now(self) -> dict[str, Cost]:
        """By kind of process: all of its processor seconds, and the peaks of those of that kind added up."""
        self._look()
        found: dict[str, Cost] = {}
        for kind, seconds, peak in self._seen.copy().values():
            before = found.get(kind, (0.0, 0.0))
            found[kind] = (before[0] + seconds, before[1] + peak)
        return found

    def end(self) -> None:
        """Look no more."""
        self._over.set()
        self._watch.join()

    def _run(self) -> None:
        while not self._over.wait(1.0):
            self._look()

    def _look(self) -> None:
        for process in (self._root, *_below(self._root)):
            try:
                self._seen[process] = _cost(process, self._root)
            except (OSError, IndexError):  # it has just ended
                continue


def _below(process: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from _below(child)


def _cost(process: int, root: int) -> tuple[str, float, float]:
    folder = Path(f"/proc/{process}")
    said = folder.joinpath("stat").read_text().rpartition(")")[2].split()
    seconds = (int(said[11]) + int(said[12])) / TICKS
    words = folder.joinpath("cmdline").read_bytes().decode("utf-8", "replace")
    peak = next(int(line.split()[1]) for line in folder.joinpath("status").read_text().splitlines() if "VmHWM" in line)
    kind = "web" if process == root else "worker" if "worker" in words else "hands"
    return kind, seconds, peak / 1000


@contextmanager
def served(data: Path, targets: Targets) -> Iterator[tuple[int, Costs]]:
    """The app with its worker warm, its mail and messages going to the targets. Gives its port and its costs."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    more = {
        "HOMECALL_SMTP_HOST": MAIL, "HOMECALL_SMTP_PORT": str(targets.mail), "HOMECALL_SMTP_FROM": "home@example.org",
        "HOMECALL_ALLOW_PRIVATE": "127.0.0.0/8", "HOMECALL_ADDRESS": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    words = [sys.executable, "-m", "homecall", "serve", "--port", str(port), "--data", str(data)]
    with (data / "said.log").open("wb") as log:
        process = subprocess.Popen(words, env=os.environ | more, stderr=log, stdout=log, start_new_session=True)
    costs = Costs(process.pid)
    try:
        while not _alive(port):
            assert process.poll() is None, (data / "said.log").read_text()
            time.sleep(0.2)
        time.sleep(10)  # the worker loads its solver once after a start
        yield port, costs
    finally:
        costs.end()
        _ended(process)


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End the app as a host does, and whatever of it is still there after half a minute."""
    process.terminate()
    try:
        process.wait(30)
        for _try in range(100):  # its worker lets go of what it has in hand
            os.killpg(process.pid, 0)
            time.sleep(0.3)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        pass
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def _alive(port: int) -> bool:
    try:
        return asked(port, "GET", "/healthz", Visitor())[0] == 200
    except OSError:
        return False
