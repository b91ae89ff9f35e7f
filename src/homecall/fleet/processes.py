"""Jobs on the cores of this machine: one process a core, each with one thread that searches."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue

from homecall.fleet.job import Job, Search, do
from homecall.fleet.pool import Hand, Lost, News, Ready, Work

GRACE = 5.0
"""Seconds for a process that was killed to be gone."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What keeps number libraries from starting threads of their own."""


class Processes:
    """A crew of processes, each begun afresh: none inherits threads, locks or pipes of this one."""

    at_hand = 2

    def __init__(self, size: int, work: Work = do) -> None:
        self.size = size
        self.work = work

    def hire(self) -> Hand:
        """A new process. It ends by itself when this one does."""
        return _Process(self.work)

    def wait(self, hands: Sequence[Hand], seconds: float) -> list[tuple[Hand, News]]:
        """News of those that have any."""
        of = {hand.pipe: hand for hand in hands if isinstance(hand, _Process)}
        heard = [one for one in wait(list(of), seconds) if isinstance(one, Connection)]
        return [(of[pipe], of[pipe].news()) for pipe in heard]

    def close(self) -> None:
        """There is nothing to give back."""


class _Process:
    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()  # theirs alone now: it closes when they end, however they end

    def give(self, job: Job, search: Search) -> None:
        """Send a job. Where nobody listens any more, the news will say so."""
        with suppress(OSError):
            self.pipe.send((job, search))

    def news(self) -> News:
        """What it says next, or that it is gone."""
        try:
            said: News = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(GRACE)
            return Lost(_how(self.process.exitcode))
        return said

    def stop(self) -> None:
        """Kill it and wait until it is gone."""
        self.process.kill()
        self.process.join(GRACE)
        self.pipe.close()


def _how(code: int | None) -> str:
    if code is None:
        return "fell silent"
    if code >= 0:
        return f"ended by itself with code {code}"
    with suppress(ValueError):
        name = signal.Signals(-code).name
        return f"was ended by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")
    return f"was ended by signal {-code}"


def _serve(pipe: Connection, work: Work) -> None:
    """What a process does all its life: take a job, do it, say what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends its workers itself
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    told: SimpleQueue[tuple[Job, Search]] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, told), daemon=True).start()
    with suppress(OSError):
        pipe.send(Ready())
        while True:
            pipe.send(work(*told.get()))


def _listen(pipe: Connection, told: SimpleQueue[tuple[Job, Search]]) -> None:
    """Take in what is sent while the search is on, or two long messages could wait for each other for ever."""
    with suppress(EOFError, OSError):
        while True:
            told.put(pipe.recv())
    os._exit(0)  # nobody is left to hear of the search that is under way
