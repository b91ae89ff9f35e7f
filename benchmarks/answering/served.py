"""The app as a host runs it, workers in processes of their own, and what these do while nobody wants anything."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

WARM = 8.0
"""Seconds in which a worker loads its solver after a start."""
REST = 10.0
"""Seconds over which an idle worker is watched."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running app: its address, and the process ids of its workers."""

    address: str
    workers: tuple[int, ...]


@contextmanager
def served(data: Path, workers: int, more: dict[str, str]) -> Iterator[Served]:
    """The server with so many workers, warm."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    with ExitStack() as stack:
        server = ("serve", "--no-worker", "--port", str(port))
        process = stack.enter_context(_running(data, server, more))
        address = f"http://127.0.0.1:{port}"
        while not _alive(address):
            assert process.poll() is None, "the server did not start"
            time.sleep(0.2)
        ids = tuple(stack.enter_context(_running(data, ("worker",), more)).pid for _ in range(workers))
        time.sleep(WARM)
        yield Served(address, ids)


@contextmanager
def _running(data: Path, words: tuple[str, ...], more: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "homecall", *words, "--data", str(data)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    process = subprocess.Popen(command, env=env | more)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _alive(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def idle(worker: int) -> tuple[float, float]:
    """The share of one processor that a worker takes while it has nothing to do, and MB written; (0, 0) if unknown."""
    try:
        before = _spent(worker), _written(worker)
        time.sleep(REST)
        return (_spent(worker) - before[0]) / REST, (_written(worker) - before[1]) / 1e6
    except OSError:
        return 0.0, 0.0


def _spent(process: int) -> float:
    words = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / float(os.sysconf("SC_CLK_TCK"))


def _written(process: int) -> int:
    lines = Path(f"/proc/{process}/io").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))
