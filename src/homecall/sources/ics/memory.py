"""Remembers what was made of the last few calendars, by their content, so that a fetch without news costs little."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """Keeps the newest answers, few in number and bounded by what they weigh together.

    Answers are shared: nobody may change one. `weigh` gives the weight of an answer, in things that it holds.
    """

    def __init__(self, most: int, heaviest: int, weigh: Callable[[Made], int]) -> None:
        self._most = most
        self._heaviest = heaviest
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The answer for a key, made if it is not there. Raises what `make` raises; that is not remembered."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            self._forget()
        return made

    def _forget(self) -> None:
        weight = sum(self._weigh(one) for one in self._kept.values())
        while self._kept and (len(self._kept) > self._most or weight > self._heaviest):
            _, gone = self._kept.popitem(last=False)
            weight -= self._weigh(gone)

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._kept.clear()
