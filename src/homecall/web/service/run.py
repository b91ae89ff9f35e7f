"""The processes of the app: the server here, and the worker beside it, started again if it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from homecall.errors import SetupError
from homecall.web import world
from homecall.web.service import swap
from homecall.web.service.lock import alone
from homecall.web.settings.environment import SECRET_FILE

AGAIN = 2.0
"""Seconds before a worker that died is started again."""


def prepare(data: Path) -> str:
    """The data folder, made for its owner alone, with a secret in it. Gives the secret. Raises SetupError."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(data / SECRET_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(world.token())
        if (data / swap.READY).exists():
            with alone(data):  # a power cut came between the stroke of a restore and its end
                swap.finish(data)
        return (data / SECRET_FILE).read_text("ascii").strip()
    except OSError as wrong:
        text = f"The data folder cannot be used: {wrong.strerror or 'the system refuses it'}."
        raise SetupError(text, where=str(data), cure="Choose another --data.") from wrong


@contextmanager
def beside(command: Sequence[str]) -> Iterator[None]:
    """A process that runs as long as the block does, and is started again whenever it ends."""
    over = threading.Event()
    running: list[subprocess.Popen[bytes]] = []
    watch = threading.Thread(target=_keep, args=(command, over, running), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        for one in running:
            one.terminate()
        watch.join(10)


def _keep(command: Sequence[str], over: threading.Event, running: list[subprocess.Popen[bytes]]) -> None:
    while not over.is_set():
        process = subprocess.Popen(command, stdin=subprocess.PIPE)  # it ends with this process, however that ends
        running[:] = [process]
        while process.poll() is None and not over.wait(0.2):
            pass
        if over.is_set():
            process.terminate()
            process.wait(10)
            return
        over.wait(AGAIN)


def worker_command() -> list[str]:
    """How the worker is started beside the server."""
    return [sys.executable, "-m", "homecall", "worker", "--beside"]


def until_told(stop: threading.Event) -> None:
    """Set `stop` at the first signal to end. Only from the main thread.

    An event must not be set where a signal is handled: a second one in the same moment would wait there for the first.
    """
    heard, told = os.pipe()
    os.set_blocking(told, False)
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: _tell(told))
    _once(lambda: os.read(heard, 1), stop)


def until_alone(stop: threading.Event) -> None:
    """Set `stop` once standard input ends: the system closes it when the process at its other end dies.

    It is read without the interpreter's buffer, which a thread that waits still holds when the interpreter ends.
    """
    _once(lambda: os.read(sys.stdin.fileno(), 1), stop)


def _tell(pipe: int) -> None:
    with suppress(BlockingIOError):
        os.write(pipe, b".")


def _once(wait: Callable[[], object], stop: threading.Event) -> None:
    def waiting() -> None:
        with suppress(OSError):
            wait()
        stop.set()

    threading.Thread(target=waiting, daemon=True).start()
