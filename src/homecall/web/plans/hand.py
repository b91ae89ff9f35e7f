"""The worker's hand: a process of its own that makes one plan at a time, and may be killed at any instant."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from homecall.errors import FetchError, HomecallError
from homecall.tongue import noted, say
from homecall.web.plans.making import Answer, Order, make

START = multiprocessing.get_context("spawn")
OUR_FAULT = noted("Homecall itself failed at this plan. The last one still stands.")

_SMALLEST = """format = 1
name = "Nobody"
timezone = "UTC"
[[parents]]
id = "a"
name = "A"
[[children]]
id = "b"
name = "B"
wakes = "07:00"
bedtime = "19:00"
"""
WARMING = Order(0, _SMALLEST, datetime(2027, 1, 4, tzinfo=UTC), {}, seconds=1.0)
"""An order that loads everything and means nothing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no plan, in a sentence; `again` where a later try may help."""

    said: str
    again: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """The hand is warm: what takes long to load is loaded."""


Word = Answer | Failure | Ready


Started = tuple[SpawnProcess, Connection]


class Hand:
    """Starts the process when it is first needed, keeps it warm, and takes another when it is gone.

    While orders are in a hurry a spare one stands ready: a family that is still answering changes its mind often, and
    each time what is on its way is killed.
    """

    def __init__(self, modest: int = 0) -> None:
        """`modest` is how much nicer than the worker its process is to everything else on the machine."""
        self._modest = modest
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._spare: Started | None = None
        self._warm = False

    def warm(self) -> None:
        """Have a process that is alive."""
        if self._process is None or not self._process.is_alive():
            self._kill()
            ready = self._spare if self._spare is not None and self._spare[0].is_alive() else _started(self._modest)
            (self._process, self._pipe), self._spare, self._warm = ready, None, False

    @property
    def warming(self) -> bool:
        """Whether its process is there and has not said yet that it is warm: an order would wait for that first."""
        try:
            if self._pipe is not None and not self._warm and self._pipe.poll():
                self._warm = isinstance(self._pipe.recv(), Ready)
        except (EOFError, OSError):  # it has died: whoever asks it next takes another
            return False
        return self._pipe is not None and not self._warm

    def stand_by(self, *, hurry: bool) -> None:
        """Have a spare process where there is hurry, and none where there is not."""
        if not hurry:
            _end(self._spare)
            self._spare = None
        elif self._spare is None:
            self._spare = _started(self._modest)

    def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
        """The answers to an order as they come, the last one final or a failure.

        Between them `wanted` is asked every so many seconds; once it says no, the process is killed and all ends.
        """
        self.warm()
        pipe = self._pipe
        assert pipe is not None
        try:
            pipe.send(order)
            while True:
                while not pipe.poll(every):
                    if not wanted():
                        self.drop()
                        return
                word = pipe.recv()
                if isinstance(word, Ready):
                    self._warm = True
                    continue
                yield word
                if isinstance(word, Failure) or word.final:
                    return
        except (EOFError, OSError):
            self.drop()
            yield Failure(say(OUR_FAULT), again=True)
        finally:
            self.stand_by(hurry=order.hurry)

    def drop(self) -> None:
        """Kill the process, whatever it is doing; a spare one stays for the next order."""
        self._kill()

    def end(self) -> None:
        """Kill every process."""
        self._kill()
        self.stand_by(hurry=False)

    def _kill(self) -> None:
        if self._process is not None and self._pipe is not None:
            _end((self._process, self._pipe))
        self._process = self._pipe = None


def _started(modest: int) -> Started:
    ours, theirs = START.Pipe()
    process = START.Process(target=serve, args=(theirs, modest), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _end(one: Started | None) -> None:
    if one is not None:
        one[0].kill()
        one[0].join()
        one[1].close()


def serve(pipe: Connection, modest: int = 0) -> None:
    """What the process does: answer one order after the other until nobody asks any more."""
    if hasattr(os, "nice"):
        os.nice(modest)
    with suppress(EOFError, OSError, KeyboardInterrupt):  # the worker is gone
        for _answer in make(WARMING):  # the solver takes a second to load: better before an order than during one
            pass
        pipe.send(Ready())
        while True:
            for word in _words(pipe.recv()):
                pipe.send(word)


def _words(order: Order) -> Iterator[Word]:
    try:
        yield from make(order)
    except FetchError as wrong:
        yield Failure(wrong.advice, again=not wrong.permanent)
    except HomecallError as wrong:
        yield Failure(wrong.advice, again=False)
    except Exception:
        yield Failure(say(OUR_FAULT), again=False)
