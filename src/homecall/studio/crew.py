"""Processes that work side by side, or one that works when it is asked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from functools import cache
from multiprocessing import connection, get_context, parent_process
from typing import TypeVar

Answer = TypeVar("Answer")


class Crew:
    """So many processes, or with one core this process, which works when it is asked."""

    def __init__(self, stack: ExitStack, size: int) -> None:
        self.pool = None
        self.most = size + 1 if size > 1 else 1  # one more than can be worked on, so that nobody waits for the next
        if size > 1:
            self.pool = ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=_begin)
            stack.callback(self.pool.shutdown, wait=True, cancel_futures=True)

    def give(self, work: Callable[..., Answer], *with_: object) -> Future[Answer]:
        """Work to be done. Alone, it is done when its result is wanted."""
        if self.pool is not None:
            return self.pool.submit(work, *with_)
        return _Later(work, with_)

    def first(self, jobs: Iterable[Future[Answer]]) -> list[Future[Answer]]:
        """The jobs that are done, once one is; in the order in which they were given."""
        every = list(jobs)
        if self.pool is None:
            return every[:1]
        done = wait(every, return_when=FIRST_COMPLETED).done
        return [job for job in every if job in done]


class _Later(Future[Answer]):
    """Work that is done when its result is wanted."""

    def __init__(self, work: Callable[..., Answer], with_: tuple[object, ...]) -> None:
        super().__init__()
        self._work = cache(lambda: work(*with_))

    def result(self, timeout: float | None = None) -> Answer:
        """The result, worked out at the first asking."""
        return self._work()


def _begin() -> None:
    """A process that ends by itself when the one that started it does."""
    starter = parent_process()
    if starter is not None:
        threading.Thread(target=lambda: (connection.wait([starter.sentinel]), os._exit(1)), daemon=True).start()
